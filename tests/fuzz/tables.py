"""The table reader finds in any text tables that are there, and what is repaired in them settles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lint.document import Table
from lint.fixing import fix
from lint.model import Safety
from lint.packs import load_rules
from lint.source import NotText, Source, read
from lint.text.tables import find_tables, is_sound_delimiter, rebuilt_delimiter

RULES = load_rules(["tables"])


def target(data: bytes) -> None:
    """Read the tables of a text, whole and with a part left out, and repair them."""
    try:
        text = read(data, "a").text
    except NotText:
        return
    middle = len(text) // 2
    for markdown in (True, False):
        _are_there(text, find_tables(text, markdown=markdown))
        _are_there(text, find_tables(text, markdown=markdown, skip=[(middle // 2, middle)]))
    for format_ in ("markdown", "plain"):
        once = fix(Source(text, "a"), RULES, format_, Safety.SUGGEST)
        assert once.report.errors == []
        assert fix(Source(once.text, "a"), RULES, format_, Safety.SUGGEST).made == 0


def _are_there(text: str, tables: Sequence[Table]) -> None:
    assert all(one.end <= other.start for one, other in pairwise(tables))
    for table in tables:
        rows = table.rows
        assert (table.start, table.end) == (rows[0].start, rows[-1].end)
        assert -1 <= table.header < len(rows)
        assert -1 <= table.delimiter < len(rows)
        assert all(one.end <= other.start and one.line + 1 == other.line for one, other in pairwise(rows))
        for row in rows:
            assert text[row.start : row.end] == row.text
            assert row.cells
            assert all(one.end <= other.start for one, other in pairwise(row.cells))
            for cell in row.cells:
                assert row.start <= cell.start <= cell.end <= row.end
                assert text[cell.start : cell.end] == cell.text
        if table.header >= 0:
            old = rows[table.delimiter] if table.delimiter >= 0 else None
            _is_sound(rebuilt_delimiter(rows[table.header], old), len(rows[table.header].cells))


def _is_sound(line: str, width: int) -> None:
    """A delimiter row that was written anew is one, as wide as the header."""
    (table,) = find_tables(f"{'| a ' * width}|\n{line}\n", markdown=True)
    assert is_sound_delimiter(table.rows[table.delimiter])
    assert len(table.rows[table.delimiter].cells) == width
