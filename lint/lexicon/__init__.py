"""The lexicon: what general word and name lists know of a word, compiled and opened by mmap.

An entry is one integer per lower-case word (straight apostrophes): how common the word is in
lower case, how frequent its spelling is, and which kinds of name it is. The bits are below.
"""

from __future__ import annotations

import mmap
import os
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import marisa_trie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TIER_MASK = 0b111
"""How common the word is in lower case: 0 not valid there, 1 commonest … 4, 5 specialist, 6 and 7 rare."""
FREQ_SHIFT = 3
FREQ_MASK = 0b111111
"""Frequency of the spelling in any case: round(7 * log10(count + 1)), at most 63, of pyspellchecker's counts."""
CAPITAL = 1 << 9
"""Attested with a capital in some list."""
ALWAYS = 1 << 10
"""Always capital: a lower-case occurrence is wrong."""
PLACE = 1 << 11
DEMONYM = 1 << 12
GIVEN = 1 << 13
SURNAME = 1 << 14
CALENDAR = 1 << 15
BRAND = 1 << 16
ACRONYM = 1 << 17
US_ONLY = 1 << 18
GB_ONLY = 1 << 19
FIRST = 1 << 20
"""First word of a listed name of several words."""
LATER = 1 << 21
"""Later word of one."""
CONTEXT = 1 << 22
"""Ordinary word and name both: only context can tell."""
NEVER = 1 << 23
"""Never to be given a capital."""
LISTED = 1 << 24
"""A listed misspelling."""

_DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


class Lexicon:
    """The compiled lists; each is opened when it is first asked."""

    def __init__(self, folder: str = _DATA) -> None:
        self._folder = folder
        self._words = marisa_trie.Trie().mmap(os.path.join(folder, "words.marisa"))
        packed = _mapped(os.path.join(folder, "words.values"))
        size = packed[:4].cast("I")[0]
        self._table: list[int] = packed[4 : 4 + 4 * size].cast("I").tolist()
        self._numbers = packed[4 + 4 * size :].cast("H")
        self._passed: dict[Callable[[int], bool], bytes] = {}
        self._trigrams: bytes | None = None
        self._pairs: tuple[memoryview, memoryview] | None = None
        self._phrases: marisa_trie.BytesTrie | None = None
        self._forms: marisa_trie.BytesTrie | None = None
        self._typos: marisa_trie.BytesTrie | None = None

    def entry(self, word: str) -> int:
        """Return the packed bits of a lower-case word, 0 if no list has it."""
        place = self._words.get(word)
        return 0 if place is None else self._table[self._numbers[place]]

    def entries(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return those of some lower-case words that a list has, each with its packed bits."""
        find, table, numbers = self._words.get, self._table, self._numbers
        return [(word, table[numbers[place]]) for word in words if (place := find(word)) is not None]

    def frequency(self, word: str) -> int:
        """Return the 0–63 frequency class of a lower-case word."""
        return self.entry(word) >> FREQ_SHIFT & FREQ_MASK

    def canonical(self, word: str) -> str | None:
        """Return the right form of a lower-case word that is not simply capitalised (`McDonald`)."""
        if self._forms is None:
            self._forms = self._open("forms")
        found = self._forms.get(word)
        return found[0].decode() if found else None

    def corrections(self, word: str) -> tuple[str, ...]:
        """Return the right forms of a listed misspelling, best first; none if it is not listed."""
        if self._typos is None:
            self._typos = self._open("typos")
        found = self._typos.get(word)
        return tuple(found[0].decode().split(",")) if found else ()

    def phrase(self, words: str) -> tuple[str, str] | None:
        """Return the right form of a name of several words, asked for in lower case, and its mark.

        The mark is ``=`` for a name that is always meant (`European Union`), ``~`` for one that
        only the story can prove (`East Asia`), empty for one whose words may stand together by
        chance (`Palestinian territories`).
        """
        if self._phrases is None:
            self._phrases = self._open("phrases")
        found = self._phrases.get(words)
        if not found:
            return None
        form = found[0].decode()
        return (form[1:], form[0]) if form[0] in "=~" else (form, "")

    def phrases(self) -> list[str]:
        """Return every name of several words, in lower case, sorted."""
        return sorted(self._open("phrases").keys())

    def surprise(self, word: str) -> tuple[float, float]:
        """Return how unlike English a lower-case word's letters are: mean and greatest bits a letter.

        From a trigram model of ordinary words; letters beyond a–z count as an edge.
        """
        if self._trigrams is None:
            with open(os.path.join(self._folder, "trigrams.bin"), "rb") as file:
                self._trigrams = file.read()
        codes = [0, 0, *(ord(char) - 96 if "a" <= char <= "z" else 0 for char in word), 0]
        bits = [
            self._trigrams[729 * one + 27 * two + three] / 8
            for one, two, three in zip(codes, codes[1:], codes[2:], strict=False)
        ]
        return sum(bits) / len(bits), max(bits)

    def together(self, one: str, other: str) -> int:
        """Return how common two neighbouring lower-case words are in text, -1 if no list has the pair.

        A level of 0 is 100,000 times in a trillion words, and each level after it 10**0.25
        times more, 15 at most; `<s>` stands for a sentence's start. The table keeps 20
        bits of each pair, so about one pair in 65,000 is taken for another.
        """
        if self._pairs is None:
            packed = _mapped(os.path.join(self._folder, "pairs.bin"))
            size = packed[:4].cast("I")[0]
            self._pairs = packed[4 : 8 + 4 * size].cast("I"), packed[8 + 4 * size :]
        starts, items = self._pairs
        key = pair_key(one, other)
        bucket, tail = (key >> 12) % (len(starts) - 1), key & 0xFFFFF
        for place in range(3 * starts[bucket], 3 * starts[bucket + 1], 3):
            item = int.from_bytes(items[place : place + 3], "little")
            if item >> 4 == tail:
                return item & 0xF
        return -1

    def words(self, prefix: str = "") -> list[str]:
        """Return every lower-case word with a prefix, sorted; for building and tests."""
        return sorted(self._words.keys(prefix))

    def chosen(self, prefix: str, test: Callable[[int], bool]) -> list[str]:
        """Return every lower-case word with a prefix whose entry passes a test, sorted.

        The test is asked once for each distinct entry, of which there are a few thousand.
        """
        passed = self._passed.get(test)
        if passed is None:
            passed = self._passed[test] = bytes(map(test, self._table))
        numbers = self._numbers
        return sorted(word for word, place in self._words.iteritems(prefix) if passed[numbers[place]])

    def _open(self, name: str) -> marisa_trie.BytesTrie:
        return marisa_trie.BytesTrie().mmap(os.path.join(self._folder, f"{name}.marisa"))


def _mapped(path: str) -> memoryview:
    """Return the bytes of a file, of which only what is looked at is read."""
    with open(path, "rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def pair_key(one: str, other: str) -> int:
    """Return the 32-bit key of two neighbouring lower-case words in the table of pairs."""
    return crc32(f"{one} {other}".encode())


@lru_cache(maxsize=1)
def open_lexicon() -> Lexicon:
    """Return the process's lexicon."""
    return Lexicon()
