"""The process that reads documents: it may be killed at any time without harm to the run.

It is asked over its standard input and answers over its standard output, in pickles: first for
the rules, then for one document after another. It imports nothing of what archives need.
"""

from __future__ import annotations

import os
import pickle
import signal
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from lint.archive.edits import repaired
from lint.archive.identity import config_of
from lint.engine import check
from lint.fingerprint import fingerprints
from lint.model import Safety
from lint.packs import Asked, PackError, Rulebook, UnknownRule, load_rules
from lint.source import NotText, Source, read

if TYPE_CHECKING:
    from lint.archive.edits import Change
    from lint.model import Finding

NAMES = {"markdown": "-", "plain": "-.txt"}
"""A name for a text without a file, from which its format can be told."""
GRACE = 5
"""Seconds after the end of a document's time at which this process ends itself, should nobody else."""
_BOM = "\ufeff"

Row = tuple[str, str, str, int, int, int, int, str, str, str | None, str, str]
"""A finding, in the order of the table of findings, the document left out."""


EditRow = tuple[str, str, int, int, int, str, str, str]
"""An edit, in the order of the table of edits, the document left out."""


class Question(NamedTuple):
    """A document to be checked, or repaired."""

    document: str
    text: str | bytes
    format: str
    budget: float
    repair: str = ""
    """The least safety of the repairs that are asked for; empty to check only."""


class Answer(NamedTuple):
    """What was found in a document, or why it was not checked."""

    rows: list[Row]
    words: int = 0
    reason: str = ""
    detail: str = ""
    edits: tuple[EditRow, ...] = ()
    text: str | bytes | None = None
    """The text with all edits made, None when there are none."""


def main() -> None:
    """Answer until there are no more questions."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    asked_by, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1):  # what a rule may print belongs to nobody
        os.dup2(quiet, number)
    try:
        asked = Asked(*pickle.load(asked_by))  # noqa: S301 (from our own parent)
    except EOFError:
        return
    try:
        book = load_rules(asked.select, asked.ignore, asked.packs, trusted=asked.trusted)
    except (PackError, UnknownRule) as error:
        _tell(told, (False, str(error)))
        return
    _tell(told, (True, config_of(book)))
    while True:
        try:
            question = Question(*pickle.load(asked_by))  # noqa: S301 (from our own parent)
        except EOFError:
            return
        _end_after(question.budget + GRACE)
        answer = answered(question, book)
        _end_after(0)
        _tell(told, tuple(answer))


def _tell(told: BinaryIO, what: object) -> None:
    told.write(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
    told.flush()


def _end_after(seconds: float) -> None:
    """Let the system end this process after some seconds: also in a loop that runs no Python, and without a parent."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def answered(question: Question, book: Rulebook) -> Answer:
    """Check one document, whatever becomes of it."""
    text, name = question.text, NAMES[question.format]
    try:
        source = read(text, name) if isinstance(text, bytes) else _source(text, name)
    except NotText as error:
        return Answer([], 0, "unreadable", str(error))
    try:
        if question.repair:
            return _repaired(source, question, book)
        report = check(source, book, question.format)
        if report.errors:
            return Answer([], 0, "raised", _one_line(report.errors[0].replace(f" on {name}: ", ": ", 1)))
        if report.flooding:
            return Answer([], 0, "unreadable", f"this is no copy: {', '.join(report.flooding)} found no end of it")
        marks = fingerprints(report.findings, source, question.document)
        ahead = _ahead(source, text)
        rows = [_row(finding, mark, ahead) for finding, mark in zip(report.findings, marks, strict=True)]
    except BaseException as error:  # noqa: BLE001 (the Markdown parser's panic is no Exception; the run goes on)
        return Answer([], 0, "raised", _one_line(f"{type(error).__name__}: {error}"))
    return Answer(rows, len(source.text.split()))


def _repaired(source: Source, question: Question, book: Rulebook) -> Answer:
    """Repair one document; the edits stand where they are in the text as it was given."""
    done = repaired(source, book, question.format, Safety[question.repair.upper()])
    words = len(source.text.split())
    if not done.changes:
        return Answer([], words)
    given, ahead = question.text, _ahead(source, question.text)
    text: str | bytes = source.bom.decode("utf-8") + done.text if isinstance(given, str) else b""
    if isinstance(given, bytes):
        if source.encode(source.text) != given:
            return Answer([], 0, "raised", f"it is not written as {source.encoding} always is")
        try:
            text = source.encode(done.text)
        except UnicodeEncodeError as error:
            missing = error.object[error.start]
            return Answer([], 0, "raised", f"{source.encoding} has no {missing!r}, which a repair needs")
    rows = tuple(_edit(change, source, ahead) for change in done.changes)
    return Answer([], words, edits=rows, text=text)


def _ahead(source: Source, text: str | bytes) -> int:
    """Return how many code points stand before a source's text in the text that was given."""
    return len(source.bom.decode("utf-8")) if isinstance(text, str) else 0


def _edit(change: Change, source: Source, ahead: int) -> EditRow:
    return (
        ", ".join(dict.fromkeys(each.rule for each in change.findings)),
        min(each.safety for each in change.findings).label,
        change.start + ahead,
        change.end + ahead,
        source.place(change.start)[0],
        source.text[change.start : change.end],
        change.text,
        "; ".join(dict.fromkeys(each.message for each in change.findings)),
    )


def _source(text: str, name: str) -> Source:
    """Return a text as the bytes of a file with it would be read."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"it holds half a character at {error.start}"
        raise NotText(message) from None
    if "\0" in text:
        message = "it is a binary file"
        raise NotText(message)
    if text.startswith(_BOM):
        return Source(text[1:], name, bom=BOM_UTF8)
    return Source(text, name)


def _row(finding: Finding, mark: str, ahead: int) -> Row:
    return (
        finding.rule,
        finding.severity.label,
        finding.safety.label,
        finding.start + ahead,
        finding.end + ahead,
        finding.line,
        finding.column,
        finding.text,
        finding.message,
        finding.suggestions[0] if finding.suggestions else None,
        finding.evidence,
        mark,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:500].encode("utf-8", "backslashreplace").decode()
