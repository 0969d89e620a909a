"""What wakes each rule in a document: every scan made once for all rules."""

from __future__ import annotations

import re
from array import array
from itertools import compress
from typing import TYPE_CHECKING, Any

from lint.api import Blocks, Phrases, Scan, Tables, Words
from lint.text.listed_names import places_in_names
from lint.text.tokens import tokens
from lint.text.words import AFTER_CAPITAL, PART, Word, places_after_capitals, shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Rule, Wake
    from lint.document import Document


_SOMEWHERE = ((PART, places_in_names), (AFTER_CAPITAL, places_after_capitals))
"""Flags of so many words that they wake only in some places, and the question which."""


class Waking:
    """The candidates a document has for some rules."""

    def __init__(self, doc: Document, rules: Iterable[Rule]) -> None:
        self._doc = doc
        self._marks = {
            rule.wake: _marks(doc, rule.wake) for rule in rules if isinstance(rule.wake, Words)
        }
        self._places: array[int] | None = None

    def candidates(self, wake: Wake) -> Iterable[Any] | None:
        """Return what wakes a rule in the document; None when nothing does."""
        doc = self._doc
        chosen: Iterable[Any]
        if isinstance(wake, Words):
            places = self._of_words(wake)
            return _words(doc, places) if places else None
        if isinstance(wake, Scan):
            if wake.needles and not any(needle in doc.prose for needle in wake.needles):
                return None
            chosen = re.finditer(wake.pattern, doc.prose)
        elif isinstance(wake, Blocks):
            chosen = [block for block in doc.blocks if block.kind in wake.kinds]
        elif isinstance(wake, Tables):
            chosen = doc.tables
        elif isinstance(wake, Phrases):
            from lint.text.phrases import occurrences  # noqa: PLC0415 (only with phrase rules)

            chosen = occurrences(doc.prose, wake.phrases)
        else:
            return ()
        return chosen or None

    def _of_words(self, wake: Words) -> Iterable[int]:
        """Return the places of the tokens that wake a rule, in order."""
        every = self._doc.once(tokens)
        if self._places is None:
            any_rule = bytes(map(any, zip(*self._marks.values(), strict=True)))
            self._places = array("I", every.places(any_rule))
        marks = self._marks[wake]
        wakes = map(marks.__getitem__, map(every.numbers.__getitem__, self._places))
        places = array("I", compress(self._places, wakes))
        found, numbers = self._doc.once(shapes), every.numbers
        begun = len(places)
        for flag, there in _SOMEWHERE:
            if wake.mask & flag:
                suits = bytes(not mark and _suits(shape, flag, wake) for mark, shape in zip(marks, found, strict=True))
                places.extend(place for place in self._doc.once(there) if suits[numbers[place]])
        return places if len(places) == begun else sorted(set(places))


def _words(doc: Document, places: Iterable[int]) -> Iterator[Word]:
    """Yield the tokens at some places."""
    every, found = doc.once(tokens), doc.once(shapes)
    kinds, numbers, starts = every.kinds, every.numbers, every.starts
    for place in places:
        number, start = numbers[place], starts[place]
        text = kinds[number]
        yield Word(text, start, start + len(text), found[number])


def _marks(doc: Document, wake: Words) -> bytes:
    """Return for each kind of token whether it wakes a rule wherever it stands."""
    kinds, mask = doc.once(tokens).kinds, wake.mask & ~(PART | AFTER_CAPITAL)
    return bytes(
        _suits(shape, mask, wake) or kind in wake.types for kind, shape in zip(kinds, doc.once(shapes), strict=True)
    )


def _suits(shape: int, mask: int, wake: Words) -> bool:
    return bool(shape & mask) and shape & wake.need == wake.need and not shape & wake.lack
