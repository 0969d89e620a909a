"""After the repairs a GFM parser sees every table, with every cell's text as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from lint.engine import check
from lint.fixing import fix
from lint.model import Safety
from lint.packs import load_rules
from lint.readers import format_of
from lint.source import Source, read

FOLDER = Path(__file__).parent.parent / "fixtures" / "tables"
TABLES = {
    "after-paragraph.md": 1,
    "alignment.md": 2,
    "bare.md": 1,
    "cells.md": 1,
    "column-count.md": 2,
    "containers.md": 2,
    "dash-kinds.md": 7,
    "em-dashes.txt": 1,
    "line-ends.md": 1,
    "markup.md": 1,
    "no-delimiter.md": 1,
    "pipes.md": 1,
    "sound.md": 3,
}
"""How many tables a reader should see in each file."""
UNREPAIRED = {"not-tables.md", "one-line.md"}
BAR = re.compile(r"(?<!\\)\|")
DASHES = re.compile(r"[\s|:\-–—−─━═]+")

parser = MarkdownIt("commonmark").enable("table")
Rows = list[list[str]]


def seen(text: str) -> list[Rows]:
    """Return the tables that a GFM parser sees, header first, each cell as its raw text."""
    tables: list[Rows] = []
    for number, token in enumerate(tokens := parser.parse(text)):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in ("td_open", "th_open"):
            tables[-1][-1].append(tokens[number + 1].content)
    return tables


def written(text: str) -> Rows:
    """Return the rows that stand in the lines of a text, delimiter rows left out, cut at bare pipes."""
    rows: Rows = []
    lines = [re.sub(r"^[ >]*", "", line).strip() for line in re.split(r"\r\n|\r|\n", text)]
    for number, line in enumerate(lines):
        if not BAR.search(line):
            continue
        divides = bool(DASHES.fullmatch(line)) and (number < 2 or not BAR.search(lines[number - 2]))
        if not divides:
            cells = BAR.split(line.removeprefix("|"))
            rows.append([cell.strip().replace("\\|", "|") for cell in cells])
    return rows


def trimmed(rows: Rows) -> Rows:
    """Return rows without the empty cells at their ends, which a repair may add or drop."""
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return rows


def repaired(name: str, least: Safety) -> tuple[Source, str]:
    source = read((FOLDER / name).read_bytes(), name)
    return source, fix(source, load_rules(["tables"]), format_of(name), least).text


def test_every_file_is_spoken_of() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(TABLES) | UNREPAIRED


@pytest.mark.parametrize("name", TABLES)
def test_repaired_tables_are_seen_with_their_text(name: str) -> None:
    source, text = repaired(name, Safety.SUGGEST)
    if format_of(name) == "plain":
        # In plain text a line is a paragraph; the parser is given the table's lines alone.
        text = "\n".join(line for line in text.split("\n") if "|" in line)
    tables = seen(text)
    assert len(tables) == TABLES[name]
    assert all(len({len(row) for row in table}) == 1 for table in tables)
    assert trimmed([row for table in tables for row in table]) == trimmed(written(source.text))


@pytest.mark.parametrize("name", [*TABLES, *UNREPAIRED])
def test_a_second_repair_changes_nothing(name: str) -> None:
    source, text = repaired(name, Safety.SUGGEST)
    again = fix(Source(text, name), load_rules(["tables"]), format_of(name), Safety.SUGGEST)
    assert again.text == text
    if name == "line-ends.md":
        assert text.count("\r\n") == text.count("\n") == source.text.count("\n")


@pytest.mark.parametrize("name", [*sorted(UNREPAIRED), "sound.md"])
def test_what_is_sound_or_no_table_is_left_as_it_is(name: str) -> None:
    source, text = repaired(name, Safety.SUGGEST)
    assert text == source.text


def test_what_is_no_table_draws_no_finding() -> None:
    for name in ("not-tables.md", "sound.md"):
        source = read((FOLDER / name).read_bytes(), name)
        assert check(source, load_rules(), format_of(name)).findings == []


def test_alignment_is_kept() -> None:
    _, text = repaired("alignment.md", Safety.SAFE)
    aligned = [
        [token.attrGet("style") for token in parser.parse(part) if token.type == "th_open"]
        for part in text.split("\n\n")
    ]
    assert aligned == [["text-align:left", "text-align:center", "text-align:right", None]] * 2


def test_a_surplus_cell_with_text_is_asked_about_and_kept() -> None:
    text = "| Town | Dead |\n| --- | --- |\n| Sumy | 4 | 9 |\n| Kyiv | 2 |\n| Lviv | 0 |\n"
    result = fix(Source(text, "a.md"), load_rules(["tables"]), "markdown", Safety.SUGGEST)
    assert result.text == text
    assert [finding.safety for finding in result.report.findings] == [Safety.QUERY]
