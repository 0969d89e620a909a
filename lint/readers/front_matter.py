"""Front matter: of its values, those a reader sees are prose."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.readers.building import Builder

HEADLINE_KEYS = frozenset({"title", "headline"})
VISIBLE_KEYS = HEADLINE_KEYS | {"subtitle", "dek", "lead", "description", "excerpt", "summary", "caption", "alt"}

_KEY = pattern(r"^([ \t]*(?:-[ \t]+)?)([A-Za-z_]+)([ \t]*[:=][ \t]*)(.*)$", re.MULTILINE)
_BLOCK = pattern(r"[|>][-+0-9]*[ \t]*$")
_COMMENT = pattern(r"[ \t]+#.*$")
_DIGITS = {"x": pattern(r"[0-9A-Fa-f]{2}"), "u": pattern(r"[0-9A-Fa-f]{4}"), "U": pattern(r"[0-9A-Fa-f]{8}")}
_SURROGATES = range(0xD800, 0xE000)


def add_front_matter(builder: Builder, start: int, end: int) -> None:
    """Add the visible values of YAML or TOML front matter in ``start:end`` as blocks.

    Each is a block of kind ``headline`` or ``caption`` with ``yaml`` set: an edit in one must
    leave the structure round it as it is.
    """
    text = builder.text
    done = start
    for match in _KEY.finditer(text, start, end):
        if match.start() < done or match.group(2).lower() not in VISIBLE_KEYS:
            continue
        done = _add_value(builder, match.start(4), match.end(4), end, len(match.group(1)))
        kind = "headline" if match.group(2).lower() in HEADLINE_KEYS else "caption"
        builder.close(kind, yaml=True)


def _add_value(builder: Builder, start: int, line_end: int, end: int, indent: int) -> int:
    """Add one scalar that begins at ``start``; return where it ends."""
    text = builder.text
    value = text[start:line_end].rstrip("\r")
    if not value or value[0] in "[{&*!%@`":
        return line_end
    if _BLOCK.match(value):
        return _add_block(builder, line_end, end, indent)
    if value[0] in "\"'":
        return _add_quoted(builder, start + 1, end, value[0])
    comment = _COMMENT.search(value)
    stop = start + (comment.start() if comment else len(value))
    builder.copy(start, stop)
    return _add_more(builder, line_end, end, indent)


def _add_more(builder: Builder, line_end: int, end: int, indent: int) -> int:
    """Add the continuation lines of a plain scalar: deeper indented and no key of their own."""
    text = builder.text
    place = line_end
    while place < end and text[place] == "\n":
        stop = text.find("\n", place + 1)
        stop = end if stop == -1 or stop > end else stop
        line = text[place + 1 : stop]
        depth = len(line) - len(line.lstrip(" "))
        if depth <= indent or not line.strip() or _KEY.match(line) or line.lstrip().startswith(("- ", "#")):
            break
        builder.unit(" ", place, place + 1 + depth)
        builder.copy(place + 1 + depth, stop)
        place = stop
    return place


def _add_block(builder: Builder, line_end: int, end: int, indent: int) -> int:
    """Add a block scalar (`>` or `|`): the deeper indented lines that follow."""
    text = builder.text
    place = line_end
    while place < end and text[place] == "\n":
        stop = text.find("\n", place + 1)
        stop = end if stop == -1 or stop > end else stop
        line = text[place + 1 : stop]
        depth = len(line) - len(line.lstrip(" "))
        if line.strip() and depth <= indent:
            break
        builder.unit(" " if line.strip() else "\n", place, place + 1 + depth)
        builder.copy(place + 1 + depth, stop)
        place = stop
    return place


def _add_quoted(builder: Builder, start: int, end: int, quote: str) -> int:
    """Add a quoted scalar; an escape or a folded line is one unit."""
    text = builder.text
    place = last = start
    while place < end:
        char = text[place]
        if char == quote:
            if quote == "'" and text[place + 1 : place + 2] == "'":
                builder.copy(last, place)
                builder.unit("'", place, place + 2)
                place = last = place + 2
                continue
            break
        if char == "\\" and quote == '"':
            builder.copy(last, place)
            last = _add_escape(builder, place, end)
            place = last
            continue
        if char == "\n":
            stop = _skip_blanks(text, place + 1, end)
            while place > last and text[place - 1] in " \t\r":
                place -= 1
            builder.copy(last, place)
            builder.unit(" ", place, stop)
            place = last = stop
            continue
        place += 1
    builder.copy(last, place)
    return place + 1


def _add_escape(builder: Builder, place: int, end: int) -> int:
    """Add what a backslash escape stands for; return the place after it."""
    text = builder.text
    following = text[place + 1 : place + 2]
    if following in ("\n", "\r"):
        stop = _skip_blanks(text, place + 1, end)
        if text[stop : stop + 2] == "\\ ":
            stop += 1
        builder.unit("", place, stop)
        return stop
    if following in _DIGITS:
        digits = _DIGITS[following].match(text, place + 2, end)
        number = int(digits.group(), 16) if digits else _SURROGATES.start
        # What is no character of any text is one nobody knows.
        char = chr(number) if number <= sys.maxunicode and number not in _SURROGATES else OPAQUE
        stop = digits.end() if digits else place + 2
    else:
        char = {"n": "\n", "t": "\t", "_": "\u00a0"}.get(following, following)
        stop = min(place + 2, end)
    builder.unit(char, place, stop)
    return stop


def _skip_blanks(text: str, place: int, end: int) -> int:
    """Return the first place that is no blank and no line end."""
    while place < end and text[place] in " \t\r\n":
        place += 1
    return place
