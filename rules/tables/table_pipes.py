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
        for row in table.rows:
            others = [other for other in table.rows if other is not row]
            lead = not row.lead and all(other.lead for other in others)
            trail = not row.trail and all(other.trail for other in others)
            if not (lead or trail) or len(row.cells) != width or len(others) < 2:
                continue
            new = ("| " if lead else "") + row.text + (" |" if trail else "")
            yield Hit(row.start, row.end, "the row lacks an outer pipe", (new,), "all other rows have it", raw=True)
