"""What wakes each rule in a document: every scan made once for all rules."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lint.api import Blocks, Phrases, Scan, Tables, Words
from lint.text.listed_names import places_in_names
from lint.text.pieces import Pieces, Sought, pieces, watch_for
from lint.text.story import places_after_capitals
from lint.text.words import AFTER_CAPITAL, PART

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.api import Rule, Wake
    from lint.document import Document
    from lint.text.words import Word

_SOMEWHERE = ((PART, places_in_names), (AFTER_CAPITAL, places_after_capitals))
"""Flags of so many words that they wake only in some places, and the question which."""


class Waking:
    """The candidates a document has for some rules."""

    def __init__(self, doc: Document, rules: Iterable[Rule]) -> None:
        self._doc = doc
        wanted = dict.fromkeys(_sought(rule.wake) for rule in rules if isinstance(rule.wake, Words))
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

    def _masks(self, wake: Words) -> dict[int, int]:
        """Return the places of the pieces that may wake a rule, and the flags that do there."""
        masks = dict.fromkeys(self._pieces.places(_sought(wake)), _anywhere(wake))
        for flag, there in _SOMEWHERE:
            if wake.mask & flag:
                for place in self._doc.once(there):
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
def _sought(wake: Words) -> Sought:
    """Return what is sought in a text for a rule's sake."""
    return Sought(lambda found: _suits(found, _anywhere(wake), wake), wake.types)


def _suits(found: int, mask: int, wake: Words) -> bool:
    return bool(found & mask) and found & wake.need == wake.need and not found & wake.lack
