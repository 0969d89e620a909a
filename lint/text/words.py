"""Words: how prose is cut into tokens, and what is known of each word type.

A token is a run of letters and digits with inner apostrophes; a hyphen separates. Flags of
a type come from its shape and from one look into the lexicon, remembered for the process.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import (
    ALWAYS,
    BRAND,
    CAPITAL,
    CONTEXT,
    FIRST,
    GIVEN,
    LATER,
    LISTED,
    NEVER,
    SURNAME,
    TIER_MASK,
    open_lexicon,
)
from lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document

LOWER = 1
"""Only lower-case letters (an apostrophe aside)."""
TITLE = 1 << 1
"""One capital, at the front; a single capital letter counts."""
UPPER = 1 << 2
"""Two letters or more, all capital."""
MIXED = 1 << 3
"""Capitals inside the word."""
DIGIT = 1 << 4
"""Holds a digit."""
KNOWN = 1 << 5
"""An ordinary word in lower case."""
RARE = 1 << 6
"""A word in lower case, but a rare one (lexicon tiers 6 and 7)."""
PROPER = 1 << 7
"""Always capital, whatever stands round it."""
CAPITALISED = 1 << 8
"""Attested with a capital in some list: a name, a brand, an acronym."""
EITHER = 1 << 9
"""Both an ordinary word and a name: only context tells."""
PERSON = 1 << 10
"""A listed given name or surname."""
PART = 1 << 11
"""Begins or goes on in a listed name of several words."""
MISSPELT = 1 << 12
"""A listed misspelling."""
UNKNOWN = 1 << 13
"""In no list at all, in any case."""

NEVER_CASE = 1 << 14
"""Never to be given a capital, whatever the story does."""

SOFTWARE = 1 << 15
"""Listed as the name of a program or in a technical list, with a capital."""
GIVEN_NAME = 1 << 16
"""A listed given name."""

COMMON_TIERS = 5
"""Lexicon tiers up to this one count as ordinary words; the rest is rare."""

TOKEN = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
"""One token of prose."""
_SPLIT = pattern(r"([^\W_]+(?:['’][^\W_]+)*)")
_ENDINGS = ("'s", "'re", "'ve", "'ll", "'d", "'m")


class Word(NamedTuple):
    """A token in its place; ``start`` and ``end`` are prose offsets, ``flags`` its type's."""

    text: str
    start: int
    end: int
    flags: int


class WordIndex(NamedTuple):
    """Every token of a document in order, with its prose offset."""

    words: list[str]
    starts: list[int]


def index(doc: Document) -> WordIndex:
    """Cut a document's prose into tokens; use as ``doc.once(index)``."""
    pieces = _SPLIT.split(doc.prose)
    ends = list(accumulate(map(len, pieces)))
    return WordIndex(pieces[1::2], ends[0::2][: len(pieces) // 2])


def types(doc: Document) -> frozenset[str]:
    """Return the distinct tokens of a document; use as ``doc.once(types)``."""
    return frozenset(doc.once(index).words)


def counts(doc: Document) -> dict[str, int]:
    """Return how often each token stands in a document; use as ``doc.once(counts)``."""
    from collections import Counter  # noqa: PLC0415 (only rules that weigh evidence ask)

    return Counter(doc.once(index).words)


def stem(word: str) -> str:
    """Return the lower-case word without a possessive or contracted ending, ’ read as '."""
    low = word.lower().replace("’", "'")
    if "'" in low:
        for ending in _ENDINGS:
            if low.endswith(ending):
                return low[: -len(ending)]
        if low.endswith("s'"):
            return low[:-1]
    return low


_memo: dict[str, int] = {}


def flags(word: str) -> int:
    """Return the flags of a word type."""
    known = _memo.get(word)
    if known is None:
        known = _memo[word] = _flags(word)
    return known


def _shape(word: str) -> int:
    bare = word.replace("’", "").replace("'", "")
    if not bare.isalpha():
        return DIGIT
    if bare.islower():
        return LOWER
    if bare.isupper():
        return UPPER if len(bare) > 1 else TITLE
    base = word[: -len("’s")] if word.endswith(("’s", "'s")) else word
    rest = base[1:].replace("’", "").replace("'", "")
    if base[0].isupper() and (rest.islower() or not rest):
        return TITLE
    if base.isupper():
        return UPPER
    return MIXED


def _flags(word: str) -> int:
    shape = _shape(word)
    if shape == DIGIT:
        return DIGIT
    lexicon = open_lexicon()
    low = word.lower().replace("’", "'")
    found = lexicon.entry(low)
    base = stem(word)
    if base != low and not found & LISTED:
        found = lexicon.entry(base) or found
    if not found:
        return shape | UNKNOWN
    tier = found & TIER_MASK
    result = shape
    if tier:
        result |= KNOWN if tier <= COMMON_TIERS else RARE
    if found & ALWAYS and not found & NEVER:
        result |= PROPER
    if found & CAPITAL:
        result |= CAPITALISED
    if found & CONTEXT or (tier and found & CAPITAL):
        result |= EITHER
    if found & (GIVEN | SURNAME):
        result |= PERSON
    if found & GIVEN:
        result |= GIVEN_NAME
    if found & BRAND:
        result |= SOFTWARE
    if found & (FIRST | LATER):
        result |= PART
    if found & LISTED:
        result |= MISSPELT
    if found & NEVER:
        result |= NEVER_CASE
    if not tier and not found & (ALWAYS | CAPITAL | CONTEXT | GIVEN | SURNAME | LISTED | FIRST | LATER):
        result |= UNKNOWN
    return result


def woken(doc: Document, mask: int, listed: frozenset[str] = frozenset()) -> Iterator[Word]:
    """Yield in order every token whose flags share a bit with the mask, or that is listed."""
    present = doc.once(types)
    chosen = {word: found for word in present if (found := flags(word)) & mask}
    chosen.update((word, flags(word)) for word in listed & present)
    if not chosen:
        return
    every = doc.once(index)
    for word, start in zip(every.words, every.starts, strict=True):
        if word in chosen:
            yield Word(word, start, start + len(word), chosen[word])


def word_at(doc: Document, offset: int) -> Word | None:
    """Return the token that begins at a prose offset, if one does."""
    match = TOKEN.match(doc.prose, offset)
    return Word(match.group(), match.start(), match.end(), flags(match.group())) if match else None


def occurrences(doc: Document, base: str) -> list[Word]:
    """Return every token of a stem, in any case, in order."""
    chosen = {word for word in doc.once(types) if word[:1].lower() == base[:1] and stem(word) == base}
    every = doc.once(index)
    return [
        Word(word, start, start + len(word), flags(word))
        for word, start in zip(every.words, every.starts, strict=True)
        if word in chosen
    ]
