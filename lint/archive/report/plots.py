"""Plots as SVG, drawn by hand: they need no script, take their colours from the page and are told in words too."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from lint.archive.report.figures import Breakdown, Group, top_rate, years_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRAY = 0.005
"""The part of the documents at either end that a plot leaves out when the time is too long for it."""
_DOTS = 60
"""Points that are few enough to be marked each."""
_LEFT, _RIGHT, _TOP, _GAP, _BOTTOM = 46, 8, 24, 40, 24


def bar(parts: Sequence[tuple[str, float]]) -> str:
    """Return a bar for a table's cell: parts of 1, each with the class that colours it."""
    pieces, place = [], 0.0
    for kind, part in parts:
        size = max(100 * part, 0.6) if part else 0
        if size:
            pieces.append(f'<rect class="{kind}" x="{place:.2f}" width="{size:.2f}" height="10"/>')
        place += size
    return (
        '<svg class="cell" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(pieces)}</svg>"
    )


class Times(NamedTuple):
    """What is drawn along a time axis: a point for each month or year, None where there is no document."""

    unit: str
    names: list[str]
    points: list[Group | None]
    left_out: int
    """Documents dated too far from all others."""

    @property
    def top(self) -> float:
        """Return the rate at the top of the plot."""
        return top_rate(each for each in self.points if each)

    def notes(self) -> list[str]:
        """Return sentences for what the plot does not show."""
        said = []
        above = sum(each is not None and each.rate > self.top for each in self.points)
        if above:
            times = f"{above} {self.unit}{'s' if above > 1 else ''}"
            said.append(f"In {times} of few words the rate is higher than the plot")
        if self.left_out:
            said.append(f"Left out: {self.left_out:,} documents dated far before or after the others")
        return said


def times_of(breakdown: Breakdown, most: int) -> Times | None:
    """Return the points of a plot by month, or by year where months are more than ``most``; None for a single point."""
    for unit, each in (("month", breakdown), ("year", years_of(breakdown))):
        groups = {group.name: group for group in each.groups if group.name is not None}
        kept = sorted(groups)
        left_out = 0
        if unit == "year" and kept and _span(kept) > most:
            kept, left_out = _without_strays(kept, groups)
        if kept and _span(kept) <= most:
            names = [_named(number, unit) for number in range(_number(kept[0]), _number(kept[-1]) + 1)]
            return Times(unit, names, [groups.get(name) for name in names], left_out) if len(names) > 1 else None
    return None


def _number(name: str) -> int:
    """Return a month or a year as a number that grows by one."""
    year, _, month = name.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _named(number: int, unit: str) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}" if unit == "month" else f"{number:04}"


def _span(names: Sequence[str]) -> int:
    return _number(names[-1]) - _number(names[0]) + 1


def _without_strays(names: list[str], groups: dict[str, Group]) -> tuple[list[str], int]:
    """Return the times without the few documents at either end, and how many documents those are."""
    kept = list(names)
    allowed = int(_STRAY * sum(each.documents for each in groups.values()))
    left_out = 0
    for place in (0, -1):
        dropped = 0
        while kept and dropped + groups[kept[place]].documents <= allowed:
            dropped += groups[kept.pop(place)].documents
        left_out += dropped
    return kept, left_out


def timeline(times: Times, width: int, height: int, kind: str, identity: str) -> Iterator[str]:
    """Yield a plot of two panels: the rate of findings as a line, and below the documents as columns."""
    inner = width - _LEFT - _RIGHT
    step = inner / len(times.names)
    upper = int((height - _TOP - _GAP - _BOTTOM) * 0.68)
    base = _TOP + upper
    floor = height - _BOTTOM
    lower = floor - base - _GAP
    rate_top, rate_ticks = _scale(times.top, 4)
    docs_top, docs_ticks = _scale(max((each.documents for each in times.points if each), default=0), 2)
    yield (
        f'<svg class="plot {kind}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="t-{identity}">\n'
        f'<title id="t-{identity}">{escape(_told(times))}</title>\n'
        f'<text class="head" x="0" y="12">Findings per 10,000 words</text>\n'
        f'<text class="head" x="0" y="{base + _GAP - 12}">Documents</text>\n'
    )
    for top, size, ticks, most in ((base, upper, rate_ticks, rate_top), (floor, lower, docs_ticks, docs_top)):
        for tick in ticks:
            y = top - size * tick / most
            yield (
                f'<line class="grid" x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
                f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_short(tick)}</text>\n'
            )
    line: list[str] = []
    broken = True
    for place, (name, group) in enumerate(zip(times.names, times.points, strict=True)):
        if group is None:
            broken = True
            continue
        x = _LEFT + step * place
        tall = max(lower * group.documents / docs_top, 0.5)
        y = base - upper * min(1, group.rate / rate_top)
        line.append(f"{'M' if broken else 'L'}{x + step / 2:.1f} {y:.1f}")
        lonely = broken and (place + 1 == len(times.points) or times.points[place + 1] is None)
        broken = False
        if lonely or len(times.names) <= _DOTS:
            yield f'<circle class="dot" cx="{x + step / 2:.1f}" cy="{y:.1f}" r="3"/>\n'
        yield (
            f'<rect class="column" x="{x + step * 0.1:.1f}" y="{floor - tall:.1f}" '
            f'width="{max(step * 0.8, 0.6):.1f}" height="{tall:.1f}"/>\n'
            f'<rect class="touch" x="{x:.1f}" y="{_TOP}" width="{step:.1f}" height="{floor - _TOP}">'
            f"<title>{name}: {group.rate:.1f} findings per 10,000 words, {group.findings:,} in "
            f"{group.documents:,} documents</title></rect>\n"
        )
    yield f'<path class="line" d="{"".join(line)}"/>\n'
    yield from _labels(times, step, width, floor)
    yield "</svg>\n"


def _told(times: Times) -> str:
    """Return what the plot shows, in a sentence."""
    groups = [each for each in times.points if each is not None]
    high = max(groups, key=lambda each: each.rate)
    low = min(groups, key=lambda each: each.rate)
    return (
        f"Findings per 10,000 words and documents by {times.unit}, {times.names[0]} to {times.names[-1]}: "
        f"highest {high.rate:.1f} in {high.name}, lowest {low.rate:.1f} in {low.name}"
    )


def _labels(times: Times, step: float, width: int, floor: int) -> Iterator[str]:
    """Yield as many names below the axis as there is room for, on round years where there are many months."""
    each = 1
    monthly = times.unit == "month"
    room = 64 if monthly else 44
    yearly = monthly and step * 12 < 3 * room
    choices = (12, 24, 60, 120, 240, 480) if yearly else (1, 2, 3, 6) if monthly else (1, 2, 5, 10, 20, 50, 100, 200)
    for each in choices:
        if step * each >= (44 if yearly else room):
            break
    for place, name in enumerate(times.names):
        if _number(name) % each:
            continue
        x = _LEFT + step * (place + 0.5)
        anchor = "end" if x > width - 24 else "middle"
        yield (
            f'<text class="tick" x="{x:.1f}" y="{floor + 16}" text-anchor="{anchor}">'
            f"{name[:4] if yearly else name}</text>\n"
        )


def _scale(most: float, count: int) -> tuple[float, list[float]]:
    """Return the upper end of an axis and its ticks: about so many, at round numbers."""
    if most <= 0:
        return 1, [0]
    size = 1.0
    while size * count < most:
        size *= 10
    while size * count >= most * 10:
        size /= 10
    for part in (0.1, 0.2, 0.25, 0.5, 1.0):
        if size * part * count >= most:
            size *= part
            break
    ticks = [size * place for place in range(count + 1) if size * (place - 1) < most]
    return max(ticks[-1], most), ticks


def _short(number: float) -> str:
    """Return a number as it stands at an axis."""
    for size, sign in ((1_000_000_000, "bn"), (1_000_000, "m"), (1000, "k")):
        if number >= size:
            return f"{number / size:.4g} {sign}"
    return f"{number:.4g}"
