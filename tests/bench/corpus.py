"""Make the copy that the speed benchmark reads: news-like, from what the repository ships, the same bytes every time.

Half of the sentences are those of the repository's stories and, now and then, of its collection
of tricky correct copy. The other half are written from patterns with listed names, places and
ordinary words, so that the number of different words grows as it does in news. One story in
ten carries the slips of the shipped story.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from lint.lexicon import CONTEXT, FREQ_MASK, FREQ_SHIFT, GIVEN, LISTED, NEVER, PLACE, SURNAME, TIER_MASK, open_lexicon

FIXTURES = Path(__file__).parents[2] / "fixtures"
MEGABYTE = 1_000_000
_PARAGRAPHS = (6, 14)
_SENTENCES = (2, 5)
_DAMAGED = 10
"""One story in so many has sentences of the story with slips."""
_PATTERNS = (
    "{given} {name}, who has led the {word} {noun} in {place} since {year}, said the {noun} was {word}.",
    "The {noun} of {place} rose by {number} per cent in {year}, according to {given} {name}.",
    "“The {noun} took {number} days and the {noun} none,” said {name}. “The {word} {noun} is over.”",
    "In {place}, {number} people waited for the {word} {noun}, and {name} did not come.",
    "A spokesman for {given} {name} said on {day} that the {noun} would be {word} by {year}.",
    "Officials in {place} and {place} declined to say whether the {noun} had been {word}.",
    "It was the {word} {noun} of the year, {name} told reporters in {place} on {day}.",
    "{name}’s {noun}, the {word} {noun} of {number} pages, was read to the {noun} in {place}.",
    "Neither the {noun} nor the {word} {noun} was mentioned when {name} met {name} on {day}.",
    "But the {noun}, which cost ${number} million, has yet to reach {place}.",
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _sentences(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if len(line) > 80 and "|" not in line]
    parts = [each for line in lines for each in re.split(r"(?<=[.?!]) (?=[A-Z])", line)]
    return [each for each in parts if each.count("“") == each.count("”")]


def _names(kind: int) -> list[str]:
    def suits(entry: int) -> bool:
        return bool(entry & kind) and not entry & (TIER_MASK | CONTEXT | NEVER | LISTED)

    return [word.capitalize() for word in open_lexicon().chosen("", suits) if word.isascii() and word.isalpha()]


def _words() -> list[str]:
    def suits(entry: int) -> bool:
        return 0 < entry & TIER_MASK <= 3 and entry >> FREQ_SHIFT & FREQ_MASK >= 24 and not entry & LISTED

    return [word for word in open_lexicon().chosen("", suits) if word.isascii() and word.isalpha() and len(word) > 3]


def stories(seed: int = 7) -> Iterator[str]:
    """Yield story after story without end, each with a headline and some paragraphs; plain text."""
    chance = random.Random(seed)
    tricky = [sentence for path in sorted((FIXTURES / "clean").glob("*.txt")) for sentence in _sentences(path)]
    clean = _sentences(FIXTURES / "stories" / "soldier-exchange.fixed.txt")
    damaged = _sentences(FIXTURES / "stories" / "soldier-exchange.txt")
    given, surnames, places, words = _names(GIVEN), _names(SURNAME), _names(PLACE), _words()
    nouns = [word for word in words if word.endswith(("tion", "ment", "ship", "ity", "ance", "ness"))]
    words = [word for word in words if word.endswith(("able", "ical", "ive", "ous", "ary", "ional"))]
    number = 0
    while True:
        number += 1
        people, towns = chance.sample(surnames, 4), chance.sample(places, 4)
        things, kinds = chance.sample(nouns, 30), chance.sample(words, 40)

        choices: dict[str, list[str]] = {
            "given": given,
            "name": people,
            "place": towns,
            "noun": things,
            "word": kinds,
            "day": _DAYS,
            "year": [str(year) for year in range(1950, 2026)],
            "number": [str(size) for size in range(2, 991)],
        }

        def written(choices: dict[str, list[str]] = choices) -> str:
            return re.sub(r"\{(\w+)\}", lambda match: chance.choice(choices[match.group(1)]), chance.choice(_PATTERNS))

        copied = damaged if number % _DAMAGED == 0 else clean
        first, second = chance.sample(things, 2)
        paragraphs = [f"{first.capitalize()} in {towns[0]}: {people[0]} and the {chance.choice(kinds)} {second}"]
        for _ in range(chance.randint(*_PARAGRAPHS)):
            kinds_of = chance.choices((written, copied, tricky), (10, 9, 1), k=chance.randint(*_SENTENCES))
            paragraphs.append(" ".join(each() if callable(each) else chance.choice(each) for each in kinds_of))
        yield "\n\n".join(paragraphs) + "\n"


def one_file(path: Path, size: int) -> Path:
    """Write stories into one file until it holds ``size`` bytes."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for story in stories():
            if written >= size:
                break
            file.write(story + "\n")
            written += len(story.encode()) + 1
    return path


def many_files(folder: Path, count: int) -> Path:
    """Write one story to each of ``count`` files in folders of a hundred."""
    for number, story in zip(range(count), stories(), strict=False):
        path = folder / f"{number // 100:03}" / f"story-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story, encoding="utf-8", newline="\n")
    return folder


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--megabytes", type=int, default=5, help="size of the one large file")
    parser.add_argument("--files", type=int, default=5000, help="number of small files")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    one_file(asked.folder / f"{asked.megabytes}-megabytes.txt", asked.megabytes * MEGABYTE)
    many_files(asked.folder / "many", asked.files)


if __name__ == "__main__":
    main()
