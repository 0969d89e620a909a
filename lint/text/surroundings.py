"""What stands right beside a word: whether it is a word of the prose or a piece of something else."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from lint.document import OPAQUE

if TYPE_CHECKING:
    from lint.document import Document
    from lint.text.words import Word

_GLUE_BEFORE = frozenset("-_/\\=@#$~`.+&’'‘0123456789" + OPAQUE)
_GLUE_AFTER = frozenset("-_/\\=@(+&`[{0123456789" + OPAQUE)
_CLOSES = frozenset(".:’'")


def is_bare(prose: str, word: Word) -> bool:
    """Tell a word that stands by itself from a piece of a path, a call, a file name or a compound."""
    before, after = prose[word.start - 1 : word.start] if word.start else "", prose[word.end : word.end + 1]
    if before in _GLUE_BEFORE or after in _GLUE_AFTER:
        return False
    return not (after in _CLOSES and prose[word.end + 1 : word.end + 2].isalnum())


def stands_twice(doc: Document, text: str) -> bool:
    """Tell whether a text stands in the story's prose more than once."""
    return doc.answer(_twice, text)


def _twice(doc: Document, text: str) -> bool:
    first = doc.prose.find(text)
    return first != -1 and doc.prose.find(text, first + len(text)) != -1


def line_of(doc: Document, place: int) -> int:
    """Return where the line of the prose begins that holds a place."""
    ends = doc.answer(_places, "\n")
    before = bisect_left(ends, place)
    return ends[before - 1] + 1 if before else 0


def count_between(doc: Document, char: str, start: int, end: int) -> int:
    """Return how often a character stands in a stretch of the prose, however long, without reading it again."""
    places = doc.answer(_places, char)
    return bisect_left(places, end) - bisect_left(places, start)


def last_between(doc: Document, char: str, start: int, end: int) -> int:
    """Return where a character stands last in a stretch of the prose, -1 if it does not."""
    places = doc.answer(_places, char)
    before = bisect_left(places, end)
    return places[before - 1] if before and places[before - 1] >= start else -1


def _places(doc: Document, char: str) -> array[int]:
    return array("I", (match.start() for match in re.finditer(re.escape(char), doc.prose)))


def is_set_apart(doc: Document, start: int, end: int) -> bool:
    """Tell a word in emphasis of its own: a sign explained (`*a* arrives`), a term, a word of another language."""
    text = doc.source.text
    begin, finish = doc.to_source(start, end)
    return begin > 0 and text[begin - 1] in "*_" and text[finish : finish + 1] in ("*", "_")
