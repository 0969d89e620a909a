"""Compile the lexicon: `python -m lint.lexicon.build [CACHE]` writes `data/`, the same bytes each time."""

from __future__ import annotations

import math
import re
import sys
from array import array
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import marisa_trie

from lint.lexicon import (
    ACRONYM,
    ALWAYS,
    BRAND,
    CALENDAR,
    CAPITAL,
    CONTEXT,
    FIRST,
    FREQ_MASK,
    FREQ_SHIFT,
    GB_ONLY,
    GIVEN,
    LATER,
    LISTED,
    NEVER,
    PLACE,
    SURNAME,
    TIER_MASK,
    US_ONLY,
    pair_key,
)
from lint.lexicon import sources as read
from lint.lexicon.fetch import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
TIERS = {10: 1, 20: 1, 35: 1, 40: 2, 50: 2, 55: 3, 60: 3, 70: 4, 80: 6, 95: 7}
"""SCOWL sizes and the tier a word of that size gets."""
COMMON, SPECIALIST, RARE, RAREST = 4, 5, 6, 7
BIG_CITY = 100_000
WHOLE_LAND = 10**9
"""What the reader of cities gives for countries, capitals and states."""
SIDES = ("north ", "south ", "east ", "west ")
"""What a part of a city may begin with (`west Jerusalem`): only the story can prove that it is a name."""
WELL_KNOWN = 20
"""Frequency class from which a place's name outweighs a word that only word games know (`portland`)."""
KNOWN_COUNT = 2000
"""A name of a program that speech uses more often is better known as something else (`India`)."""
SHORTEST_ALWAYS = 4
LEAST_PAIR = 125_000
"""How often a pair must stand in a trillion words to be kept."""
LONGEST_CODE = 4
"""A word this short in a technical list is a code or an option, as like as not a slip elsewhere."""
MONTHS_AND_DAYS = (
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
).split()
_PLAIN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_REGIONS = {"american": US_ONLY, "british": GB_ONLY, "british_z": GB_ONLY, "australian": GB_ONLY}


USUAL_COUNT = {1: 2000, 2: 400, 3: 150, 4: 60, 5: 30}
"""What a word without a count is taken to have, by tier: roughly the tier's lower quartile."""
_TWINS = (
    ("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("ysi", "yzi"), ("tre", "ter"),
    ("ogue", "og"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("ence", "ense"), ("aem", "em"), ("oe", "e"),
    ("ae", "e"), ("programme", "program"), ("grey", "gray"), ("cheque", "check"), ("tyre", "tire"), ("ll", "l"),
)  # fmt: skip


def districts() -> list[str]:
    """Return the names of the districts of the United States' federal courts, as if every state had each."""
    return [
        f"{side} District of {state}"
        for state in read.states()
        for side in ("Northern", "Southern", "Eastern", "Western", "Central", "Middle")
    ]


def american_twins(word: str) -> list[str]:
    """Return what a British spelling may be in American."""
    return [word.replace(british, american) for british, american in _TWINS if british in word]


class Compiler:
    """Gathers tiers, kinds and forms, then writes the compiled files."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.tier: dict[str, int] = {}
        self.kinds: dict[str, int] = {}
        self.strong: dict[str, str] = {}
        self.regions: dict[str, int] = {}
        self.phrases: dict[str, str] = {}
        self.typos: dict[str, tuple[str, ...]] = {}
        self.software: set[str] = set()
        self.lands: set[str] = set()
        self.marks: dict[str, str] = {}
        """`=` before a name of several words that is always meant, `~` before one that the story must prove."""
        self.scrabble: set[str] = set()
        self.counts = read.counts()

    def lower(self, word: str, tier: int) -> None:
        """Note that a word is valid in lower case."""
        if word.islower() and _PLAIN.fullmatch(word):
            self.tier[word] = min(tier, self.tier.get(word, RAREST))

    def name(self, form: str, kind: int, *, strong: bool) -> None:
        """Note that a word stands with a capital; a strong source may make it always capital."""
        form = form.removesuffix("'s")
        if not _PLAIN.fullmatch(form) or form.islower():
            return
        low = form.lower()
        self.kinds[low] = self.kinds.get(low, 0) | CAPITAL | kind
        if strong and low not in self.strong:
            self.strong[low] = form

    def place(self, name: str, *, strong: bool) -> None:
        """Note a place: as a word, or as a name of several words."""
        words = read.words_of(name)
        if len(words) == 1 and words[0] == name:
            self.name(name, PLACE, strong=strong)
        elif (
            strong
            and words[0] != "The"
            and all(word[0].isupper() or word in ("of", "and", "the", "de", "del", "da", "la") for word in words)
            and re.fullmatch(r"[\w' -]+", name)
        ):
            self.phrases.setdefault(name.lower(), name)

    def gather(self) -> None:
        """Read every source."""
        in_region: dict[str, set[str]] = {}
        for region, kind, size, word in read.scowl(self.cache):
            base = region.split("_variant")[0]
            if kind in ("words", "contractions"):
                tier = TIERS[size]
                if "variant" in region:
                    tier = max(tier, RARE if region.endswith("3") else SPECIALIST)
                self.lower(word, tier)
                in_region.setdefault(word, set()).add("english" if "variant" in base else base)
            elif kind in ("upper", "proper-names") and size < 95:  # noqa: PLR2004 (SCOWL: the largest lists hold oddities)
                self.name(word, 0, strong=size <= 70)  # noqa: PLR2004 (beyond 70 are rare surnames)
            elif kind == "abbreviations" and word.islower():
                self.lower(word.rstrip("."), RARE)
        for word, regions in in_region.items():
            bits = {_REGIONS.get(region, 0) for region in regions}
            if bits in ({US_ONLY}, {GB_ONLY}):
                self.regions[word] = bits.pop()
        for name in ("us.txt", "gb.txt"):
            for word in read.dictionary(self.cache, name):
                if word.islower():
                    self.lower(word, 4 if self.counts.get(word, 0) > 1000 else SPECIALIST)  # noqa: PLR2004
                else:
                    self.name(word, 0, strong=False)
        for word in read.technical(self.cache):
            if word.islower():
                self.lower(word, SPECIALIST if len(word) > LONGEST_CODE else RARE)
                if len(word) <= LONGEST_CODE:
                    self.kinds[word] = self.kinds.get(word, 0) | BRAND
            else:
                self.name(word, 0, strong=False)
                self.kinds[word.lower()] = self.kinds.get(word.lower(), 0) | BRAND
                self.software.add(word.lower())
        self.jargon = set(read.jargon(self.cache))
        for word in read.plain(self.cache, "word-list", "words.txt"):
            self.lower(word, RAREST)
            self.scrabble.add(word)
        for word in read.plain(self.cache, "dict-people-names", "dict/people-names.txt"):
            self.name(word, SURNAME, strong=False)
        for word in read.given_names():
            self.name(word, GIVEN, strong=False)
        for word in read.plain(self.cache, "dict-companies", "dict/companies.txt"):
            self.name(word, 0, strong=False)
            if self.counts.get(word.lower(), 0) < KNOWN_COUNT and _PLAIN.fullmatch(word):
                self.kinds[word.lower()] = self.kinds.get(word.lower(), 0) | BRAND
        for name in read.territories():
            self.place(name, strong=True)
        self.lands.update(map(str.lower, read.lands()))
        for name, population in read.cities():
            self.place(name, strong=population >= BIG_CITY)
            if population >= WHOLE_LAND:
                self.lands.add(name.lower())
        for name in read.regions():
            self.marks[name.lower()] = "~"
        for low in self.phrases:
            if low.startswith(SIDES) and low not in self.lands:
                self.marks[low] = "~"
        for word in MONTHS_AND_DAYS:
            self.name(word, CALENDAR, strong=True)
        self._lists()

    def _lists(self) -> None:
        """Read the hand-kept lists, which win over every source."""
        lists = HERE / "lists"
        self.always = {word.lower(): word for word in read.lines(lists / "always.txt")}
        self.context = set(read.lines(lists / "context.txt"))
        self.never = set(read.lines(lists / "never.txt"))
        for name in (*read.lines(lists / "names.txt"), *districts()):
            low = name.lower().lstrip("~")
            self.phrases[low] = name.lstrip("~")
            self.marks[low] = "~" if name[0] == "~" else "="
        for word in read.lines(lists / "words.txt"):
            self.lower(word, SPECIALIST)
        for wrong, right in read.misspellings(self.cache):
            self.typos[wrong] = right
        for word in self.jargon - set(self.typos):
            if not self.kinds.get(word, 0) & (PLACE | SURNAME | GIVEN) and word not in self.strong:
                self.lower(word, RARE)
        for word in self.jargon:
            if not self.kinds.get(word, 0) & CAPITAL or self.counts.get(word, 0) < KNOWN_COUNT:
                self.kinds[word] = self.kinds.get(word, 0) | BRAND
        for line in read.lines(lists / "misspellings.txt"):
            wrong, _, forms = line.partition(" -> ")
            self.typos[wrong] = tuple(forms.split(","))

    def settle_typos(self) -> None:
        """Drop listed misspellings that are words, and corrections that are misspellings."""
        keep: dict[str, tuple[str, ...]] = {}
        for wrong, right in self.typos.items():
            tier = self.tier.get(wrong, 0)
            if 0 < tier <= SPECIALIST or wrong in self.context or wrong in self.always or not _PLAIN.fullmatch(wrong):
                continue
            forms = tuple(
                form
                for form in right
                if form != wrong and (form.lower() not in self.typos or self.tier.get(form.lower(), 9) <= SPECIALIST)
            )
            ranked = sorted(forms, key=lambda form: -self.counts.get(form.lower(), 0)) if len(forms) > 1 else forms
            best = self.counts.get(ranked[0].lower(), 0) if ranked else 0
            clipped = bool(ranked) and ranked[0].replace("'", "") == wrong
            if not ranked or (tier >= RARE and not clipped and best < 100 * self.counts.get(wrong, 0)):
                continue
            keep[wrong] = tuple(ranked)
        self.typos = keep

    def is_always(self, low: str) -> bool:
        """Tell whether a word is always capital."""
        if low in self.always:
            return True
        if low not in self.strong or low in self.never or low in self.context:
            return False
        tier = self.tier.get(low, 0)
        if tier >= RARE and (
            low in self.lands or (self.kinds.get(low, 0) & PLACE and self.frequency(low, tier) >= WELL_KNOWN)
        ):
            return len(low) >= SHORTEST_ALWAYS
        if (
            0 < tier <= SPECIALIST
            or low in self.scrabble
            or (low in self.software | self.jargon and self.counts.get(low, 0) < KNOWN_COUNT)
        ):
            return False
        return len(low) >= SHORTEST_ALWAYS and low not in self.typos

    def frequency(self, low: str, tier: int) -> int:
        """Return the frequency class: by count, by its American twin's, or by tier."""
        count = self.counts.get(low, 0)
        if not count and 0 < tier <= SPECIALIST:
            count = max((self.counts.get(twin, 0) for twin in american_twins(low)), default=0)
            count = count or USUAL_COUNT[tier]
        return min(FREQ_MASK, round(7 * math.log10(count + 1)))

    def value(self, low: str, first: set[str], later: set[str]) -> int:
        """Return the packed entry of a word."""
        bits = self.tier.get(low, 0)
        if low in self.typos and bits >= RARE:
            bits = RAREST
        bits |= self.frequency(low, bits) << FREQ_SHIFT
        bits |= self.kinds.get(low, 0) | self.regions.get(low, 0)
        for chosen, bit in ((first, FIRST), (later, LATER), (self.context, CONTEXT), (self.never, NEVER)):
            if low in chosen:
                bits |= bit
        if low in self.always:
            bits |= CAPITAL
        if self.is_always(low):
            bits |= ALWAYS
            form = self.always.get(low) or self.strong.get(low, "")
            if form.isupper():
                bits |= ACRONYM
        if low in self.typos:
            bits |= LISTED
        return bits

    def write(self, folder: Path) -> None:
        """Write the compiled files."""
        first: set[str] = set()
        later: set[str] = set()
        for phrase in self.phrases:
            words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", phrase)
            first.update(words[:1])
            later.update(words[1:])
        every = sorted({*self.tier, *self.kinds, *self.always, *self.context, *self.never, *self.typos, *first, *later})
        trie = marisa_trie.Trie(every)
        entries = {word: self.value(word, first, later) for word in every}
        table = sorted(set(entries.values()))
        numbers = {value: number for number, value in enumerate(table)}
        values = array("H", bytes(2 * len(every)))
        for word in every:
            values[trie[word]] = numbers[entries[word]]
        folder.mkdir(exist_ok=True)
        trie.save(str(folder / "words.marisa"))
        (folder / "words.values").write_bytes(array("I", [len(table), *table]).tobytes() + values.tobytes())
        (folder / "trigrams.bin").write_bytes(trigrams(entries))
        (folder / "pairs.bin").write_bytes(pair_table(read.word_pairs()))
        named = {word: self.always.get(word) or self.strong.get(word, "") for word in every if self.is_always(word)}
        forms = {word: form for word, form in named.items() if form != word.capitalize()}
        for name, texts in (
            ("forms", forms),
            ("typos", {wrong: ",".join(right) for wrong, right in self.typos.items()}),
            ("phrases", {low: self.marks.get(low, "") + name for low, name in self.phrases.items()}),
        ):
            pairs = sorted((key, text.encode()) for key, text in texts.items())
            marisa_trie.BytesTrie(pairs).save(str(folder / f"{name}.marisa"))


def trigrams(entries: dict[str, int]) -> bytes:
    """Return the letter model: for each of 27**3 trigrams, eight times -log2 of its chance, at most 255.

    The last letter's chance given the two before it, over ordinary words weighted by the
    square root of their count, with additive smoothing; letter 0 is the edge of a word.
    """
    totals = [[0.02] * 27 for _ in range(27 * 27)]
    for word, entry in entries.items():
        if not 0 < entry & TIER_MASK <= COMMON or not (word.isascii() and word.isalpha()):
            continue
        weight = 10 ** ((entry >> FREQ_SHIFT & FREQ_MASK) / 14)
        codes = [0, 0, *(ord(char) - 96 for char in word), 0]
        for one, two, three in zip(codes, codes[1:], codes[2:], strict=False):
            totals[27 * one + two][three] += weight
    return bytes(
        min(255, round(-8 * math.log2(count / sum(row)))) for row in totals for count in row
    )


def pair_table(counted: Iterable[tuple[str, str, int]]) -> bytes:
    """Return the table of neighbouring words that ``Lexicon.together`` reads.

    Its head is the number of buckets and where each begins; an item is three bytes, 20 bits of
    the pair's CRC-32 and 4 bits of its count: quarters of a power of ten above 100,000.
    """
    counts: dict[int, int] = {}
    for one, other, count in counted:
        key = pair_key(one, other)
        counts[key] = counts.get(key, 0) + count
    every = [
        (key, min(15, int(4 * (math.log10(count) - 5) + 1e-9)))
        for key, count in sorted(counts.items())
        if count >= LEAST_PAIR
    ]
    size = max(1, len(every) // 16)
    buckets: list[list[int]] = [[] for _ in range(size)]
    for key, level in every:
        buckets[(key >> 12) % size].append((key & 0xFFFFF) << 4 | level)
    starts = array("I", [0, *accumulate(map(len, buckets))])
    items = b"".join(item.to_bytes(3, "little") for bucket in buckets for item in sorted(bucket))
    return array("I", [size]).tobytes() + starts.tobytes() + items


def main() -> None:
    """Build the lexicon from the cache folder given, or `.lexicon-cache`."""
    cache = Path(sys.argv[1] if len(sys.argv) > 1 else ".lexicon-cache")
    fetch(cache)
    compiler = Compiler(cache)
    compiler.gather()
    compiler.settle_typos()
    compiler.write(HERE / "data")


if __name__ == "__main__":
    main()
