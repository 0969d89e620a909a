"""The command line: thin commands over the run."""

import gc

from lint.ending import end_on_signals

__all__ = ["main"]

_PATIENCE = 1_000_000
"""Objects made before a search for unreachable cycles; a story makes fewer, and no cycles."""


def main() -> None:
    """Run the command line and exit."""
    end_on_signals()  # before the imports, which take the greater part of a short run
    gc.set_threshold(_PATIENCE, 50, 100)
    from lint.cli.main import main as run  # noqa: PLC0415 (as above)

    run()
