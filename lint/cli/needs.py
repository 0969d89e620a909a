"""What is not installed is said in one sentence, with what to install."""

from __future__ import annotations

from importlib import import_module

import click


def need(module: str, extra: str) -> None:
    """Refuse to go on without a package that an extra brings."""
    try:
        import_module(module)
    except ImportError:
        message = f"this needs {module}: pip install 'copydesk[{extra}]'"
        raise click.ClickException(message) from None
