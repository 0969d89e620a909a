"""The proof: one page that holds everything, on which each story stands as text with its slips marked."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from lint.model import Safety, Severity
from lint.report.columns import shown, shown_lines
from lint.report.html_style import STYLE
from lint.report.story import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.report.story import Story

_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r(?!\n)|\n))+|\Z")
_LINE_END = re.compile(r"\r\n?")
_LONGEST = 40
"""Characters of a slip and of its repair that are set in the text itself; longer ones stand in the margin only."""
_GRADES = {Safety.SAFE: "safe repair", Safety.SUGGEST: "suggestion", Safety.QUERY: "question"}


class Note(NamedTuple):
    """A finding and its number on the page."""

    number: int
    finding: Finding


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the page; it needs no script and asks for nothing from anywhere."""
    meanings = {rule.name: rule.summary for rule in rules}
    findings = [finding for story in stories for finding in story.findings]
    title = f"Proof: {_many(len(findings), 'finding')} in {_many(len(stories), 'story', 'stories')}"
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    )
    yield from _summary(stories, findings, meanings)
    yield "</header>\n<main>\n"
    number = 0
    for place, story in enumerate(stories, 1):
        notes = [Note(number + count, finding) for count, finding in enumerate(story.findings, 1)]
        number += len(notes)
        yield from _story(story, notes, place)
    yield "</main>\n</body>\n</html>\n"


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def _text(text: str) -> str:
    """Return text that stays text on a page and cannot turn its direction."""
    return escape(shown_lines(_LINE_END.sub("\n", text)))


def _summary(stories: Sequence[Story], findings: list[Finding], meanings: dict[str, str]) -> Iterator[str]:
    """Yield a table of the rules and a list of the stories."""
    if not findings:
        yield "<p>Nothing found.</p>\n"
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for number, finding in enumerate(findings, 1):
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
        first.setdefault(finding.rule, number)
    if counts:
        most = max(counts.values())
        yield '<table class="rules">\n<caption>By rule</caption>\n'
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Rule", "Findings", "Meaning"))
        yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            yield (
                f'<tr><th scope="row"><a href="#m{first[rule]}">{_text(rule)}</a></th>'
                f'<td><span class="bar" style="width:{max(1, 100 * count // most) / 20:.2f}em"></span> {count}</td>'
                f"<td>{_text(meanings.get(rule, ''))}</td></tr>\n"
            )
        yield "</tbody>\n</table>\n"
    if len(stories) > 1:
        yield '<nav aria-label="Stories">\n<ul>\n'
        for place, story in enumerate(stories, 1):
            name, found = _text(shown(inside(story.path))), len(story.findings) or "clean"
            yield f'<li><a href="#s{place}">{name}</a> {found}</li>\n'
        yield "</ul>\n</nav>\n"


def _story(story: Story, notes: list[Note], place: int) -> Iterator[str]:
    name = _text(shown(inside(story.path)))
    yield f'<article aria-labelledby="s{place}">\n<h2 id="s{place}">{name}</h2>\n'
    for problem in story.problems:
        yield f'<p class="problem">{_text(shown(problem))}</p>\n'
    if story.source is not None:
        if not notes and not story.problems:
            yield '<p class="clean">Nothing found.</p>\n'
        else:
            yield from _blocks(story.source.text, notes)
    yield "</article>\n"


def _blocks(text: str, notes: list[Note]) -> Iterator[str]:
    """Yield the text in blocks, each with the notes that belong beside it.

    A block ends at a blank line, and at any line end once it has notes, so that they stand near.
    """
    slips = _slips(notes)
    start = place = 0
    here: list[Slip] = []
    for match in _LINES.finditer(text):
        end, following = match.span()
        while place < len(slips) and slips[place].start < (following if following < len(text) else len(text) + 1):
            here.append(slips[place])
            place += 1
        blank = match.group().count("\n") + match.group().count("\r") - match.group().count("\r\n") > 1
        if not (blank or here or following == len(text)):
            continue
        if text[start:end].strip() or here:
            yield f'<section class="block"><p class="copy{" last" if blank else ""}" dir="auto">'
            yield from _marked(text, start, end, here)
            yield "</p>\n"
            if here:
                yield '<ol class="notes">\n'
                yield from (_note(slip.note) for slip in here)
                yield "</ol>\n"
            yield "</section>\n"
        start, here = following, []


class Slip(NamedTuple):
    """What is marked of a finding: a stretch of the source, and what is set after it."""

    start: int
    end: int
    new: str | None
    note: Note


def _slips(notes: list[Note]) -> list[Slip]:
    """Return what to mark: the whole span where it stands alone, only what is edited where spans overlap."""
    slips = []
    for place, note in enumerate(notes):
        finding = note.finding
        near = [each.finding for each in notes[max(0, place - 1) : place + 2] if each is not note]
        overlaps = any(_reaches_into(each, finding) for each in near)
        start, end = finding.start, finding.end
        new = finding.suggestions[0] if finding.suggestions else None
        if overlaps and len(finding.edits) == 1:
            start, end, new = finding.edits[0]
        if new is not None and (end - start > _LONGEST or len(new) > _LONGEST):
            new = None
        slips.append(Slip(start, end, new, note))
    return sorted(slips, key=lambda slip: (slip.start, slip.end))


def _reaches_into(one: Finding, other: Finding) -> bool:
    """Tell whether what one finding changes lies in the words of another."""
    start, end = one.edits[0][:2] if one.edits else (one.start, one.end)
    return other.start < start < other.end or (start < other.end and other.start < end)


def _marked(text: str, start: int, end: int, slips: list[Slip]) -> Iterator[str]:
    """Yield a block with its slips marked; of two that still overlap the first keeps the words."""
    for slip in slips:
        first = min(max(start, slip.start), end)
        last = min(max(first, slip.end), end)
        yield _text(text[start:first])
        yield _mark(slip, text[first:last], whole=(first, last) == (slip.start, slip.end))
        start = last
    yield _text(text[start:end])


def _mark(slip: Slip, text: str, *, whole: bool) -> str:
    """Return a slip as it is marked in the text: struck out with its repair after it, or underlined."""
    body = f"<span>{_text(text)}</span>"
    if whole and slip.new is not None:
        body = f"<del>{_text(text)}</del>" if text else ""
        body += f"<ins>{_text(slip.new)}</ins>" if slip.new else ""
    number, kind = slip.note.number, slip.note.finding.severity.label
    return f'<a class="mark {kind}" id="m{number}" href="#n{number}">{body}<sup>{number}</sup></a>'


def _note(note: Note) -> str:
    """Return what stands in the margin: the number, what is wrong, why, and the repair."""
    finding = note.finding
    parts = [f"<strong>{_text(shown(finding.message))}</strong>"]
    if finding.evidence:
        parts.append(f'<span class="why">{_text(shown(finding.evidence))}</span>')
    if finding.suggestions:
        best = finding.suggestions[:3]
        words = " or ".join(f"<q>{_text(shown(each))}</q>" if each else "leave it out" for each in best)
        parts.append(f'<span class="repair">{_GRADES[finding.safety]}: {words}</span>')
    elif finding.safety == Safety.QUERY:
        parts.append('<span class="repair">a question for you</span>')
    word = "error" if finding.severity == Severity.ERROR else finding.severity.label
    parts.append(f'<span class="rule">{word}, {_text(finding.rule)}, line {finding.line}:{finding.column}</span>')
    body = "\n".join(parts)
    number = note.number
    return f'<li id="n{number}" value="{number}"><a class="back" href="#m{number}">{number}</a>\n{body}</li>\n'
