"""The row under a table's header is hyphens, one cell for each column."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Table, Tables, is_sound_delimiter, rebuilt_delimiter, rule


@rule(
    summary="The delimiter row of a table is made of hyphens, with a cell for each column.",
    why="With dashes of another kind, or a cell too few, no reader of GFM sees a table at all.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Tables(),
    flags=[
        ("| Town | Dead |\n⟦|————|————|⟧\n| Sumy | 4 |\n", "| Town | Dead |\n|----|----|\n| Sumy | 4 |\n"),
        ("| Town | Dead |\n⟦| :––– | –––: |⟧\n| Sumy | 4 |\n", "| Town | Dead |\n| :--- | ---: |\n| Sumy | 4 |\n"),
        ("| Town | Dead |\n⟦|------|⟧\n| Sumy | 4 |\n", "| Town | Dead |\n|------|----|\n| Sumy | 4 |\n"),
        ("Town | Dead\n⟦——— | ———⟧\nSumy | 4\n", "Town | Dead\n--- | ---\nSumy | 4\n"),
    ],
    allows=[
        "| Town | Dead |\n|:--|--:|\n| Sumy | 4 |\n| — | — |\n",
        "| Town | Dead |\n| --- | --- |\n| ——— | ——— |\n| Sumy | 4 |\n",
        "```\n| a | b |\n|——|——|\n```\n",
    ],
)
def table_delimiter(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find delimiter rows that GFM does not take for one."""
    for table in tables:
        if table.delimiter < 0:
            continue
        header, row = table.rows[table.header], table.rows[table.delimiter]
        right = len(row.cells) == len(header.cells)
        if right and is_sound_delimiter(row):
            continue
        new = rebuilt_delimiter(header, row)
        cells = "cell" if len(row.cells) == 1 else "cells"
        fault = f"has {len(row.cells)} {cells} for {len(header.cells)} columns" if is_sound_delimiter(row) else "is not made of hyphens"
        yield Hit(row.start, row.end, f"the delimiter row {fault}", (new,), "the header tells the columns", raw=True)
