"""JUnit XML: one suite for a file, one case for a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from lint.model import Severity
from lint.report.columns import shown
from lint.report.story import inside, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.report.story import Story


def render(stories: Sequence[Story], rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the suites; a hint is a case that passes, a file without findings is one case that passes."""
    del rules
    total = sum(max(1, len(story.findings) + len(story.problems)) for story in stories)
    failed = sum(_fails(finding) for story in stories for finding in story.findings)
    broken = sum(len(story.problems) for story in stories)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="copydesk" tests="{total}" failures="{failed}" errors="{broken}">\n'
    for story in stories:
        yield from _suite(story)
    yield "</testsuites>\n"


def _suite(story: Story) -> Iterator[str]:
    path = shown(inside(story.path))
    tests = max(1, len(story.findings) + len(story.problems))
    failed = sum(map(_fails, story.findings))
    yield (
        f'  <testsuite name={quoteattr(path)} tests="{tests}" failures="{failed}" errors="{len(story.problems)}">\n'
    )
    for problem in story.problems:
        text = shown(problem)
        yield _case("read", path, f'<error message={quoteattr(text)} type="problem">{escape(text)}</error>')
    for finding in story.findings:
        yield _case(f"{finding.rule} at {finding.line}:{finding.column}", path, _body(finding))
    if not story.findings and not story.problems:
        yield f'    <testcase name="copy" classname={quoteattr(path)}/>\n'
    yield "  </testsuite>\n"


def _fails(finding: Finding) -> bool:
    return finding.severity > Severity.HINT


def _case(name: str, path: str, body: str) -> str:
    return f"    <testcase name={quoteattr(name)} classname={quoteattr(path)}>\n      {body}\n    </testcase>\n"


def _body(finding: Finding) -> str:
    place = f"{inside(finding.path)}:{finding.line}:{finding.column}"
    parts = [f"{place}: {told(finding)}"]
    parts += [f"repair: “{text}”" if text else "repair: leave it out" for text in finding.suggestions[:1]]
    text = escape("\n".join(map(shown, parts)))
    if not _fails(finding):
        return f"<system-out>{text}</system-out>"
    message = quoteattr(shown(finding.message))
    return f"<failure message={message} type={quoteattr(finding.severity.label)}>{text}</failure>"
