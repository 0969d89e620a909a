"""Table cells as blocks of prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.document import Table
    from lint.readers.building import Builder


def add_table(builder: Builder, table: Table) -> None:
    """Add each cell of a table that is read as plain text as a block of its own."""
    for index, row in enumerate(table.rows):
        if index == table.delimiter:
            continue
        for cell in row.cells:
            builder.copy(cell.start, cell.end)
            builder.close("cell", first=index != table.header, level=int(index == table.header))
