"""Pieces: how prose is cut at its blanks, each distinct piece looked through once for the process.

A piece is a run of characters between blanks and line ends; it holds one token, several
(`well-known`) or none (`—`). What is sought in the words of a text is kept as one byte a piece:
the class of all that is found in it. So a long story costs a split and a look into a table, and
Python runs only where something was found.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import accumulate, compress, count, islice
from operator import methodcaller
from typing import TYPE_CHECKING, NamedTuple

from lint.text.tokens import TOKEN
from lint.text.words import APOSTROPHE, KNOWN, MISSPELT, MIXED, PROPER, UPPER, Word, flags, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lint.document import Document

_STRETCH = 1 << 14
"""Characters cut at a time: few enough that their pieces stay in the processor's cache."""
_MOST_KNOWN = 400_000
"""Distinct pieces remembered, some 60 MB; a process that meets more begins anew."""
_EDGES = "\n.,;:!?\"“”‘’'()[]…—–-*"
_SET, _SAME = re.compile(b"\x01"), re.compile(b"\x00")


class Sought(NamedTuple):
    """What is sought in the pieces of a text: tokens by their flags or text, several tokens, or else a pattern.

    In a pattern, ``^`` and ``$`` stand for the ends of the piece; a function may stand for it.
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
    any case: so neighbours that are the same are seen without looking at them.
    """

    def __init__(self, sought: Sequence[Sought]) -> None:
        wanted = dict.fromkeys((*_always, *sought))
        self.words, self.patterns = _Classes(), _Classes()
        self._tests, self._types, self._several, self._patterns = [], {}, 0, []
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
        """The tokens of each odd piece."""

    def codes_of(self, pieces: list[str]) -> list[bytes]:
        """Return the code of each of some distinct pieces."""
        unknown = [piece for piece in pieces if piece not in self._codes]
        if len(self._codes) > _MOST_KNOWN:
            self._codes.clear()
            self.odd.clear()
            unknown = pieces
        types, matched = self._types.get, self._matched(unknown).get
        for piece in unknown:
            word = piece.strip(_EDGES)
            if word.isalpha():
                found = flags(word)
                mask = (self._of_flags.get(found) or self._mask(found)) | types(word, 0)
                first = last = hash(word.lower()) % _ECHOES
                if mask & 1:
                    self.odd[piece] = (word,)
            else:
                mask, first, last = self._look(piece)
            self._codes[piece] = bytes((self.words[mask], self.patterns[matched(piece, 0)], first, last))
        return [self._codes[piece] for piece in pieces]

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
        if mask & 1:
            self.odd[piece] = tuple(tokens)
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


_ECHOES, _LAST_CLASS = 250, 255


def _echo(token: str) -> int:
    """Return the number that a token has in codes, the same with and without an ending such as a possessive's."""
    return hash(stem(token)) % _ECHOES


@lru_cache(maxsize=8)
def watch_for(sought: tuple[Sought, ...]) -> Watch:
    """Return the process's watch for some things beside those that are always sought."""
    return Watch(sought)


class Pieces:
    """The pieces of a document in order.

    ``starts[i]`` is the prose offset of piece *i*, and one more entry the prose's end. ``kinds``
    holds each distinct piece, ``numbers[i]`` the place of piece *i* in it.
    """

    __slots__ = ("_ends", "_fronts", "_marks", "_odd_kinds", "_odd_places", "_patterns", "_prose", "_watch", "_words", "kinds", "numbers", "starts")

    def __init__(self, prose: str, watch: Watch) -> None:
        self._prose, self._watch = prose, watch
        self._marks: dict[Sought, bytes] = {}
        self._odd_kinds: list[tuple[int, tuple[str, ...]]] | None = None
        self._odd_places: tuple[array[int], array[int]] | None = None
        self.starts, self.numbers = array("I"), array("I")
        numbered: defaultdict[str, int] = defaultdict(count().__next__)
        codes: list[bytes] = []
        packed: list[bytes] = []
        for start, pieces in _cut(prose):
            numbers = list(map(numbered.__getitem__, pieces))
            if len(numbered) > len(codes):
                fresh = list(islice(reversed(numbered), len(numbered) - len(codes)))
                codes += watch.codes_of(fresh[::-1])
            packed.append(b"".join(map(codes.__getitem__, numbers)))
            self.numbers.fromlist(numbers)
            self.starts.extend(accumulate(map(len, pieces[:-1]), initial=start))
        self.starts.append(len(prose))
        self.kinds = list(numbered)
        every = b"".join(packed)
        self._words, self._patterns, self._fronts, self._ends = (every[first::4] for first in range(4))

    def marks(self, *sought: Sought) -> bytes:
        """Return for each piece the sum of 1 for the first thing sought, 2 for the second, 4 …, where it holds them.

        In a text of very many sorts of pieces, some are marked that hold nothing of the kind.
        """
        if not any(each.pattern for each in sought):
            return self._words.translate(self._watch.words.table(sought))
        patterns = self._patterns.translate(self._watch.patterns.table(sought))
        if all(each.pattern for each in sought):
            return patterns
        words = self._words.translate(self._watch.words.table(sought))
        both = int.from_bytes(words, "little") | int.from_bytes(patterns, "little")
        return both.to_bytes(len(words), "little")

    def places(self, *sought: Sought) -> list[int]:
        """Return the places of the pieces that hold what is sought, and perhaps a few others."""
        return [match.start() for match in _SET.finditer(self.marks(*sought))]

    def odd(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the number of each odd kind, which holds a token that is no ordinary word, and the tokens of the kind."""
        if self._odd_kinds is None:
            known = self._watch.odd.get
            self._odd_kinds = [(number, tokens) for number, kind in enumerate(self.kinds) if (tokens := known(kind))]
        return self._odd_kinds

    def odd_times(self) -> Counter[int]:
        """Return how often each odd kind, given by number, stands in the text."""
        return Counter(self._odd()[1])

    def places_of(self, kinds: Iterable[int]) -> Iterator[int]:
        """Yield in order the places of the pieces of some odd kinds, given by number."""
        marks = bytearray(len(self.kinds))
        for number in kinds:
            marks[number] = 1
        places, numbers = self._odd()
        return compress(places, map(marks.__getitem__, numbers))

    def _odd(self) -> tuple[array[int], array[int]]:
        """Return the places of the odd pieces and the numbers of their kinds."""
        if self._odd_places is None:
            marks = self.marks(ODD)
            self._odd_places = array("I", compress(count(), marks)), array("I", compress(self.numbers, marks))
        return self._odd_places

    def place(self, offset: int) -> int:
        """Return the place of the piece that holds a prose offset."""
        return bisect_right(self.starts, offset, hi=len(self.starts) - 1) - 1

    def texts(self, place: int) -> list[str]:
        """Return the texts of the tokens of the piece at a place."""
        return [token.text for token in tokens_in(self.kinds[self.numbers[place]])]

    def words(self, place: int) -> Iterator[Word]:
        """Yield the tokens of the piece at a place."""
        start = self.starts[place]
        for token in tokens_in(self.kinds[self.numbers[place]]):
            begin = start + token.offset
            yield Word(token.text, begin, begin + len(token.text), token.flags)

    def round(self, place: int, reach: int) -> range:
        """Return the places up to so many pieces before and after one."""
        return range(max(0, place - reach), min(len(self.starts) - 1, place + reach + 1))

    def within(self, start: int, end: int, *sought: Sought) -> list[int]:
        """Return for each thing sought how many pieces hold it of those that begin between two prose offsets."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end, lo=first)
        return [self._kept(each).count(1, first, last) for each in sought]

    def _kept(self, sought: Sought) -> bytes:
        """Return the marks of something sought, and keep them for the next time."""
        if sought not in self._marks:
            self._marks[sought] = self.marks(sought)
        return self._marks[sought]

    def beside(self, pairs: frozenset[tuple[str, str]], places: Iterable[int]) -> list[int]:
        """Return those of some places at which a piece and the next may end and begin with one of some pairs of words."""
        known, ends, fronts = _echoes_of(pairs), self._ends, self._fronts + b"\0"
        return [place for place in places if known[ends[place] << 8 | fronts[place + 1]]]

    def echoes(self) -> list[int]:
        """Return the places of the pieces whose last token the next piece may begin with, in any case."""
        size = len(self._ends) - 1
        if size < 1:
            return []
        one, other = (int.from_bytes(each, "little") for each in (self._ends[:-1], self._fronts[1:]))
        return [match.start() for match in _SAME.finditer((one ^ other).to_bytes(size, "little"))]


@lru_cache(maxsize=8)
def _echoes_of(pairs: frozenset[tuple[str, str]]) -> bytearray:
    """Return a mark at what the numbers of each pair's words are in codes."""
    marks = bytearray(1 << 16)
    for one, other in pairs:
        marks[_echo(one) << 8 | _echo(other)] = 1
    return marks


def _cut(prose: str) -> Iterator[tuple[int, list[str]]]:
    """Yield stretch after stretch cut into pieces, each with the line end or blank after it, and where it begins."""
    flat = prose.replace(" ", "\n")
    start = 0
    while start < len(flat):
        end = flat.find("\n", start + _STRETCH) + 1 or len(flat)
        yield start, flat[start:end].splitlines(keepends=True)
        start = end


def pieces(doc: Document) -> Pieces:
    """Cut a document's prose into pieces; use as ``doc.once(pieces)``."""
    return Pieces(doc.prose, watch_for(()))
