"""Write a file whole or not at all, and keep what else there is about it."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from lint.drafts import Draft
from lint.ending import undivided

if TYPE_CHECKING:
    from collections.abc import Callable

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)
"""What Linux says where files cannot be exchanged: an old system, some file systems, some containers."""
_DEVICES = ("/dev/", "/proc/")
"""Where a name such as /dev/stdout leads to what is open already, be it a file."""
_OF_THE_CONTENT = ("security.evm", "security.ima")
"""Attributes that sign a file's content: a new content has none."""


class ChangedMeanwhile(OSError):  # noqa: N818 (what happened to the file, not an error of ours)
    """A file that someone else changed between the reading and the writing."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EAGAIN, "it changed while it was being checked", path)


def write_atomically(path: str, data: bytes, before: bytes, read: os.stat_result | None = None) -> None:
    """Replace a file's content in one step; a symbolic link keeps its target, which is what is written.

    Mode, owner, group, access lists and extended attributes stay; where they cannot, and where the file
    has other names (hard links), nothing is written. Raises OSError, and the file is then as it was: also
    when it no longer holds what it held ``before``, or is no longer the file whose state was ``read``.
    """
    target = os.path.realpath(path)
    state = os.lstat(target)
    if read is not None and not os.path.samestat(read, state):
        raise ChangedMeanwhile(path)
    _check(state, target, path)
    with Draft(os.path.dirname(target)) as draft:
        fd = draft.file.fileno()
        _keep(fd, draft.path, state, target)
        draft.file.write(data)
        draft.file.flush()
        # So that after a power cut the name leads to the old text or to the new one, and not to nothing. When the
        # folder itself comes to the disk does not matter for that.
        os.fsync(fd)
        if sys.platform == "win32":
            draft.file.close()
        with undivided():
            _put(draft.path, target, before, data)


def _check(state: os.stat_result, target: str, path: str) -> None:
    """Raise OSError when a file cannot be written, or is not meant to be."""
    if stat.S_ISLNK(state.st_mode):
        raise ChangedMeanwhile(path)
    # The second test is for root, who may write anything: a file made read-only is meant to stay.
    if not os.access(target, os.W_OK) or not state.st_mode & 0o222:
        raise PermissionError(errno.EACCES, "it is read-only", path)
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", path)
    if state.st_nlink > 1:
        # To part the names would leave the old text under the others; to write into the file would not be one step.
        raise OSError(errno.EMLINK, "it has other names (hard links), which would keep the old text", path)


def _keep(fd: int, draft: str, state: os.stat_result, target: str) -> None:
    """Give a draft the owner, the attributes and the mode of the file it is to replace; raises OSError."""
    own = os.fstat(fd)
    if (own.st_uid, own.st_gid) != (state.st_uid, state.st_gid):
        try:
            os.chown(fd, state.st_uid, state.st_gid)
        except OSError:
            raise PermissionError(errno.EPERM, "its owner and group cannot be kept", target) from None
    if hasattr(os, "listxattr"):
        _keep_attributes(fd, target)
    os.chmod(fd if os.chmod in os.supports_fd else draft, stat.S_IMODE(state.st_mode))


def _keep_attributes(fd: int, target: str) -> None:
    """Give a draft the extended attributes of a file, among them access lists, and no others."""
    wanted, own = _attributes(target), _attributes(fd)
    for name in {*wanted, *own}:
        try:
            if name not in wanted:
                os.removexattr(fd, name)
            elif own.get(name) != wanted[name]:
                os.setxattr(fd, name, wanted[name])
        except OSError:
            if not name.startswith("security."):  # those are the system's own, which gives them as it must
                raise PermissionError(errno.EPERM, "its extended attributes cannot be kept", target) from None


def _attributes(file: str | int) -> dict[str, bytes]:
    try:
        return {name: os.getxattr(file, name) for name in os.listxattr(file) if name not in _OF_THE_CONTENT}
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return {}
        raise


def _put(draft: str, target: str, before: bytes, data: bytes) -> None:
    """Put a draft with its data in a file's place, if that still holds what it held before.

    Where the system lets two files change places, what comes out is looked at again: what somebody put
    there at the last moment goes back, and what came there since then stays.
    """
    if not _holds(target, before):
        raise ChangedMeanwhile(target)
    if not _exchange(draft, target):
        os.replace(draft, target)
    elif not _holds(draft, before):
        _exchange(draft, target)
        if not _holds(draft, data):
            _exchange(draft, target)
        raise ChangedMeanwhile(target)


def _holds(path: str, before: bytes) -> bool:
    """Tell whether a regular file with one name has a content."""
    with suppress(OSError), open(path, "rb", opener=_no_link) as file:
        state = os.fstat(file.fileno())
        regular = stat.S_ISREG(state.st_mode) and state.st_nlink == 1
        return regular and state.st_size == len(before) and file.read() == before
    return False


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _exchange(one: str, other: str) -> bool:
    """Let two files change places in one step; tell whether the system can do that. Raises OSError."""
    rename = _renameat2()
    if rename is None:
        return False
    number = rename(os.fsencode(one), os.fsencode(other))
    if number in _CANNOT:
        return False
    if number:
        raise OSError(number, os.strerror(number), other)
    return True


@cache
def _renameat2() -> Callable[[bytes, bytes], int] | None:
    """Return a function of Linux that exchanges two files and returns an error number; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 (only when something is written)

    try:
        function = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return None
    function.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return lambda one, other: ctypes.get_errno() if function(_HERE, one, _HERE, other, _EXCHANGE) else 0


def write_whole(path: str, text: str) -> None:
    """Write a file of our own as UTF-8 with LF, in one step; what is no file, such as a pipe, is written to.

    A symbolic link keeps its target, and a file its mode; raises OSError, and the file is then as it was.
    """
    data = text.encode("utf-8", "backslashreplace")
    state = os.stat(path) if os.path.exists(path) else None
    if os.path.abspath(path).startswith(_DEVICES) or (state is not None and not stat.S_ISREG(state.st_mode)):
        with open(path, "wb") as stream:
            stream.write(data)
        return
    target = os.path.realpath(path)
    if state is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only", path)
    with Draft(os.path.dirname(target), 0o666) as draft:
        if state is not None:
            with suppress(OSError):  # the file is ours to write anew; who owned it is second to that
                _keep(draft.file.fileno(), draft.path, state, target)
        _finish(draft, data)
        os.replace(draft.path, target)


def write_new(path: str, text: str) -> None:
    """Write a file that is not there yet, in one step; raises FileExistsError when it is."""
    with Draft(os.path.dirname(os.path.abspath(path)), 0o666) as draft:
        _finish(draft, text.encode())
        try:
            os.link(draft.path, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, "it is there already", path) from None
            os.replace(draft.path, path)


def _finish(draft: Draft, data: bytes) -> None:
    draft.file.write(data)
    draft.file.flush()
    os.fsync(draft.file.fileno())
    if sys.platform == "win32":
        draft.file.close()
