"""Programs that a run asks for something; they do not outlive a run that is told to end."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack

from lint.ending import before_end, undivided


def run_child(command: list[str], where: str | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, with nothing to read, and return what it said; raises OSError."""
    with ExitStack() as stack:
        with undivided():
            child = stack.enter_context(
                subprocess.Popen(  # noqa: S603 (the commands are ours)
                    command, cwd=where, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
                )
            )
            stack.enter_context(before_end(child.kill))
        out, error = child.communicate()
    return subprocess.CompletedProcess(command, child.returncode, out, error)
