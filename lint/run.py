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


class Task(NamedTuple):
    """What to do with each file: only check, repair in place, or only say what would change."""

    rulebook: Rulebook
    repair: bool = False
    least: Safety = Safety.SAFE
    write: bool = True


class FileResult(NamedTuple):
    """What became of one file.

    ``before`` and ``after`` are its text when repairs were asked for and changed it.
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
        return FileResult(path, [], [], problem=f"cannot be read: {(error.strerror or str(error)).lower()}")
    return run_bytes(data, path, task)


def run_bytes(data: bytes, path: str, task: Task) -> FileResult:
    """Check and, when asked, repair the bytes of one file."""
    try:
        source = read(data, os.fspath(path))
    except NotText as error:
        return FileResult(path, [], [], problem=f"not checked: {error}")
    format_ = format_of(path)
    if not task.repair:
        report = check(source, task.rulebook, format_)
        return _result(source, report)
    try:
        fixed = fix(source, task.rulebook, format_, task.least)
    except Unsettled as error:
        report = check(source, task.rulebook, format_)
        return _result(source, report)._replace(errors=[*report.errors, str(error)])
    after = Source(fixed.text, source.path, source.encoding, source.bom, source.note)
    result = _result(after, fixed.report)._replace(fixed=fixed.count)
    if fixed.text == source.text:
        return result
    result = result._replace(before=source.text, after=fixed.text)
    if not task.write:
        return result
    try:
        write_atomically(path, source.encode(fixed.text))
    except UnicodeEncodeError as error:
        problem = f"not repaired: {source.encoding} has no {error.object[error.start]!r}; save it as UTF-8"
    except OSError as error:
        problem = f"not repaired: {(error.strerror or str(error)).lower()}"
    else:
        return result
    return _result(source, check(source, task.rulebook, format_))._replace(problem=problem)


def _result(source: Source, report: Report) -> FileResult:
    return FileResult(source.path, report.findings, report.errors, source.note, source=source)
