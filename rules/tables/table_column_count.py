"""Every row of a table has as many cells as the header."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Row, Safety, Severity, Table, Tables, rule


@rule(
    summary="Every row of a table has as many cells as its header.",
    why="A surplus cell is not shown at all; a missing one shifts what follows.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Tables(),
    flags=[
        (
            "| Town | Dead |\n| --- | --- |\n⟦| Sumy | 4 | |⟧\n",
            "| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n",
        ),
        (
            "| Town | Dead |\n| --- | --- |\n⟦| Sumy |⟧\n| Kyiv | 2 |\n",
            "| Town | Dead |\n| --- | --- |\n| Sumy | |\n| Kyiv | 2 |\n",
        ),
        ("| Town | Dead |\n| --- | --- |\n⟦| Sumy | 4 | 9 |⟧\n", None),
    ],
    allows=[
        "| Town | Dead |\n| --- | --- |\n| Sumy | |\n",
        "| Sign | Use |\n| --- | --- |\n| a\\|b | or |\n",
        "| Sign | Use |\n| --- | --- |\n| `a | b` | or |\n",
    ],
)
def table_column_count(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find rows with too few or too many cells."""
    for table in tables:
        if table.delimiter < 0:
            continue
        width = len(table.rows[table.header].cells)
        body = table.rows[table.delimiter + 1 :]
        odd = [row for row in body if len(row.cells) != width and not _counts_with_code(row, width)]
        short = [row for row in odd if len(row.cells) < width]
        wide = [row for row in odd if len(row.cells) > width]
        # Rows left short throughout are a habit, and GFM fills them; rows too wide throughout are one defect.
        chosen = (short if len(short) < 2 or 5 * len(short) < len(body) else []) + (wide if len(wide) < 3 else wide[:1])
        for row in chosen:
            yield _hit(row, width)


def _hit(row: Row, width: int) -> Hit:
    """Say how many cells a row has, and mend what can be mended without loss."""
    count = len(row.cells)
    message = f"{count} {'cell' if count == 1 else 'cells'}, but the header has {width}"
    if count < width:
        pad = " " if " |" in row.text or "| " in row.text else ""
        body = row.text if row.trail else row.text + pad + "|"
        filled = body + f"{pad}|" * (width - count)
        return Hit(row.start, row.end, message, (filled if row.trail or row.lead else filled.rstrip("|").rstrip(),), raw=True)
    surplus = row.cells[width:]
    if "".join(cell.text for cell in surplus).strip("-–— "):
        return Hit(row.start, row.end, message, (), "the surplus cell holds text", Safety.QUERY, raw=True)
    kept = row.text[: row.cells[width].start - row.start].rstrip()
    if not row.trail:
        kept = kept.removesuffix("|").rstrip()
    return Hit(row.start, row.end, message, (kept,), "the surplus cell is empty", raw=True)


def _counts_with_code(row: Row, width: int) -> bool:
    """Tell whether a row has the right count when a pipe inside a code span parts no cells."""
    if "`" not in row.text:
        return False
    parts = row.text.split("`")
    outside = "".join(part for number, part in enumerate(parts) if number % 2 == 0)
    bars = outside.count("|") - outside.count("\\|")
    return bars - row.lead - row.trail + 1 == width
