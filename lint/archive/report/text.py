"""The report for a terminal: aligned, no wider than the terminal, and nothing in it drives one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.archive.report.figures import MONTH, Breakdown, Figures, Group, RuleRow, Sample, top_rate, years_of
from lint.report.columns import beginning, shown, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEW_MONTHS = 36
"""Months that are told one by one; more are summed up by year."""
_SAMPLES = 2
_SHORT, _LONG = 8, 24
"""Columns that the longest bar has at least and at most; where there is no room for that, there is none."""


def render(figures: Figures, columns: int, *, bars: bool) -> Iterator[str]:
    """Yield the lines of the report; none is wider than so many columns."""
    for line in _lines(figures, columns, bars=bars):
        yield _cut(line, columns)


def _lines(figures: Figures, columns: int, *, bars: bool) -> Iterator[str]:
    yield from _heading(figures, columns)
    if figures.rules:
        yield from ("", "By rule")
        yield from _rules(figures, columns, bars=bars)
    for breakdown in figures.breakdowns:
        by_year = breakdown.kind == MONTH and len(breakdown.groups) > _FEW_MONTHS
        yield from ("", _title(breakdown, by_year=by_year))
        yield from _groups(years_of(breakdown) if by_year else breakdown, columns, bars=bars)
    if figures.worst:
        yield from ("", "Documents with the most findings")
        rows = [(each.document, f"{each.findings:,}", f"in {_many(each.words, 'word')}") for each in figures.worst]
        yield from _table([(shown(name), *rest) for name, *rest in rows], columns, 1)
    if figures.rules:
        yield from ("", "Samples")
        for row in figures.rules:
            yield from _samples(row, columns)
    if figures.errors:
        yield from ("", "Not checked")
        for error in figures.errors:
            yield f"  {shown(error.reason)}: {_many(error.documents, 'document')}"
            for document, detail in error.samples:
                yield f"    {_cut(shown(document), columns // 3)}: {shown(detail)}"


def _heading(figures: Figures, columns: int) -> Iterator[str]:
    made = f" (copydesk {', '.join(map(shown, figures.versions))})" if figures.versions else ""
    yield f"{shown(figures.where)}{made}"
    for warning in figures.warnings:
        yield from _wrapped(f"Note: {shown(warning)}.", columns)
    yield from _wrapped(
        f"{_many(figures.documents, 'document')} with {_many(figures.words, 'word')}: {figures.clean:,} clean, "
        f"{figures.with_findings:,} with findings, {figures.failed:,} not checked",
        columns,
    )
    yield from _wrapped(f"{_many(figures.findings, 'finding')}, {figures.rate:.1f} per 10,000 words", columns)


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """Return a part of a whole in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _rules(figures: Figures, columns: int, *, bars: bool) -> Iterator[str]:
    most = max(row.findings for row in figures.rules)
    found = sum(row.findings for row in figures.rules)
    rows = [
        (shown(row.rule), f"{row.findings:,}", share(row.findings, found), _safety(row)) for row in figures.rules
    ]
    parts = [row.findings / most for row in figures.rules] if bars else ()
    yield from _table([("rule", "findings", "share", "repair"), *rows], columns, 2, parts)


def _safety(row: RuleRow) -> str:
    """Return how far the repairs of a rule are proved: a word when all are alike."""
    counts = [(name, getattr(row, name)) for name in ("safe", "suggest", "query")]
    held = [(name, count) for name, count in counts if count]
    if len(held) == 1:
        return held[0][0]
    return ", ".join(f"{name} {share(count, row.findings)}" for name, count in held)


def _title(breakdown: Breakdown, *, by_year: bool) -> str:
    if breakdown.kind == MONTH:
        return f"By {'year' if by_year else 'month'} of {shown(breakdown.column)}"
    return f"By {shown(breakdown.column)}"


def group_name(group: Group) -> str:
    """Return what a group is called."""
    return "(none)" if group.name is None else group.name


def _groups(breakdown: Breakdown, columns: int, *, bars: bool) -> Iterator[str]:
    most = top_rate(breakdown.groups)
    groups = [(shown(group_name(group)), group) for group in breakdown.groups]
    if breakdown.others is not None:
        groups.append((f"({breakdown.distinct:,} others)", breakdown.others))
    rows = [(name, f"{each.documents:,}", f"{each.findings:,}", f"{each.rate:.1f}") for name, each in groups]
    parts = [min(1, each.rate / most) for _, each in groups] if bars else ()
    yield from _table([("", "documents", "findings", "per 10,000 words"), *rows], columns, 3, parts)


def _samples(row: RuleRow, columns: int) -> Iterator[str]:
    yield f"  {shown(row.rule)}"
    for sample in row.samples[:_SAMPLES]:
        place = f"{_cut(shown(sample.document), columns // 3)}:{sample.line}:{sample.column}"
        yield f"    {place}: {sample_text(sample)}"


def sample_text(sample: Sample) -> str:
    """Return what an example says, on one line."""
    return shown(f"{sample.message}: {sample.evidence}" if sample.evidence else sample.message)


def _table(
    rows: Sequence[tuple[str, ...]], columns: int, numbers: int, parts: Sequence[float] = ()
) -> Iterator[str]:
    """Yield rows with their columns aligned: the first to the left, then ``numbers`` to the right, then the rest.

    The first column gives way where a line would be too long. ``parts`` of 1 are shown as bars, where there is room;
    the first row is then that of the heads.
    """
    widths = [max(width(row[place]) for row in rows) for place in range(len(rows[0]))]
    rest = sum(each + 2 for each in widths[1:])
    widths[0] = max(12, min(widths[0], columns - rest - 2))
    room = min(_LONG, columns - 4 - widths[0] - rest)
    bars = ["", *("█" * max(part > 0, round(room * part)) for part in parts)] if parts and room >= _SHORT else []
    for number, row in enumerate(rows):
        cells = [_padded(row[0], widths[0])]
        cells += [
            " " * (size - width(cell)) + cell if place < numbers else _padded(cell, size)
            for place, (cell, size) in enumerate(zip(row[1:], widths[1:], strict=True))
        ]
        cells += bars[number : number + 1]
        yield ("  " + "  ".join(cells)).rstrip()


def _padded(text: str, size: int) -> str:
    text = _cut(text, size)
    return text + " " * (size - width(text))


def _cut(text: str, columns: int) -> str:
    """Return a shown text, cut with an ellipsis where it is wider than so many columns."""
    return text if width(text) <= columns else beginning(text, columns - 1)[0] + "…"


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield a sentence in lines of so many columns, unless a word is longer."""
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer) > columns:
            yield line
            line = "  " + word
        else:
            line = longer
    yield line
