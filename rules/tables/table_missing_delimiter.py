"""A table has a delimiter row under its header."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Table, Tables, rebuilt_delimiter, rule


@rule(
    summary="A table has a delimiter row under its header.",
    why="Without it the rows are set as running text full of pipes.",
    severity=Severity.ERROR,
    safety=Safety.SUGGEST,
    wake=Tables(),
    flags=[
        ("⟦| Town | Dead |⟧\n| Sumy | 4 |\n", "| Town | Dead |\n| ---- | ---- |\n| Sumy | 4 |\n"),
        ("> ⟦|A|B|⟧\n> |1|2|\n> |3|4|\n", "> |A|B|\n> |---|---|\n> |1|2|\n> |3|4|\n"),
    ],
    allows=[
        "Home | About | Contact\n",
        "| Town | Dead |\n|---|---|\n| Sumy | 4 |\n",
        "He chose A | B.\nShe chose C.\n",
    ],
)
def table_missing_delimiter(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find tables without a delimiter row."""
    for table in tables:
        if table.header < 0 or table.delimiter >= 0:
            continue
        header = table.rows[table.header]
        new = f"{header.text}{doc.source.line_end(header.start)}{table.indent}{rebuilt_delimiter(header, None)}"
        evidence = f"{len(table.rows)} rows of {len(header.cells)} cells"
        yield Hit(header.start, header.end, "the table has no delimiter row under its header", (new,), evidence, raw=True)
