"""Listed names of several words: where one stands in a text that means it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import open_lexicon
from lint.patterns import pattern
from lint.text.pieces import pieces
from lint.text.sentences import is_inside
from lint.text.tokens import TOKEN, TOKEN_TEXT
from lint.text.watch import SEVERAL, Sought, seek
from lint.text.words import APOSTROPHE, KNOWN, LATER_PART, LOWER, NEVER_CASE, PART, PROPER, flags, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.document import Document
    from lint.text.pieces import Pieces

_LONGEST_NAME = 5


class Name(NamedTuple):
    """A listed name of several words found in the prose: its span and its right form."""

    start: int
    end: int
    form: str


def name_round(doc: Document, start: int, end: int) -> Name | None:
    """Return the longest listed name of several words that a token surely stands in.

    Parts are separated by one blank or one hyphen. The text itself must show that the name
    is meant: some part is no ordinary word in lower case, or has a capital that neither a
    sentence's start nor the part's own nature explains.
    """
    words = _neighbours(doc, start, end)
    here = next(number for number, (begin, _) in enumerate(words) if begin == start)
    prose, lexicon = doc.prose, open_lexicon()
    for size in range(min(_LONGEST_NAME, len(words)), 1, -1):
        for first in range(max(0, here - size + 1), min(here, len(words) - size) + 1):
            begin, finish = words[first][0], words[first + size - 1][1]
            text = prose[begin:finish]
            found = lexicon.phrase(text.lower().replace("’", "'"))
            if found is None and (bare := stem(text)) != text.lower():
                found = lexicon.phrase(bare)
                finish = begin + len(bare)
            if found is None or len(found[0]) != finish - begin:
                continue
            form, mark = found
            proved = form in prose and (text != text.lower() or form[0].islower())
            if proved or (mark != "~" and _is_meant(doc, begin, finish, start, fixed=mark == "=")):
                return Name(begin, finish, form)
    return None


def places_in_names(doc: Document) -> list[int]:
    """Return the places of pieces beside which others might make a listed name; use as ``doc.once(places_in_names)``.

    They stand in a run of words that occur in listed names, and one of the run is no ordinary
    word in lower case: no other piece ever holds part of what ``name_round`` returns.
    """
    every = doc.once(pieces)
    line = every.marks(_PART, _TELLING, _LATER, SEVERAL)
    seeds = [match.start() for match in _SEED.finditer(line)]
    if len(seeds) < _MANY:
        return [place for start, end in _runs(line, seeds) for place in range(start, end)]
    near = set(every.beside(_pairs(), seeds))
    seeds = [seed for seed in seeds if seed in near or line[seed] & _SEVERAL_HERE]
    return sorted({place for start, end in _runs(line, seeds) for place in _in_pairs(every, start, end)})


def _runs(line: bytes, seeds: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of pieces round some, in each of which all but the first may be a later part of a name."""
    end = 0
    for seed in seeds:
        if seed < end:
            continue
        start, end = seed, seed + 1
        while start and line[start] & _LATER_HERE and line[start - 1] & _PART_HERE:
            start -= 1
        while end < len(line) and line[end] & _LATER_HERE:
            end += 1
        yield start, end


def _in_pairs(every: Pieces, start: int, end: int) -> Iterator[int]:
    """Yield those places of a run at which a word stands beside one that it stands beside in a listed name."""
    last = ""
    for place in range(start, end):
        for text in every.texts(place):
            if last and _is_pair(last, text):
                yield from {max(place - 1, start), place}
            last = text


@lru_cache(maxsize=1 << 14)
def _is_pair(one: str, other: str) -> bool:
    one, other = (word.lower().replace("’", "'") for word in (one, other))
    return (one, other) in _pairs() or (one, stem(other)) in _pairs()


@lru_cache(maxsize=1)
def _pairs() -> frozenset[tuple[str, str]]:
    """Return each pair of neighbours in a listed name; 5 ms, which a story does without."""
    return frozenset(pair for name in open_lexicon().phrases() for pair in pairwise(TOKEN.findall(name)))


_MANY = 500
SMALL_BEGINNINGS = frozenset("bin da de van von".split())
"""Words that listed names begin with in lower case (`bin Laden`)."""


def _may_be_part(found: int) -> bool:
    """Tell a token that may be part of a listed name."""
    return bool(found & (PART | APOSTROPHE))


def _is_telling(found: int) -> bool:
    """Tell a token that may be part of a listed name and is no ordinary word in lower case, which alone shows none."""
    return _may_be_part(found) and not (found & LOWER and found & (KNOWN | NEVER_CASE))


_PART = seek(Sought(_may_be_part))
_TELLING = seek(Sought(_is_telling, SMALL_BEGINNINGS))
_LATER = seek(Sought(lambda found: found & LATER_PART))
_LATER = seek(Sought(lambda found: found & LATER_PART))
_PART_HERE, _TELLING_HERE, _LATER_HERE, _SEVERAL_HERE = 1, 2, 4, 8


def _any_of(needed: int) -> bytes:
    """Return an expression of the marks that have all the bits needed."""
    return b"[%b]" % b"".join(b"\\x%02x" % mark for mark in range(16) if mark & needed == needed)


_SEED = re.compile(
    _any_of(_PART_HERE | _TELLING_HERE)
    + b"(?=%b)|" % _any_of(_LATER_HERE)
    + _any_of(_PART_HERE)
    + b"(?=%b)|" % _any_of(_LATER_HERE | _TELLING_HERE)
    + _any_of(_PART_HERE | _TELLING_HERE | _SEVERAL_HERE)
)
"""Two neighbours of which the second may go on with a name and one tells, or a piece of several tokens."""


def _is_meant(doc: Document, begin: int, finish: int, start: int, *, fixed: bool) -> bool:
    """Tell whether the parts of a possible name show that it is one.

    A part that is always capital shows it for what stands before it (`north Korea`), and for
    what follows it only where the name is a fixed one (`European union`).
    """
    for match in TOKEN.finditer(doc.prose, begin, finish):
        word = match.group()
        found = flags(word)
        if found & LOWER:
            if not found & KNOWN and not found & NEVER_CASE:
                return True
        elif ((match.start() > start or fixed) and flags(word.lower()) & PROPER) or (
            not flags(word.lower()) & PROPER and (is_inside(doc, match.start()) or not flags(word.lower()) & KNOWN)
        ):
            return True
    return False


def _neighbours(doc: Document, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of up to four tokens either side that may be in listed names, joined by blanks or hyphens."""
    prose = doc.prose
    spans = [(start, end)]
    for _ in range(_LONGEST_NAME - 1):
        match = _BEFORE.search(prose, max(0, spans[0][0] - _REACH), spans[0][0])
        if match is None or not _may_be_part(flags(match.group(1))):
            break
        spans.insert(0, match.span(1))
    for _ in range(_LONGEST_NAME - 1):
        match = _AFTER.match(prose, spans[-1][1])
        if match is None or not _may_be_part(flags(match.group(1))):
            break
        spans.append(match.span(1))
    return spans


_BEFORE, _AFTER = pattern(rf"({TOKEN_TEXT})[ -]\Z"), pattern(rf"[ -]({TOKEN_TEXT})")
_REACH = 40
