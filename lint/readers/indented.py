"""Indented blocks that hold sentences: a slip of indentation, not code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = pattern(r"</?[A-Za-z][^<>]*>|\{[%{].*?[%}]\}|`[^`]*`|\ufffc+|\]\([^)\s]*\)|\]\[[^\]\s]*\]")
_WORD = pattern(r"[A-Za-z][A-Za-z’'-]*")
_CODE = pattern(r"[{}\\=;|$@^~]|\(\)|->|::|&&|^\s*(?:#|//|\$|>)\s?|[a-z]\(|\w_\w")
_ITEM = pattern(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+")
_MARKUP_LINE = pattern(r"(?i)\s*<(?:p|li|td|th|h[1-6]|dd|dt|blockquote|figcaption|strong|em)\b")
_FUNCTION = frozenset(
    "the of to a and in is it for on with you we this that are be as at by from or an have has was were will can not "
    "your our they he she i if when what which who there these those about into more than their its".split(),
)
_LEAST_WORDS = 5
_LEAST_SHARE = 0.2


def is_prose(text: str) -> bool:
    """Tell whether an indented block holds sentences: words enough, function words among them, no sign of code."""
    bare = _TAG.sub(" ", text)
    words = [word.lower() for word in _WORD.findall(bare)]
    if len(words) < _LEAST_WORDS or _CODE.search(bare):
        return False
    if _MARKUP_LINE.match(text):
        return True
    function = sum(1 for word in words if word in _FUNCTION)
    return function > 1 and function >= _LEAST_SHARE * len(words)


def passages(text: str, start: int, end: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield the kind of each passage of a block, ``item`` or ``paragraph``, and the spans of its lines.

    A list marker or a tag at the start of a line begins a passage, as an empty line does.
    """
    kind, lines = "paragraph", list[tuple[int, int]]()
    place = start
    while place < end:
        stop = text.find("\n", place, end)
        stop = end if stop < 0 else stop
        first, last = place, stop
        while first < last and text[first] in " \t":
            first += 1
        while last > first and text[last - 1] in " \t\r":
            last -= 1
        item = _ITEM.match(text, first, last)
        if lines and (first == last or item or text[first] == "<"):
            yield kind, lines
            kind, lines = "paragraph", []
        if item:
            kind, first = "item", item.end()
        if first < last:
            lines.append((first, last))
        place = stop + 1
    if lines:
        yield kind, lines
