"""Which passages are not in English: no rule about English words belongs there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from lint.lexicon import TIER_MASK, open_lexicon
from lint.patterns import pattern
from lint.text.pieces import pieces
from lint.text.watch import Sought, seek
from lint.text.words import stem

if TYPE_CHECKING:
    from lint.document import Document

ENGLISH = frozenset(
    "the of and to in is that for it was on are with as be this have from or by not but what all were when we there "
    "can an your which their if will each about how then them these would other into has more her two him see could no "
    "than been its who now people my over did down only may after our you they at he she i his had do a".split(),
)
FOREIGN = frozenset(
    "que el la los las del una por para con su sus como más pero este esta estos estas y o se al lo es son fue ser ha "
    "han muy sin sobre entre hasta desde donde cuando también ya nos "
    "le les des du et une dans pour sur par avec sont est pas plus qui nous vous ils elle aux ce cette ces mais ou où "
    "der die das und ist nicht mit den dem ein eine einen auf für von zu im auch sich als wie aber oder bei nach "
    "il di che non della dei delle gli sono nel alla anche come più da "
    "os um uma não mais dos foi ao "
    "het een van niet zijn voor met ook aan "
    "och att som av på är "
    "nie się na jest w z "
    "è é".split(),
) - ENGLISH
_FOREIGN_ONLY = FOREIGN - frozenset("den die y la se no con per pour ha plus on non come del van dos".split())
_WORD = pattern(r"[^\W\d_]+")
_REACH = 60
_ORDINARY = 5
"""Lexicon tier up to which a word is no stranger."""
_LEAST = 3


def _is_foreign(text: str) -> bool:
    """Tell whether a text holds more function words of other languages than of English."""
    words = [word.lower() for word in _WORD.findall(text)]
    foreign = sum(1 for word in words if word in FOREIGN)
    if foreign < _LEAST:
        return False
    return foreign > 2 * sum(1 for word in words if word in ENGLISH)


_NEAR = pattern(r"([^\W\d_]+(?:[’'][^\W\d_]+)?),?[ ]\Z")
_NEXT = pattern(r",?[ ]([^\W\d_]+(?:[’'][^\W\d_]+)?)")


def is_in_phrase(doc: Document, start: int, end: int, *, unknown: bool) -> bool:
    """Tell whether a lower-case neighbour of a word is a function word of another language.

    With ``unknown`` a neighbour that is no ordinary word counts too (`beurre blanc`).
    """
    before, after = _NEAR.search(doc.prose, max(0, start - _REACH), start), _NEXT.match(doc.prose, end)
    near = [match.group(1) for match in (before, after) if match and match.group(1).islower()]
    return any(
        word in _FOREIGN_ONLY or (unknown and not 0 < open_lexicon().entry(stem(word)) & TIER_MASK <= _ORDINARY)
        for word in near
    )


def foreign_blocks(doc: Document) -> list[tuple[int, int]]:
    """Return the spans of blocks that are not in English; the whole prose if most of it is not."""
    every = doc.once(pieces)
    places = every.places(_SOUGHT)
    # Few blocks hold such a word; only those are read.
    blocks = [doc.blocks[number] for number in sorted({doc.block_index(every.starts[place]) for place in places})]
    spans = [(block.start, block.end) for block in blocks if _is_foreign(doc.prose[block.start : block.end])]
    if 2 * sum(end - start for start, end in spans) > len(doc.prose):
        return [(0, len(doc.prose))]
    # Where such words are few beside one English word alone, all need not be read.
    if 3 * len(places) > 2 * doc.prose.count(" the ") and _is_foreign(doc.prose):
        return [(0, len(doc.prose))]
    return spans


_SIGNS = _FOREIGN_ONLY - {"met"}
"""Words of which a passage in another language holds one, and hardly any in English."""
_SOUGHT = seek(Sought(types=frozenset(form for word in _SIGNS for form in (word, word.capitalize(), word.upper()))))


def is_foreign(doc: Document, start: int, end: int) -> bool:
    """Tell whether a place stands in a passage, or in a phrase, of another language."""
    spans = doc.once(foreign_blocks)
    near = bisect_right(spans, (start, len(doc.prose))) - 1
    if near >= 0 and spans[near][0] <= start and end <= spans[near][1]:
        return True
    block = doc.block_at(start)
    return _is_foreign(doc.prose[max(block.start, start - _REACH) : min(block.end, end + _REACH)])
