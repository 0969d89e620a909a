"""The command line: thin commands over the run."""

from lint.cli.main import main

__all__ = ["main"]
