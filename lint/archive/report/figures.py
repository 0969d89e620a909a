"""The figures of an archive that has been checked: values without behaviour beyond their own reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTH = "month"
VALUE = "value"


def per_10000(findings: int, words: int) -> float:
    """Return findings per 10,000 words, 0 where there are no words."""
    return 10_000 * findings / words if words else 0.0


class Sample(NamedTuple):
    """One finding as an example of its rule."""

    document: str
    line: int
    column: int
    text: str
    message: str
    suggestion: str | None
    evidence: str
    safety: str


class RuleRow(NamedTuple):
    """What one rule found: how often, how far its repairs are proved, and examples."""

    rule: str
    severity: str
    findings: int
    safe: int
    suggest: int
    query: int
    samples: tuple[Sample, ...]


class Group(NamedTuple):
    """The documents that share a month or a value of a column; None is for those without one."""

    name: str | None
    documents: int
    words: int
    findings: int

    @property
    def rate(self) -> float:
        """Return the findings per 10,000 words."""
        return per_10000(self.findings, self.words)


class Breakdown(NamedTuple):
    """The archive by one of its columns."""

    column: str
    kind: str
    groups: tuple[Group, ...]
    others: Group | None = None
    """The groups that are too many to be told one by one, as one."""
    distinct: int = 0
    """How many groups ``others`` sums up."""


class Worst(NamedTuple):
    """A document with many findings."""

    document: str
    findings: int
    words: int


class ErrorRow(NamedTuple):
    """Why documents were not checked: the reason, how many, and some of them with what went wrong."""

    reason: str
    documents: int
    samples: tuple[tuple[str, str], ...]


class Figures(NamedTuple):
    """All that a report tells of an archive."""

    where: str
    documents: int
    clean: int
    with_findings: int
    failed: int
    words: int
    findings: int
    rules: tuple[RuleRow, ...]
    spread: tuple[tuple[str, int], ...]
    """How many documents have how many findings."""
    breakdowns: tuple[Breakdown, ...]
    worst: tuple[Worst, ...]
    errors: tuple[ErrorRow, ...]
    versions: tuple[str, ...]
    warnings: tuple[str, ...]
    """Sentences for what is missing or does not fit together."""

    @property
    def rate(self) -> float:
        """Return the findings per 10,000 words."""
        return per_10000(self.findings, self.words)


def top_rate(groups: Iterable[Group]) -> float:
    """Return the highest rate, which bars are measured by; groups of few words do not count, as theirs is chance."""
    groups = list(groups)
    enough = 0.1 * sum(group.words for group in groups) / max(1, len(groups))
    return max((group.rate for group in groups if group.words >= enough), default=0.0) or 1.0


def years_of(breakdown: Breakdown) -> Breakdown:
    """Return a breakdown by month as one by year."""
    sums: dict[str | None, Group] = {}
    for group in breakdown.groups:
        year = None if group.name is None else group.name[:4]
        old = sums.get(year, Group(year, 0, 0, 0))
        sums[year] = Group(
            year, old.documents + group.documents, old.words + group.words, old.findings + group.findings
        )
    return breakdown._replace(groups=tuple(sums.values()))
