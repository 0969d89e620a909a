"""What makes a finding the same finding tomorrow: its rule, its text and the words round it, not its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.readers import format_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Finding
    from lint.source import Source

WORDS = 3
"""How many words on either side belong to a mark."""
_WINDOW = 120
"""Characters looked at for them on either side."""
_LONGEST = 200
"""Characters of a text kept in a mark; a table row can be long."""
_GAPS = {"markdown": re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)"), "plain": re.compile(r"\r\n?|\n")}
"""What ends a paragraph: a blank line in Markdown, any line end in plain text."""


class Mark(NamedTuple):
    """A finding without its place: it stays when paragraphs move or lines are inserted above."""

    rule: str
    text: str
    before: str
    after: str


def mark_of(finding: Finding, source: Source) -> Mark:
    """Return the mark of a finding in the source it was found in."""
    gap = _GAPS[format_of(source.path)]
    before = gap.split(source.text[max(0, finding.start - _WINDOW) : finding.start])[-1]
    after = gap.split(source.text[finding.end : finding.end + _WINDOW], maxsplit=1)[0]
    return Mark(
        finding.rule,
        " ".join(finding.text[:_LONGEST].split()),
        " ".join(before.split()[-WORDS:]),
        " ".join(after.split()[:WORDS]),
    )


def fingerprints(findings: Iterable[Finding], source: Source, path: str) -> list[str]:
    """Return a stable name of 32 hexadecimal digits for each finding of a file, no two the same."""
    from hashlib import sha256  # noqa: PLC0415 (only some formats need it)

    seen: dict[Mark, int] = {}
    names = []
    for finding in findings:
        mark = mark_of(finding, source)
        seen[mark] = seen.get(mark, -1) + 1
        whole = "\0".join((path, *mark, str(seen[mark])))
        names.append(sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return names
