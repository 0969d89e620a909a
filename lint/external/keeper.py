"""Keep a server for as long as the process that asked for it lives; a program of its own, run by path.

usage: python keeper.py PARENT MARK COMMAND…

It prints `ready` once the server's output has a line with MARK, or `failed` and the last line
if the server ends before that. When standard input closes, when PARENT is no longer the parent,
or when it is told to end, it kills the server. Nothing here imports anything of copydesk.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress

_EVERY = 0.25
"""Seconds between two looks at the server and the parent."""
_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of Linux: the signal a process gets when the one that started it dies."""


def main(parent: int, mark: str, command: list[str]) -> int:
    """Run the server to its end, or kill it when it is no longer wanted."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    closed = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: closed.set())
    server = subprocess.Popen(  # noqa: S603 (the command is made by the installation, not by a story)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 (no thread runs yet)
    )
    threading.Thread(target=_wait_for_end_of_input, args=(closed,), daemon=True).start()
    threading.Thread(target=_listen, args=(server, mark), daemon=True).start()
    while server.poll() is None and not closed.wait(_EVERY) and os.getppid() == parent:
        pass
    if server.poll() is None:
        server.kill()
    return server.wait()


def _die_with_parent() -> None:
    """Ask Linux to kill the server should this very process be killed."""
    import ctypes  # noqa: PLC0415 (Linux alone)

    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _wait_for_end_of_input(closed: threading.Event) -> None:
    while os.read(0, 1024):
        pass
    closed.set()


def _listen(server: subprocess.Popen[bytes], mark: str) -> None:
    """Read all the server prints, so that it never blocks, and tell once whether it started."""
    ready, last = False, ""
    for raw in server.stdout or ():
        line = raw.decode("utf-8", "replace").strip()
        last = line or last
        if not ready and mark in line:
            ready = True
            _tell("ready")
    if not ready:
        _tell(f"failed {last}")


def _tell(line: str) -> None:
    with suppress(OSError):  # whoever asked may be gone; that is noticed elsewhere
        os.write(1, line.encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    os._exit(main(int(sys.argv[1]), sys.argv[2], sys.argv[3:]) & 0xFF)
