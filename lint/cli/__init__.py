"""The command line: thin commands over the run."""

import gc
import sys

__all__ = ["main"]

_PATIENCE = 100_000
"""Objects made before a search for unreachable cycles; a story makes fewer, and no cycles."""


def main() -> None:
    """Run the command line and exit."""
    gc.set_threshold(_PATIENCE, 50, 100)
    try:
        from lint.cli.main import main as run  # noqa: PLC0415 (so that Ctrl-C during the imports is quiet too)
    except KeyboardInterrupt:
        sys.stderr.write("copydesk: interrupted\n")
        sys.exit(130)
    run()
