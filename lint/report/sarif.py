"""SARIF 2.1.0: the rules with their help, the findings with fingerprints and repairs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from lint import __version__
from lint.fingerprint import fingerprints
from lint.model import Safety, Severity
from lint.report.json_lines import dumped
from lint.report.story import Places, inside, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.report.story import Story

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_REPAIRS = {
    Safety.SAFE: "Its repair is safe: --fix applies it.",
    Safety.SUGGEST: "Its repair is a suggestion: --fix --unsafe-fixes applies it.",
    Safety.QUERY: "It is a question for a person and repairs nothing.",
}


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield one log of one run; columns are UTF-16 code units."""
    places = {rule.name: number for number, rule in enumerate(rules)}
    results: list[dict[str, object]] = []
    for story in stories:
        if story.source is not None:
            path = inside(story.path)
            names = fingerprints(story.findings, story.source, path)
            where = Places(story.source, "utf-16-le", 2)
            for finding, name in zip(story.findings, names, strict=True):
                results.append(_result(finding, where, path, name, places))
    notes = [
        {"level": "error", "message": {"text": problem}, "locations": [{"physicalLocation": _artifact(inside(path))}]}
        for path, problem in ((story.path, problem) for story in stories for problem in story.problems)
    ]
    run = {
        "tool": {
            "driver": {
                "name": "copydesk",
                "version": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results,
    }
    yield dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    repair = _REPAIRS[rule.safety]
    example = rule.flags[0][0] if rule.flags else ""
    shows = f"\n\nIt finds:\n\n    {example}" if example and "\n" not in example else ""
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} {repair}", "markdown": f"{rule.why}\n\n{repair}{shows}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
        "properties": {"tags": [rule.group]},
    }


def _result(
    finding: Finding, where: Places, path: str, fingerprint: str, places: dict[str, int]
) -> dict[str, object]:
    row: dict[str, object] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": told(finding)},
        "locations": [{"physicalLocation": {**_artifact(path), "region": _region(where, finding.start, finding.end)}}],
        "partialFingerprints": {"copydesk/v1": fingerprint},
    }
    if finding.rule in places:
        row["ruleIndex"] = places[finding.rule]
    if finding.suggestions:
        row["fixes"] = [_fix(finding, where, path, number) for number in range(len(finding.suggestions))]
    return row


def _fix(finding: Finding, where: Places, path: str, number: int) -> dict[str, object]:
    """Return a repair as replacements: the first by its smallest edits, the others whole."""
    if number == 0 and finding.edits:
        edits = [(edit.start, edit.end, edit.text) for edit in finding.edits]
    else:
        edits = [(finding.start, finding.end, finding.suggestions[number])]
    return {
        "description": {"text": f"“{finding.suggestions[number]}” ({finding.safety.label})"},
        "artifactChanges": [
            {
                **_artifact(path),
                "replacements": [
                    {"deletedRegion": _region(where, start, end), "insertedContent": {"text": text}}
                    for start, end, text in edits
                ],
            }
        ],
    }


def _artifact(path: str) -> dict[str, object]:
    # A name that is not UTF-8 keeps its bytes.
    uri = "file://" * path.startswith("/") + quote(os.fsencode(path))
    return {"artifactLocation": {"uri": uri}}


def _region(places: Places, start: int, end: int) -> dict[str, int]:
    line, column = places.place(start)
    end_line, end_column = places.place(end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
