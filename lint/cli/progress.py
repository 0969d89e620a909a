"""How far a long run is, shown on a terminal."""

from __future__ import annotations

import time
from threading import Lock
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


class Bar:
    """How far a run over an archive is, at what rate, and how long it will take."""

    def __init__(self, total: int, stream: TextIO, now: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._stream = stream
        self._now = now
        self._begun = now()
        self._due = self._begun + _PATIENCE
        self._count = 0
        self._drawn = False
        self._lock = Lock()

    def tick(self, count: int) -> None:
        """Count documents, from whatever thread."""
        with self._lock:
            self._count += count
            now = self._now()
            if now >= self._due:
                self._due = now + _PAUSE
                self._stream.write(_CLEAR + self._line(now - self._begun))
                self._stream.flush()
                self._drawn = True

    def _line(self, seconds: float) -> str:
        done = min(_WIDTH, _WIDTH * self._count // max(1, self._total))
        rate = self._count / max(seconds, 0.001)
        left = max(0, self._total - self._count) / max(rate, 0.001)
        bar = f"[{'#' * done}{'-' * (_WIDTH - done)}] {self._count:,} of {self._total:,} documents"
        return f"{bar}, {rate:,.0f} a second, {_span(left)} left"

    def close(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._due = float("inf")
            if self._drawn:
                self._stream.write(_CLEAR)
                self._stream.flush()
                self._drawn = False


def _span(seconds: float) -> str:
    """Return a time in the two units that matter."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
