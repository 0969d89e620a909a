"""Write ignore comments: one for each place where something is found."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lint.engine import check
from lint.fixing import apply
from lint.model import Edit
from lint.readers import format_of, read_document
from lint.source import Source, reason_of
from lint.suppress import CONTAINER, OPENING
from lint.writing import write_atomically

if TYPE_CHECKING:
    from lint.document import Document
    from lint.model import Finding
    from lint.packs import Rulebook

LONGEST = 200
"""Characters of a reason; more is no reason but a story."""


class Added(NamedTuple):
    """What became of one file: how many findings are silent now, and a sentence if it was left as it was."""

    silenced: int
    problem: str = ""


def reason_problem(reason: str) -> str:
    """Say why a text cannot be the reason in a comment; nothing when it can."""
    if not reason.strip():
        return "a reason is needed"
    if len(reason) > LONGEST:
        return f"a reason has at most {LONGEST} characters"
    if "--" in reason or ">" in reason or not reason.isprintable():
        return "a reason is one line without “--” or “>”, which would end the comment"
    return ""


def add_ignores(source: Source, findings: list[Finding], rulebook: Rulebook, reason: str) -> Added:
    """Write comments into a file for its findings; the file is left as it was when they do not silence them."""
    if not findings:
        return Added(0)
    format_ = format_of(source.path)
    text = with_ignores(source, read_document(source, format_), findings, reason)
    after = check(Source(text, source.path, source.encoding, source.bom, source.note), rulebook, format_)
    if after.findings or after.errors:
        place = f"{after.findings[0].line}, {after.findings[0].rule}" if after.findings else after.errors[0]
        return Added(0, f"left as it was: with comments something would still be found (line {place})")
    try:
        write_atomically(source.path, source.encode(text), source.encode(source.text))
    except UnicodeEncodeError as error:
        return Added(0, f"left as it was: {source.encoding} has no {error.object[error.start]!r}; save it as UTF-8")
    except OSError as error:
        return Added(0, f"left as it was: {reason_of(error)}")
    return Added(len(findings))


def with_ignores(source: Source, doc: Document, findings: list[Finding], reason: str) -> str:
    """Return the text with a comment for each place where something is found.

    Where a line cannot hold one, in a table or a block of code, it stands alone before it; for front
    matter it holds for the file and stands after it.
    """
    text = source.text
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    lines: dict[int, set[str]] = {}
    above: dict[int, set[str]] = {}
    whole: set[str] = set()
    body = _body_start(doc)
    for finding in findings:
        near = bisect_right(doc.tables, finding.start, key=lambda each: each.start) - 1
        table = doc.tables[near] if near >= 0 and finding.start < doc.tables[near].end else None
        if finding.start < body:
            whole.add(finding.rule)
        elif table is not None:
            above.setdefault(source.line_starts[source.place(table.start)[0] - 1], set()).add(finding.rule)
        else:
            start, end = source.line_span(finding.line)
            lines.setdefault(start + len(text[start:end].rstrip(" \t\\")), set()).add(finding.rule)
    insertions = [(place, f" {_comment('ignore', names, '—', reason)}") for place, names in lines.items()]
    for place, names in above.items():
        end = source.line_span(source.place(place)[0])[1]
        indent = text[place : end - len(text[place:end].lstrip(CONTAINER))]
        insertions.append((place, f"{indent}{_comment('ignore', names, '--', reason)}{newline}"))
    if whole:
        insertions.append((body, f"{_comment('ignore-file', whole, '--', reason)}{newline}{newline}"))
    return apply(text, [Edit(place, place, new) for place, new in sorted(insertions)])


def _comment(verb: str, names: set[str], dash: str, reason: str) -> str:
    return f"{OPENING} {verb} {', '.join(sorted(names))} {dash} {reason} -->"


def _body_start(doc: Document) -> int:
    """Return where the text after the front matter begins, 0 without front matter."""
    ends = [doc.to_source(block.start, block.end)[1] for block in doc.blocks if block.yaml]
    if not ends:
        return 0
    text = doc.source.text
    fence = re.compile(r"(?:\r\n?|\n)(?:---|\.\.\.|\+\+\+)[ \t]*(?:\r\n?|\n|\Z)[ \t\r\n]*").search(text, ends[-1])
    return fence.end() if fence else ends[-1]
