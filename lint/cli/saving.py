"""Write a file of our own whole, or leave what stood there."""

from __future__ import annotations

import os

import click

from lint.report.columns import shown


def save(path: str, text: str) -> None:
    """Write text as UTF-8 with LF; a failure is told and leaves the file as it was."""
    draft = f"{path}.{os.getpid()}.copydesk"
    try:
        with open(draft, "x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
        os.replace(draft, path)
    except OSError as error:
        if os.path.exists(draft):
            os.unlink(draft)
        message = f"cannot write {shown(path)}: {(error.strerror or str(error)).lower()}"
        raise click.ClickException(message) from None
