"""Pieces: how prose is cut at its blanks, and what stands where.

What is sought in the words of a text is kept as a few bytes a piece. So a long story costs a
split and a look into a table, and Python runs only where something was found.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import accumulate, compress, count, islice
from typing import TYPE_CHECKING

from lint.text.watch import ODD, Sought, echoes_of, tokens_in, watch_for
from lint.text.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.document import Document
    from lint.text.watch import Watch

_STRETCH = 1 << 14
"""Characters cut at a time: few enough that their pieces stay in the processor's cache."""
_SET, _SAME = re.compile(b"\x01"), re.compile(b"\x00")


class Pieces:
    """The pieces of a document in order.

    ``starts[i]`` is the prose offset of piece *i*, and one more entry the prose's end. ``kinds``
    holds each distinct piece, ``numbers[i]`` the place of piece *i* in it. ``odd`` holds the
    numbers of the odd kinds, and those of their tokens that are no ordinary words.
    """

    def __init__(self, prose: str, watch: Watch) -> None:
        self._watch = watch
        self._marks: dict[Sought, bytes] = {}
        self.odd: list[tuple[int, tuple[str, ...]]] = []
        self._odd_places: tuple[array[int], array[int]] | None = None
        self.starts, self.numbers = array("I"), array("I")
        numbered: defaultdict[str, int] = defaultdict(count().__next__)
        codes: list[bytes] = []
        packed: list[bytes] = []
        for start, pieces in _cut(prose):
            numbers = list(map(numbered.__getitem__, pieces))
            if len(numbered) > len(codes):
                fresh = list(islice(reversed(numbered), len(numbered) - len(codes)))
                fresh.reverse()
                before = len(codes)
                codes += watch.codes_of(fresh)
                self.odd += [(before + each, tokens) for each, tokens in enumerate(map(watch.odd.get, fresh)) if tokens]
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

    def places(self, sought: Sought) -> list[int]:
        """Return the places of the pieces that hold what is sought, and perhaps a few others."""
        return [match.start() for match in _SET.finditer(self.marks(sought))]

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

    def texts(self, place: int) -> list[str]:
        """Return the texts of the tokens of the piece at a place."""
        return [token.text for token in tokens_in(self.kinds[self.numbers[place]])]

    def words(self, place: int) -> list[Word]:
        """Return the tokens of the piece at a place."""
        start = self.starts[place]
        return [
            Word(text, start + offset, start + offset + len(text), found)
            for offset, text, found in tokens_in(self.kinds[self.numbers[place]])
        ]

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
        """Return those of some places where a piece may end with a word and the next begin with its pair."""
        known, ends, fronts = echoes_of(pairs), self._ends, self._fronts + b"\0"
        return [place for place in places if known[ends[place] << 8 | fronts[place + 1]]]

    def echoes(self) -> list[int]:
        """Return the places of the pieces whose last token the next piece may begin with, in any case."""
        size = len(self._ends) - 1
        if size < 1:
            return []
        one, other = (int.from_bytes(each, "little") for each in (self._ends[:-1], self._fronts[1:]))
        return [match.start() for match in _SAME.finditer((one ^ other).to_bytes(size, "little"))]


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
