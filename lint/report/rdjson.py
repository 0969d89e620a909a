"""The diagnostic format of reviewdog: columns are UTF-8 bytes, suggestions replace a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.model import Severity
from lint.report.json_lines import dumped
from lint.report.story import inside, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.report.story import Story
    from lint.source import Source

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.HINT: "INFO"}


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield one result object."""
    del rules
    rows = [
        _diagnostic(finding, story.source) for story in stories if story.source for finding in story.findings
    ]
    yield dumped({"source": {"name": "copydesk"}, "diagnostics": rows}, indent=2) + "\n"


def _diagnostic(finding: Finding, source: Source) -> dict[str, object]:
    place = _range(source, finding.start, finding.end)
    row: dict[str, object] = {
        "message": told(finding),
        "location": {"path": inside(finding.path), "range": place},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.suggestions:
        row["suggestions"] = [{"range": place, "text": text} for text in finding.suggestions]
    return row


def _range(source: Source, start: int, end: int) -> dict[str, dict[str, int]]:
    return {"start": _place(source, start), "end": _place(source, end)}


def _place(source: Source, offset: int) -> dict[str, int]:
    """Return line and column from 1; the column counts the bytes of the line before it in UTF-8."""
    line, _ = source.place(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
