"""Whole-word occurrences of many phrases, found in one pass."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lint.model import Span

if TYPE_CHECKING:
    from ahocorasick import Automaton


@lru_cache(maxsize=64)
def _automaton(phrases: tuple[str, ...]) -> Automaton:
    """Build the automaton of a set of phrases, compared in lower case."""
    import ahocorasick  # noqa: PLC0415 (only phrase rules need it)

    automaton = ahocorasick.Automaton()
    for phrase in phrases:
        automaton.add_word(phrase.lower(), len(phrase))
    automaton.make_automaton()
    return automaton


def occurrences(prose: str, phrases: tuple[str, ...]) -> list[Span]:
    """Return the spans of the phrases in the prose, in any case, longest first at a place.

    A phrase counts only between characters that are no letters or digits.
    """
    low = prose.lower()
    if not phrases or len(low) != len(prose):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in prose)
    found: list[Span] = []
    for last, length in _automaton(phrases).iter(low):
        start, end = last - length + 1, last + 1
        if not (low[start - 1 : start].isalnum() and start) and not low[end : end + 1].isalnum():
            found.append(Span(start, end))
    found.sort(key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
