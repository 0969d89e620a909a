"""Candidates for a misspelt word, and what kind of slip each would be."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import FREQ_MASK, FREQ_SHIFT, TIER_MASK, open_lexicon
from lint.patterns import pattern
from lint.text.distance import nearest
from lint.text.morphology import compound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spellchecker import SpellChecker

ALPHABET = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SPECIALIST = 5
_LEAST_FREQUENCY = 10
_SPOKEN = 15
_LONG = 6
_PREFIX = 3
FUNCTION_WORDS = frozenset(
    "a an and are as at be been but by can do for from had has have he her his i if in into is it its may more my no "
    "not of on or our out she so that the their them then there they this to up was we were what when which who will "
    "with would you your".split(),
)

PARTICLES = frozenset("up out off down over around in on by away back under through".split())
"""Words that make compounds with verbs and nouns (`rollup`, `onramp`), so prove no words run together."""


def _neighbours() -> frozenset[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    place = {key: (row, column) for row, keys in enumerate(ROWS) for column, key in enumerate(keys)}
    for one, (row, column) in place.items():
        for other, (line, at) in place.items():
            if one != other and abs(row - line) <= 1 and abs(column - at + (line - row) * 0.4) <= 1:
                pairs.add((one, other))
    return frozenset(pairs)


NEIGHBOURS = _neighbours()
"""Pairs of keys that touch on a QWERTY keyboard."""

OPERATIONS = (
    "swap", "double", "undouble", "drop_vowel", "drop_consonant", "drop_last", "add_vowel", "add_near", "add_far",
    "vowel", "near", "far", "first", "apostrophe", "split", "split_functions", "two",
)  # fmt: skip
"""What a slip can be made of, seen from the right word to the wrong one."""


class Candidate(NamedTuple):
    """A right form a word may be meant for: its frequency class and the slip's operations."""

    form: str
    frequency: int
    operations: dict[str, int]


@lru_cache(maxsize=4096)
def candidates(word: str) -> tuple[Candidate, ...]:
    """Return the common words one slip from a lower-case word, and two slips if it is long.

    Words run together are candidates too, with a blank in the form.
    """
    found = {form: Candidate(form, frequency, operations(word, form)) for form, frequency in _one_slip(word)}
    for form, frequency in _stuttered(word):
        found[form] = Candidate(form, frequency, {"double": 1})
    for form, frequency in _run_together(word):
        found[form] = Candidate(form, frequency, split_operations(form))
    if len(word) >= _LONG and not any(_is_single(each) for each in found.values()):
        for form, frequency in _two_slips(word):
            if form not in found:
                found[form] = Candidate(form, frequency, operations(word, form))
    found.pop(_DOUBLED_L.sub(r"\1l\2", word), None)
    return tuple(found.values())


def _is_single(candidate: Candidate) -> bool:
    return "split" not in candidate.operations and candidate.frequency >= 24  # noqa: PLR2004 (a word in daily use)


def frequency_of(entry: int) -> int:
    """Return an entry's frequency class, 0 when the word is no common word in lower case."""
    tier = entry & TIER_MASK
    frequency = entry >> FREQ_SHIFT & FREQ_MASK
    return frequency if 0 < tier < SPECIALIST or (tier == SPECIALIST and frequency >= _SPOKEN) else 0


def _one_slip(word: str) -> Iterator[tuple[str, int]]:
    from spellchecker import SpellChecker  # noqa: PLC0415 (29 ms, only for an unknown word)

    if not _speller:
        speller = SpellChecker(language=None, distance=1)
        # It takes its letters, and the longest word it will look at, from the words it was given.
        speller.word_frequency.load_words([ALPHABET * 2])
        _speller.append(speller)
    for form, entry in sorted(open_lexicon().entries(_speller[0].edit_distance_1(word))):
        frequency = frequency_of(entry)
        if frequency >= _LEAST_FREQUENCY and form != word:
            yield form, frequency


_DOUBLED_L = pattern(r"([aeiou])ll(ed|ing|er|ers|ery|ist|ous)$")
"""British English doubles an l there (`unparallelled`)."""


def _stuttered(word: str) -> Iterator[tuple[str, int]]:
    """Yield common words of which a word repeats two or three letters (`reimaginging`)."""
    for match in _REPEATED.finditer(word):
        form = word[: match.start()] + word[match.start() + len(match.group(1)) :]
        frequency = frequency_of(open_lexicon().entry(form))
        if frequency >= _LEAST_FREQUENCY and compound(word) is None:
            yield form, frequency


_REPEATED = pattern(r"(?=([a-z]{2,3})\1)")


def _run_together(word: str) -> Iterator[tuple[str, int]]:
    """Yield pairs of common words that a word falls into, one of them a function word.

    Two other words written as one are a compound, which English makes freely (`bootcamp`).
    """
    entry = open_lexicon().entry
    for place in range(1, len(word)):
        one, other = word[:place], word[place:]
        if one not in FUNCTION_WORDS and other not in FUNCTION_WORDS:
            continue
        if (len(one) == 1 and one not in "ai") or (len(other) == 1 and (other != "a" or one not in FUNCTION_WORDS)):
            continue
        if (other in PARTICLES and one not in FUNCTION_WORDS) or (one in PARTICLES and other not in FUNCTION_WORDS):
            continue
        frequency = min(frequency_of(entry(one)), frequency_of(entry(other)))
        if frequency >= 20 and (len(one) > 2 or one in FUNCTION_WORDS) and (len(other) > 2 or other in FUNCTION_WORDS):  # noqa: PLR2004
            yield f"{one} {other}", frequency


def _two_slips(word: str) -> Iterator[tuple[str, int]]:
    """Yield common words two slips away that share the first letters."""
    for form in nearest(word, bucket(word[:2]), 12):
        frequency = frequency_of(open_lexicon().entry(form))
        if frequency >= _LEAST_FREQUENCY and abs(len(form) - len(word)) <= 2:  # noqa: PLR2004 (two slips)
            yield form, frequency


_speller: list[SpellChecker] = []
_buckets: dict[str, list[str]] = {}


def bucket(prefix: str) -> list[str]:
    """Return the common words that begin with a prefix, remembered for the process."""
    if prefix not in _buckets:
        _buckets[prefix] = [word for word in open_lexicon().chosen(prefix, _is_common) if len(word) >= _LONG - 1]
    return _buckets[prefix]


def _is_common(entry: int) -> bool:
    return frequency_of(entry) >= _LEAST_FREQUENCY


def split_operations(form: str) -> dict[str, int]:
    """Say what kind of running together made one word of two."""
    one, other = form.split(" ")
    return {"split": 1, "split_functions": 1} if one in FUNCTION_WORDS and other in FUNCTION_WORDS else {"split": 1}


def operations(wrong: str, right: str) -> dict[str, int]:
    """Say which slips turn the right word into the wrong one: operation names with counts.

    The alignment is optimal string alignment, with ties for the earliest operation.
    """
    found: dict[str, int] = {}
    i, j = len(right), len(wrong)
    table = _table(right, wrong)
    total = 0
    while i or j:
        here = table[i][j]
        if i and j and right[i - 1] == wrong[j - 1] and table[i - 1][j - 1] == here:
            i, j = i - 1, j - 1
            continue
        total += 1
        if (
            i > 1
            and j > 1
            and right[i - 1] == wrong[j - 2]
            and right[i - 2] == wrong[j - 1]
            and table[i - 2][j - 2] + 1 == here
        ):
            name, i, j = "swap", i - 2, j - 2
        elif i and j and table[i - 1][j - 1] + 1 == here:
            name, i, j = _substitution(right[i - 1], wrong[j - 1]), i - 1, j - 1
        elif i and table[i - 1][j] + 1 == here:
            name, i = _dropped(right, i - 1), i - 1
        else:
            name, j = _added(wrong, j - 1), j - 1
        found[name] = found.get(name, 0) + 1
        if (i == 0 and j <= 1) or (j == 0 and i <= 1):
            found["first"] = 1
    if total > 1:
        found["two"] = 1
    return found


def _table(right: str, wrong: str) -> list[list[int]]:
    rows = [[*range(len(wrong) + 1)]]
    for i in range(1, len(right) + 1):
        row = [i]
        for j in range(1, len(wrong) + 1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (right[i - 1] != wrong[j - 1]))
            if i > 1 and j > 1 and right[i - 1] == wrong[j - 2] and right[i - 2] == wrong[j - 1]:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows


def _substitution(right: str, wrong: str) -> str:
    if right in VOWELS and wrong in VOWELS:
        return "vowel"
    return "near" if (right, wrong) in NEIGHBOURS else "far"


def _dropped(right: str, place: int) -> str:
    char = right[place]
    if char == "'":
        return "apostrophe"
    if (place and right[place - 1] == char) or right[place + 1 : place + 2] == char:
        return "undouble"
    if place == len(right) - 1:
        return "drop_last"
    return "drop_vowel" if char in VOWELS else "drop_consonant"


def _added(wrong: str, place: int) -> str:
    char = wrong[place]
    before, after = wrong[place - 1 : place] if place else "", wrong[place + 1 : place + 2]
    if char in (before, after):
        return "double"
    if char in VOWELS:
        return "add_vowel"
    return "add_near" if (before, char) in NEIGHBOURS or (after, char) in NEIGHBOURS else "add_far"
