"""A worker process: it checks parcels of files, and may be killed at any time without loss.

It is asked over its standard input and answers over its standard output, in pickles. When nobody asks
any more it ends at once, wherever it is: its parent has all it wants, or is dead.
"""

from __future__ import annotations

import os
import pickle
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.cache import signature
from lint.ending import leave
from lint.outcome import Outcome, outcome_of
from lint.packs import Asked, load_rules
from lint.run import Task
from lint.source import Source

if TYPE_CHECKING:
    from io import BufferedReader

    from lint.model import Safety

BEGUN = "begun"
"""What a worker says before it checks a file of a careful parcel."""


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
    careful: bool = False
    """It is told at once when a file is begun and when it is done: one of these may have ended a worker."""


def main() -> None:
    """Answer until nobody asks any more."""
    asked_by, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a rule may print is no answer, and there is nothing for it to read.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    parcels: SimpleQueue[Parcel] = SimpleQueue()
    Thread(target=_listen, args=(asked_by, parcels), daemon=True).start()

    def answer(what: object, *, at_once: bool) -> None:
        pickle.dump(what, answers, pickle.HIGHEST_PROTOCOL)
        if at_once:
            answers.flush()

    try:
        while True:
            parcel = parcels.get()
            order = parcel.order
            if order is None:
                continue
            at_once = parcel.careful or (order.repair and order.write)
            for path in parcel.paths:
                task, signed = task_of(order)
                if parcel.careful:
                    answer(BEGUN, at_once=True)
                answer(_outcome(path, order, task, signed), at_once=at_once)
            answers.flush()
    except Exception:  # noqa: BLE001 (its parent is gone, or checks the file itself and tells what is wrong with it)
        leave(1)


def _listen(asked_by: BufferedReader, parcels: SimpleQueue[Parcel]) -> None:
    try:
        while True:
            parcels.put(pickle.load(asked_by))  # noqa: S301 (from our own parent)
    except (EOFError, OSError, pickle.UnpicklingError):
        leave(0)


_tasks: dict[Order, tuple[Task, bytes]] = {}


def task_of(order: Order) -> tuple[Task, bytes]:
    """Return the task of an order, and the signature of what it finds; the rules are loaded once."""
    if order not in _tasks:
        asked = order.asked
        book = load_rules(asked.select, asked.ignore, asked.packs, trusted=asked.trusted)
        _tasks[order] = Task(book, order.repair, order.least, order.write), signature(book)
    return _tasks[order]


def _outcome(path: Any, order: Order, task: Task, signed: bytes) -> Outcome:  # noqa: ANN401 (a test's trap is no str)
    outcome = outcome_of(path, task, signed)
    return outcome if order.text else _without_text(outcome)


def _without_text(outcome: Outcome) -> Outcome:
    """Leave the text of a file out where nothing speaks of it: it need not travel between processes."""
    result = outcome.result
    if result.findings or result.changed or result.source is None:
        return outcome
    source = Source("", result.source.path, result.source.encoding, result.source.bom, result.source.note)
    return outcome._replace(result=result._replace(source=source, before="", after=""))
