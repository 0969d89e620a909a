"""A table stands on lines of its own."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Table, Tables, rule


@rule(
    summary="A table has a line for each row.",
    why="A table run together on one line, as translation tools leave it, is shown as a wall of pipes.",
    severity=Severity.ERROR,
    safety=Safety.QUERY,
    wake=Tables(),
    flags=[
        ("Set these. ⟦| Town | Dead | |:—|:—| | Sumy | 4 | | Kyiv | 2 |⟧\n", None),
        ("⟦| Town | Dead | | --- | --- | | Sumy | 4 |⟧\n", None),
    ],
    allows=["| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n", "Choose a | b | c in the menu.\n"],
)
def table_one_line(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find tables whose rows stand on one line."""
    for table in tables:
        if table.one_line:
            row = table.rows[0]
            start = row.start + row.text.index("|")
            yield Hit(start, row.end, "a whole table stands on one line", (), "a delimiter row is inside it", raw=True)
