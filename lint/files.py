"""Which files a run reads."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from typing import TYPE_CHECKING, NamedTuple

from lint.readers import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pathspec import PathSpec

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
    """A path on the command line that cannot be read, and why, as a sentence."""

    path: str
    reason: str


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
                real = os.path.realpath(file)
                if real not in seen:
                    seen.add(real)
                    yield file
            if not found:
                yield Missing(path, "no .md, .markdown, .txt or .text file in it to read")
        elif not os.path.exists(path):
            yield Missing(path, "no such file or directory")
        else:
            real = os.path.realpath(path)
            if real in seen or (force_exclude and _is_excluded(path, exclude)):
                continue
            seen.add(real)
            yield path


def _walk(top: str, exclude: Sequence[str]) -> Iterator[str]:
    ignores = _Ignores(top)
    for folder, folders, names in os.walk(top):
        ignores.enter(folder)
        folders[:] = sorted(
            name
            for name in folders
            if name[0] != "." and not _is_excluded(os.path.join(folder, name), exclude)
            and not ignores.match(os.path.join(folder, name) + "/")
        )
        for name in sorted(names):
            dot = name.rfind(".")
            path = os.path.join(folder, name)
            if name[0] != "." and name[dot:].lower() in SUFFIXES and dot > 0 and not _is_excluded(path, exclude):
                if not ignores.match(path):
                    yield path


def _is_excluded(path: str, exclude: Sequence[str]) -> bool:
    """Match a pattern against the name, or against the path when the pattern has a slash."""
    name = os.path.basename(path)
    flat = os.path.normpath(path).replace(os.sep, "/")
    return any(
        (fnmatch(flat, pattern.rstrip("/")) or fnmatch(flat, "*/" + pattern.rstrip("/"))) if "/" in pattern.rstrip("/")
        else fnmatch(name, pattern.rstrip("/"))
        for pattern in exclude
    )


class _Ignores:
    """The git ignore files that hold in a walk: of the repository's top down to the folder."""

    def __init__(self, top: str) -> None:
        self._specs: list[tuple[str, PathSpec]] = []
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
        from pathspec import PathSpec  # noqa: PLC0415 (39 ms, and many walks meet no ignore file)

        with open(path, encoding="utf-8", errors="replace") as file:
            self._specs.append((base, PathSpec.from_lines("gitwildmatch", file)))

    def match(self, path: str) -> bool:
        """Tell whether git would ignore a path; the deepest file that speaks of it decides."""
        full = os.path.abspath(path) + ("/" if path.endswith("/") else "")
        for base, spec in reversed(self._specs):
            if full.startswith(base + os.sep):
                verdict = spec.check_file(full[len(base) + 1 :]).include
                if verdict is not None:
                    return bool(verdict)
        return False
