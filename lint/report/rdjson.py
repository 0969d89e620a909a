"""The diagnostic format of reviewdog: columns are UTF-8 bytes, suggestions replace a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.model import Severity
from lint.report.json_lines import dumped
from lint.report.story import Places, inside, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.report.story import Story

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.HINT: "INFO"}


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield one result object."""
    del rules
    rows = [
        _diagnostic(finding, places)
        for story in stories
        if story.source
        for places in (Places(story.source, "utf-8"),)
        for finding in story.findings
    ]
    yield dumped({"source": {"name": "copydesk"}, "diagnostics": rows}, indent=2) + "\n"


def _diagnostic(finding: Finding, places: Places) -> dict[str, object]:
    place = _range(places, finding.start, finding.end)
    row: dict[str, object] = {
        "message": told(finding),
        "location": {"path": inside(finding.path), "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.suggestions:
        row["suggestions"] = [{"range": place, "text": text} for text in finding.suggestions]
    return row


def _range(places: Places, start: int, end: int) -> dict[str, dict[str, int]]:
    return {"start": _place(places, start), "end": _place(places, end)}


def _place(places: Places, offset: int) -> dict[str, int]:
    line, column = places.place(offset)
    return {"line": line, "column": column}
