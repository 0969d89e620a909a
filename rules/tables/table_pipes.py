"""Rows of a table are framed alike."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Table, Tables, rule


@rule(
    summary="The rows of a table all begin and end with a pipe, or none does.",
    why="A row that lost a pipe at its edge is a slip, and some readers drop its last cell.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Tables(),
    flags=[
        (
            "| Town | Dead |\n| --- | --- |\n⟦| Sumy | 4⟧\n| Kyiv | 2 |\n",
            "| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n| Kyiv | 2 |\n",
        ),
        (
            "| Town | Dead |\n| --- | --- |\n⟦Sumy | 4 |⟧\n| Kyiv | 2 |\n",
            "| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n| Kyiv | 2 |\n",
        ),
    ],
    allows=[
        "Town | Dead\n--- | ---\nSumy | 4\n",
        "| Town | Dead\n|---|---\n| Sumy | 4\n",
    ],
)
def table_pipes(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find single rows without the outer pipes that all other rows have."""
    for table in tables:
        if table.delimiter < 0 or table.one_line:
            continue
        width = len(table.rows[table.header].cells)
        others = len(table.rows) - 1
        leads, trails = sum(row.lead for row in table.rows), sum(row.trail for row in table.rows)
        for row in table.rows:
            lead = not row.lead and leads == others
            trail = not row.trail and trails == others
            if not (lead or trail) or len(row.cells) != width or others < 2:
                continue
            new = ("| " if lead else "") + row.text + (" |" if trail else "")
            yield Hit(row.start, row.end, "the row lacks an outer pipe", (new,), "all other rows have it", raw=True)
