"""What stands beside a word, and how well a word suits it."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import FREQ_MASK, FREQ_SHIFT, open_lexicon
from lint.text.sentences import closes_sentence
from lint.text.tokens import TOKEN
from lint.text.words import stem

if TYPE_CHECKING:
    from lint.document import Document

START = "<s>"
"""Stands before the first word of a sentence."""
_WORDS_COUNTED = 1.6e9
"""Size of the text the lexicon's frequencies were counted in."""
_PAIRS_COUNTED = log10(5.9e11)
"""Size of the text the pairs were counted in, as a power of ten; a listed pair stands there 100,000 times or more."""
_LEAST_COUNT = 5
_MOST = 3.4
"""No pair speaks for more: the bits of another pair may lie there."""
_REACH = 40


class Context(NamedTuple):
    """The lower-case words before and after a place; empty where a mark or nothing stands there."""

    before: str = ""
    after: str = ""


NOWHERE = Context()


class Fit(NamedTuple):
    """How well a word suits its neighbours, in powers of ten against chance.

    ``left`` and ``right`` speak of pairs that text is known to hold; ``strange_left`` and
    ``strange_right`` are below 0 for pairs it is not known to hold although chance alone would
    have made them common.
    """

    left: float
    right: float
    strange_left: float
    strange_right: float


def context_of(doc: Document, start: int, end: int) -> Context:
    """Return the words that stand one blank beside a prose span."""
    prose = doc.prose
    before = after = ""
    if start == 0 or prose[start - 1] == "\n":
        before = START
    elif prose[start - 1] == " " and start > 1:
        if prose[start - 2] in ".!?":
            before = START if prose[start - 2] != "." or closes_sentence(prose, start - 2) else ""
        else:
            edge = start - 1
            while edge > max(0, start - _REACH) and (prose[edge - 1].isalpha() or prose[edge - 1] in "’'"):
                edge -= 1
            before = stem(prose[edge : start - 1].strip("’'"))
    if prose[end : end + 1] == " ":
        match = TOKEN.match(prose, end + 1)
        after = stem(match.group()) if match else ""
    return Context(before, after)


def fit(first: str, last: str, context: Context) -> Fit:
    """Return how well a word, or two words from first to last, suits what stands beside it."""
    left, strange_left = tie(context.before, first)
    right, strange_right = tie(last, context.after)
    return Fit(left, right, strange_left, strange_right)


def tie(one: str, other: str) -> tuple[float, float]:
    """Return how much more often two words stand together than chance has it, split by sign."""
    if not one or not other:
        return 0.0, 0.0
    chance = _share(one) + _share(other)
    if chance == 0.0:
        return 0.0, 0.0
    level = open_lexicon().together(one, other)
    if level < 0:
        return 0.0, min(0.0, _LEAST_COUNT - _PAIRS_COUNTED - chance)
    return min(_MOST, _LEAST_COUNT + level / 4 - _PAIRS_COUNTED - chance), 0.0


def _share(word: str) -> float:
    """Return log10 of a word's share of running text; every fifteenth word begins a sentence."""
    if word == START:
        return -1.2
    frequency = open_lexicon().entry(word) >> FREQ_SHIFT & FREQ_MASK
    return (frequency / 7 if frequency else 0.5) - log10(_WORDS_COUNTED)
