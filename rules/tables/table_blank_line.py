"""A blank line stands before a table."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Table, Tables, pattern, rule

_TEXT = pattern(r"[\w“\"'‘(\[*_!].*[\w.:;,!?”\"')\]*_]")
_NO_TEXT = pattern(r"\d+[.)][ \t]|[*_][ \t]|(?:[*_][ \t]*){3,}\Z|\[[^\]]*\]:|!?\[[^\]]*\]\([^)]*\)\Z|_?Table:")
_QUOTE = pattern(r"[ \t]*(?:>[ \t]?)*")


@rule(
    summary="A blank line stands before a table.",
    why="Right under a line of text, many readers take the table for more of that paragraph, pipes and all.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Tables(),
    formats=("markdown",),
    flags=[
        (
            "The dead by town:\n⟦| Town | Dead |⟧\n| --- | --- |\n| Sumy | 4 |\n",
            "The dead by town:\n\n| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n",
        ),
        (
            "Who died.\r\n⟦Town | Dead⟧\r\n--- | ---\r\nSumy | 4\r\n",
            "Who died.\r\n\r\nTown | Dead\r\n--- | ---\r\nSumy | 4\r\n",
        ),
        (
            "> The dead by town:\n> ⟦| Town | Dead |⟧\n> | --- | --- |\n> | Sumy | 4 |\n",
            "> The dead by town:\n> \n> | Town | Dead |\n> | --- | --- |\n> | Sumy | 4 |\n",
        ),
    ],
    allows=[
        "The dead by town:\n\n| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n",
        "## The dead\n| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n",
        "| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n",
        "<div>\n| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n</div>\n",
        "The dead\n---\n| Town | Dead |\n| --- | --- |\n| Sumy | 4 |\n",
        "- The dead\n  | Town | Dead |\n  | --- | --- |\n  | Sumy | 4 |\n",
    ],
)
def table_blank_line(doc: Document, tables: Iterable[Table]) -> Iterator[Hit]:
    """Find tables right under a line of running text."""
    text = doc.source.text
    newline = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r"
    starts = doc.source.line_starts
    for table in tables:
        if table.header < 0 or table.delimiter < 0 or table.one_line:
            continue
        row = table.rows[table.header]
        line = starts[row.line]
        above = text[starts[max(0, row.line - 1)] : line].rstrip()
        quote = _QUOTE.match(above)
        core = above[quote.end() :] if quote else above
        if not line or not _TEXT.fullmatch(core) or _NO_TEXT.match(core) or above.count(">") < table.indent.count(">"):
            continue
        start = row.start if ">" in table.indent else line
        new = newline + (table.indent if ">" in table.indent else "") + text[start : row.end]
        yield Hit(start, row.end, "no blank line stands before the table", (new,), "text stands right above it", raw=True)
