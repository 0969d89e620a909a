"""What a format that needs the whole run is given: each file with its findings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lint.api import Rule
    from lint.model import Finding
    from lint.source import Source

FORMATS = ("github", "gitlab", "html", "junit", "rdjson", "sarif")
"""The formats that are written when the run is over."""


class Story(NamedTuple):
    """One file of a run: its findings in order, and sentences for what went wrong with it."""

    path: str
    findings: list[Finding]
    source: Source | None
    problems: tuple[str, ...] = ()


class Places:
    """Lines and columns of a source, both from 1, a column counted in an encoding's units.

    Places that are asked for in order cost no more than the text between them, however long their line is.
    """

    def __init__(self, source: Source, encoding: str, size: int = 1) -> None:
        """Count units of so many bytes in an encoding."""
        self._source, self._encoding, self._size = source, encoding, size
        self._line = self._offset = self._column = 0

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line, _ = self._source.place(offset)
        if line != self._line:
            self._line, self._offset, self._column = line, self._source.line_starts[line - 1], 1
        between = self._source.text[min(offset, self._offset) : max(offset, self._offset)]
        units = len(between.encode(self._encoding, "surrogatepass")) // self._size
        self._column += units if offset > self._offset else -units
        self._offset = offset
        return line, self._column


def renderer(format: str) -> Callable[[Sequence[Story], Sequence[Rule]], Iterator[str]]:  # noqa: A002
    """Return the function that writes a whole run in one of the formats, piece by piece."""
    if format == "github":
        from lint.report.github import render  # noqa: PLC0415 (a run needs one format)
    elif format == "gitlab":
        from lint.report.gitlab import render  # noqa: PLC0415
    elif format == "html":
        from lint.report.html import render  # noqa: PLC0415
    elif format == "junit":
        from lint.report.junit import render  # noqa: PLC0415
    elif format == "rdjson":
        from lint.report.rdjson import render  # noqa: PLC0415
    else:
        from lint.report.sarif import render  # noqa: PLC0415
    return render


def inside(path: str) -> str:
    """Return a path as a service names it: below the current folder, with slashes; else absolute."""
    if path == "-":
        return path
    full = os.path.abspath(path)
    below = os.path.relpath(full)
    return (full if below.startswith(os.pardir) else below).replace(os.sep, "/")


def told(finding: Finding) -> str:
    """Return the message with the evidence, as one sentence of plain text."""
    return f"{finding.message}: {finding.evidence}" if finding.evidence else finding.message
