"""Repairs over several rounds as edits of the text that was there first, which applied together give the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.fixing import Fixed, apply, chosen_edits, fix
from lint.model import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.model import Finding, Safety
    from lint.packs import Rulebook
    from lint.source import Source


class Change(NamedTuple):
    """A stretch of the first text, what stands there in the end, and the findings that made it so."""

    start: int
    end: int
    text: str
    findings: tuple[Finding, ...]


class Repaired(NamedTuple):
    """A text after all repairs, and its changes in order, none touching what another changes."""

    text: str
    changes: list[Change]


def repaired(source: Source, rulebook: Rulebook, format: str, least: Safety) -> Repaired:  # noqa: A002
    """Repair a source until nothing changes, and tell every change in places of the text as it was.

    Raises Unsettled as ``fix`` does, and RuntimeError when a rule failed or the changes do not add up.
    """
    rounds: list[tuple[str, list[Finding]]] = []

    def noted(now: Source, findings: list[Finding]) -> list[Finding]:
        rounds.append((now.text, findings))
        return findings

    fixed: Fixed = fix(source, rulebook, format, least, noted)
    if fixed.report.errors:
        raise RuntimeError(fixed.report.errors[0])
    changes: list[Change] = []
    for text, findings in rounds:
        changes = composed(changes, text, _attributed(findings, least))
    changes = [each for each in changes if each.text != source.text[each.start : each.end]]
    if applied(source.text, changes) != fixed.text:
        message = "the edits do not give the repaired text; please report it"
        raise RuntimeError(message)
    return Repaired(fixed.text, changes)


def applied(text: str, changes: Iterable[Change]) -> str:
    """Return a text with all changes made."""
    return apply(text, [Edit(*change[:3]) for change in changes])


def _attributed(findings: Sequence[Finding], least: Safety) -> list[Change]:
    """Return the edits that a round makes, each with the first finding that asks for it."""
    owners: dict[Edit, Finding] = {}
    for finding in findings:
        if finding.safety >= least:
            for edit in finding.edits:
                owners.setdefault(edit, finding)
    return [Change(*edit, (owners[edit],)) for edit in chosen_edits(findings, least)]


def composed(olds: Sequence[Change], text: str, news: Sequence[Change]) -> list[Change]:
    """Return changes of the first text that do what ``olds`` do, and then what ``news`` do to the ``text`` they gave.

    A new change that touches old ones becomes one with them: apart, their order would be open.
    """
    made: list[Change] = []
    shift = place = 0
    number = 0
    while number < len(news) or place < len(olds):
        if number == len(news) or (place < len(olds) and _end(olds[place], shift) < news[number].start):
            made.append(olds[place])
            shift += _growth(olds[place])
            place += 1
            continue
        # From here, what touches is gathered: beginning with a new change, as far as one follows that touches.
        start, end = news[number][:2]
        first_shift, first, first_old = shift, number, place
        number += 1
        while True:
            if place < len(olds) and olds[place].start + shift <= end:
                start = min(start, olds[place].start + shift)
                end = max(end, _end(olds[place], shift))
                shift += _growth(olds[place])
                place += 1
            elif place > first_old and number < len(news) and news[number].start <= _end_of_last(olds, place, shift):
                end = max(end, news[number].end)
                number += 1
            else:
                break
        inner = [Edit(each.start - start, each.end - start, each.text) for each in news[first:number]]
        made.append(
            Change(
                start - first_shift,
                end - shift,
                apply(text[start:end], inner),
                tuple(each for change in (*olds[first_old:place], *news[first:number]) for each in change.findings),
            )
        )
    return made


def _growth(change: Change) -> int:
    return len(change.text) - (change.end - change.start)


def _end(change: Change, shift: int) -> int:
    """Return where a change ends in the text that the changes before it have shifted."""
    return change.start + shift + len(change.text)


def _end_of_last(olds: Sequence[Change], place: int, shift: int) -> int:
    """Return where the last old change taken in ends, in the text after it."""
    return olds[place - 1].end + shift
