"""What would change, as a unified diff."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from lint.report.columns import shown, shown_lines
from lint.source import find_line_starts

if TYPE_CHECKING:
    from collections.abc import Iterator


def unified(before: str, after: str, path: str) -> Iterator[str]:
    """Yield the lines of a diff; line ends other than LF are shown escaped, as all controls are."""
    name = shown(path)
    for number, line in enumerate(unified_diff(_lines(before), _lines(after), name, name, n=1)):
        if line.endswith("\n") or number < 2:  # noqa: PLR2004 (two heading lines)
            yield shown_lines(line)
        else:
            yield shown_lines(line) + "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Cut a text into lines with their ends; no character but a line end ends one."""
    starts = find_line_starts(text)
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [piece[:-1] + "\n" if piece.endswith("\r") else piece for piece in pieces if piece]
