"""What is sought in pieces of prose, each distinct piece looked through once for the process.

A piece is a run of characters between blanks and line ends; it holds one token, several
(`well-known`) or none (`—`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from operator import methodcaller
from typing import TYPE_CHECKING, NamedTuple

from lint.text.tokens import TOKEN
from lint.text.words import APOSTROPHE, KNOWN, MISSPELT, MIXED, PROPER, UPPER, flags, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_MOST_KNOWN = 400_000
"""Distinct pieces remembered, some 80 MB; a process that meets more begins anew."""
_EDGES = "\n.,;:!?\"“”‘’'()[]…—–-*"
_ECHOES, _LAST_CLASS = 250, 255


class Sought(NamedTuple):
    """What is sought in the pieces of a text: tokens by their flags or text, several tokens, or else a pattern.

    A text is found between a token's apostrophes too (`qu` and `il` in `qu’il`). In a pattern,
    ``^`` and ``$`` stand for the ends of the piece; a function may stand for it.
    """

    test: Callable[[int], object] | None = None
    types: frozenset[str] = frozenset()
    several: bool = False
    pattern: str | Callable[[str], object] = ""


class Token(NamedTuple):
    """A token of a piece: how many characters into it it begins, its text and flags."""

    offset: int
    text: str
    flags: int


@lru_cache(maxsize=1 << 16)
def tokens_in(piece: str) -> tuple[Token, ...]:
    """Return the tokens of a piece."""
    word = piece.strip(_EDGES)
    if word.isalpha():
        return (Token(piece.index(word), word, flags(word)),)
    return tuple(Token(match.start(), match.group(), flags(match.group())) for match in TOKEN.finditer(piece))


def is_odd(found: int) -> bool:
    """Tell a token that is no ordinary word, or is not written as one: names, rare words, slips, acronyms."""
    return not found & KNOWN or bool(found & (MIXED | UPPER | MISSPELT | PROPER))


ODD = Sought(is_odd)
"""Pieces with a token that is no ordinary word."""
_always = [ODD]
_ODD_BIT = 1


def seek(sought: Sought) -> Sought:
    """Have something sought in every text; to be called where a module is loaded."""
    _always.append(sought)
    return sought


SEVERAL = seek(Sought(several=True))
"""Pieces of several tokens."""


class Watch:
    """What is sought in texts, and the code of every distinct piece in which it was looked for.

    A code is four bytes: the class of what is known of its words, the class of the patterns
    found in it, and a number each for its first and its last token, equal for equal tokens in
    any case: so neighbours that are the same are seen without looking at them. ``odd`` holds of
    each piece that has such tokens those that are no ordinary words.
    """

    def __init__(self, sought: Sequence[Sought]) -> None:
        wanted = dict.fromkeys((*_always, *sought))
        self.words, self.patterns = _Classes(), _Classes()
        self._tests: list[tuple[Callable[[int], object], int]] = []
        self._patterns: list[tuple[Callable[[_Several], Iterable[str]], int]] = []
        self._types: dict[str, int] = {}
        self._several = 0
        for each in wanted:
            if each.pattern:
                self._patterns.append((_finder(each.pattern), self.patterns.bit(each)))
                continue
            bit = self.words.bit(each)
            self._several |= bit * each.several
            if each.test is not None:
                self._tests.append((each.test, bit))
            for text in each.types:
                self._types[text] = self._types.get(text, 0) | bit
        self._of_flags: dict[int, int] = {}
        self._codes: dict[str, bytes] = {}
        self.odd: dict[str, tuple[str, ...]] = {}

    def codes_of(self, pieces: list[str]) -> list[bytes]:
        """Return the code of each of some distinct pieces; the odd among them are in ``odd`` then."""
        if len(self._codes) > _MOST_KNOWN:
            self._codes.clear()
            self.odd.clear()
        unknown = [piece for piece in pieces if piece not in self._codes]
        if unknown:
            self._learn(unknown)
        return [self._codes[piece] for piece in pieces]

    def _learn(self, unknown: list[str]) -> None:
        types, matched = self._types.get, self._matched(unknown).get
        for piece in unknown:
            word = piece.strip(_EDGES)
            if word.isalpha():
                found = flags(word)
                mask = (self._of_flags.get(found) or self._mask(found)) | types(word, 0)
                first = last = hash(word.lower()) % _ECHOES
                if mask & _ODD_BIT:
                    self.odd[piece] = (word,)
            else:
                mask, first, last = self._look(piece)
            self._codes[piece] = bytes((self.words[mask], self.patterns[matched(piece, 0)], first, last))

    def _matched(self, pieces: list[str]) -> dict[str, int]:
        """Return the pieces in which patterns are found, and the bits of those patterns."""
        found: dict[str, int] = {}
        several = _Several(pieces)
        for find, bit in self._patterns:
            for piece in find(several):
                found[piece] = found.get(piece, 0) | bit
        return found

    def _look(self, piece: str) -> tuple[int, int, int]:
        """Return what a piece with not just one plain word in it holds: the mask, the first and the last token."""
        tokens: list[str] = TOKEN.findall(piece)
        if not tokens:
            return 0, _ECHOES, _ECHOES + 1
        mask = self._several * (len(tokens) > 1)
        for token in tokens:
            found = flags(token)
            mask |= self._mask(found) | self._types.get(token, 0)
            if found & APOSTROPHE:
                for part in token.replace("’", "'").split("'"):
                    mask |= self._types.get(part, 0)
        if mask & _ODD_BIT:
            self.odd[piece] = tuple(token for token in tokens if is_odd(flags(token)))
        return mask, _echo(tokens[0]), _echo(tokens[-1])

    def _mask(self, found: int) -> int:
        """Return the bits of what flags show to be there."""
        mask = self._of_flags.get(found)
        if mask is None:
            mask = self._of_flags[found] = sum(bit for test, bit in self._tests if test(found))
        return mask


def _finder(sought: str | Callable[[str], object]) -> Callable[[_Several], Iterable[str]]:
    """Return what yields those of some pieces in which a pattern is found, perhaps repeatedly."""
    if callable(sought):
        return lambda several: filter(sought, several.pieces)
    if sought.startswith("^"):
        match = re.compile(sought).match
        return lambda several: filter(match, several.pieces)
    finditer = re.compile(sought, re.MULTILINE).finditer
    return lambda several: map(several.piece_at, map(_START, finditer(several.text)))


_START = methodcaller("start")


class _Several:
    """Pieces one after another, so that a pattern may run over all of them at once."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.text = "\n".join(pieces)
        self._edges = list(accumulate(map(len, pieces), lambda edge, size: edge + size + 1, initial=0))

    def piece_at(self, offset: int) -> str:
        """Return the piece at an offset in all of them."""
        return self.pieces[bisect_right(self._edges, offset) - 1]


class _Classes(dict[int, int]):
    """The class of each mask of bits; when there are no more, one of which anything is believed."""

    def __init__(self) -> None:
        super().__init__({0: 0})
        self._masks = [0]
        self._bits: dict[Sought, int] = {}

    def bit(self, sought: Sought) -> int:
        """Return the bit of something sought, a new one where it has none."""
        return self._bits.setdefault(sought, 1 << len(self._bits))

    def __missing__(self, mask: int) -> int:
        if len(self._masks) <= _LAST_CLASS:
            self[mask] = len(self._masks)
            self._masks.append(mask if len(self._masks) < _LAST_CLASS else -1)
        return self.get(mask, _LAST_CLASS)

    def table(self, sought: Sequence[Sought]) -> bytes:
        """Return what to translate classes with: the sum of 1, 2, 4 … for what is sought and found in a class."""
        bits = [(self._bits.get(each, 0), 1 << number) for number, each in enumerate(sought)]
        return bytes(sum(value for bit, value in bits if mask & bit) for mask in self._masks).ljust(256, b"\0")


def _echo(token: str) -> int:
    """Return the number that a token has in codes, the same with and without an ending such as a possessive's."""
    return hash(stem(token)) % _ECHOES


@lru_cache(maxsize=8)
def watch_for(sought: tuple[Sought, ...]) -> Watch:
    """Return the process's watch for some things beside those that are always sought."""
    return Watch(sought)


@lru_cache(maxsize=8)
def echoes_of(pairs: frozenset[tuple[str, str]]) -> bytearray:
    """Return a mark at what the numbers of each pair's words are in codes."""
    marks = bytearray(1 << 16)
    for one, other in pairs:
        marks[_echo(one) << 8 | _echo(other)] = 1
    return marks
