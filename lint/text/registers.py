"""Registers of their own: verse without capitals, and quoted dialect or old spelling."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lint.patterns import pattern
from lint.text.quotations import covering, quotations
from lint.text.words import DOUBTFUL, KNOWN, LOWER, MISSPELT, flags

if TYPE_CHECKING:
    from lint.document import Document

_SPOKEN = frozenset(
    "abi dey deh fi inna oga una wetin yuh "
    "aboot ain auld aw awa aye bairn bairns bonny braw cannae couldnae dae didnae dinna dinnae disnae dost doth "
    "faither frae gaun gie gies guid hadnae hae hame hast hath haud havnae hither isnae ken lass lassie mair mither "
    "nae naw nowt olde oot owre owt shalt sae summat tae telt tha thae thee thi thine thou thy tis twas unto wasnae "
    "wee whit wi wilt wisnae wouldnae ye yer yersel yon yt".split(),
)
"""Words of dialect and of older English: where one of them is quoted, the words beside it are spelt as they please."""
_WORD = pattern(r"[’']?[^\W\d_]+(?:[’'][^\W\d_]+)*[’']?")
_LEAST_ODD, _ODD_SHARE, _ODD_SHARE_IN_ALL = 3, 0.12, 0.08
_LEAST_IN_ALL = 6
_SHORT_LINE, _STANZA = 60, 3


def in_odd_spelling(doc: Document, start: int, end: int) -> bool:
    """Tell whether a prose span stands in a quotation that spells as it pleases: dialect, or English of old."""
    return covering(doc.once(_odd_spellings), start, end) is not None


def _odd_spellings(doc: Document) -> list[tuple[int, int]]:
    """Return the quotations with so many odd words that none of them is a slip; all, where all together have."""
    found: list[tuple[int, int]] = []
    every = doc.once(quotations)
    words = odd = 0
    for start, end in every:
        told, strange, spoken = _counted(doc.prose[start:end])
        words, odd = words + told, odd + strange
        if spoken or (strange >= _LEAST_ODD and strange >= _ODD_SHARE * told):
            found.append((start, end))
    return every if odd >= _LEAST_IN_ALL and odd >= _ODD_SHARE_IN_ALL * words else found


def _counted(text: str) -> tuple[int, int, bool]:
    """Return how many words a text has, how many of them are odd, and whether one is of dialect or of old."""
    told = [(_is_odd(word), _is_spoken(word)) for word in _WORD.findall(text) if len(word) > 1]
    return len(told), sum(odd for odd, _ in told), any(spoken for _, spoken in told)


@lru_cache(maxsize=4096)
def _is_spoken(word: str) -> bool:
    """Tell a word of dialect or of older English."""
    return word.strip("’'").lower() in _SPOKEN


@lru_cache(maxsize=4096)
def _is_odd(word: str) -> bool:
    """Tell a small word that no list has, or that has lost its first or last letters (`an’`, `t’pit`)."""
    bare = word.strip("’'")
    if bare != word and word[-1] in "’'" and not word.endswith(("s’", "s'")):
        return True
    found = flags(bare)
    return bool(found & LOWER) and bool(found & (DOUBTFUL | MISSPELT)) and not found & KNOWN


def in_verse(doc: Document, start: int, end: int) -> bool:
    """Tell whether a prose span stands in verse without a capital letter, which keeps rules of its own."""
    return covering(doc.once(_verses), start, end) is not None


def _verses(doc: Document) -> list[tuple[int, int]]:
    """Return the stanzas without a capital: three short lines or more, one below the other."""
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int, int, int]] = []
    for block in doc.blocks:
        text = doc.prose[block.start : block.end]
        small = block.kind in ("paragraph", "headline") and not text[:1].isupper() and text == text.lower()
        if not small:
            found += _stanza(run)
            run = []
            continue
        begin, finish = doc.to_source(block.start, block.end)
        first, last = doc.source.place(begin)[0], doc.source.place(max(begin, finish - 1))[0]
        if run and first != run[-1][3] + 1:
            found += _stanza(run)
            run = []
        if any(_length(doc, line) > _SHORT_LINE for line in range(first, last + 1)):
            continue
        run.append((block.start, block.end, first, last))
    return found + _stanza(run)


def _stanza(run: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    if not run or run[-1][3] - run[0][2] + 1 < _STANZA:
        return []
    return [(run[0][0], run[-1][1])]


def _length(doc: Document, line: int) -> int:
    start, end = doc.source.line_span(line)
    return end - start
