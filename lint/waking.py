"""What wakes each rule in a document: every scan made once for all rules."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lint.api import Blocks, Phrases, Scan, Tables, Words
from lint.text.everyday_names import places_after_names
from lint.text.listed_names import places_in_names
from lint.text.pieces import Pieces, pieces
from lint.text.watch import Sought, watch_for
from lint.text.words import AFTER_CAPITAL, PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Rule, Wake
    from lint.document import Document
    from lint.text.words import Word

_SOMEWHERE = ((PART, places_in_names), (AFTER_CAPITAL, places_after_names))
"""Flags of so many words that they wake only in some places, and the question which."""


class Waking:
    """The candidates a document has for some rules."""

    def __init__(self, doc: Document, rules: Iterable[Rule]) -> None:
        self._doc = doc
        wanted = dict.fromkeys(each for rule in rules for each in _sought(rule.wake))
        self._pieces = Pieces(doc.prose, watch_for(tuple(wanted)))
        doc.tell(pieces, self._pieces)

    def candidates(self, wake: Wake) -> Iterable[Any] | None:
        """Return what wakes a rule in the document; None when nothing does."""
        doc = self._doc
        chosen: Iterable[Any]
        if isinstance(wake, Words):
            masks = self._masks(wake)
            return self._words(wake, masks) if masks else None
        if isinstance(wake, Scan):
            if wake.needles and not any(needle in doc.prose for needle in wake.needles):
                return None
            return self._near(wake) if wake.near else re.finditer(wake.pattern, doc.prose)
        if isinstance(wake, Blocks):
            chosen = [block for block in doc.blocks if block.kind in wake.kinds]
        elif isinstance(wake, Tables):
            chosen = doc.tables
        elif isinstance(wake, Phrases):
            from lint.text.phrases import occurrences  # noqa: PLC0415 (only with phrase rules)

            chosen = occurrences(doc.prose, wake.phrases)
        else:
            return ()
        return chosen or None

    def _near(self, wake: Scan) -> Iterator[re.Match[str]] | None:
        """Return the matches that begin in the pieces that a scan names, or in the blanks before them."""
        every, prose = self._pieces, self._doc.prose
        places: list[int] = []
        for here, then in wake.near:
            found = every.places(Sought(pattern=here))
            if then:
                follows = re.compile(f" *(?:{then})").match
                found = [place for place in found if follows(prose, every.starts[place + 1])]
            places += found
        return self._matches(wake, sorted(set(places))) if places else None

    def _matches(self, wake: Scan, places: list[int]) -> Iterator[re.Match[str]]:
        prose, starts = self._doc.prose, self._pieces.starts
        match = re.compile(wake.pattern).match
        done = 0
        for place in places:
            begin = starts[place]
            while begin > done and prose[begin - 1] == " ":
                begin -= 1
            done = max(done, begin)
            end = starts[place + 1]
            end -= prose[end - 1].isspace()
            while done < end:
                found = match(prose, done)
                if found is not None:
                    yield found
                done = max(done + 1, found.end() if found is not None else 0)

    def _masks(self, wake: Words) -> dict[int, int]:
        """Return the places of the pieces that may wake a rule, and the flags that do there."""
        masks = dict.fromkeys(self._pieces.places(_sought(wake)[0]), _anywhere(wake))
        for flag, there in _SOMEWHERE:
            if wake.mask & flag:
                here = self._pieces.marks(_sought_somewhere(wake, flag))
                for place in self._doc.once(there):
                    if here[place]:
                        masks[place] = masks.get(place, 0) | flag
        return masks

    def _words(self, wake: Words, masks: dict[int, int]) -> Iterator[Word]:
        """Yield the words that wake a rule, in order."""
        for place in sorted(masks):
            for word in self._pieces.words(place):
                if _suits(word.flags, masks[place], wake) or word.text in wake.types:
                    yield word


def _anywhere(wake: Words) -> int:
    """Return the flags that wake a rule wherever they stand."""
    return wake.mask & ~(PART | AFTER_CAPITAL)


@lru_cache(maxsize=1024)
def _sought(wake: Wake) -> tuple[Sought, ...]:
    """Return what is sought in a text for a rule's sake."""
    if isinstance(wake, Words):
        somewhere = (_sought_somewhere(wake, flag) for flag, _ in _SOMEWHERE if wake.mask & flag)
        return (Sought(lambda found: _suits(found, _anywhere(wake), wake), wake.types), *somewhere)
    if isinstance(wake, Scan):
        return tuple(Sought(pattern=here) for here, _ in wake.near)
    return ()


@lru_cache(maxsize=1024)
def _sought_somewhere(wake: Words, flag: int) -> Sought:
    """Return what is sought of words that wake a rule in some places only."""
    return Sought(lambda found: _suits(found, flag, wake))


def _suits(found: int, mask: int, wake: Words) -> bool:
    return bool(found & mask) and found & wake.need == wake.need and not found & wake.lack
