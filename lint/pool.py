"""Worker processes: parcels of files go out, results come back in order, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from lint.cache import signature
from lint.outcome import Outcome, outcome_of
from lint.packs import Asked, load_rules
from lint.run import FileResult, Task
from lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

    from lint.model import Safety

AHEAD = 4
"""Parcels for each worker that are under way at once: enough to keep it busy, few enough to bound memory."""


class Order(NamedTuple):
    """A task in words that another process understands: how its rules are asked for, and what to do with repairs."""

    asked: Asked
    repair: bool
    least: Safety
    write: bool
    text: bool
    """The text of every file is asked for, also where nothing was found."""


class Parcel(NamedTuple):
    """Files to check with one order."""

    paths: tuple[str, ...]
    order: Order | None


def order_of(task: Task) -> Order | None:
    """Return a task as an order; None when no worker could carry it out."""
    asked = task.rulebook.asked
    if asked is None or task.rulebook.second is not None or task.clock is not None:
        return None
    if task.repair and task.screen:
        return None
    return Order(asked, task.repair, task.least, task.write, task.screen is not None)


class Pool:
    """A pool of workers that is started anew when one of them is killed.

    The parcels that were under way then are checked again, file by file and one at a time; a
    file whose check ends its worker again is told as not checked, and the rest goes on.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def run(self, parcels: Iterable[Parcel]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each parcel, in order."""
        waiting: deque[tuple[Parcel, Future[list[Outcome]] | None]] = deque()
        supply = iter(parcels)
        drained = False
        try:
            while waiting or not drained:
                while not drained and len(waiting) < AHEAD * self._jobs:
                    parcel = next(supply, None)
                    if parcel is None:
                        drained = True
                    else:
                        waiting.append((parcel, self._submit(parcel)))
                if not waiting:
                    break
                parcel, future = waiting[0]
                outcomes = _result_of(future)
                if outcomes is None:
                    self._close()
                    yield from map(self._again, [each for each, _ in waiting])
                    waiting.clear()
                    continue
                waiting.popleft()
                yield outcomes
        except BaseException:
            # Nobody waits for what is under way; an article may take a worker long.
            for worker in active_children():
                worker.terminate()
            raise
        finally:
            self._close()

    def _close(self) -> None:
        """Let the workers end; parcels no worker has begun are dropped."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _submit(self, parcel: Parcel) -> Future[list[Outcome]] | None:
        """Hand a parcel to a worker; None when the pool is broken."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(self._jobs, get_context("spawn"), _begin)
        try:
            return self._executor.submit(work, parcel)
        except BrokenProcessPool:
            return None

    def _again(self, parcel: Parcel) -> list[Outcome]:
        """Check a parcel's files one at a time with nothing else under way, so that a culprit is known."""
        outcomes: list[Outcome] = []
        for path in parcel.paths:
            for _ in range(2):
                found = _result_of(self._submit(Parcel((path,), parcel.order)))
                if found is not None:
                    outcomes += found
                    break
                self._close()
            else:
                problem = "not checked: its check ended the worker process, twice"
                outcomes.append(Outcome(FileResult(path, [], [], problem=problem), ""))
        return outcomes


def _result_of(future: Future[list[Outcome]] | None) -> list[Outcome] | None:
    """Return a future's outcomes; None when the pool broke."""
    try:
        return None if future is None else future.result()
    except BrokenProcessPool:
        return None


def _begin() -> None:
    """Prepare a worker: Ctrl-C is the parent's business, and a worker does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


_tasks: dict[Order, tuple[Task, bytes]] = {}


def work(parcel: Parcel) -> list[Outcome]:
    """Check the files of a parcel; this runs in a worker."""
    order = parcel.order
    if order is None:
        return []
    if order not in _tasks:
        asked = order.asked
        book = load_rules(asked.select, asked.ignore, asked.packs, trusted=asked.trusted)
        _tasks[order] = Task(book, order.repair, order.least, order.write), signature(book)
    task, signed = _tasks[order]
    outcomes = (outcome_of(path, task, signed) for path in parcel.paths)
    return list(outcomes) if order.text else list(map(_without_text, outcomes))


def _without_text(outcome: Outcome) -> Outcome:
    """Leave the text of a file out where nothing speaks of it: it need not travel between processes."""
    result = outcome.result
    if result.findings or result.changed or result.source is None:
        return outcome
    source = Source("", result.source.path, result.source.encoding, result.source.bom, result.source.note)
    return outcome._replace(result=result._replace(source=source, before="", after=""))
