"""Words two slips of the finger from a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FAR = 3
"""Stands for any distance above two."""
_MOST = 2
_SWAP_LENGTH = 2
_FEW = 6
"""Searches before rapidfuzz is worth its import of 5 ms; either way the words are the same."""
_searches: list[str] = []


def nearest(word: str, forms: Sequence[str], limit: int) -> list[str]:
    """Return up to ``limit`` of the forms at an optimal string alignment distance of two or less, nearest first."""
    if len(_searches) >= _FEW:
        from rapidfuzz.distance import OSA  # noqa: PLC0415 (only when many words are searched for)
        from rapidfuzz.process import extract  # noqa: PLC0415

        return [form for form, _, _ in extract(word, forms, scorer=OSA.distance, score_cutoff=_MOST, limit=limit)]
    _searches.append(word)
    letters, size = frozenset(word), len(word)
    found = [
        (distance, place)
        for place, form in enumerate(forms)
        if -_MOST <= len(form) - size <= _MOST
        # Each slip adds or takes away two letters of the alphabet at most.
        and len(letters.symmetric_difference(form)) <= 2 * _MOST
        and (distance := within_two(word, form)) < FAR
    ]
    return [forms[place] for _, place in sorted(found)[:limit]]


def within_two(one: str, other: str) -> int:
    """Return the optimal string alignment distance of two words if it is two or less, else FAR."""
    first, last, end = 0, min(len(one), len(other)), 0
    while first < last and one[first] == other[first]:
        first += 1
    while end < last - first and one[-1 - end] == other[-1 - end]:
        end += 1
    return _distance(one[first : len(one) - end], other[first : len(other) - end], _MOST)


def _distance(one: str, other: str, most: int) -> int:
    """Return the distance of two words if it is ``most`` or less, else FAR, by trying each slip where they part."""
    first, last = 0, min(len(one), len(other))
    while first < last and one[first] == other[first]:
        first += 1
    one, other = one[first:], other[first:]
    if not (one and other):
        rest = len(one) + len(other)
        return rest if rest <= most else FAR
    if most == 0 or abs(len(one) - len(other)) > most:
        return FAR
    best = min(
        _distance(one[1:], other[1:], most - 1),
        _distance(one[1:], other, most - 1),
        _distance(one, other[1:], most - 1),
    )
    if one[:_SWAP_LENGTH] == other[1::-1] and len(one) > 1:
        best = min(best, _distance(one[2:], other[2:], most - 1))
    return min(FAR, best + 1)
