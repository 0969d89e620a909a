"""Rules small enough to see through, for testing what stands round rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lint.api import Blocks, Document, Hit, Rule, Safety, Scan, Severity, rule
from lint.packs import Rulebook


def book_of(*rules: Rule) -> Rulebook:
    """Return a rulebook of just these rules, all of group `toys` unless they have one."""
    return Rulebook(tuple(each if each.group else each._replace(group="toys") for each in rules))


def replacing(name: str, pattern: str, *new: str, safety: Safety = Safety.SAFE, evidence: str = "") -> Rule:
    """Return a rule that would replace every match of a pattern."""

    def check(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
        for match in matches:
            yield Hit(match.start(), match.end(), f"“{match.group()}” is a toy", new, evidence)

    check.__name__ = name.replace("-", "_")
    return rule(
        summary="It is a toy.",
        why="Tests need it.",
        severity=Severity.ERROR,
        safety=safety,
        wake=Scan(pattern),
        flags=[],
        allows=[],
    )(check)


alarm_bell = replacing("alarm-bell", "bell", "🔔")


@rule(
    summary="It raises.",
    why="Tests need it.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Blocks(("paragraph", "headline")),
    flags=[],
    allows=[],
)
def falls_over(doc: Document, blocks: Iterable[object]) -> Iterator[Hit]:
    """Fail before the first hit."""
    yield Hit(0, [][len(doc.prose)], "never said")
