"""Findings for people: one line each, or with the text, the evidence and the repair."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lint.model import Severity

if TYPE_CHECKING:
    from lint.model import Finding
    from lint.source import Source

CONTEXT = 40
"""Columns of the line shown either side of the span."""
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}


def shown(text: str) -> str:
    """Return text that cannot drive a terminal: controls and direction marks escaped."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == " " else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char == "\u200d" or unicodedata.category(char) == "Zs":
        return char if char != "\u200d" else ""
    return char.encode("unicode_escape").decode("ascii")


def width(text: str) -> int:
    """Return the terminal columns a text takes: wide characters and emoji two, marks none."""
    if text.isascii():
        return len(text)
    columns = 0
    for char in text:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        columns += 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
    return columns


def paint(text: str, code: str, *, colour: bool) -> str:
    """Return the text in a colour, or as it is."""
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def concise(finding: Finding, *, colour: bool = False) -> str:
    """Return a finding on one line: place, severity, rule, message."""
    mark = f" {paint('[*]', '32', colour=colour)}" if finding.edits and finding.safety.label == "safe" else ""
    severity = paint(finding.severity.label, _COLOURS[finding.severity], colour=colour)
    place = f"{shown(finding.path)}:{finding.line}:{finding.column}"
    return f"{place}: {severity} {finding.rule}{mark} {shown(finding.message)}"


def full(finding: Finding, source: Source, *, colour: bool = False) -> str:
    """Return a finding with its line, the span underlined, the evidence and the repair."""
    severity = paint(finding.severity.label, "1;" + _COLOURS[finding.severity], colour=colour)
    lines = [
        f"{severity}[{finding.rule}] {paint(shown(finding.message), '1', colour=colour)}",
        f"  --> {shown(finding.path)}:{finding.line}:{finding.column}",
    ]
    line = source.line(finding.line)
    first = finding.column - 1
    last = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    left, right = max(0, first - CONTEXT), min(len(line), last + CONTEXT)
    if last - first > 2 * CONTEXT:
        last = first + 2 * CONTEXT
        right = last
    before, inside, after = shown(line[left:first]), shown(line[first:last]), shown(line[last:right])
    before = ("… " if left else "") + before
    number = str(finding.line)
    margin = " " * len(number)
    lines += [
        f"{margin} |",
        f"{number} | {before}{inside}{after}{' …' if right < len(line) else ''}",
        f"{margin} | {' ' * width(before)}{paint('^' * max(1, width(inside)), _COLOURS[finding.severity], colour=colour)}",
    ]
    if finding.evidence:
        lines.append(f"{margin} = why: {shown(finding.evidence)}")
    if finding.suggestions:
        lines.append(f"{margin} = {_label(finding)}: {_choices(finding)}")
    return "\n".join(lines) + "\n"


def _label(finding: Finding) -> str:
    return {"safe": "fix", "suggest": "suggestion", "query": "question"}[finding.safety.label]


def _choices(finding: Finding) -> str:
    return " or ".join(f"“{shown(text)}”" if text else "leave it out" for text in finding.suggestions[:3])
