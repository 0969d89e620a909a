"""A reader: the process at the other desk, its time and its end watched, so that no document stops a run."""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from lint.archive.desk import Answer, Question
from lint.archive.shards import ArchiveError

if TYPE_CHECKING:
    from types import TracebackType

    from lint.archive.shards import Order

_START = 300.0
"""Seconds after which a process that has not begun is given up."""
_CODE = "from lint.archive.desk import main; main()"
_TRIES = 2
"""How often a document may end its reader before it is taken for the culprit."""


class Stopped(Exception):  # noqa: N818 (it is asked for, and no error)
    """The run was stopped while a document was read."""


class Reader:
    """Reads one document at a time in a process of its own, which is started when it is needed, and again when it died.

    A document that takes longer than its time is given up with the process; one that ends the
    process is read once more, and is given up if it does so again.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._order: Order | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        """End the process."""
        self.close()

    def read(self, order: Order, question: Question) -> Answer:
        """Return what was found in a document. Raises ArchiveError when no process can be started for it."""
        status = 0
        for _ in range(_TRIES):
            self._begin(order)
            try:
                self._tell(tuple(question))
                answer = self._told(question.budget)
            except TimeoutError:
                self.close()
                return Answer([], 0, "time", f"it was not read within {question.budget:g} s")
            except (EOFError, OSError, pickle.UnpicklingError):
                status = self.close()
                continue
            return Answer(*answer)
        return Answer([], 0, "killed", f"its check ended the process that read it, twice ({_ended(status)})")

    def stop(self) -> None:
        """End the process at once, from another thread, and start no other."""
        self._stopped = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> int:
        """End the process, if there is one, and return how it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        status = process.poll()
        if status is None:
            process.kill()
            status = process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was not written before the end
                    stream.close()
        return status

    def _begin(self, order: Order) -> None:
        """Have a process that reads by the rules of an order."""
        if self._stopped:
            raise Stopped
        if self._process is not None and self._order != order:
            self.close()
        if self._process is not None:
            return
        for _ in range(_TRIES):
            self._process = _started()
            self._order = order
            try:
                self._tell(tuple(order.asked))
                ready, told = self._told(_START)
            except (EOFError, OSError, pickle.UnpicklingError, TimeoutError):
                message = f"the process that reads the documents did not begin ({_ended(self.close())})"
                if self._stopped:
                    raise Stopped from None
                continue
            message = "" if ready else told
            if ready and told != order.config:
                message = "copydesk or its packs on this machine are not those that the run was begun with"
            break
        if message:
            self.close()
            raise ArchiveError(message)

    def _tell(self, what: object) -> None:
        stream: Any = self._process and self._process.stdin
        stream.write(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))  # at once, so that the other side wakes once
        stream.flush()

    def _told(self, seconds: float) -> Any:  # noqa: ANN401 (an answer, whatever the question)
        """Return what the process answers. Raises TimeoutError when it takes longer, EOFError when it is dead."""
        stream: Any = self._process and self._process.stdout
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            if not selector.select(seconds):
                raise TimeoutError
        return pickle.load(stream)  # noqa: S301 (from our own child)


def _started() -> subprocess.Popen[bytes]:
    """Start a process that can import all that this one can."""
    path = os.pathsep.join(each for each in sys.path if each)
    return subprocess.Popen(  # noqa: S603 (our own code)
        [sys.executable, "-P", "-c", _CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )


def _ended(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return f"signal {signal.Signals(-status).name}"
    return f"status {status}"
