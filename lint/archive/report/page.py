"""The report as one page that holds everything: plots where people would rather look than read, and all figures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lint.archive.report.figures import MONTH, Breakdown, Figures, Group, RuleRow, Sample, top_rate, years_of
from lint.archive.report.plots import bar, timeline, times_of
from lint.archive.report.style import STYLE
from lint.archive.report.text import group_name, share
from lint.report.columns import shown
from lint.report.html_style import STYLE as PROOF_STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_GRADES = (("safe", "safe repair"), ("suggest", "suggestion"), ("query", "question"))
_LONGEST = 240
"""Characters of one piece of copy that are shown."""
_SIZES = (("wide", (1080, 360), 720), ("narrow", (420, 300), 120))
"""The plots by time, one for a wide screen and one for a phone, so that letters are as large; and their most points."""


def render(figures: Figures, meanings: Mapping[str, str]) -> Iterator[str]:
    """Yield the page; ``meanings`` says of rules what they ask of copy."""
    title = f"Archive: {_many(figures.findings, 'finding')} in {_many(figures.documents, 'document')}"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{PROOF_STYLE}{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    )
    yield from _heading(figures)
    yield "</header>\n<main>\n"
    if figures.rules:
        yield from _rules(figures, meanings)
    for place, breakdown in enumerate(figures.breakdowns, 1):
        yield from _breakdown(breakdown, place)
    yield from _documents(figures)
    if figures.rules:
        yield '<section aria-labelledby="samples">\n<h2 id="samples">Samples</h2>\n'
        for place, row in enumerate(figures.rules, 1):
            yield from _samples(row, place)
        yield "</section>\n"
    if figures.errors:
        yield from _errors(figures)
    yield "</main>\n</body>\n</html>\n"


def _text(text: str) -> str:
    """Return text of one line that stays text on a page, cannot turn its direction, and is not too long."""
    return escape(shown(text if len(text) <= _LONGEST else text[:_LONGEST] + " …"))


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _heading(figures: Figures) -> Iterator[str]:
    made = f", checked with copydesk {_text(', '.join(figures.versions))}" if figures.versions else ""
    yield f'<p class="note">{_text(figures.where)}{made}</p>\n'
    for warning in figures.warnings:
        yield f'<p class="notice" role="note">{_text(warning[:1].upper() + warning[1:])}.</p>\n'
    facts = (
        ("findings per 10,000 words", f"{figures.rate:.1f}"),
        ("documents", f"{figures.documents:,}"),
        ("words", f"{figures.words:,}"),
        ("documents without a finding", share(figures.clean, figures.documents)),
        ("documents not checked", f"{figures.failed:,}"),
    )
    yield '<dl class="key">\n'
    for name, value in facts:
        yield f"<div><dt>{name}</dt><dd>{value}</dd></div>\n"
    yield "</dl>\n"
    if not figures.findings:
        yield "<p>Nothing found.</p>\n"


def _table(caption: str, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table; a head is a name and the class of its column, and cells are markup already."""
    named = "".join(
        f'<th scope="col"{f" class={kind!r}" if kind else ""}>{name}</th>'.replace("'", '"') for name, kind in heads
    )
    yield f"<table>\n<caption>{caption}</caption>\n<thead><tr>{named}</tr></thead>\n<tbody>\n"
    for row in rows:
        cells = [f'<th scope="row">{row[0]}</th>']
        for cell, (_, kind) in zip(row[1:], heads[1:], strict=True):
            cells.append(f'<td class="{kind}">{cell}</td>' if kind else f"<td>{cell}</td>")
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _rules(figures: Figures, meanings: Mapping[str, str]) -> Iterator[str]:
    most = max(row.findings for row in figures.rules)
    found = sum(row.findings for row in figures.rules)
    swatches = "".join(
        f'<svg viewBox="0 0 10 10" aria-hidden="true"><rect class="{kind}" width="10" height="10"/></svg>{name}'
        for kind, name in _GRADES
    )
    yield f'<section aria-labelledby="rules">\n<h2 id="rules">By rule</h2>\n<p class="legend">{swatches}</p>\n'
    rows = [
        (
            f'<a href="#r{place}">{_text(row.rule)}</a>',
            bar([(kind, getattr(row, kind) / most) for kind, _ in _GRADES]),
            f"{row.findings:,}",
            share(row.findings, found),
            share(row.safe, row.findings),
            _text(meanings.get(row.rule, "")),
        )
        for place, row in enumerate(figures.rules, 1)
    ]
    numbers = [(name, "number") for name in ("Findings", "Share", "Safe")]
    heads = (("Rule", ""), ("", "bars"), *numbers, ("Meaning", "spare"))
    yield from _table("What each rule found, and how much of it has a safe repair", heads, rows)
    yield "</section>\n"


def _breakdown(breakdown: Breakdown, place: int) -> Iterator[str]:
    column = _text(breakdown.column)
    by_month = breakdown.kind == MONTH
    title = f"By month of {column}" if by_month else f"By {column}"
    yield f'<section aria-labelledby="b{place}">\n<h2 id="b{place}">{title}</h2>\n'
    plots = [(kind, size, times_of(breakdown, most)) for kind, size, most in _SIZES] if by_month else []
    for kind, (width, height), times in plots:
        if times is not None:
            yield from timeline(times, width, height, kind, f"{kind}{place}")
            yield from (f'<p class="note {kind}">{note}.</p>\n' for note in times.notes())
    if plots and plots[0][2] is not None:
        yield "<details><summary>The figures</summary>\n"
    shown_by = breakdown
    if by_month and len(breakdown.groups) > len(years_of(breakdown).groups) * 2:
        shown_by = years_of(breakdown)
    yield from _groups(shown_by, "By year" if shown_by is not breakdown else "Rate, findings and documents")
    if plots and plots[0][2] is not None:
        yield "</details>\n"
    yield "</section>\n"


def _groups(breakdown: Breakdown, caption: str) -> Iterator[str]:
    most = top_rate(breakdown.groups)
    groups: list[tuple[str, Group]] = [(_text(group_name(group)), group) for group in breakdown.groups]
    if breakdown.others is not None:
        groups.append((f"({breakdown.distinct:,} others)", breakdown.others))
    rows = [
        (
            name,
            bar([("safe", min(1, each.rate / most))]),
            f"{each.rate:.1f}",
            f"{each.findings:,}",
            f"{each.documents:,}",
        )
        for name, each in groups
    ]
    numbers = [(name, "number") for name in ("per 10,000 words", "Findings", "Documents")]
    heads = ((_text(breakdown.column), ""), ("", "bars"), *numbers)
    yield from _table(caption, heads, rows)


def _documents(figures: Figures) -> Iterator[str]:
    yield '<section aria-labelledby="documents">\n<h2 id="documents">Documents</h2>\n'
    most = max(count for _, count in figures.spread) or 1
    checked = figures.documents - figures.failed
    rows = [
        (name, bar([("plain", count / most)]), f"{count:,}", share(count, checked)) for name, count in figures.spread
    ]
    heads = (("Findings", ""), ("", "bars"), ("Documents", "number"), ("Share", "number"))
    yield from _table("How many findings documents have", heads, rows)
    if figures.worst:
        yield "<h3>The most findings</h3>\n"
        most = figures.worst[0].findings
        rows = [
            (_text(each.document), bar([("plain", each.findings / most)]), f"{each.findings:,}", f"{each.words:,}")
            for each in figures.worst
        ]
        heads = (("Document", ""), ("", "bars"), ("Findings", "number"), ("Words", "number"))
        yield from _table("Documents with the most findings", heads, rows)
    yield "</section>\n"


def _samples(row: RuleRow, place: int) -> Iterator[str]:
    yield f'<h3 id="r{place}">{_text(row.rule)}</h3>\n<ul class="samples">\n'
    for sample in row.samples:
        yield f"<li>{_sample(sample)}</li>\n"
    yield "</ul>\n"


def _sample(sample: Sample) -> str:
    words = f"<del>{_text(sample.text)}</del>" if sample.text else ""
    if sample.suggestion is None:
        words = f"<q>{_text(sample.text)}</q>" if sample.text else ""
    elif sample.suggestion:
        words += f" <ins>{_text(sample.suggestion)}</ins>"
    why = f' <span class="why">{_text(sample.evidence)}</span>' if sample.evidence else ""
    place = f"{_text(sample.document)}:{sample.line}:{sample.column}"
    return (
        f'<span class="words">{words}</span> {_text(sample.message)}{why} <span class="place">{place}</span>'
    )


def _errors(figures: Figures) -> Iterator[str]:
    yield '<section aria-labelledby="errors">\n<h2 id="errors">Not checked</h2>\n'
    for row in figures.errors:
        yield f"<h3>{_text(row.reason)}: {_many(row.documents, 'document')}</h3>\n<ul class=\"samples\">\n"
        for document, detail in row.samples:
            yield f'<li>{_text(document)} <span class="why">{_text(detail)}</span></li>\n'
        yield "</ul>\n"
    yield "</section>\n"
