"""Worker processes: parcels of files go out, results come back in order, whatever becomes of a worker."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, RLock, Thread
from typing import TYPE_CHECKING, Any

from lint.ending import WORDS, before_end
from lint.outcome import Outcome
from lint.run import FileResult, Task
from lint.worker import BEGUN, Order, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

AHEAD = 4
"""Parcels for each worker that are under way at once: enough to keep it busy, few enough to bound memory."""
_AT_HAND = 2
"""Parcels that a worker has at once, so that it need not wait for the next."""
_CODE = "import sys; sys.path[:] = sys.argv[1:]; from lint.worker import main; main()"
_BLAMED, _STARTS = 2, 5
"""Workers that end while they check the same file alone before it is left; and that end before they begin with it."""
_PATIENCE = 1.0
"""Seconds in which a worker ends that is no longer asked; one in a long step of C code may not hear of it."""
_ENDED = (EOFError, OSError, pickle.UnpicklingError)
"""What is raised when a worker is asked or answers that has ended."""


def order_of(task: Task) -> Order | None:
    """Return a task as an order; None when no worker could carry it out."""
    asked = task.rulebook.asked
    if asked is None or task.rulebook.second is not None or task.clock is not None:
        return None
    if task.repair and task.screen:
        return None
    return Order(asked, task.repair, task.least, task.write, task.screen is not None)


class Pool:
    """Workers, each replaced when it is killed.

    What it had not yet answered is checked again by the next, file by file; a file whose check ends its
    worker twice more is told as not checked, and the rest goes on.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._errands: SimpleQueue[_Errand | None] = SimpleQueue()
        self._hands: list[_Hand] = []

    def run(self, parcels: Iterable[Parcel]) -> Iterator[list[Outcome | None]]:
        """Yield the outcomes of each parcel, in order; None for a file for which no worker could be started."""
        waiting: deque[_Errand] = deque()
        supply = iter(parcels)
        with before_end(self._end):
            try:
                while True:
                    while len(waiting) < AHEAD * self._jobs and (parcel := next(supply, None)) is not None:
                        waiting.append(self._sent(parcel))
                    if not waiting:
                        return
                    yield waiting.popleft().outcome()
            finally:
                self._end()

    def _sent(self, parcel: Parcel) -> _Errand:
        """Let a hand carry a parcel; one that holds nothing is done."""
        errand = _Errand(parcel)
        if not parcel.paths:
            errand.done.set()
            return errand
        if len(self._hands) < self._jobs:
            self._hands.append(_Hand(self._errands))
            self._hands[-1].start()
        self._errands.put(errand)
        return errand

    def _end(self) -> None:
        """Let the workers end; nobody waits for what is under way, an article may take a worker long."""
        for hand in self._hands:
            hand.stop()
        for _ in self._hands:
            self._errands.put(None)
        for hand in self._hands:
            hand.wait()


class _Errand:
    """A parcel, and what has come back of it."""

    def __init__(self, parcel: Parcel) -> None:
        self.parcel = parcel
        self.outcomes: list[Outcome | None] = []
        self.done = Event()
        self.error: BaseException | None = None

    def outcome(self) -> list[Outcome | None]:
        """Wait for what came back; raises what went wrong with the errand itself."""
        self.done.wait()
        if self.error is not None:
            raise self.error
        return self.outcomes


class _Hand(Thread):
    """Brings parcels to one worker process, and starts another when that ends."""

    def __init__(self, errands: SimpleQueue[_Errand | None]) -> None:
        super().__init__(daemon=True)
        self._errands = errands
        self._carried: deque[_Errand] = deque()
        self._worker: subprocess.Popen[bytes] | None = None
        self._starting = RLock()  # a signal may stop the pool while it is being stopped
        self._stopped = False
        self._starts_left = _STARTS

    def run(self) -> None:
        """Carry errands until there are no more, or the pool has stopped."""
        if hasattr(signal, "pthread_sigmask"):
            # A worker is born with what is blocked here. Ctrl-C at a terminal reaches all; it is the parent's business.
            numbers = {getattr(signal, name) for name in WORDS if name != "SIGTERM" and hasattr(signal, name)}
            signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
        while not self._stopped:
            try:
                if not self._take():
                    break
                self._bring_back()
            except BaseException as error:  # noqa: BLE001 (it is raised where the outcome is asked for)
                for errand in self._carried:
                    errand.error = error
                    errand.done.set()
                self._carried.clear()
                self._drop()
        self._drop()

    def _take(self) -> bool:
        """Give the worker what it may have at hand; tell whether it has anything."""
        with suppress(Empty):
            while len(self._carried) < _AT_HAND:
                errand = self._errands.get(block=not self._carried)
                if errand is None:
                    self._errands.put(None)
                    break
                self._carried.append(errand)
                with suppress(*_ENDED):  # it is noticed when nothing comes back
                    self._ask(errand.parcel)
        return bool(self._carried)

    def _bring_back(self) -> None:
        """Wait for what the worker says of the errand carried longest."""
        errand = self._carried[0]
        try:
            while len(errand.outcomes) < len(errand.parcel.paths):
                errand.outcomes.append(self._answer())
                self._starts_left = _STARTS
        except _ENDED:
            self._drop()
            for each in self._carried:
                for path in each.parcel.paths[len(each.outcomes) :]:
                    if self._stopped:
                        return
                    each.outcomes.append(self._again(path, each.parcel.order))
                each.done.set()
            self._carried.clear()
        else:
            self._carried.popleft()
            errand.done.set()

    def _again(self, path: str, order: Order | None) -> Outcome | None:
        """Let a worker check one file alone, so that a culprit is known."""
        blamed = 0
        while self._starts_left and not self._stopped:
            begun = False
            try:
                self._ask(Parcel((path,), order, careful=True))
                begun = self._answer() == BEGUN
                outcome: Outcome = self._answer()
            except _ENDED:
                self._drop()
                blamed += begun
                self._starts_left -= not begun
                if blamed == _BLAMED:
                    problem = "not checked: its check ended the worker process, twice"
                    return Outcome(FileResult(path, [], [], problem=problem), "")
            else:
                self._starts_left = _STARTS
                return outcome
        return None

    def _ask(self, parcel: Parcel) -> None:
        with self._starting:
            if self._stopped:
                raise EOFError
            if self._worker is None:
                self._worker = _started()
        stream: Any = self._worker.stdin
        pickle.dump(parcel, stream, pickle.HIGHEST_PROTOCOL)
        stream.flush()

    def _answer(self) -> Any:  # noqa: ANN401 (an outcome, or that one is begun)
        if self._worker is None:
            raise EOFError
        stream: Any = self._worker.stdout
        return pickle.load(stream)  # noqa: S301 (from our own child)

    def _drop(self) -> None:
        """See the worker off, if there is one."""
        with self._starting:
            worker, self._worker = self._worker, None
        if worker is not None:
            _end(worker)
            if worker.stdout is not None:
                worker.stdout.close()

    def stop(self) -> None:
        """Start no other worker, and ask the one there is no more; this is called from another thread."""
        self._stopped = True
        with self._starting:
            if self._worker is not None and self._worker.stdin is not None:
                with suppress(OSError, RuntimeError):
                    self._worker.stdin.close()

    def wait(self) -> None:
        """Wait until the worker has ended, after ``stop``."""
        worker = self._worker
        if worker is not None:
            _end(worker)
        self.join(_PATIENCE)


def _started() -> subprocess.Popen[bytes]:
    """Start a worker that can import all that this process can, and nothing from the current folder."""
    return subprocess.Popen(  # noqa: S603 (our own code)
        [sys.executable, "-P", "-c", _CODE, *sys.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _end(worker: subprocess.Popen[bytes]) -> None:
    """Let a worker end that is no longer asked; kill it if it does not hear of that."""
    with suppress(OSError, RuntimeError):
        if worker.stdin is not None:
            worker.stdin.close()
    with suppress(subprocess.TimeoutExpired):
        worker.wait(_PATIENCE)
        return
    worker.kill()
    with suppress(subprocess.TimeoutExpired):
        worker.wait(_PATIENCE)
