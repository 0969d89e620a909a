"""Open a file to read it, and nothing that is no file and might never end."""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

_OPEN_ALREADY = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/", os.devnull)
"""What whoever started us has opened himself, such as `<(…)` of a shell; that is read to its end."""
_NO_FILES = {
    stat.S_IFIFO: "it is a named pipe",
    stat.S_IFCHR: "it is a device",
    stat.S_IFBLK: "it is a device",
    stat.S_IFSOCK: "it is a socket",
}


def opened(path: str) -> BinaryIO:
    """Open a file for reading; raises OSError, and never waits, for a named pipe, a device or a socket."""
    if os.fspath(path).startswith(_OPEN_ALREADY):
        return open(path, "rb")
    return open(path, "rb", opener=_if_file)


def contents(path: str) -> bytes:
    """Return the bytes of a file; raises OSError for what is none."""
    with opened(path) as file:
        return file.read()


def _if_file(path: str, flags: int) -> int:
    try:
        fd = os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except OSError as error:
        if error.errno == errno.ENXIO:  # nobody is at the other end
            raise OSError(errno.ENXIO, _NO_FILES[stat.S_IFSOCK], path) from None
        raise
    kind = stat.S_IFMT(os.fstat(fd).st_mode)
    if kind in _NO_FILES:
        os.close(fd)
        raise OSError(errno.EINVAL, _NO_FILES[kind], path)
    return fd
