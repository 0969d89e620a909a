"""Quotations: the stretches that are somebody's words, and those that are a register of their own."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.document import Document

_CURLY = pattern(r"“[^“”]{0,2000}(?:”|\Z)")
_STRAIGHT = pattern(r'(?<![\w"])"(?=\S)[^"]{0,2000}"')
_WORD = pattern(r"[^\W\d_]+")
_NEXT_SENTENCE = pattern(r"[.!?…][”\"’')]*\s+\S")
_REGISTER_WORDS = 4


def quotations(doc: Document) -> list[tuple[int, int]]:
    """Return the spans inside double quotation marks and block quotations, in order.

    A curly mark left open runs to the end of its block, as in speech over several paragraphs.
    """
    spans: list[tuple[int, int]] = []
    prose = doc.prose
    has_curly, has_straight = "“" in prose, '"' in prose
    if has_curly or has_straight:
        for block in doc.blocks:
            text = prose[block.start : block.end]
            if has_curly and "“" in text:
                spans += [(block.start + m.start(), block.start + m.end()) for m in _CURLY.finditer(text)]
            if has_straight and '"' in text:
                spans += [(block.start + m.start(), block.start + m.end()) for m in _STRAIGHT.finditer(text)]
    spans += [(block.start, block.end) for block in doc.blocks if block.kind == "quote"]
    return sorted(spans)


def in_quotation(doc: Document, start: int, end: int) -> bool:
    """Tell whether a prose span stands inside a quotation."""
    return covering(doc.once(quotations), start, end) is not None


def covering(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the span, of some in order, that holds a stretch, None if none does."""
    place = bisect_right(spans, (start, end + (1 << 40)))
    for span in reversed(spans[max(0, place - 3) : place]):
        if span[0] <= start and end <= span[1]:
            return span
    return None


def registers(doc: Document) -> list[tuple[int, int]]:
    """Return the spans written without capitals on purpose: no casing finding belongs there.

    A quotation of four words or more without a capital letter is one, and so is a whole
    document of several sentences without a capital; a line alone may be one broken off.
    """
    prose = doc.prose
    if prose.islower() and _NEXT_SENTENCE.search(prose):
        return [(0, len(prose))]
    found = []
    for start, end in doc.once(quotations):
        text = prose[start:end].replace(OPAQUE, "")
        if (
            text == text.lower()
            and len(_WORD.findall(text)) >= _REGISTER_WORDS
            and _starts_own_sentence(prose, start, end)
        ):
            found.append((start, end))
    return found


def _starts_own_sentence(prose: str, start: int, end: int) -> bool:
    """Tell a quotation that ends like a sentence, follows a colon or is a block of its own from quoted words."""
    if prose[end - 2 : end - 1] in ".!?…" or prose[start] not in '“"' or prose[max(0, start - 2) : start] == ": ":
        return True
    place = start - (prose[start - 1 : start] == OPAQUE)
    return (place == 0 or prose[place - 1] == "\n") and _ATTRIBUTED.match(prose, end) is not None


_ATTRIBUTED = pattern(OPAQUE + r"?[ ]?[–—-]+[ ]?[A-Z@\ufffc]|" + OPAQUE + r"?(?:\n|\Z)")
"""What follows a quotation on a line of its own: nothing, or a dash and who said it."""
_CHAT = pattern(
    r"[.!?,][ ](?:[a-z]+[ ]){0,2}[a-z]+[.!?]|(?<![\w’'])(?:i|u|r|ur|im|pls|plz|omw|lol|tmrw|gonna|wanna|wont|dont|"
    r"cant|thx|btw)(?![\w’'])"
)


def in_message(doc: Document, start: int, end: int) -> bool:
    """Tell whether a prose span stands in a quoted message, with the spelling of one."""
    span = covering(doc.once(registers), start, end)
    return span is not None and doc.prose[span[0]] in '“"' and _CHAT.search(doc.prose, *span) is not None


def quotes_messages(doc: Document) -> bool:
    """Tell whether a story quotes messages as they were typed, two or more; use as ``doc.once(quotes_messages)``."""
    quoted = [span for span in doc.once(registers) if doc.prose[span[0]] in '“"']
    return sum(_CHAT.search(doc.prose, *span) is not None for span in quoted) > 1


def in_register(doc: Document, start: int, end: int) -> bool:
    """Tell whether a prose span stands where capitals are left out on purpose."""
    return covering(doc.once(registers), start, end) is not None
