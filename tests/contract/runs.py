"""Real runs over many stories that can be stopped at any moment, and what they leave behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import PATIENCE

SLIP, MENDED = "went home wiht them", "went home with them"
_BODY = "Anna Kovalenko had been to the town with her sister, and it rained all day.\n\n" * 6

READY = "from lint.ending import end_on_signals; end_on_signals(); "
"""Python that answers signals from here on, as the first line of the program does."""
EAGER = READY + "import lint.many as many; many._POOL_BYTES, many._PARCEL_FILES = 0, 8; "
"""Python that lets workers start for short stories too."""

AT_A_LINE = """
import os, signal, sys
import lint.writing
sent, left = getattr(signal, sys.argv.pop(1)), int(sys.argv.pop(1))
honest = lint.writing.write_atomically
def trace(frame, event, _):
    global left
    if not frame.f_code.co_filename.endswith(("lint/writing.py", "lint/drafts.py")):
        return None
    if event == "line":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), sent)
    return trace
def traced(*arguments):
    sys.settrace(trace)
    honest(*arguments)
lint.writing.write_atomically = traced
"""
"""Python that sends its process a signal at the n-th line it runs of what writes files."""


def old(number: int) -> bytes:
    return f"# Story {number}\n\n{_BODY}Then she {SLIP}.\n".encode()


def new(number: int) -> bytes:
    return old(number).replace(SLIP.encode(), MENDED.encode())


def write_stories(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03}.md").write_bytes(old(number))


def strays(folder: Path) -> list[str]:
    """Return the names in a folder that no story has; fail when a story is neither old nor new, or missing."""
    names = sorted(path.name for path in folder.iterdir())
    for name in (each for each in names if each.endswith(".md")):
        number = int(name.removesuffix(".md"))
        assert (folder / name).read_bytes() in (old(number), new(number)), f"{name} is neither old nor new"
    return [name for name in names if not name.endswith(".md")]


def command(*arguments: str, before: str = "") -> list[str]:
    """Return the command line of a real run, with Python to be run before it."""
    return [sys.executable, "-P", "-c", f"{before}from lint.cli import main; main()", *arguments]


@contextlib.contextmanager
def running(*arguments: str, where: Path, before: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """Start a run in a session of its own, as at a terminal; when this is left, none of its processes may live."""
    with subprocess.Popen(
        command(*arguments, before=before),
        cwd=where,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pipesize=4096,  # so that little output fills a pipe
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def family(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the living processes of a run's session, its first one aside."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            state, _, _, session = (entry / "stat").read_bytes().rpartition(b") ")[2].split()[:4]
            if int(session) == process.pid != number and state not in (b"Z", b"X"):
                found.append(number)
    return found


def wait_for_family(process: subprocess.Popen[bytes]) -> None:
    """Wait until all of a run's processes are gone; fail when one stays."""
    for _ in range(PATIENCE * 100):
        if not family(process):
            return
        time.sleep(0.01)
    message = f"processes of the run are still there: {family(process)}"
    raise AssertionError(message)
