"""Speaker labels: `Dr. Kovalenko: …` at the start of a paragraph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.patterns import pattern
from lint.text.sentences import HONORIFICS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from lint.document import Document

_LABEL = pattern(r"([A-Za-zÀ-ÿ][\w’'.&/-]*(?:,?[ ][\w’'.&(][\w’'.&)/-]*){0,5}):[ ]+(?=\S)")
_LONGEST = 60
_NO_SPEAKER = frozenset(
    "note notes tip tips warning caution important example examples hint update updated edit ps nb fyi todo reminder "
    "disclaimer correction question answer summary result results conclusion source sources photo image credit caption "
    "step".split(),
)


class Label(NamedTuple):
    """A label and what it introduces, in prose offsets.

    ``start:end`` is the label without its colon; ``body`` is where the speech begins;
    ``recurs`` tells that the same label, in any case, stands at least twice in the story.
    """

    start: int
    end: int
    text: str
    body: int
    recurs: bool


def labels(doc: Document) -> list[Label]:
    """Return the speaker labels of a document; use as ``doc.once(labels)``.

    A label is one to six words before a colon at the start of a paragraph, at least one of
    them with a capital; where a line begins inside a paragraph, only one that recurs so.
    """
    found: list[tuple[int, int, str, int]] = []
    prose = doc.prose
    for block in doc.blocks:
        if block.kind not in ("paragraph", "quote"):
            continue
        end = min(block.end, block.start + _LONGEST + 20)
        match = _LABEL.match(prose, block.start, end) if prose.find(":", block.start, end) != -1 else None
        if match and len(match.group(1)) <= _LONGEST:
            found.append((match.start(1), match.end(1), match.group(1), match.end()))
    found += _at_line_starts(doc, {each[0] for each in found})
    found.sort()
    times = Counter(text.lower() for _, _, text, _ in found)
    capital = {text.lower() for _, _, text, _ in found if any(map(str.isupper, text))}
    return [
        Label(
            start,
            end,
            text,
            body,
            (times[text.lower()] > 1 or text.split(".")[0].lower() in HONORIFICS) and text.lower() not in _NO_SPEAKER,
        )
        for start, end, text, body in found
        if text.lower() in capital
    ]


def _at_line_starts(doc: Document, known: set[int]) -> Iterator[tuple[int, int, str, int]]:
    """Yield the labels that stand twice or more where a line begins, but no block."""
    breaks = doc.soft_breaks()
    if not breaks:
        return
    times = Counter(match.group(1).lower() for match in _labels_at(doc.source.text, doc.source.line_starts))
    for match in _labels_at(doc.prose, (each + 1 for each in breaks)):
        if match.start() not in known and times[match.group(1).lower()] > 1:
            yield match.start(1), match.end(1), match.group(1), match.end(1) + 2


def _labels_at(text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the labels that stand at some offsets."""
    for start in starts:
        colon = text.find(":", start, start + _LONGEST + 1)
        if colon > start and text.find("\n", start, colon) == -1:
            match = _LABEL.match(text, start)
            if match is not None and len(match.group(1)) <= _LONGEST:
                yield match
