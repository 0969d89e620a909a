"""Names one slip of the finger from a name the story itself holds more often."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.patterns import pattern
from lint.text.candidates import operations
from lint.text.pieces import pieces
from lint.text.story import tally
from lint.text.words import KNOWN, RARE, TITLE, UNKNOWN, flags, stem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from lint.document import Document

_SHORTEST, _LONGEST, _LEAST_TIMES, _PROVED_TIMES = 5, 30, 2, 3
_ENDING = 2
"""Letters at the end of a name that must be the same: other languages put their cases there."""
_MOST = 20
"""Names compared with one word for each way of leaving out a letter."""
_PLAIN_SLIPS = ("swap", "double")
_WORD_BEFORE = pattern(r"([^\W\d_]+)[ ]\Z")
_STOP = pattern(r"[.!?\n]")
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
    held = _held(doc)
    odd = [form for form, times in held.items() if times == 1 and _is_candidate(doc, form)]
    if not odd:
        return {}
    shapes: dict[str, list[str]] = {}
    for form, times in held.items():
        if times >= _LEAST_TIMES and _SHORTEST <= len(form) <= _LONGEST and not flags(form.lower()) & KNOWN:
            for shape in _shapes(form):
                shapes.setdefault(shape, []).append(form)
    pairs: dict[str, str] = {}
    for form in odd:
        near = {name for shape in _shapes(form) for name in shapes.get(shape, ())[:_MOST] if _is_one_slip(form, name)}
        if len(near) == 1:
            pairs[form] = near.pop()
    apart = _stand_alike(doc, pairs) if pairs else set()
    return {
        form: NearName(name, held[name], plain and held[name] >= _PROVED_TIMES)
        for form, name in pairs.items()
        if (plain := not operations(form.lower(), name.lower()).keys().isdisjoint(_PLAIN_SLIPS)) or form in apart
    }


def _held(doc: Document) -> dict[str, int]:
    """Count the names a story holds, possessives with the name itself."""
    held: dict[str, int] = {}
    for word, times in doc.once(tally).items():
        if flags(word) & TITLE:
            form = word if word.isalpha() else word[: len(stem(word))]
            held[form] = held.get(form, 0) + times
    return held


def _is_candidate(doc: Document, form: str) -> bool:
    low = form.lower()
    if not _SHORTEST <= len(form) <= _LONGEST or low in doc.once(tally):
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


def _stand_alike(doc: Document, pairs: dict[str, str]) -> set[str]:
    """Return the names of which the same word, or no capitalised one, stands before both forms, which stand apart."""
    befores: dict[str, set[str]] = {form: set() for pair in pairs.items() for form in pair}
    beside: set[str] = set()
    prose = doc.prose
    for word, start in _places(doc, befores.keys()):
        form = word if word in befores else word[: len(stem(word))]
        match = _WORD_BEFORE.search(prose, max(0, start - _REACH), start)
        befores[form].add(match.group(1) if match and match.group(1)[0].isupper() else "")
        if form in pairs and _is_beside(prose, start, start + len(form), pairs[form]):
            beside.add(form)
    return {form for form, name in pairs.items() if form not in beside and befores[form] <= befores[name]}


def _places(doc: Document, forms: AbstractSet[str]) -> Iterator[tuple[str, int]]:
    """Yield the tokens that are some names, possessives too, and where they begin."""

    def is_one(text: str) -> bool:
        return text in forms or text[: len(stem(text))] in forms

    every = doc.once(pieces)
    for place in every.places_of(number for number, tokens in every.odd if any(map(is_one, tokens))):
        yield from ((word.text, word.start) for word in every.words(place) if is_one(word.text))


def _is_beside(prose: str, start: int, end: int, other: str) -> bool:
    """Tell whether another name stands near a place, no sentence ending between."""
    before = prose[max(0, start - _REACH) : start].rpartition(other)
    after = prose[end : end + _REACH].partition(other)
    return bool(before[1] and not _STOP.search(before[2])) or bool(after[1] and not _STOP.search(after[0]))
