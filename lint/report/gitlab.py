"""A code quality report for GitLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.fingerprint import fingerprints
from lint.model import Severity
from lint.report.json_lines import dumped
from lint.report.story import inside, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.report.story import Story

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield one array; a finding keeps its fingerprint when only its line changes."""
    del rules
    rows: list[dict[str, object]] = []
    for story in stories:
        if story.source is None:
            continue
        path = inside(story.path)
        names = fingerprints(story.findings, story.source, path)
        for finding, name in zip(story.findings, names, strict=True):
            rows.append(
                {
                    "description": told(finding),
                    "check_name": finding.rule,
                    "fingerprint": name,
                    "severity": _SEVERITIES[finding.severity],
                    "location": {"path": path, "lines": {"begin": finding.line, "end": finding.end_line}},
                }
            )
    yield dumped(rows, indent=2) + "\n"
