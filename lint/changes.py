"""Which lines git says were touched: since a branch left another, or in what is staged."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from lint.children import run_child

if TYPE_CHECKING:
    from subprocess import CompletedProcess

WHOLE = range(1, 1 << 60)
"""The lines of a file that is new as a whole."""
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_DIFF = (
    "diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv",
    "--find-renames", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules", "--diff-filter=d",
)  # fmt: skip
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}


class GitError(RuntimeError):
    """Git is missing, this is no repository, or it does not know what it was asked for."""


class Touched(NamedTuple):
    """The touched lines of each file, by its absolute path, as ranges of 1-based lines that end in LF."""

    top: str
    lines: dict[str, tuple[range, ...]]


def changed_since(ref: str) -> Touched:
    """Return the lines that differ from where this branch left another; untracked files are whole."""
    top = _top()
    if _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").returncode:
        message = f"git knows no commit “{ref}”"
        raise GitError(message)
    base = _git("merge-base", "--end-of-options", ref, "HEAD")
    if base.returncode:
        message = f"“{ref}” and this branch have no commit in common; is the clone shallow?"
        raise GitError(message)
    touched = _parsed(_output("-C", top, *_DIFF, base.stdout.decode().strip(), "--"), top)
    for name in _output("-C", top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0"):
        if name:
            touched[os.path.join(top, os.fsdecode(name))] = (WHOLE,)
    return Touched(top, touched)


def staged() -> Touched:
    """Return the lines that differ from the last commit in what is staged."""
    top = _top()
    return Touched(top, _parsed(_output("-C", top, *_DIFF, "--cached", "--"), top))


def staged_bytes(path: str, top: str) -> bytes:
    """Return what is staged of a file."""
    name = os.path.relpath(path, top).replace(os.sep, "/")
    return _output("-C", top, "cat-file", "blob", f":{name}")


def _top() -> str:
    top = _git("rev-parse", "--show-toplevel")
    if top.returncode:
        message = "this is no git repository"
        raise GitError(message)
    return os.path.realpath(os.fsdecode(top.stdout.rstrip(b"\n")))


def _git(*arguments: str) -> CompletedProcess[bytes]:
    try:
        return run_child(["git", *arguments])
    except OSError:
        message = "git is needed for this and cannot be run"
        raise GitError(message) from None


def _output(*arguments: str) -> bytes:
    done = _git(*arguments)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it failed"]
        message = f"git: {lines[-1]}"
        raise GitError(message)
    return done.stdout


def _parsed(diff: bytes, top: str) -> dict[str, tuple[range, ...]]:
    """Read a diff without context; a file git takes for binary is touched as a whole."""
    touched: dict[str, list[range]] = {}
    path = ""
    skip = 0
    for line in diff.split(b"\n"):
        if skip:
            skip -= not line.startswith(b"\\")
        elif line.startswith(b"+++ "):
            path = os.path.join(top, os.fsdecode(_name(line[4:])))
            touched.setdefault(path, [])
        elif line.startswith(b"Binary files ") and line.endswith(b" differ"):
            new = line[13:-7].rpartition(b" and ")[2]
            touched[os.path.join(top, os.fsdecode(_name(new)))] = [WHOLE]
        elif found := _HUNK.match(line):
            before, first, after = (int(each) if each is not None else 1 for each in found.groups())
            skip = before + after
            touched[path].append(range(first, first + after))
    return {path: tuple(lines) for path, lines in touched.items()}


def _name(quoted: bytes) -> bytes:
    """Return the path git names, without its prefix and its quotation."""
    if quoted.startswith(b'"'):
        quoted = re.sub(rb"\\([0-7]{3}|.)", _unescaped, quoted.rstrip(b"\t")[1:-1])
    return quoted.rstrip(b"\t")[2:] if quoted[:2] == b"b/" else quoted


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match.group(1)
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPES.get(code, code)
