"""Findings on the same characters made one, whoever found them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Finding

_NEIGHBOURS = 8
"""How many findings back one is looked for that changes the same characters."""
_GROUPS = ("tables", "typos", "casing", "spacing", "punctuation", "structure", "consistency")


def merged(found: list[tuple[Finding, str]]) -> list[Finding]:
    """Make one finding of those that change the same characters, and sort them by place."""
    found.sort(key=lambda pair: (*_change(pair[0]), pair[0].rule, pair[0].message))
    kept: list[Finding] = []
    groups: list[str] = []
    for finding, group in found:
        rival = None
        for number in range(len(kept) - 1, max(-1, len(kept) - 1 - _NEIGHBOURS), -1):
            if _same_defect(kept[number], finding):
                rival = number
                break
        if rival is None:
            kept.append(finding)
            groups.append(group)
        elif _strength(finding, group) > _strength(kept[rival], groups[rival]):
            kept[rival] = finding._replace(also=_also(finding, kept[rival]))
            groups[rival] = group
        else:
            kept[rival] = kept[rival]._replace(also=_also(kept[rival], finding))
    kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return kept


def with_second(findings: list[Finding], others: Iterable[Finding]) -> list[Finding]:
    """Add the second reader's findings; one that touches another finding only stands beside it by name."""
    kept = list(findings)
    for other in sorted(others, key=lambda each: (-each.severity, each.start, each.end, each.rule)):
        for number, finding in enumerate(kept):
            if finding.start < other.end and other.start < finding.end:
                kept[number] = finding._replace(also=_also(finding, other))
                break
        else:
            kept.append(other)
    kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return kept


def _change(finding: Finding) -> tuple[int, int]:
    """Return the stretch of the source that a finding changes, or marks when it changes nothing."""
    return finding.edits[0][:2] if finding.edits else (finding.start, finding.end)


def _same_defect(one: Finding, other: Finding) -> bool:
    """Tell whether two findings change the same characters, or mark the very same ones.

    One without a repair that marks more than the other, such as a question about a whole
    table row, is a defect of its own.
    """
    a, b = _change(one), _change(other)
    if a == b or not (one.edits and other.edits):
        return a == b
    if a[0] == a[1] or b[0] == b[1]:
        return a[0] < b[0] < a[1] or b[0] < a[0] < b[1]
    return a[0] < b[1] and b[0] < a[1]


def _strength(finding: Finding, group: str) -> tuple[int, int, int, int]:
    """Order rivals: by severity, by safety, by whether a repair is known, then by group."""
    order = -_GROUPS.index(group) if group in _GROUPS else -len(_GROUPS)
    return finding.severity, finding.safety, bool(finding.suggestions), order


def _also(winner: Finding, loser: Finding) -> tuple[str, ...]:
    """Return the other rules that found the winner's defect."""
    names = dict.fromkeys((*winner.also, *loser.also, loser.rule))
    names.pop(winner.rule, None)
    return tuple(names)
