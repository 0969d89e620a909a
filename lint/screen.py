"""What of a file's findings is to be told: those that are new, and stand on touched lines."""

from __future__ import annotations

import os
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.baseline import Baseline
    from lint.model import Finding
    from lint.source import Source

    Keep = Callable[[Source, list[Finding]], list[Finding]]


class Screen(NamedTuple):
    """The baseline, if there is one, and the touched lines of each file, if only those count."""

    baseline: Baseline | None = None
    touched: dict[str, tuple[range, ...]] | None = None

    def keeper(self, original: Source) -> Keep:
        """Return the function that keeps what is to be told, of a source or of what repairs have made of it."""

        def keep(source: Source, findings: list[Finding]) -> list[Finding]:
            if self.touched is not None and findings:
                lines = self.touched.get(os.path.realpath(source.path), ())
                if source.text != original.text:
                    lines = _carried(lines, original.text, source.text)
                findings = _on(lines, findings, source)
            if self.baseline is not None:
                findings = self.baseline.sort(findings, source).new
            return findings

        return keep


    def gone(self, source: Source, findings: list[Finding], rules: set[str]) -> int:
        """Return how many findings of the baseline a file no longer has, of the rules that ran."""
        if self.baseline is None:
            return 0
        return sum(mark.rule in rules for mark in self.baseline.sort(findings, source).gone)


def _on(lines: tuple[range, ...], findings: list[Finding], source: Source) -> list[Finding]:
    """Return the findings that stand on some of the lines; git ends a line only at LF."""
    if not lines:
        return []
    ends = [place for place, char in enumerate(source.text) if char == "\n"]
    firsts = [each.start for each in lines]
    kept = []
    for finding in findings:
        first = bisect_right(ends, finding.start - 1) + 1
        last = bisect_right(ends, max(finding.start, finding.end - 1) - 1) + 1
        index = bisect_right(firsts, last) - 1
        if index >= 0 and first < lines[index].stop:
            kept.append(finding)
    return kept


def _carried(lines: tuple[range, ...], before: str, after: str) -> tuple[range, ...]:
    """Return the touched lines of a text that repairs have given more or fewer lines."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) == len(new):
        return lines
    from difflib import SequenceMatcher  # noqa: PLC0415 (only a table that was rebuilt changes the lines)

    numbers = {number for each in lines for number in range(each.start, min(each.stop, len(old) + 1))}
    carried: set[int] = set()
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            carried |= {start + number - first for number in range(first + 1, last + 1) if number in numbers}
        else:
            carried |= set(range(start + 1, end + 1))
    return tuple(range(number, number + 1) for number in sorted(carried))
