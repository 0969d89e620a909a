"""Many files: read, check, repair, in a stable order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from lint.engine import Report, check
from lint.fixing import Unsettled, fix, write_atomically
from lint.model import Safety
from lint.readers import format_of
from lint.source import NotText, Source, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    gone: int = 0
    """How many findings of the baseline the file no longer has."""

    @property
    def changed(self) -> bool:
        """Tell whether repairs changed the text."""
        return self.before != self.after


def run_files(paths: Iterable[str], task: Task) -> Iterator[FileResult]:
    """Check each file in turn."""
    for path in paths:
        yield run_file(path, task)


def run_file(path: str, task: Task) -> FileResult:
    """Read, check and, when asked, repair one file."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return FileResult(path, [], [], problem=f"cannot be read: {_reason(error)}")
    result = run_bytes(data, path, task)
    if not (task.write and result.changed and result.source is not None):
        return result
    problem = ""
    try:
        write_atomically(path, result.source.encode(result.after), data)
    except UnicodeEncodeError as error:
        problem = f"not repaired: {result.source.encoding} has no {error.object[error.start]!r}; save it as UTF-8"
    except OSError as error:
        problem = f"not repaired: {_reason(error)}"
    if not problem:
        return result
    return run_bytes(data, path, task._replace(repair=False))._replace(problem=problem)


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
    keep = task.screen.keeper(source) if task.screen else None
    if not task.repair:
        report = check(source, task.rulebook, format_)
        if keep is None or task.screen is None:
            return _result(source, report)
        gone = task.screen.gone(source, report.findings, {rule.name for rule in task.rulebook.rules})
        return _result(source, report._replace(findings=keep(source, report.findings)))._replace(gone=gone)
    try:
        fixed = fix(source, task.rulebook, format_, task.least, keep)
    except Unsettled as error:
        report = check(source, task.rulebook, format_)
        return _result(source, report)._replace(errors=[*report.errors, str(error)])
    after = Source(fixed.text, source.path, source.encoding, source.bom, source.note)
    return _result(after, fixed.report)._replace(fixed=fixed.made, before=source.text, after=fixed.text)


def _result(source: Source, report: Report) -> FileResult:
    return FileResult(
        source.path, report.findings, report.errors, source.note, before=source.text, after=source.text, source=source
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
