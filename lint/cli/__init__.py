"""The command line: thin commands over the run."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit."""
    try:
        from lint.cli.main import main as run  # noqa: PLC0415 (so that Ctrl-C during the imports is quiet too)
    except KeyboardInterrupt:
        sys.stderr.write("copydesk: interrupted\n")
        sys.exit(130)
    run()
