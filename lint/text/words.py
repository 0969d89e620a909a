"""Words: what is known of each word type, and where it stands.

Flags of a type come from its shape and from one look into the lexicon, remembered for the process.
"""

from __future__ import annotations

from functools import lru_cache
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
from lint.text.tokens import TOKEN

if TYPE_CHECKING:
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

DOUBTFUL = 1 << 17
"""No ordinary word and no listed misspelling, and no listed name where it has a capital: it may be a slip."""
NAMELIKE = 1 << 18
"""A small word that may be a name: some list or none has it as one, and as such it is not in daily use as a word."""

AFTER_CAPITAL = 1 << 19
"""A small everyday word that is a person's name too; it wakes rules only after a title, a given name or an initial."""

APOSTROPHE = 1 << 20
"""Holds an apostrophe."""

LATER_PART = 1 << 21
"""Goes on in a listed name of several words, whether or not it begins one."""

LITTLE = 1 << 22
"""Of three letters or fewer."""

_EVERYDAY_TIERS = 4
COMMON_TIERS = 5
"""Lexicon tiers up to this one count as ordinary words; the rest is rare."""

_LITTLE = 3
_GRAMMAR = frozenset("an be been can do he her in my on so then to you".split())
"""Words of grammar that are surnames too, but stand after every name (`He met Ann on Monday`)."""
_ENDINGS = ("'s", "'re", "'ve", "'ll", "'d", "'m")


class Word(NamedTuple):
    """A token in its place; ``start`` and ``end`` are prose offsets, ``flags`` its type's."""

    text: str
    start: int
    end: int
    flags: int


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
    """Return how a word of letters and apostrophes is written."""
    bare = word.replace("’", "").replace("'", "")
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


def _plain_shape(word: str, low: str) -> int:
    """Return how a word of letters is written; ``low`` is the word in lower case."""
    if low == word:
        return LOWER if word.islower() else _shape(word)
    return TITLE if word[1:] == low[1:] and word[0].isupper() and low.islower() else _shape(word)


def _flags(word: str) -> int:
    low = word.lower()
    if word.isalpha():
        found = _judged(_plain_shape(word, low), open_lexicon().entry(low))
        if found & AFTER_CAPITAL and word in _GRAMMAR:
            found &= ~AFTER_CAPITAL
        return found if len(word) > _LITTLE else found | LITTLE
    low = low.replace("’", "'")
    if not low.replace("'", "").isalpha():
        return DIGIT | APOSTROPHE if "'" in low else DIGIT
    lexicon = open_lexicon()
    found = lexicon.entry(low)
    base = stem(word)
    if base != low and not found & LISTED:
        found = lexicon.entry(base) or found
    return _judged(_shape(word), found) | APOSTROPHE


@lru_cache(maxsize=1 << 14)
def _judged(shape: int, found: int) -> int:
    """Return the flags of a word written so of which the lexicon says that."""
    if not found:
        return _with_verdicts(shape | UNKNOWN, 0)
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
        result |= PART | (LATER_PART if found & LATER else 0)
    if found & LISTED:
        result |= MISSPELT
    if found & NEVER:
        result |= NEVER_CASE
    if not tier and not found & (ALWAYS | CAPITAL | CONTEXT | GIVEN | SURNAME | LISTED | FIRST | LATER):
        result |= UNKNOWN
    return _with_verdicts(result, tier)


def _with_verdicts(found: int, tier: int) -> int:
    """Add the flags that follow from others, so that a rule need not look at each occurrence."""
    listed = found & (CAPITALISED | PERSON)
    settled = found & (PROPER | MISSPELT | NEVER_CASE)
    strange = found & (UNKNOWN | RARE) or listed
    if strange and not settled and not found & KNOWN and (found & LOWER or (found & TITLE and not listed)):
        found |= DOUBTFUL
    everyday = found & KNOWN and tier < _EVERYDAY_TIERS
    if not settled and found & LOWER:
        if found & UNKNOWN or (listed and not everyday):
            found |= NAMELIKE
        elif found & PERSON:
            found |= AFTER_CAPITAL
    return found


def word_at(doc: Document, offset: int) -> Word | None:
    """Return the token that begins at a prose offset, if one does."""
    match = TOKEN.match(doc.prose, offset)
    return Word(match.group(), match.start(), match.end(), flags(match.group())) if match else None
