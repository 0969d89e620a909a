"""Repairs of any text settle, a second run changes nothing, and no byte outside the findings changes."""

from __future__ import annotations

from lint.engine import check
from lint.fixing import apply, chosen_edits, fix
from lint.model import Edit, Finding, Safety
from lint.packs import load_rules
from lint.readers import format_of
from lint.run import Task, run_bytes
from lint.source import NotText, Source, read

RULES = load_rules()
NAMES = ("a.md", "a.txt")


def target(data: bytes) -> None:
    """Check and repair bytes in every format at both grades."""
    try:
        source = read(data, "a")
    except NotText:
        for name in NAMES:
            assert run_bytes(data, name, Task(RULES)).problem.startswith("not checked: ")
        return
    for name, format_ in zip(NAMES, ("markdown", "plain"), strict=True):
        report = check(source, RULES, format_)
        assert report.errors == []
        for finding in report.findings:
            _is_in_place(finding, source)
        for least in (Safety.SAFE, Safety.SUGGEST):
            edits = chosen_edits(report.findings, least)
            if edits:
                _changes_nothing_else(source.text, edits)
                _settles(data, name, least)


def _is_in_place(finding: Finding, source: Source) -> None:
    assert source.text[finding.start : finding.end] == finding.text
    assert source.place(finding.start) == (finding.line, finding.column)
    assert source.place(finding.end) == (finding.end_line, finding.end_column)
    for edit in finding.edits:
        assert finding.start <= edit.start <= edit.end <= finding.end
        assert source.text[edit.start : edit.end] != edit.text


def _changes_nothing_else(text: str, edits: list[Edit]) -> None:
    fixed = apply(text, edits)
    place = shift = 0
    for edit in edits:
        assert text[place : edit.start] == fixed[place + shift : edit.start + shift]
        shift += len(edit.text) - (edit.end - edit.start)
        place = edit.end
    assert text[place:] == fixed[place + shift :]


def _settles(data: bytes, name: str, least: Safety) -> None:
    """What is repaired settles; if the encoding has no way to write it, nothing is repaired."""
    once = run_bytes(data, name, Task(RULES, repair=True, least=least))
    assert once.errors == []
    assert once.source is not None
    if once.problem:
        assert once.problem.startswith("not repaired: ")
        assert not once.changed
        return
    try:
        mended = once.source.encode(once.after)
    except UnicodeEncodeError:
        return
    assert read(mended, name).text == once.after
    again = fix(Source(once.after, name), RULES, format_of(name), least)
    assert (again.made, again.text, again.report.errors) == (0, once.after, [])
