"""Two columns of a table have the same head."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Table, Tables, rule


@rule(
    summary="Each column of a table has a head of its own.",
    why="A head that stands twice is often one that was copied and not changed.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Tables(),
    flags=[
        ("| Town | Dead | ⟦Dead⟧ |\n| --- | --- | --- |\n| Sumy | 4 | 9 |\n", None),
        ("| 2021 | 2022 | 2023 | ⟦2022⟧ |\n| --- | --- | --- | --- |\n| 1 | 2 | 3 | 4 |\n", None),
        ("Town | Hurt | ⟦hurt⟧\n--- | --- | ---\nSumy | 1 | 2\n", None),
    ],
    allows=[
        "| Town | Dead | Hurt |\n| --- | --- | --- |\n| Sumy | 4 | 9 |\n",
        "| | | Dead |\n| --- | --- | --- |\n| Sumy | north | 4 |\n",
        "| Town | Dead | Town | Dead |\n| --- | --- | --- | --- |\n| Sumy | 4 | Kyiv | 2 |\n",
        "| Town | % | % of all | Notes | % |\n| --- | --- | --- | --- | --- |\n| Sumy | 4 | 1 | | 2 |\n",
        "| Men | Men | Women | Women |\n| --- | --- | --- | --- |\n| 1 | 2 | 3 | 4 |\n",
    ],
)
def table_duplicate_header(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find heads that stand twice where the others stand once."""
    del doc
    for table in tables:
        if table.header < 0 or table.delimiter < 0 or table.one_line:
            continue
        cells = [cell for cell in table.rows[table.header].cells if any(char.isalnum() for char in cell.text)]
        seen: dict[str, int] = {}
        for cell in cells:
            head = cell.text.casefold()
            seen[head] = seen.get(head, 0) + 1
        if len(cells) - len(seen) != 1:
            continue
        last = next(cell for cell in reversed(cells) if seen[cell.text.casefold()] > 1)
        yield Hit(last.start, last.end, f"two columns are headed “{last.text}”", raw=True)
