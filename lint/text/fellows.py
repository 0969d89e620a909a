"""Fellows: how the headlines of a story begin, and the items of a list, counted once."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.document import Block, Document


class _Starts(NamedTuple):
    """How many blocks begin with a letter, and how many of them with a capital."""

    letters: int
    capitals: int


def fellows(doc: Document, block: Block) -> tuple[int, int]:
    """Return how many of a headline's or an item's fellows begin with a letter, and how many with a capital."""
    found = doc.once(_headline_starts) if block.kind == "headline" else _run_of(doc, block)
    own = _count([] if block.yaml else [doc.prose[block.start]])
    return found.letters - own.letters, found.capitals - own.capitals


def _headline_starts(doc: Document) -> _Starts:
    """Count how headlines begin, those of front matter left out."""
    return _count(doc.prose[block.start] for block in doc.blocks if block.kind == "headline" and not block.yaml)


def _count(firsts: Iterable[str]) -> _Starts:
    letters = [char for char in firsts if char.isalpha()]
    return _Starts(len(letters), sum(1 for char in letters if char.isupper()))


def _run_of(doc: Document, block: Block) -> _Starts:
    """Return how the items begin that stand with one in a list, code between them or not."""
    ends, runs = doc.once(_item_runs)
    return runs[bisect_right(ends, block.start)]


def _item_runs(doc: Document) -> tuple[list[int], list[_Starts]]:
    """Return where each run of items ends in the prose, and how its items begin."""
    ends: list[int] = []
    runs: list[_Starts] = []
    for is_run, blocks in groupby(doc.blocks, lambda block: block.kind in ("item", "code")):
        if is_run:
            listed = list(blocks)
            ends.append(listed[-1].end)
            runs.append(_count(doc.prose[each.start] for each in listed if each.kind == "item" and each.first))
    return ends, runs
