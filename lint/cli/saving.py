"""Files of our own written whole, and failures told without a traceback."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from lint.report.columns import shown
from lint.source import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def failing(kind: type[Exception]) -> Iterator[None]:
    """Turn errors of a kind into a sentence for the user and status 2."""
    try:
        yield
    except kind as error:
        raise click.ClickException(shown(str(error))) from None


def save(path: str, text: str) -> None:
    """Write text as UTF-8 with LF; a failure is told and leaves the file as it was."""
    from lint.writing import write_whole  # noqa: PLC0415 (only when something is written)

    try:
        write_whole(path, text)
    except OSError as error:
        message = f"cannot write {shown(path)}: {reason_of(error)}"
        raise click.ClickException(message) from None
