"""Many files: read, check, repair, in a stable order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from lint.engine import Report, check
from lint.fixing import Unsettled, fix
from lint.model import Safety
from lint.opening import opened
from lint.readers import format_of
from lint.source import NotText, Source, read, reason_of

if TYPE_CHECKING:

    from lint.model import Finding
    from lint.packs import Rulebook
    from lint.screen import Screen


class Task(NamedTuple):
    """What to do with each file: only check, repair in place, or only say what would change."""

    rulebook: Rulebook
    repair: bool = False
    least: Safety = Safety.SAFE
    write: bool = True
    screen: Screen | None = None
    clock: dict[str, float] | None = None
    """Where the seconds that each rule takes are added up, if anybody asks."""


class FileResult(NamedTuple):
    """What became of one file.

    ``before`` and ``after`` are its text without and with the repairs asked for; ``source``
    is the text the findings speak of, None when there is none.
    ``problem`` is a sentence when the file could not be read or written.
    """

    path: str
    findings: list[Finding]
    errors: list[str]
    note: str = ""
    problem: str = ""
    fixed: int = 0
    before: str = ""
    after: str = ""
    source: Source | None = None
    unread: str = ""
    """Why the second reader did not read the file, if it was to."""
    gone: int = 0
    """How many findings of the baseline the file no longer has."""

    @property
    def changed(self) -> bool:
        """Tell whether repairs changed the text."""
        return self.before != self.after


def run_file(path: str, task: Task) -> FileResult:
    """Read, check and, when asked, repair one file."""
    return checked_file(path, task)[0]


def checked_file(path: str, task: Task) -> tuple[FileResult, bytes]:
    """Read, check and, when asked, repair one file; return what became of it and the bytes that were read."""
    try:
        with opened(path) as file:
            state = os.fstat(file.fileno())
            data = file.read()
    except OSError as error:
        return FileResult(path, [], [], problem=f"cannot be read: {reason_of(error)}"), b""
    return _written(run_bytes(data, path, task), data, state, task), data


def _written(result: FileResult, data: bytes, state: os.stat_result, task: Task) -> FileResult:
    """Write a file's repairs if there are any, and return what became of it then."""
    if not (task.write and result.changed and result.source is not None):
        return result
    from lint.writing import write_atomically  # noqa: PLC0415 (only when something is written)

    path, problem = result.path, ""
    try:
        write_atomically(path, result.source.encode(result.after), data, state)
    except UnicodeEncodeError as error:
        problem = f"not repaired: {result.source.encoding} has no {error.object[error.start]!r}; save it as UTF-8"
    except OSError as error:
        problem = f"not repaired: {reason_of(error)}"
    if not problem:
        return result
    return run_bytes(data, path, task._replace(repair=False))._replace(problem=problem)


def screened(result: FileResult, task: Task) -> FileResult:
    """Return the result of a check without the findings that the task's screen keeps back."""
    source, screen = result.source, task.screen
    if screen is None or source is None:
        return result
    gone = screen.gone(source, result.findings, {rule.name for rule in task.rulebook.rules})
    return result._replace(findings=screen.keeper(source)(source, result.findings), gone=gone)


def known_result(data: bytes, path: str, findings: list[Finding]) -> FileResult:
    """Return the result of a file of which it is known what would be found in it."""
    return _result(read(data, path), Report(findings, []))


def run_bytes(data: bytes, path: str, task: Task) -> FileResult:
    """Check and, when asked, repair the bytes of one file; nothing is written."""
    try:
        source = read(data, os.fspath(path))
    except NotText as error:
        return FileResult(path, [], [], problem=f"not checked: {error}")
    try:
        return _checked(source, task)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 (the Markdown parser's panic is no Exception; the run goes on)
        return FileResult(path, [], [f"{path}: internal error: {type(error).__name__}: {error}"], source.note)


def _checked(source: Source, task: Task) -> FileResult:
    """Return a source's findings, after the repairs if they are asked for."""
    format_ = format_of(source.path)
    if not task.repair:
        return screened(_result(source, check(source, task.rulebook, format_, task.clock)), task)
    keep = task.screen.keeper(source) if task.screen else None
    try:
        fixed = fix(source, task.rulebook, format_, task.least, keep)
    except Unsettled as error:
        report = check(source, task.rulebook, format_)
        return _result(source, report)._replace(errors=[*report.errors, str(error)])
    if fixed.made and not _is_read_again(source, fixed.text):
        problem = "not repaired: written back, it would be read in another encoding; save it as UTF-8"
        return screened(_result(source, check(source, task.rulebook, format_)), task)._replace(problem=problem)
    after = Source(fixed.text, source.path, source.encoding, source.bom, source.note)
    return _result(after, fixed.report)._replace(fixed=fixed.made, before=source.text, after=fixed.text)


def _is_read_again(source: Source, text: str) -> bool:
    """Tell whether the bytes of a repaired text would be read as that text: without a mark, bytes are a guess."""
    try:
        again = read(source.encode(text), source.path)
    except UnicodeEncodeError:
        return True  # who writes it says that it cannot be written
    except NotText:
        return False
    return (again.text, again.bom) == (text, source.bom)


def _result(source: Source, report: Report) -> FileResult:
    problem = ""
    if report.flooding:
        rules = ", ".join(report.flooding)
        problem = f"this is no copy: only the first findings of {rules} are told, and nothing is repaired"
    return FileResult(
        source.path,
        report.findings,
        report.errors,
        source.note,
        problem,
        before=source.text,
        after=source.text,
        source=source,
        unread=report.unread,
    )
