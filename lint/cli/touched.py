"""The files and lines of --changed and --staged."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from lint.changes import GitError, Touched, changed_since, staged, staged_bytes
from lint.files import is_copy, is_excluded
from lint.report.columns import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def ask_git(ref: str) -> Touched:
    """Return the lines touched since a commit, or the staged ones when none is given."""
    try:
        return changed_since(ref) if ref else staged()
    except GitError as error:
        raise click.ClickException(shown(str(error))) from None


def as_staged(path: str, touched: Touched) -> bytes:
    """Return what is staged of a file."""
    try:
        return staged_bytes(os.path.realpath(path), touched.top)
    except GitError as error:
        raise click.ClickException(shown(f"{path}: {error}")) from None


def files(touched: Touched, paths: Sequence[str], exclude: Sequence[str], *, forced: bool) -> Iterator[str]:
    """Yield the touched files below the given paths that a walk would read, or that are named, sorted."""
    named = {os.path.realpath(path): path for path in paths}
    for path in sorted(touched.lines):
        if path in named:
            if not (forced and is_excluded(named[path], exclude)):
                yield named[path]
            continue
        for top, given in named.items():
            below = os.path.relpath(path, top)
            if below.split(os.sep)[0] == os.pardir:
                continue
            if is_copy(below) and not is_excluded(below, exclude):
                yield os.path.normpath(os.path.join(given, below))
            break
