"""How far a long run is, shown on a terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from lint.run import FileResult

_PATIENCE, _PAUSE = 1.0, 0.1
"""Seconds before a bar appears, and between two looks of it."""
_WIDTH = 30
_CLEAR = "\r\x1b[K"


def watched(
    results: Iterable[FileResult], total: int, stream: TextIO, now: Callable[[], float] = time.monotonic
) -> Iterator[FileResult]:
    """Yield the results, and show on a terminal how many of ``total`` there have been.

    The bar is gone whenever there is something else to print, and when the run is over.
    """
    drawn = False
    due = now() + _PATIENCE
    try:
        for number, result in enumerate(results, 1):
            if drawn and (result.findings or result.problem or result.note or result.errors):
                stream.write(_CLEAR)
                drawn = False
            yield result
            if now() >= due:
                stream.write(_CLEAR + _bar(number, total))
                stream.flush()
                drawn, due = True, now() + _PAUSE
    finally:
        if drawn:
            stream.write(_CLEAR)
            stream.flush()


def _bar(number: int, total: int) -> str:
    done = _WIDTH * number // max(1, total)
    return f"[{'#' * done}{'-' * (_WIDTH - done)}] {number:,} of {total:,} files"
