"""Drafts: files that are written beside those they are to become, and never outlive the next run.

A draft is locked while it is written, and its name is of one fixed form. So a run can tell a draft
that a killed run has left from one that is being written, and from anybody else's file.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
import zlib
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Self

from lint.ending import before_end, undivided

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from io import BufferedWriter

_PREFIX = ".copydesk-"
_NAME = re.compile(_PREFIX.replace(".", r"\.") + r"([0-9a-f]{8})-([0-9a-f]{8})-[0-9a-f]{16}\.(?:draft|folder)")
_DAY = 86_400
"""Seconds after which a draft of another machine is dead, where the lock alone may not tell: it may be of no avail
between machines."""
swept: set[str] = set()


class Draft:
    """A new file in a folder, open for writing; when this is left, it is gone from its path."""

    file: BufferedWriter

    def __init__(self, folder: str, mode: int = 0o600) -> None:
        """Choose a name; nobody else may read a draft unless ``mode`` says so."""
        self._folder = folder
        self.path = _new(folder, ".draft")
        self._mode = mode
        self._end = before_end(self._remove)

    def __enter__(self) -> Self:
        """Make and lock the file; raises OSError."""
        sweep(self._folder)
        with undivided():
            self._end.__enter__()
            try:
                self.file = self._made()
            except BaseException:
                self.__exit__()
                raise
        return self

    def __exit__(self, *_: object) -> None:
        """Close and remove the file."""
        if hasattr(self, "file"):
            with suppress(OSError):  # what could not be written has been told
                self.file.close()
        self._remove()
        self._end.__exit__()

    def _made(self) -> BufferedWriter:
        while True:
            try:
                file = open(self.path, "xb", opener=self._opened)  # noqa: SIM115 (closed by __exit__)
            except PermissionError:
                raise PermissionError(errno.EACCES, "its folder cannot be written to", self.path) from None
            # Between the two steps a sweep may have taken the file for a dead one.
            if _lock(file.fileno(), wait=True) is not False and _is_at(self.path, file.fileno()):
                return file
            file.close()

    def _opened(self, path: str, flags: int) -> int:
        return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), self._mode)

    def _remove(self) -> None:
        with suppress(OSError):
            os.unlink(self.path)


class DraftFolder:
    """A new folder in a folder; when this is left, it is gone from its path, with all that is in it."""

    def __init__(self, folder: str) -> None:
        """Choose a name."""
        self._folder = folder
        self.path = _new(folder, ".folder")
        self._end = before_end(self._remove)
        self._fd = -1

    def __enter__(self) -> Self:
        """Make and lock the folder; raises OSError."""
        sweep(self._folder)
        with undivided():
            os.mkdir(self.path, 0o700)
            self._end.__enter__()
            if sys.platform != "win32":
                self._fd = os.open(self.path, os.O_RDONLY)
                _lock(self._fd, wait=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder."""
        self._remove()
        self._end.__exit__()
        if self._fd >= 0:
            os.close(self._fd)

    def _remove(self) -> None:
        _remove_tree(self.path)


def _remove_tree(path: str) -> None:
    import shutil  # noqa: PLC0415 (few runs make a folder)

    shutil.rmtree(path, ignore_errors=True)


def _new(folder: str, ending: str) -> str:
    return os.path.join(folder, "-".join((_PREFIX[:-1], *here(), os.urandom(8).hex())) + ending)


def sweep(folder: str) -> None:
    """Remove the drafts that killed runs have left in a folder; once in a run."""
    if folder in swept:
        return
    swept.add(folder)
    with suppress(OSError):
        for name in os.listdir(folder or os.curdir):
            if name.startswith(_PREFIX) and (match := _NAME.fullmatch(name)):
                with suppress(OSError):
                    _remove_if_dead(os.path.join(folder, name), match.groups())


def _remove_if_dead(path: str, machine: tuple[str, ...]) -> None:
    """Remove a draft that nobody writes: its lock is free, and it is of this machine or was not touched for a day."""
    whole = path.endswith(".folder")
    # To write, as on some network file systems a lock asks for that. Without blocking: it might be a pipe.
    flags = os.O_RDONLY if whole else os.O_RDWR
    fd = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        state = os.fstat(fd)
        if not (stat.S_ISDIR if whole else stat.S_ISREG)(state.st_mode):
            return
        free = _lock(fd, wait=False)
        if free is False:
            return
        old = time.time() - state.st_mtime > _DAY
        near = free and any(one == other for one, other in zip(machine, here(), strict=True))
        if sys.platform != "win32" and (near or old) and _is_at(path, fd):
            (_remove_tree if whole else os.unlink)(path)
    finally:
        os.close(fd)
    if sys.platform == "win32":
        os.unlink(path)  # Windows refuses as long as it is open anywhere


def _lock(fd: int, *, wait: bool) -> bool | None:
    """Lock an open file; tell whether that went well, None where there are no locks."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _is_at(path: str, fd: int) -> bool:
    """Tell whether an open file still stands at a path."""
    try:
        return os.path.samestat(os.lstat(path), os.fstat(fd))
    except OSError:
        return False


@cache
def here() -> tuple[str, str]:
    """Return what a draft's name says of this machine: the run of its system, and its own name.

    Containers on a machine have the first in common, a machine before and after a power cut the second.
    """
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    marks = (_content("/proc/sys/kernel/random/boot_id") or name.encode(), name.encode() + _content("/etc/machine-id"))
    boot, own = (f"{zlib.crc32(mark):08x}" for mark in marks)
    return boot, own


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(100)
    except OSError:
        return b""
