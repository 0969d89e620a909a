"""Tables read from raw lines, sound or damaged, before any Markdown parser sees them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from lint.document import Cell, Row, Table
from lint.patterns import pattern
from lint.source import find_line_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

DASHES = "-–—―‒‐‑−─━═﹘﹣－=_"
"""What delimiter rows are found to be made of: hyphens, dashes, minus, box lines, signs."""
_DELIMITER_CELL = pattern(rf":?[ ]?[{DASHES}](?:[ ]?[{DASHES}])*[ ]?:?")
_SOUND_CELL = pattern(r":?-+:?")
_PREFIX = pattern(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_ONE_LINE = pattern(rf"\|[ \t]*:?[{DASHES}]+:?[ \t]*(?:\|[ \t]*:?[{DASHES}]+:?[ \t]*)+\|")
_LEAST_BARE_ROWS = 4
_LEAST_BARE_CELLS = 3


def find_tables(text: str, *, markdown: bool, skip: Sequence[tuple[int, int]] = ()) -> list[Table]:
    """Return the tables of a source in order; offsets count code points of ``text``.

    Lines inside the ``skip`` spans (code, front matter, HTML) are no table's. A table is a
    run of lines with pipes that has a delimiter row of any dashes under its header, or rows
    alike enough to be one that lost it.
    """
    if "|" not in text:
        return []
    starts = find_line_starts(text)
    skipped = sorted(skip)
    skip_starts = [span[0] for span in skipped]
    tables: list[Table] = []
    run: list[Row] = []
    place = text.find("|")
    while place != -1:
        number = bisect_right(starts, place) - 1
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        within = bisect_right(skip_starts, place) - 1
        if within >= 0 and place < skipped[within][1]:
            place = text.find("|", max(skipped[within][1], place + 1))
            continue
        row = _row(text, starts[number], end, number)
        if run and (row is None or run[-1].line != number - 1):
            tables += _tables(run, text, starts, markdown=markdown)
            run = []
        if row is not None:
            run.append(row)
        place = text.find("|", end)
    if run:
        tables += _tables(run, text, starts, markdown=markdown)
    return tables


def _row(text: str, start: int, end: int, number: int) -> Row | None:
    """Cut one line into cells; none if its only pipes are escaped."""
    while end > start and text[end - 1] in "\r\n \t":
        end -= 1
    prefix = _PREFIX.match(text, start, end)
    begin = prefix.end() if prefix else start
    bars = [at for at in range(begin, end) if text[at] == "|" and not _is_escaped(text, at, begin)]
    if not bars:
        return None
    lead, trail = bars[0] == begin, bars[-1] == end - 1
    if lead and len(bars) == 1 and trail:
        return None
    edges = ([] if lead else [begin - 1]) + bars + ([] if trail and (len(bars) > 1 or not lead) else [end])
    cells = []
    for left, right in pairwise(edges):
        first, last = left + 1, right
        while first < last and text[first] in " \t":
            first += 1
        while last > first and text[last - 1] in " \t":
            last -= 1
        cells.append(Cell(first, last, text[first:last]))
    return Row(begin, end, text[begin:end], tuple(cells), lead, trail, number)


def _is_escaped(text: str, place: int, begin: int) -> bool:
    """Tell whether an odd number of backslashes stands before a place."""
    count = 0
    while place - count - 1 >= begin and text[place - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def is_delimiter(row: Row) -> bool:
    """Tell whether a row is made of dashes of some kind in every cell."""
    return all(_DELIMITER_CELL.fullmatch(cell.text) for cell in row.cells)


def is_sound_delimiter(row: Row) -> bool:
    """Tell whether a row is a GFM delimiter row: hyphens and alignment colons only."""
    return all(_SOUND_CELL.fullmatch(cell.text) for cell in row.cells)


def _tables(run: list[Row], text: str, starts: list[int], *, markdown: bool) -> list[Table]:
    """Find the table in a run of adjacent lines with pipes."""
    indent = text[starts[run[0].line] : run[0].start]
    if len(run) == 1:
        match = _ONE_LINE.search(run[0].text)
        if match and run[0].text[: match.start()].count("|") > 1 and match.end() < len(run[0].text):
            return [_table(run, -1, -1, indent, markdown=markdown, one_line=True)]
        return []
    for test in (is_sound_delimiter, is_delimiter):
        for number in range(1, len(run)):
            if test(run[number]) and not is_delimiter(run[number - 1]) and _may_head(run[number - 1], run[number]):
                rows = run[number - 1 :]
                return [_table(rows, 0, 1, text[starts[rows[0].line] : rows[0].start], markdown=markdown)]
    if is_delimiter(run[0]):
        return []
    if _look_alike(run):
        return [_table(run, 0, -1, indent, markdown=markdown)]
    return []


def _may_head(header: Row, delimiter: Row) -> bool:
    """Tell whether a row can be the header over a delimiter row: as wide, or framed alike."""
    if len(header.cells) == len(delimiter.cells) or len(delimiter.cells) == len(header.cells) - 1:
        return True
    return header.lead and header.trail and delimiter.lead and delimiter.trail


def _look_alike(run: list[Row]) -> bool:
    """Tell whether rows without any delimiter row are a table's: as many cells in each, framed alike."""
    width = len(run[0].cells)
    if any(len(row.cells) != width for row in run) or any("`" in row.text[:1] for row in run):
        return False
    if all(row.lead and row.trail for row in run):
        return width > 1
    if any(row.lead or row.trail for row in run):
        return False
    return len(run) >= _LEAST_BARE_ROWS and width >= _LEAST_BARE_CELLS


def _table(  # noqa: PLR0913 (the parts of a table, once)
    rows: list[Row], header: int, delimiter: int, indent: str, *, markdown: bool, one_line: bool = False
) -> Table:
    first = rows[0]
    return Table(tuple(rows), header, delimiter, markdown, indent, first.start, rows[-1].end, one_line)


def rebuilt_delimiter(header: Row, old: Row | None) -> str:
    """Return a GFM delimiter row as wide as the header, alignment colons of the old one kept.

    The frame, the padding and the widths follow the old row, or the header if there is none.
    """
    model = old or header
    pad = " " if _is_padded(model) else ""
    cells = []
    for number, head in enumerate(header.cells):
        known = old.cells[number].text if old is not None and number < len(old.cells) else ""
        left, right = known.startswith(":"), known.endswith(":") and len(known) > 1
        width = len(known) if known else len(head.text)
        dashes = "-" * max(3, width - left - right)
        cells.append(f"{pad}{':' if left else ''}{dashes}{':' if right else ''}{pad}")
    body = "|".join(cells)
    if model.lead or len(cells) == 1:
        body = "|" + body
    else:
        body = body.lstrip()
    return body + "|" if model.trail or len(cells) == 1 else body.rstrip()


def _is_padded(row: Row) -> bool:
    """Tell whether blanks stand between a row's pipes and its text."""
    return "| " in row.text or " |" in row.text
