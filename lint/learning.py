"""Learn the names of a newsroom from its own published copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import open_lexicon
from lint.readers import format_of, read_document
from lint.text.words import GIVEN_NAME, KNOWN, flags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.source import Source

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_PARTICLES = frozenset("al ap bin bint da das de del della den der di dos du el ibn la le ten ter van von y".split())
_KINDS = frozenset(("paragraph", "item", "quote", "caption"))
_FEWEST_WORDS, _MOST_WORDS = 2, 5
_FAR_LESS = 5
"""How many times rarer than its rival a form is to be taken for a slip of it."""


class Name(NamedTuple):
    """A name as it is written most, how often and in how many stories, the first and the last, and its rivals."""

    form: str
    times: int
    stories: int
    first: str
    last: str
    rivals: tuple[tuple[str, int], ...]

    def lines(self) -> str:
        """Return the name as a line of names.txt, under a comment with its evidence."""
        where = self.first if self.first == self.last else f"{self.first} to {self.last}"
        also = "; also " + ", ".join(f"{form} ({times})" for form, times in self.rivals) if self.rivals else ""
        stories = "1 story" if self.stories == 1 else f"{self.stories} stories"
        return f"# {self.times} times in {stories}, {where}{also}\n{self.form}\n"


class Names:
    """The names of several words met so far."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self._stories: dict[str, list[str]] = {}

    def read(self, source: Source) -> None:
        """Count the names of one story."""
        doc = read_document(source, format_of(source.path))
        for block in doc.blocks:
            if block.kind in _KINDS:
                for name in names_in(doc.prose[block.start : block.end]):
                    self._times[name] = self._times.get(name, 0) + 1
                    stories = self._stories.setdefault(name, [])
                    if not stories or stories[-1] != source.path:
                        stories.append(source.path)

    def proposed(self, least: int, known: frozenset[str] = frozenset()) -> list[Name]:
        """Return the names met often enough and in two stories, the commonest first.

        What is far rarer than its rival is taken for a slip and no name.
        """
        order = sorted(self._times, key=lambda name: (-self._times[name], name))
        taken: dict[str, str] = {}
        rivals: dict[str, list[tuple[str, int]]] = {}
        kept: list[str] = []
        for name in order:
            winner = next((taken[key] for key in _keys(name) if key in taken), None)
            if winner is not None:
                rivals.setdefault(winner, []).append((name, self._times[name]))
                if self._times[name] * _FAR_LESS <= self._times[winner] or name.lower() == winner.lower():
                    continue
                rivals.setdefault(name, []).append((winner, self._times[winner]))
            kept.append(name)
            for key in _keys(name):
                taken.setdefault(key, name)
        return [
            Name(
                name,
                self._times[name],
                len(set(self._stories[name])),
                min(self._stories[name]),
                max(self._stories[name]),
                tuple(rivals.get(name, ())),
            )
            for name in kept
            if self._times[name] >= least and len(set(self._stories[name])) > 1 and name not in known
        ]


def names_in(text: str) -> Iterator[str]:
    """Yield the names of two to five words in a paragraph, without titles and other ordinary words before them."""
    run: list[str] = []
    end = -2
    for match in _WORD.finditer(text):
        word = match.group()
        if text[end : match.start()] != " ":
            yield from _name(run)
            run = []
        bare = re.sub(r"[’']s\Z", "", word)
        if word[0].isupper() or (run and word in _PARTICLES):
            run.append(bare)
        else:
            yield from _name(run)
            run = []
        end = match.end()
        if bare != word:
            yield from _name(run)
            run = []
    yield from _name(run)


def _name(run: list[str]) -> Iterator[str]:
    """Yield the name in a run of capitalised words, if there is one that no list has."""
    words = list(run)
    while words and (words[-1] in _PARTICLES):
        words.pop()
    # “Will Elena Kovalenko come?”: a word that is a name too is none before a given name and another.
    while words and (_is_ordinary(words[0]) or (flags(words[0].lower()) & KNOWN and _goes_on(words[1:]))):
        words.pop(0)
    name = " ".join(words)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or all(map(_is_ordinary, words)) or name == name.upper():
        return
    if open_lexicon().phrase(name.lower()) is None:
        yield name


def _is_ordinary(word: str) -> bool:
    known = flags(word.lower())
    return bool(known & KNOWN) and not known & GIVEN_NAME


def _goes_on(words: list[str]) -> bool:
    return len(words) > 1 and bool(flags(words[0].lower()) & GIVEN_NAME)


def _keys(name: str) -> set[str]:
    """Return what rivals share: the letters in any case, and those with one letter left out."""
    low = name.lower()
    return {low} | {low[:place] + low[place + 1 :] for place in range(len(low))}
