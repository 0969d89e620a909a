"""How the program ends when it is told to: at once, with one line, and with nothing of its own left behind.

A signal is answered in the main thread, between two steps of Python: `KeyboardInterrupt` would come
out anywhere, also where nobody can catch it. What has to be done before the end is kept in a list.
"""

from __future__ import annotations

import os
import time
from _thread import allocate_lock, get_ident, start_new_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable
    from types import FrameType
    from typing import NoReturn
else:
    # Not `signal` and `typing`, which load much else: until this is loaded, Ctrl-C is answered with a traceback.
    import _signal as signal

WORDS = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}
"""The signals that end a run, each with the word that says so."""
_AGAIN = 0.05
"""Seconds after which a signal that the main thread has not answered is sent to it again."""


class _State:
    """What is to be done before the end, whether the end must wait, and for which signal it waits."""

    acts: list[Callable[[], object]] = []  # noqa: RUF012 (there is one end, so one list)
    waits = allocate_lock()
    signal = 0
    answered = False
    unwinds = False


class before_end:  # noqa: N801 (used as a function is)
    """While this is entered, an act is done before the program ends by a signal."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act

    def __enter__(self) -> None:
        """Remember the act."""
        _State.acts.append(self._act)

    def __exit__(self, *_: object) -> None:
        """Forget it."""
        _State.acts.remove(self._act)


class unwinding:  # noqa: N801 (used as a function is)
    """While this is entered, the first Ctrl-C raises KeyboardInterrupt: there is more to do than a list can hold."""

    def __enter__(self) -> None:
        """Let it be raised."""
        _State.unwinds = True

    def __exit__(self, *_: object) -> None:
        """Let it be raised no more."""
        _State.unwinds = False


class undivided:  # noqa: N801 (used as a function is)
    """No signal ends the program while this is entered: it ends as soon as it is left."""

    def __enter__(self) -> None:
        """Let the end wait."""
        _State.waits.acquire()

    def __exit__(self, *_: object) -> None:
        """Let it come, if it was asked for."""
        _State.waits.release()
        if _State.signal:
            _end(_State.signal)


def end_on_signals() -> None:
    """Answer the signals that end a run, unless they were ignored when it began, as by `nohup`."""
    heard = []
    for name in WORDS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _answer)
            heard.append(number)
    if heard and hasattr(signal, "pthread_kill"):
        reading, writing = os.pipe()
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        start_new_thread(_insist, (reading, get_ident(), heard))


def leave(status: int) -> NoReturn:
    """End the program from another thread than the main one, which may be anywhere, after what has to be done."""
    _State.waits.acquire()
    _do_all()
    os._exit(status)


def _insist(reading: int, main: int, heard: list[int]) -> None:
    """Send a signal to the main thread until it is answered: one that comes just before a wait does not end it."""
    number = 0
    while number not in heard:
        (number,) = os.read(reading, 1)
    time.sleep(_AGAIN)
    while not _State.answered:
        signal.pthread_kill(main, number)
        time.sleep(_AGAIN)


def _answer(number: int, _: FrameType | None) -> None:
    first, _State.answered = not _State.answered, True
    if _State.unwinds and number == signal.SIGINT and first:
        raise KeyboardInterrupt
    _State.signal = number
    for name in WORDS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)  # a second one adds nothing
    if not _State.waits.locked():  # it is this thread that holds it
        _end(number)


def _end(number: int) -> NoReturn:
    _do_all()
    word = next(word for name, word in WORDS.items() if getattr(signal, name, None) == number)
    try:  # noqa: SIM105 (contextlib is not loaded this early)
        # A terminal has just shown ^C, perhaps behind a bar.
        os.write(2, b"\r\x1b[K" * os.isatty(2) + f"copydesk: {word}\n".encode())
    except OSError:
        pass  # nobody listens
    os._exit(128 + number)


def _do_all() -> None:
    for act in reversed(_State.acts):
        try:  # noqa: SIM105 (contextlib is not loaded this early)
            act()
        except Exception:  # noqa: BLE001, S110 (the end comes whatever fails)
            pass
