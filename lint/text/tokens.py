"""Tokens: how prose is cut into words, kept as numbers so that a large story stays small.

A token is a run of letters and digits with inner apostrophes; a hyphen separates.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING

from lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint.document import Document

TOKEN = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
"""One token of prose."""
_SPLIT = pattern(r"([^\W_]+(?:['’][^\W_]+)*)")
STRETCH = 1 << 18
"""Characters cut at a time, so that only so many tokens are strings of their own at once."""


class Tokens:
    """Every token of a document in order, as numbers.

    ``kinds`` holds each distinct token once, in order of appearance; ``numbers[i]`` is the place
    in it of token *i*, and ``starts[i]`` the token's prose offset.
    """

    __slots__ = ("kinds", "numbers", "starts")

    def __init__(self, prose: str) -> None:
        numbered: defaultdict[str, int] = defaultdict(count().__next__)
        self.numbers = array("I")
        self.starts = array("I")
        for start, end in _stretches(prose):
            pieces = _SPLIT.split(prose[start:end])
            edges = list(accumulate(map(len, pieces), initial=start))
            self.starts.fromlist(edges[1:-1:2])
            self.numbers.fromlist(list(map(numbered.__getitem__, pieces[1::2])))
        self.kinds = list(numbered)

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.numbers)

    def text(self, place: int) -> str:
        """Return the token at a place."""
        return self.kinds[self.numbers[place]]

    def place(self, start: int) -> int:
        """Return the place of the first token that begins at a prose offset or after it."""
        return bisect_left(self.starts, start)

    def marks(self, test: Callable[[str], object]) -> bytes:
        """Return for each kind whether it passes a test; ask ``places`` with the answer."""
        return bytes(map(bool, map(test, self.kinds)))

    def places(self, marks: bytes) -> Iterator[int]:
        """Yield in order the place of every token whose kind is marked."""
        return compress(count(), map(marks.__getitem__, self.numbers))


def _stretches(prose: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of stretches that cut no token."""
    start = 0
    while start < len(prose):
        end = prose.find(" ", start + STRETCH)
        end = len(prose) if end == -1 else end
        yield start, end
        start = end


def tokens(doc: Document) -> Tokens:
    """Cut a document's prose into tokens; use as ``doc.once(tokens)``."""
    return Tokens(doc.prose)
