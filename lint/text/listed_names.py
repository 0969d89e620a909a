"""Listed names of several words: where one stands in a text that means it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import open_lexicon
from lint.text.sentences import is_inside
from lint.text.tokens import TOKEN, tokens
from lint.text.words import DIGIT, KNOWN, LOWER, NEVER_CASE, PART, PROPER, flags, shapes, stem

if TYPE_CHECKING:
    from lint.document import Document
    from lint.text.tokens import Tokens

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
    """Return the places of tokens beside which others might make a listed name; use as ``doc.once(places_in_names)``.

    They stand in a run of two or more that occur in listed names, and one of the run is no
    ordinary word in lower case: no other token is ever part of what ``name_round`` returns.
    """
    every = doc.once(tokens)
    line = bytes(map(doc.once(_marks_in_names).__getitem__, every.numbers))
    runs = [match.span() for match in _RUN.finditer(line)]
    runs = [(start, end) for start, end in runs if line.find(_TELLING, start, end) != -1]
    if len(runs) < _MANY_RUNS:
        return [place for start, end in runs for place in range(start, end)]
    return _in_pairs(every, runs)


def _in_pairs(every: Tokens, runs: list[tuple[int, int]]) -> list[int]:
    """Return those places of some runs at which a word stands beside one that it stands beside in a listed name."""
    known: dict[tuple[int, int], bool] = {}
    numbers = every.numbers
    found: list[int] = []
    for start, end in runs:
        for place in range(start, end - 1):
            pair = numbers[place], numbers[place + 1]
            if pair not in known:
                known[pair] = _is_pair(every.text(place), every.text(place + 1))
            if known[pair]:
                found += (place, place + 1)
    return sorted(set(found))


def _is_pair(one: str, other: str) -> bool:
    one, other = (word.lower().replace("’", "'") for word in (one, other))
    return (one, other) in _pairs() or (one, stem(other)) in _pairs()


@lru_cache(maxsize=1)
def _pairs() -> frozenset[tuple[str, str]]:
    """Return each pair of neighbours in a listed name; 5 ms, which a story does without."""
    return frozenset(pair for name in open_lexicon().phrases() for pair in pairwise(TOKEN.findall(name)))


_MANY_RUNS = 500
SMALL_BEGINNINGS = frozenset("bin da de van von".split())
"""Words that listed names begin with in lower case (`bin Laden`)."""
_ORDINARY, _TELLING = b"o", b"t"
_RUN = re.compile(rb"[ot]{2,}")


def _marks_in_names(doc: Document) -> bytes:
    """Return the mark of each kind of token."""
    return bytes(map(_mark_in_name, doc.once(tokens).kinds, doc.once(shapes)))


def _mark_in_name(kind: str, shape: int) -> int:
    """Return a mark for a token that may be part of a listed name, 0 for any other."""
    if not shape & (PART | DIGIT) and "’" not in kind and "'" not in kind:
        return 0
    ordinary = shape & LOWER and shape & (KNOWN | NEVER_CASE) and kind not in SMALL_BEGINNINGS
    return (_ORDINARY if ordinary else _TELLING)[0]


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
    """Return the spans of up to four tokens either side that occur in listed names, joined by blanks or hyphens."""
    every, marks = doc.once(tokens), doc.once(_marks_in_names)
    here = every.place(start)
    prose = doc.prose
    spans = [(start, end)]
    for step in (-1, 1):
        place, edge = here + step, (start if step < 0 else end)
        for _ in range(_LONGEST_NAME - 1):
            if not 0 <= place < len(every) or not marks[every.numbers[place]]:
                break
            begin = every.starts[place]
            finish = begin + len(every.text(place))
            gap = prose[finish:edge] if step < 0 else prose[edge:begin]
            if gap not in (" ", "-"):
                break
            if step < 0:
                spans.insert(0, (begin, finish))
                edge = begin
            else:
                spans.append((begin, finish))
                edge = finish
            place += step
    return spans
