"""Which files a run reads."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from typing import TYPE_CHECKING, NamedTuple

from lint.opening import contents
from lint.readers import SUFFIXES
from lint.source import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pathspec import GitIgnoreSpec

DEFAULT_EXCLUDE = (
    "requirements*.txt",
    "LICENSE*",
    "LICENCE*",
    "NOTICE*",
    "COPYING*",
    "robots.txt",
    "ads.txt",
    "humans.txt",
    "CMakeLists.txt",
)
"""Text files that are no copy; a directory walk leaves them out."""


class Missing(NamedTuple):
    """A path that yields nothing to read, and why, as a sentence.

    A ``fatal`` one was asked for and cannot be read; else there is merely nothing to do.
    """

    path: str
    reason: str
    fatal: bool = True


def find_files(paths: Sequence[str], exclude: Sequence[str], *, force_exclude: bool = False) -> Iterator[str | Missing]:
    """Yield each file to read once, in the order given, a directory's files sorted.

    A named file is read whatever its name, unless ``force_exclude``; a directory yields its
    `.md .markdown .txt .text` files that are neither hidden, git-ignored nor excluded.
    """
    seen: set[str] = set()
    for path in paths:
        if os.path.isdir(path):
            found = False
            for file in _walk(path, exclude):
                found = True
                if isinstance(file, Missing):
                    yield file
                    continue
                real = os.path.realpath(file)
                if real not in seen:
                    seen.add(real)
                    yield file
            if not found:
                yield Missing(path, "no .md, .markdown, .txt or .text file in it to read", fatal=False)
        elif not os.path.exists(path):
            broken = os.path.islink(path)
            yield Missing(path, "a link to nothing" if broken else "no such file or directory")
        else:
            real = os.path.realpath(path)
            if real in seen or (force_exclude and is_excluded(path, exclude)):
                continue
            seen.add(real)
            yield path


def _walk(top: str, exclude: Sequence[str]) -> Iterator[str | Missing]:
    """Yield a directory's files to read, and each folder in it that cannot be read."""
    ignores = _Ignores(top)
    closed: list[OSError] = []
    for folder, folders, names in os.walk(top, onerror=closed.append):
        while closed:
            yield _closed(closed.pop(), top)
        ignores.enter(folder)
        # Below the current folder a path needs no "./" in front.
        below = _below(os.path.join(folder, ""), top)
        folders[:] = sorted(
            name
            for name in folders
            if name[0] != "." and not _matches(below + name, exclude) and not ignores.match(below + name + "/")
        )
        for name in sorted(names):
            dot = name.rfind(".")
            path = below + name
            if name[0] == "." or name[dot:].lower() not in SUFFIXES or _matches(path, exclude):
                continue
            if not ignores.match(path) and os.path.isfile(path):
                yield path
    while closed:
        yield _closed(closed.pop(), top)


def _below(path: str, top: str) -> str:
    return path.removeprefix(os.path.join(os.curdir, "")) if top == os.curdir else path


def _closed(error: OSError, top: str) -> Missing:
    return Missing(_below(os.fspath(error.filename), top), f"cannot be read: {reason_of(error)}")


def is_copy(path: str) -> bool:
    """Tell whether a walk would read a file of this name: it ends as copy does and no part of it is hidden."""
    parts = path.split(os.sep)
    return os.path.splitext(path)[1].lower() in SUFFIXES and not any(part.startswith(".") for part in parts)


def is_excluded(path: str, exclude: Sequence[str]) -> bool:
    """Tell whether a pattern matches a path or a folder above it."""
    flat = os.path.normpath(path)
    while flat and flat != os.path.dirname(flat):
        if _matches(flat, exclude):
            return True
        flat = os.path.dirname(flat)
    return False


def _matches(path: str, exclude: Sequence[str]) -> bool:
    """Match a pattern against the name, or against the path when the pattern has a slash."""
    name = os.path.basename(path)
    flat = os.path.normpath(path).replace(os.sep, "/")
    for given in exclude:
        pattern = given.removeprefix("./").rstrip("/")
        if "/" in pattern:
            if fnmatch(flat, pattern) or fnmatch(flat, "*/" + pattern):
                return True
        elif fnmatch(name, pattern):
            return True
    return False


class _Ignores:
    """The git ignore files that hold in a walk: of the repository's top down to the folder."""

    def __init__(self, top: str) -> None:
        """Read the ignore files above a folder; a folder named although it is ignored is read."""
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        self._above(top)
        if self.match(os.path.join(top, "")):
            self._specs.clear()

    def _above(self, top: str) -> None:
        folder = os.path.abspath(top)
        above = []
        while True:
            above.append(folder)
            if os.path.exists(os.path.join(folder, ".git")):
                self._read(os.path.join(folder, ".git", "info", "exclude"), folder)
                for each in reversed(above[1:]):
                    self.enter(each)
                return
            parent = os.path.dirname(folder)
            if parent == folder:
                return
            folder = parent

    def enter(self, folder: str) -> None:
        """Read a folder's own ignore file, if it has one."""
        self._read(os.path.join(folder, ".gitignore"), os.path.abspath(folder))

    def _read(self, path: str, base: str) -> None:
        if not os.path.isfile(path):
            return
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 (39 ms, and many walks meet no ignore file)

        try:
            lines = contents(path).decode("utf-8", "replace").splitlines()
        except OSError:
            return  # git passes over an ignore file it may not read, with no more than a warning
        try:
            spec = GitIgnoreSpec.from_lines(lines)
        except ValueError:
            # git passes over a pattern that is none, such as a lone "!".
            spec = GitIgnoreSpec.from_lines([line for line in lines if line.strip("!\\ ")])
        self._specs.append((base, spec))

    def match(self, path: str) -> bool:
        """Tell whether git would ignore a path; the deepest file that speaks of it decides."""
        full = os.path.abspath(path) + ("/" if path.endswith("/") else "")
        for base, spec in reversed(self._specs):
            if full.startswith(base + os.sep):
                verdict = spec.check_file(full[len(base) + 1 :]).include
                if verdict is not None:
                    return bool(verdict)
        return False
