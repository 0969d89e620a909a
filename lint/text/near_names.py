"""Names one slip of the finger from a name the story itself holds more often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.text.candidates import operations
from lint.text.words import KNOWN, RARE, TITLE, UNKNOWN, counts, flags, index, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document

_SHORTEST, _LEAST_TIMES, _PROVED_TIMES = 5, 2, 3
_ENDING = 2
"""Letters at the end of a name that must be the same: other languages put their cases there."""
_PLAIN_SLIPS = ("swap", "double")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ ]\Z")
_STOP = re.compile(r"[.!?\n]")
_REACH = 40


class NearName(NamedTuple):
    """The name a word is likely meant for, how often the story holds it, and whether the slip is proved."""

    form: str
    times: int
    proved: bool


def near_names(doc: Document) -> dict[str, NearName]:
    """Return the likely name of every capitalised word that no list has, that stands once and is one slip from it.

    Use as ``doc.once(near_names)``; the keys are stems with their capital. Names differ by more
    than a slip where the first letter or one of the last two is another, or where another word
    stands before them, unless two letters are swapped or one is doubled.
    """
    tally = _tally(doc)
    odd = [form for form, times in tally.items() if times == 1 and _is_candidate(doc, form)]
    if not odd:
        return {}
    shapes: dict[str, list[str]] = {}
    for form, times in tally.items():
        if times >= _LEAST_TIMES and len(form) >= _SHORTEST and not flags(form.lower()) & KNOWN:
            for shape in _shapes(form):
                shapes.setdefault(shape, []).append(form)
    found: dict[str, NearName] = {}
    for form in odd:
        near = {name for shape in _shapes(form) for name in shapes.get(shape, ()) if _is_one_slip(form, name)}
        if len(near) == 1:
            (name,) = near
            slip = next(iter(operations(form.lower(), name.lower())))
            if slip in _PLAIN_SLIPS or _stand_alike(doc, form, name):
                found[form] = NearName(name, tally[name], slip in _PLAIN_SLIPS and tally[name] >= _PROVED_TIMES)
    return found


def _tally(doc: Document) -> dict[str, int]:
    """Count words with one capital at the front, possessives with the name itself."""
    tally: dict[str, int] = {}
    for word, times in doc.once(counts).items():
        if flags(word) & TITLE:
            form = word[: len(stem(word))]
            tally[form] = tally.get(form, 0) + times
    return tally


def _is_candidate(doc: Document, form: str) -> bool:
    low = form.lower()
    if len(form) < _SHORTEST or low in doc.once(counts):
        return False
    return bool(flags(form) & UNKNOWN) and not flags(low) & RARE


def _shapes(form: str) -> set[str]:
    """Return a name and all it is with one letter left out: one slip apart means one of these in common."""
    return {form, *(form[:place] + form[place + 1 :] for place in range(len(form)))}


def _is_one_slip(wrong: str, right: str) -> bool:
    if abs(len(wrong) - len(right)) > 1 or wrong[0] != right[0]:
        return False
    slips = operations(wrong.lower(), right.lower())
    if sum(times for name, times in slips.items() if name not in ("first", "two")) != 1:
        return False
    return "swap" in slips or wrong[-_ENDING:] == right[-_ENDING:]


def _stand_alike(doc: Document, wrong: str, right: str) -> bool:
    """Tell whether the same word, or no capitalised one, stands before both names, and they stand apart."""
    befores: dict[str, set[str]] = {wrong: set(), right: set()}
    prose = doc.prose
    for form, start in _starts(doc, (wrong, right)):
        match = _WORD_BEFORE.search(prose, max(0, start - _REACH), start)
        befores[form].add(match.group(1) if match and match.group(1)[0].isupper() else "")
        if form == wrong and _is_beside(prose, start, start + len(form), right):
            return False
    return befores[wrong] <= befores[right]


def _is_beside(prose: str, start: int, end: int, other: str) -> bool:
    """Tell whether another name stands near a place, no sentence ending between."""
    before = prose[max(0, start - _REACH) : start].rpartition(other)
    after = prose[end : end + _REACH].partition(other)
    return bool(before[1] and not _STOP.search(before[2])) or bool(after[1] and not _STOP.search(after[0]))


def _starts(doc: Document, forms: tuple[str, str]) -> Iterator[tuple[str, int]]:
    every = doc.once(index)
    for word, start in zip(every.words, every.starts, strict=True):
        if word.startswith(forms):
            form = word[: len(stem(word))]
            if form in forms:
                yield form, start
