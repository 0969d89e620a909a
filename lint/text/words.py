"""Words: what is known of each word type, and where it stands.

Flags of a type come from its shape and from one look into the lexicon, remembered for the process.
"""

from __future__ import annotations

from collections import Counter
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
from lint.text.tokens import TOKEN, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

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
"""A small everyday word that is a person's name too; it wakes rules only after a word with a capital."""

_EVERYDAY_TIERS = 4
COMMON_TIERS = 5
"""Lexicon tiers up to this one count as ordinary words; the rest is rare."""

_JOINS = ("-", "_", "'", "’")
_ENDINGS = ("'s", "'re", "'ve", "'ll", "'d", "'m")


class Word(NamedTuple):
    """A token in its place; ``start`` and ``end`` are prose offsets, ``flags`` its type's."""

    text: str
    start: int
    end: int
    flags: int


def types(doc: Document) -> AbstractSet[str]:
    """Return the distinct tokens of a document; use as ``doc.once(types)``."""
    return doc.once(counts).keys()


def counts(doc: Document) -> dict[str, int]:
    """Return how often each token stands in a document; use as ``doc.once(counts)``."""
    every = doc.once(tokens)
    kinds = every.kinds
    return {kinds[number]: times for number, times in Counter(every.numbers).items()}


def shapes(doc: Document) -> list[int]:
    """Return the flags of each distinct token, in the order of ``Tokens.kinds``; use as ``doc.once(shapes)``."""
    return list(map(flags, doc.once(tokens).kinds))


def word_in(doc: Document, place: int) -> Word:
    """Return the token at a place among a document's tokens."""
    every = doc.once(tokens)
    number, start = every.numbers[place], every.starts[place]
    text = every.kinds[number]
    return Word(text, start, start + len(text), doc.once(shapes)[number])


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
        result |= PART
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


def mixed_stems(doc: Document) -> dict[str, list[int]]:
    """Return the places of each stem that stands both in lower case and with capitals; use with ``doc.once``.

    Ordinary words and those never given a capital are left out: that they have one now and
    then shows nothing.
    """
    every = doc.once(tokens)
    groups: dict[str, list[int]] = {}
    for number, (kind, shape) in enumerate(zip(every.kinds, doc.once(shapes), strict=True)):
        if not shape & DIGIT:
            groups.setdefault(stem(kind), []).append(number)
    small = [kind.islower() for kind in every.kinds]
    marks = bytearray(len(every.kinds))
    found: dict[str, list[int]] = {}
    owner: dict[int, list[int]] = {}
    for base, numbers in groups.items():
        lower = sum(small[number] for number in numbers)
        if 0 < lower < len(numbers) and not flags(base) & (KNOWN | NEVER_CASE):
            found[base] = []
            for number in numbers:
                marks[number] = 1
                owner[number] = found[base]
    for place in every.places(bytes(marks)):
        owner[every.numbers[place]].append(place)
    return found


def places_after_capitals(doc: Document) -> list[int]:
    """Return the places of AFTER_CAPITAL words that follow a word with a capital; use with ``doc.once``.

    A word that others are joined to (`Saudi-led`) counts as if it had one.
    """
    every, found, prose = doc.once(tokens), doc.once(shapes), doc.prose
    numbers, starts = every.numbers, every.starts
    capital = [not shape & LOWER for shape in found]
    asked = every.places(bytes(shape & AFTER_CAPITAL > 0 for shape in found))
    return [
        place
        for place in asked
        if place and (capital[numbers[place - 1]] or prose[starts[place - 1] - 1 : starts[place - 1]] in _JOINS)
    ]


def occurrences(doc: Document, base: str) -> list[Word]:
    """Return every token of a stem, in any case, in order."""
    places: Iterable[int] | None = doc.once(mixed_stems).get(base)
    if places is None:
        every = doc.once(tokens)
        places = every.places(every.marks(lambda kind: kind[:1].lower() == base[:1] and stem(kind) == base))
    return [word_in(doc, place) for place in places]
