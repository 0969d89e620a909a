"""One text in a line of JSON replaced; every other byte of the line stays as it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\r\n]*")
_UNIT = re.compile(
    r"[^\\]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL
)
"""What stands for one code point between the quotation marks of JSON."""
_decoder = json.JSONDecoder()


def with_edits(line: bytes, column: str, edits: Sequence[tuple[int, int, str]]) -> bytes:
    """Return a line of JSON that holds an object, with edits made in one of its texts.

    Edits replace code points of the text; they are sorted and do not overlap. Also within the
    text all that they do not replace is written as it was, escapes included. Raises ValueError
    where the line does not say then what it should.
    """
    encoding = json.detect_encoding(line)
    text = line.decode(encoding, "surrogatepass")
    start, end = _span(text, column)
    written = text[start + 1 : end - 1]
    places = _places(written)
    ascii_only = written.isascii() and "\\u" in written
    parts, last = [text[: start + 1]], 0
    for first, after, new in edits:
        parts += [written[last : places[first]], json.dumps(new, ensure_ascii=ascii_only)[1:-1]]
        last = places[after]
    parts += [written[last:], text[end - 1 :]]
    changed = "".join(parts).encode(encoding, "surrogatepass")
    if json.loads(changed) != _expected(line, column, edits):
        message = f"the edits do not fit the line’s “{column}”"
        raise ValueError(message)
    return changed


def _expected(line: bytes, column: str, edits: Sequence[tuple[int, int, str]]) -> Any:  # noqa: ANN401 (JSON's values)
    values = json.loads(line)
    text, parts, last = values[column], [], 0
    for start, end, new in edits:
        parts += [text[last:start], new]
        last = end
    return {**values, column: "".join([*parts, text[last:]])}


def _span(text: str, column: str) -> tuple[int, int]:
    """Return where a column’s text stands, quotation marks included; of twins, the last counts, as for a parser."""
    found = (0, 0)
    place = text.index("{") + 1
    while True:
        place = _after_space(text, place)
        if text[place] == "}":
            return found
        if text[place] == ",":
            place = _after_space(text, place + 1)
        name, place = _decoder.raw_decode(text, place)
        place = _after_space(text, _after_space(text, place) + 1)  # past the colon
        _, end = _decoder.raw_decode(text, place)
        if name == column:
            found = (place, end)
        place = end


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _places(written: str) -> Sequence[int]:
    """Return where each code point of a text begins as it is written, and where the last one ends."""
    if "\\" not in written:
        return range(len(written) + 1)
    return [*(match.start() for match in _UNIT.finditer(written)), len(written)]
