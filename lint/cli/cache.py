"""`copydesk cache`."""

from __future__ import annotations

import click

from lint.cache import clear, folder
from lint.report.columns import shown


@click.group("cache")
def cache_command() -> None:
    """Manage the cache of what was found in unchanged files."""


@cache_command.command("clear")
def clear_command() -> None:
    """Remove the cache."""
    size = clear()
    click.echo(f"Removed {size:,} bytes from {shown(folder())}." if size else "There was no cache.")
