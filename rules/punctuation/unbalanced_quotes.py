"""Curly quotation marks pair within a paragraph."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lint.api import Block, Document, Hit, Safety, Scan, Severity, pattern, rule

_MARK = pattern('[“”"]')


@rule(
    summary="A quotation that is opened is closed, and the other way round.",
    why="Where a mark is missing, the reader cannot tell who says what.",
    severity=Severity.HINT,
    safety=Safety.SUGGEST,
    wake=Scan("[“”„]", ("“", "”")),
    flags=[
        ("He said: ⟦“⟧We left.\n\nThen it rained.", None),
        ("He left.⟦”⟧ Then “it” rained.", None),
        ("⟦“⟧We left, he said. “Then it rained.”", None),
        ("“We left.⟦“⟧ And ⟦”⟧So did I,” he said.", "“We left.” And “So did I,” he said."),
        ("“We left.” ⟦“⟧So did I, he said.", None),
    ],
    allows=[
        "“We left,” he said. “Then it rained.”",
        "“We left.\n\n“Then it rained,” he said.",
        "He spoke: “We left.\n\nThen it rained.” And then he slept.",
        "“She told me, ‘Go!’ and “Now!” too,” he said.",
        "„Wir gehen“, sagte er. The 6” pipe beside a “fat” one.",
        "”Vi går”, sade han. ”Nu.”",
        "“A line of verse\n\nand another\n\nand a third”",
        'A “strange" mix is another matter.',
    ],
)
def unbalanced_quotes(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find marks without a partner in their block; speech may run on into the next block."""
    if "“" not in doc.prose or "„" in doc.prose:
        return
    running = False
    for number, group in groupby(matches, key=_Numbers(doc.blocks)):
        block = doc.blocks[number]
        opened: list[int] = []
        if block.yaml or '"' in doc.prose[block.start : block.end]:
            running = False
            continue
        for match in group:
            place = match.start()
            if (match.group() == "“") == bool(opened) and _is_turned(doc.prose, place, is_open=bool(opened)):
                right = "”" if opened else "“"
                what = "closes" if opened else "opens"
                yield Hit(place, place + 1, "the quotation mark is turned the wrong way", (right,), f"it {what} a quotation")
                opened = opened[:-1] if opened else [place]
            elif match.group() == "“":
                if not (running and not opened and place == block.start):
                    opened.append(place)
            elif opened:
                opened.pop()
            elif running:
                running = False
            elif not doc.prose[place - 1 : place].isdigit():
                yield _hit(place, "opened")
        running = bool(opened) and _goes_on(doc, number)
        if opened and not running:
            yield _hit(opened[0], "closed")


class _Numbers:
    """Tells in which block a match stands; they are asked in order."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks, self._number = blocks, 0

    def __call__(self, match: re.Match[str]) -> int:
        while self._blocks[self._number].end <= match.start():
            self._number += 1
        return self._number


def _hit(place: int, what: str) -> Hit:
    return Hit(place, place + 1, f"the quotation is not {what}", safety=Safety.QUERY)


def _is_turned(prose: str, place: int, *, is_open: bool) -> bool:
    """Tell a mark that was typed the wrong way round: it clings to the word on its other side."""
    before, after = prose[place - 1 : place] if place else "", prose[place + 1 : place + 2]
    if prose[place] == "“":
        return is_open and (before.isalnum() or before in ".,!?…)]") and before != "" and not after.isalnum()
    return not is_open and after.isalnum() and (before in " \n(" or before == "")


def _goes_on(doc: Document, number: int) -> bool:
    """Tell whether the next mark goes on with a quotation left open: it opens the next block, or closes; code may hold it."""
    following = doc.blocks[number + 1] if number + 1 < len(doc.blocks) else None
    if following is None or following.kind == "code":
        return following is not None
    mark = _MARK.search(doc.prose, doc.blocks[number].end)
    return mark is not None and (mark.group() != "“" or mark.start() == following.start)
