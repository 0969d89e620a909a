"""Which passages are not in English: no rule about English words belongs there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    "nie się na jest w z".split(),
) - ENGLISH
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 60
_LEAST = 3


def _is_foreign(text: str) -> bool:
    """Tell whether a text holds more function words of other languages than of English."""
    words = [word.lower() for word in _WORD.findall(text)]
    foreign = sum(1 for word in words if word in FOREIGN)
    if foreign < _LEAST:
        return False
    return foreign > 2 * sum(1 for word in words if word in ENGLISH)


def foreign_blocks(doc: Document) -> list[tuple[int, int]]:
    """Return the spans of blocks that are not in English; the whole prose if most of it is not."""
    spans = [
        (block.start, block.end) for block in doc.blocks if _is_foreign(doc.prose[block.start : block.end])
    ]
    if 2 * sum(end - start for start, end in spans) > len(doc.prose):
        return [(0, len(doc.prose))]
    return spans


def is_foreign(doc: Document, start: int, end: int) -> bool:
    """Tell whether a place stands in a passage, or in a phrase, of another language."""
    if any(first <= start and end <= last for first, last in doc.once(foreign_blocks)):
        return True
    block = doc.block_at(start)
    return _is_foreign(doc.prose[max(block.start, start - _REACH) : min(block.end, end + _REACH)])
