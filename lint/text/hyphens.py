"""Hyphens that a line's end left inside a word, told from those of compounds and prefixes."""

from __future__ import annotations

from lint.lexicon import open_lexicon
from lint.patterns import pattern
from lint.text.morphology import is_derived
from lint.text.words import KNOWN, RARE, flags

_HALF_BEFORE = pattern(r"(?<![\w’'./@-])[A-Z]?[a-z]+\Z")
_HALF_AFTER = pattern(r"[a-z]+(?![\w’'/@-]|\.\w)")
_HYPHEN = pattern(r"(?<=[a-z])-(?=[a-z]{2})")
_REACH = 24
_LEAST_FREQUENCY = 20
_LEAST = 2
_ENDINGS = frozenset("able al ed er ers est ible ing ings ity ive ly ment ments ness ous tion tions".split())


def find_broken_word(prose: str, hyphen: int) -> tuple[int, int, str] | None:
    """Return start, end and right form of a word that the hyphen at a prose offset breaks, None if it breaks none.

    The word must be in common use, and the half after the hyphen no word, nor a regular form of one;
    before an ending it is the other half that must be none.
    """
    before = _HALF_BEFORE.search(prose, max(0, hyphen - _REACH), hyphen)
    after = _HALF_AFTER.match(prose, hyphen + 1)
    if before is None or after is None:
        return None
    left, right = before.group(), after.group()
    whole = left + right
    if len(left) < _LEAST or len(right) < _LEAST or not flags(whole.lower()) & KNOWN:
        return None
    if open_lexicon().frequency(whole.lower()) < _LEAST_FREQUENCY:
        return None
    first = _is_word(left.lower())
    if first if right in _ENDINGS else _is_word(right):
        return None
    if left[0].isupper() and first:  # A play on words (`Spec-tacular`).
        return None
    return before.start(), after.end(), whole


def holds_broken_word(piece: str) -> bool:
    """Tell whether a hyphen in a run of characters without blanks breaks a word."""
    return "-" in piece and any(find_broken_word(piece, match.start()) for match in _HYPHEN.finditer(piece))


def is_half(prose: str, start: int, end: int) -> bool:
    """Tell whether the word between two prose offsets and its neighbour at a hyphen are a known word together."""
    if prose[start - 1 : start] == "-":
        before = _HALF_BEFORE.search(prose, max(0, start - _REACH), start - 1)
        if before and flags((before.group() + prose[start:end]).lower()) & KNOWN:
            return True
    if prose[end : end + 1] == "-":
        after = _HALF_AFTER.match(prose, end + 1)
        return after is not None and bool(flags((prose[start:end] + after.group()).lower()) & KNOWN)
    return False


def _is_word(half: str) -> bool:
    """Tell whether half of a word is a word itself, rare or not, or a plural of one."""
    return bool(flags(half) & (KNOWN | RARE)) or bool(flags(half.removesuffix("s")) & KNOWN) or is_derived(half)
