"""The fix contract over generated stories and damaged copy, in every encoding and line end; a few for every day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lint.engine import check
from lint.fixing import chosen_edits, fix
from lint.many import How, check_files
from lint.model import Edit, Finding, Safety
from lint.run import FileResult, Task, run_bytes, run_file
from lint.source import Source
from tests.conftest import Run
from tests.invariants import NAMES, RULES, is_read_whole, is_repaired_only_where_told, is_the_same_in_any_order
from tests.strategies import ENDS, FORMS, PIECES, Copy, copies, damaged, formed, texts

FORMAT = st.sampled_from(sorted(NAMES))
LEAST = st.sampled_from([Safety.SAFE, Safety.SUGGEST])


@settings(max_examples=30)
@given(copy=copies())
def test_places_lead_back_to_the_bytes(copy: Copy) -> None:
    is_read_whole(copy)


@settings(max_examples=12)
@given(copy=copies(), format_=FORMAT, least=LEAST)
def test_repairs_settle_and_change_nothing_else(copy: Copy, format_: str, least: Safety) -> None:
    is_repaired_only_where_told(copy, format_, least)


@settings(max_examples=8)
@given(text=texts(), format_=FORMAT, least=LEAST, seed=st.integers(0, 999))
def test_repairs_may_be_made_in_any_order(text: str, format_: str, least: Safety, seed: int) -> None:
    is_the_same_in_any_order(text, format_, least, seed)


def stories(folder: Path, count: int) -> list[str]:
    """Write damaged stories, one of each form and line end in turn, and return their paths."""
    kinds = [(form, ends) for form in sorted(FORMS) for ends in ENDS]
    paths = []
    for number in range(count):
        text = damaged(PIECES[(7 * number) % len(PIECES)], number, 6)
        path = folder / f"{number:03}.{'md' if number % 2 else 'txt'}"
        path.write_bytes(formed(text, *kinds[number % len(kinds)], number).data)
        paths.append(str(path))
    return paths


def test_findings_are_the_same_alone_among_others_from_the_cache_and_from_bytes(tmp_path: Path) -> None:
    paths = stories(tmp_path, 20)
    task = Task(RULES)

    def told(results: list[FileResult]) -> list[tuple[list[Finding], str, list[str], str, str]]:
        return [(each.findings, each.path, each.errors, each.problem, each.note) for each in results]

    alone = told([run_file(path, task) for path in paths])
    assert sum(bool(findings) for findings, *_ in alone) > len(paths) / 2
    assert told([run_bytes(Path(path).read_bytes(), path, task) for path in paths]) == alone
    for how in (How(jobs=1, cache=False), How(jobs=1), How(jobs=1)):
        assert told(list(check_files([(path, task) for path in paths], how))) == alone


def test_findings_are_the_same_by_path_and_by_standard_input(copydesk: Run, tmp_path: Path) -> None:
    copy = formed(damaged(PIECES[11], 3, 9), "utf-16-be", "mixed", 1)
    (tmp_path / "story.md").write_bytes(copy.data)
    by_path = copydesk("check", "--output-format", "json", "story.md")
    piped = copydesk("check", "--output-format", "json", "--stdin-filename", "story.md", "-", given=copy.data)
    assert (piped.returncode, piped.stdout) == (by_path.returncode, by_path.stdout)
    assert json.loads(by_path.stdout)
    fixed = copydesk("check", "--fix", "--unsafe-fixes", "--stdin-filename", "story.md", "-", given=copy.data)
    copydesk("check", "--fix", "--unsafe-fixes", "story.md")
    assert (tmp_path / "story.md").read_bytes() == fixed.stdout != copy.data


def test_of_edits_that_overlap_one_is_made_at_a_time() -> None:
    report = check(Source("He went wiht us. Then teh end came.", "a"), RULES, "plain")
    one, other = report.findings
    across = one._replace(edits=(Edit(one.edits[0].start + 1, other.edits[0].start + 1, "x"),))
    for findings in ([one, across, other], [other, across, one]):
        assert chosen_edits(findings, Safety.SAFE) == [*one.edits, *other.edits]
    wide = one._replace(edits=(Edit(one.start, other.end, "x"),))
    assert chosen_edits([other, wide], Safety.SAFE) == [*wide.edits]


# What the search found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_delimiter_row_is_added_with_the_line_end_of_the_table(end: str) -> None:
    """With CR alone, text from the start of the story was once taken for the table's indent and added with the row."""
    rows = ["The dead by town.", "", "| Town | Dead |", "| Sumy | 4 |", "| Kyiv | 2 |", ""]
    mended = [*rows[:3], "| ---- | ---- |", *rows[3:]]
    assert fix(Source(end.join(rows), "a"), RULES, "markdown", Safety.SUGGEST).text == end.join(mended)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_blank_line_is_added_with_the_line_end_of_the_table(end: str) -> None:
    rows = ["Here are the dead by town:", "| Town | Dead |", "| --- | --- |", "| Sumy | 4 |", ""]
    mended = [rows[0], "", *rows[1:]]
    assert fix(Source(end.join(rows), "a"), RULES, "markdown", Safety.SUGGEST).text == end.join(mended)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_markdown_has_the_same_findings_with_every_line_end(end: str) -> None:
    """To the parser a CR alone ends neither a heading nor a fence: the whole story was once one headline, or code."""
    lines = ["# The news", "He went wiht them.", "", "```sh", "teh code", "```", "", "A recieved one.", "", "- teh end"]
    findings = check(Source(end.join(lines), "a"), RULES, "markdown").findings
    assert [(each.line, each.text) for each in findings] == [(2, "wiht"), (8, "recieved"), (10, "teh")]
    assert len(chosen_edits(findings, Safety.SAFE)) == 3


def test_two_line_breaks_share_no_blank() -> None:
    is_read_whole(formed("e\n \x0b\ne", "utf-8", "\n", 0))
