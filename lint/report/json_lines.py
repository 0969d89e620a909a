"""JSON and JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.model import Finding

_UNSAFE = pattern(
    "[\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff\U000110bd\U000110cd"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What drives a terminal, ends a line or is not seen."""

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
    return dumped(as_object(finding))


def json_array(findings: list[Finding]) -> str:
    """Return findings as one indented JSON array."""
    return dumped([as_object(finding) for finding in findings], indent=2)


def json_statistics(rows: list[tuple[str, list[int]]], *, lines: bool) -> str:
    """Return how many findings each rule has, and how many of them --fix repairs."""
    objects = [{"rule": rule, "count": count, "fixable": safe} for rule, (count, safe) in rows]
    if lines:
        return "".join(dumped(each) + "\n" for each in objects)
    return dumped(objects, indent=2) + "\n"


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON in which what might drive a terminal or end a line stands escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], text)
