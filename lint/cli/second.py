"""The second reader of a run: found and started, and told of when it did not read something."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from lint.ending import before_end
from lint.external.client import NO_PACKAGE
from lint.external.installation import FOLDER, Unavailable
from lint.external.languagetool import LanguageTool
from lint.external.server import LocalServer
from lint.report.columns import shown
from lint.second import Second

if TYPE_CHECKING:
    from collections.abc import Sequence

URL_VARIABLE = "COPYDESK_LANGUAGETOOL_URL"
_MOST_NAMED = 50
"""Files named in one warning; after so many nobody reads on."""


def second_reader(url: str) -> Second:
    """Return LanguageTool at an address, or on a server of our own that ends with the command.

    Our own is started when there is a story to read.
    """
    url = url or os.environ.get(URL_VARIABLE, "")
    if url:
        _check(url)
        return Second(LanguageTool(lambda: url))
    server = LocalServer()
    click.get_current_context().call_on_close(server.stop)
    click.get_current_context().with_resource(before_end(server.stop))
    return Second(LanguageTool(lambda: _started(server)), release=FOLDER)


def _started(server: LocalServer) -> str:
    """Start a server, saying so on a terminal, and return its address."""
    if find_spec("language_tool_python") is None:
        raise Unavailable(NO_PACKAGE)
    waiting = sys.stderr.isatty()
    if waiting:
        click.echo("Starting LanguageTool …\r", err=True, nl=False)
    try:
        server.start()
    finally:
        if waiting:
            click.echo(" " * 24 + "\r", err=True, nl=False)
    return server.url


def _check(url: str) -> None:
    """Refuse what is no address of a server."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        message = f"“{shown(url)}” is no address of a server, such as http://127.0.0.1:8081"
        raise click.UsageError(message)


def tell_unread(unread: Sequence[tuple[str, str]], files: int) -> None:
    """Say once why some files were not grammar-checked, and which."""
    first, *rest = unread[0][1].split("\n")
    click.echo(f"warning: {shown(first)}", err=True)
    for line in rest:
        click.echo(shown(line), err=True)
    if len(unread) == files > _MOST_NAMED:
        click.echo(f"not grammar-checked: all {files} files", err=True)
        return
    names = ", ".join(shown(path) for path, _ in unread[:_MOST_NAMED])
    more = f" and {len(unread) - _MOST_NAMED} more" if len(unread) > _MOST_NAMED else ""
    click.echo(f"not grammar-checked: {names}{more}", err=True)
