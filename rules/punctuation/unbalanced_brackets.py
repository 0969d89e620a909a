"""Brackets pair within a paragraph."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lint.api import Document, Hit, Safety, Scan, Severity, pattern, rule

_CLOSES = {")": "(", "]": "["}
_REACH = 8
_ENDS = (".", "!", "?", ":", "”", '"', ")")
_ITEM = pattern(r"(?:^|(?<=[\s\ufffc(]))(?:\d{1,3}|[A-Za-z]{1,2}|[ivxIVX]{1,5})\)\Z")


@rule(
    summary="A bracket that is opened is closed, and the other way round.",
    why="A bracket left open makes the reader look for an end that never comes.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Scan(r"[()\[\]]", near=((r"[()\[\]]", ""),)),
    flags=[
        ("He left ⟦(⟧in May and never came back.", None),
        ("He left in May⟦)⟧ and never came back.", None),
        ("He left (in May ⟦[⟧of 2021) and never came back.", None),
    ],
    allows=[
        "He left (in May [of 2021]) and never came back.",
        "a) one, b) two, 3) three and iv) four",
        "Well done :) and sorry :( for that ;)",
        "See [Kanban](https://example.org/Kanban_(boards)) and [more](<https://example.org/a_(b)>) of it.",
        "(He left.\n\nThen he came back.)",
        "- Those who left (or stayed\n- (a list of names",
    ],
)
def unbalanced_brackets(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find brackets without a partner in a block that ends like a sentence; a bracket may hold several blocks."""
    left: list[Hit] = []
    bare = (match for match in matches if not _is_smile(doc.prose, match.start()))
    for number, group in groupby(bare, key=lambda match: doc.block_index(match.start())):
        block = doc.blocks[number]
        text = doc.prose[block.start : block.end]
        if "\ufffc" in text or not text.endswith(_ENDS) or text.endswith(".."):
            continue
        opened: list[int] = []
        alone: Hit | None = None
        for match in group:
            char, place = match.group(), match.start()
            hit = None
            if char in "([":
                opened.append(place)
            elif opened and doc.prose[opened[-1]] == _CLOSES[char]:
                opened.pop()
            elif len(opened) > 1 and doc.prose[opened[-2]] == _CLOSES[char]:
                hit = _hit(opened[-1], "closed")
                del opened[-2:]
            elif not _ITEM.search(doc.prose, max(block.start, place - _REACH), place + 1):
                hit = _hit(place, "opened")
            alone = alone or hit
        if alone is None and opened:
            alone = _hit(opened[0], "closed")
        if alone is not None:
            left.append(alone)
    if len(left) > 1 and {doc.prose[hit.start] for hit in left} in ({"(", ")"}, {"[", "]"}):
        return
    yield from left


def _is_smile(prose: str, place: int) -> bool:
    """Tell the bracket of an emoticon."""
    return place > 0 and prose[place - 1] in ":;=-" and prose[max(0, place - 2) : place - 1] in ("", " ", ":", ";", "=", "\n")


def _hit(place: int, what: str) -> Hit:
    return Hit(place, place + 1, f"the bracket is not {what}")
