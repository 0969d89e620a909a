"""Workflow commands and a job summary for GitHub Actions."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from lint.model import Severity
from lint.report.columns import shown
from lint.report.story import inside, told
from lint.report.terminal import concise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.report.story import Story

MOST = 10
"""The annotations of a step that are shown; more are dropped by the service without a word."""
MOST_ROWS = 500
"""Rows of the job summary; it may hold one mebibyte."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the ten worst findings as annotations, and after them every finding as a line of the log."""
    del rules
    problems = [(story.path, problem) for story in stories for problem in story.problems]
    for path, problem in problems[:MOST]:
        yield f"::error file={_property(inside(path))},title=copydesk::{_data(problem)}\n"
    for finding in _worst(stories)[: max(0, MOST - len(problems))]:
        yield _annotation(finding)
    lines = [concise(finding) + "\n" for story in stories for finding in story.findings]
    if not lines:
        return
    # Between these two lines the runner obeys nothing, whatever an article says; who could foresee
    # the token would have to write a text that contains its own hash.
    token = sha256("".join(lines).encode()).hexdigest()
    yield f"::group::All findings ({len(lines)})\n::stop-commands::{token}\n"
    yield from lines
    yield f"::{token}::\n::endgroup::\n"


def _worst(stories: Sequence[Story]) -> list[Finding]:
    """Return all findings, errors first, otherwise in the order of the run."""
    return sorted((finding for story in stories for finding in story.findings), key=lambda each: -each.severity)


def _annotation(finding: Finding) -> str:
    place = f"file={_property(inside(finding.path))},line={finding.line},endLine={finding.end_line}"
    if finding.line == finding.end_line:
        place += f",col={finding.column},endColumn={max(finding.column, finding.end_column - 1)}"
    title = _property(f"copydesk: {finding.rule}")
    text = told(finding)
    if finding.suggestions and finding.suggestions[0]:
        text += f" → “{finding.suggestions[0]}”"
    return f"::{_COMMANDS[finding.severity]} {place},title={title}::{_data(text)}\n"


def _data(text: str) -> str:
    return shown(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(stories: Sequence[Story]) -> str:
    """Return the job summary: a Markdown table of the findings, worst first."""
    findings = _worst(stories)
    files = sum(story.source is not None for story in stories)
    if not findings:
        return f"## copydesk\n\nNothing found; files checked: {files}.\n"
    head = f"## copydesk\n\nFindings: {len(findings)}; files checked: {files}.\n"
    rows = [
        f"| {finding.severity.label} | {_cell(inside(finding.path))}:{finding.line} | {finding.rule} "
        f"| {_cell(told(finding))} |\n"
        for finding in findings[:MOST_ROWS]
    ]
    more = f"\n… and {len(findings) - MOST_ROWS} more; the log has them all.\n" if len(findings) > MOST_ROWS else ""
    return head + "\n| Severity | Where | Rule | What |\n|---|---|---|---|\n" + "".join(rows) + more


def _cell(text: str) -> str:
    """Return a text that stays text inside a Markdown table."""
    return "".join(f"&#{ord(char)};" if char in "|<>&`*_[]()\\~#@!:$" else char for char in shown(text[:300]))
