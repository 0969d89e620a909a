"""Check a rule's examples: what our own tests and the author of a pack use.

``problems(rule)`` is empty when every example holds in every format the rule reads::

    from lint.packs import load_pack
    from lint.testing import problems

    for rule in load_pack("my-rules"):
        assert not problems(rule)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.engine import check
from lint.fixing import Unsettled, fix
from lint.model import Safety, Span
from lint.packs import Rulebook
from lint.source import Source

if TYPE_CHECKING:
    from lint.api import Rule
    from lint.model import Finding

FORMATS = ("markdown", "plain")
OPEN, CLOSE = "⟦", "⟧"


class Marked(NamedTuple):
    """A text without its marks, and the spans that stood between them."""

    text: str
    spans: tuple[Span, ...]


def read_marks(marked: str) -> Marked:
    """Take the marks out of a text.

    Raises ValueError when an opening mark has no closing one or the reverse.
    """
    parts: list[str] = []
    spans: list[Span] = []
    size, start = 0, -1
    for char in marked:
        if char == OPEN and start < 0:
            start = size
        elif char == CLOSE and start >= 0:
            spans.append(Span(start, size))
            start = -1
        elif char in (OPEN, CLOSE):
            message = f"marks do not pair: {marked!r}"
            raise ValueError(message)
        else:
            parts.append(char)
            size += 1
    if start >= 0:
        message = f"marks do not pair: {marked!r}"
        raise ValueError(message)
    return Marked("".join(parts), tuple(spans))


def put_marks(text: str, findings: list[Finding]) -> str:
    """Return the text with marks round every finding, as an example would be written."""
    places = [(finding.start, 1, OPEN) for finding in findings] + [(finding.end, 0, CLOSE) for finding in findings]
    for place, _, mark in sorted(places, reverse=True):
        text = text[:place] + mark + text[place:]
    return text


def formats_of(rule: Rule) -> tuple[str, ...]:
    """Return the formats a rule's examples are read in."""
    return rule.formats or FORMATS


def problems(rule: Rule) -> list[str]:
    """Return a sentence for each example of a rule that does not hold."""
    found: list[str] = []
    for format_ in formats_of(rule):
        found += [problem for text, fixed in rule.flags if (problem := flag_problem(rule, text, fixed, format_))]
        found += [problem for text in rule.allows if (problem := allow_problem(rule, text, format_))]
    return found


def flag_problem(rule: Rule, marked: str, fixed: str | None, format: str) -> str:  # noqa: A002
    """Say what is wrong with a flagged example; nothing when it holds.

    It holds when the rule marks exactly the marked spans, its repairs give the fixed text,
    and the rule is silent on that. A fixed text of None says that no repair is offered.
    """
    where = f"{rule.name} ({format}) {marked!r}"
    text, spans = read_marks(marked)
    if not spans:
        return f"{where}: nothing is marked"
    source = Source(text, "example")
    rulebook = Rulebook((rule,))
    report = check(source, rulebook, format)
    if report.errors:
        return f"{where}: {report.errors[0]}"
    if tuple(Span(finding.start, finding.end) for finding in report.findings) != spans:
        return f"{where}: the rule marks {put_marks(text, report.findings)!r}"
    repairs = [finding for finding in report.findings if finding.edits]
    if fixed is None:
        return f"{where}: the repair {repairs[0].suggestions[0]!r} is offered" if repairs else ""
    if len(repairs) < len(report.findings):
        return f"{where}: no repair is offered for a finding"
    try:
        result = fix(source, rulebook, format, Safety.SUGGEST)
    except Unsettled as error:
        return f"{where}: {error}"
    if result.text != fixed:
        return f"{where}: the repairs give {result.text!r}, not {fixed!r}"
    if result.report.findings:
        return f"{where}: after the repairs the rule marks {put_marks(result.text, result.report.findings)!r}"
    return ""


def allow_problem(rule: Rule, text: str, format: str) -> str:  # noqa: A002
    """Say what is wrong with an allowed example; nothing when the rule is silent on it."""
    where = f"{rule.name} ({format}) {text!r}"
    if OPEN in text or CLOSE in text:
        return f"{where}: an allowed text has no marks"
    report = check(Source(text, "example"), Rulebook((rule,)), format)
    if report.errors:
        return f"{where}: {report.errors[0]}"
    return f"{where}: the rule marks {put_marks(text, report.findings)!r}" if report.findings else ""
