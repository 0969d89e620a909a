"""Apply repairs: order, overlap, settling; the text outside the edits stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.engine import Report, check
from lint.model import Edit, Safety
from lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Finding
    from lint.packs import Rulebook
    from lint.screen import Keep

MOST_ROUNDS = 10


class Unsettled(RuntimeError):  # noqa: N818 (the text is unsettled; a bug in the rules, named so)
    """Repairs that still change the text after the last round."""


class Fixed(NamedTuple):
    """A text after all repairs, how many were made, and what is left to report."""

    text: str
    made: int
    report: Report


def chosen_edits(findings: Iterable[Finding], least: Safety) -> list[Edit]:
    """Return the edits to apply at once: safe enough, in order, none touching another.

    The order of the findings does not matter. Edits that collide wait for the next round.
    """
    edits = sorted({edit for finding in findings if finding.safety >= least for edit in finding.edits})
    kept: list[Edit] = []
    for edit in edits:
        if kept and (edit.start < kept[-1].end or (edit.start == kept[-1].start and edit.start == edit.end)):
            continue
        kept.append(edit)
    return kept


def apply(text: str, edits: list[Edit]) -> str:
    """Return the text with edits applied; they are sorted and do not overlap."""
    parts: list[str] = []
    last = 0
    for edit in edits:
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    parts.append(text[last:])
    return "".join(parts)


def fix(
    source: Source,
    rulebook: Rulebook,
    format: str,  # noqa: A002
    least: Safety = Safety.SAFE,
    keep: Keep | None = None,
) -> Fixed:
    """Repair a source until nothing changes; only what ``keep`` leaves of the findings is repaired and reported.

    A text that is flooded with findings is left as it is: what is cut short cannot be said to settle.
    Raises Unsettled after ten rounds: rules that undo each other are a bug.
    """
    count = 0
    report = first = _kept(source, rulebook, format, keep)
    before = source.text
    for _ in range(MOST_ROUNDS):
        if report.flooding:
            return Fixed(before, 0, first._replace(flooding=report.flooding))
        edits = chosen_edits(report.findings, least)
        if not edits:
            return Fixed(source.text, count, report)
        count += len(edits)
        source = Source(apply(source.text, edits), source.path, source.encoding, source.bom, source.note)
        report = _kept(source, rulebook, format, keep)
    message = f"{source.path}: repairs did not settle in {MOST_ROUNDS} rounds"
    raise Unsettled(message)


def _kept(source: Source, rulebook: Rulebook, format: str, keep: Keep | None) -> Report:  # noqa: A002
    report = check(source, rulebook, format)
    return report._replace(findings=keep(source, report.findings)) if keep else report
