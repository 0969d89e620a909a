"""The `copydesk` command."""

from __future__ import annotations

import sys

import click

from lint import __version__
from lint.cli.check import check_command
from lint.cli.rules import rule_command, rules_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="copydesk")
def group() -> None:
    """Check editorial copy: names, sentence starts, spacing, typos and tables.

    Exit status: 0 nothing to stop for, 1 an error or warning is left, 2 wrong use or a failure.
    """


group.add_command(check_command)
group.add_command(rule_command)
group.add_command(rules_command)


def main() -> None:
    """Run the command line and exit; Ctrl-C and a closed pipe end it quietly."""
    _use_utf8()
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        _leave(done.exit_code)
    except click.UsageError as error:
        error.show()
        _leave(2)
    except click.ClickException as error:
        error.show()
        _leave(2)
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write("copydesk: interrupted\n")
        _leave(130)
    except BrokenPipeError:
        sys.stderr.close()
        _leave(0, quiet=True)
    except Exception as error:  # noqa: BLE001 (no traceback reaches a user)
        sys.stderr.write(f"copydesk: internal error: {type(error).__name__}: {error}; please report it\n")
        _leave(2)
    _leave(0)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says, so that no finding is lost to an encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _leave(status: int, *, quiet: bool = False) -> None:
    """Exit, and let a pipe closed meanwhile raise nothing."""
    import os  # noqa: PLC0415 (already loaded by the interpreter)

    try:
        if not quiet:
            sys.stdout.flush()
    except BrokenPipeError:
        pass
    else:
        if not quiet:
            sys.exit(status)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(status)
