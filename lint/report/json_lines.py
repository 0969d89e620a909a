"""JSON and JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.model import Finding


def as_object(finding: Finding) -> dict[str, object]:
    """Return a finding in the documented schema: 1-based, code points, end exclusive."""
    row: dict[str, object] = {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "safety": finding.safety.label,
        "message": finding.message,
        "evidence": finding.evidence,
        "text": finding.text,
        "suggestions": list(finding.suggestions),
    }
    if finding.probability is not None:
        row["probability"] = round(finding.probability, 3)
    return row


def json_line(finding: Finding) -> str:
    """Return a finding as one line of JSON, without its line end."""
    return json.dumps(as_object(finding), ensure_ascii=False)


def json_array(findings: list[Finding]) -> str:
    """Return findings as one indented JSON array."""
    return json.dumps([as_object(finding) for finding in findings], ensure_ascii=False, indent=2)
