"""Findings for people: one line each, or with the text, the evidence and the repair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.model import Safety, Severity
from lint.report.columns import beginning, ending, shown, width

if TYPE_CHECKING:
    from lint.model import Finding
    from lint.source import Source

CONTEXT = 40
"""Columns of the line shown either side of the span."""
LONGEST = 100
"""Columns of a span or of a suggestion shown before it is cut."""
_WINDOW = 400
"""Characters looked at for that; more only where marks without width are piled up."""
_LABELS = {Safety.SAFE: "fix", Safety.SUGGEST: "suggestion", Safety.QUERY: "question"}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}


def paint(text: str, code: str, *, colour: bool) -> str:
    """Return the text in a colour, or as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def concise(finding: Finding, *, colour: bool = False) -> str:
    """Return a finding on one line: place, severity, rule, message."""
    mark = f" {paint('[*]', '32', colour=colour)}" if finding.edits and finding.safety == Safety.SAFE else ""
    severity = paint(finding.severity.label, _COLOURS[finding.severity], colour=colour)
    place = f"{shown(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {severity} {finding.rule}{mark} {shown(finding.message)}"


def full(finding: Finding, source: Source, *, colour: bool = False) -> str:
    """Return a finding with its line, the span underlined, the evidence and the repair."""
    severity = paint(finding.severity.label, "1;" + _COLOURS[finding.severity], colour=colour)
    number = str(finding.line)
    margin = " " * len(number)
    lines = [
        f"{severity}[{finding.rule}] {paint(shown(finding.message), '1', colour=colour)}",
        f"{margin}--> {shown(finding.path)}:{finding.line}:{finding.column}",
        f"{margin} |",
        *_excerpt(finding, source, number, colour=colour),
    ]
    if finding.evidence:
        lines.append(f"{margin} = why: {shown(finding.evidence)}")
    if finding.suggestions:
        lines.append(f"{margin} = {_LABELS[finding.safety]}: {_choices(finding)}")
    return "\n".join(lines) + "\n"


def _excerpt(finding: Finding, source: Source, number: str, *, colour: bool) -> tuple[str, str]:
    """Return the line with at most 40 columns either side of the span, and the underline.

    Only a window of the line is looked at, so that a very long line costs no more than a short one.
    """
    line_start, line_end = source.line_span(finding.line)
    start, end = finding.start, max(finding.start, min(finding.end, line_end))
    text = source.text
    left, right = max(line_start, start - _WINDOW), min(line_end, end + _WINDOW)
    before, whole = ending(text[left:start], CONTEXT)
    if not whole or left > line_start:
        before = "… " + ending(text[left:start], CONTEXT - 2)[0]
    inside, whole = beginning(text[start : min(end, start + _WINDOW)], LONGEST)
    if not whole or end > start + _WINDOW:
        right = end
    after, whole = beginning(text[end:right], CONTEXT)
    rest = ""
    if not whole or right < line_end:
        after, rest = beginning(text[end:right], CONTEXT - 2)[0], " …"
    arrows = paint("^" * max(1, width(inside)), _COLOURS[finding.severity], colour=colour)
    return (
        f"{number} | {before}{inside}{after}{rest}",
        f"{' ' * len(number)} | {' ' * width(before)}{arrows}",
    )


def _choices(finding: Finding) -> str:
    """Return the best suggestions, each cut at the length an excerpt may have."""
    parts = []
    for text in finding.suggestions[:3]:
        part, whole = beginning(text[:_WINDOW], LONGEST)
        parts.append(f"“{part}{'' if whole and len(text) <= _WINDOW else ' …'}”" if text else "leave it out")
    return " or ".join(parts)
