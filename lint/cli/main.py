"""The `copydesk` command."""

from __future__ import annotations

import io
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from lint import __version__
from lint.report.columns import shown_lines
from lint.source import reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPLETION = "_COPYDESK_COMPLETE"
"""The variable in which a shell asks for completions."""
INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells give it."""


COMMANDS = {
    "archive": ("lint.cli.archive", "archive_group"),
    "cache": ("lint.cli.cache", "cache_command"),
    "baseline": ("lint.cli.baseline", "baseline_command"),
    "check": ("lint.cli.check", "check_command"),
    "completion": ("lint.cli.completion", "completion_command"),
    "config": ("lint.cli.config", "config_command"),
    "init": ("lint.cli.config", "init_command"),
    "languagetool": ("lint.cli.languagetool", "languagetool_group"),
    "names": ("lint.cli.names", "names_command"),
    "pack": ("lint.cli.pack", "pack_command"),
    "review": ("lint.cli.review", "review_command"),
    "rule": ("lint.cli.rules", "rule_command"),
    "rules": ("lint.cli.rules", "rules_command"),
}
"""Each command with the module and the name it is found under; only the one that runs is imported."""


class Commands(click.Group):
    """A group of commands, each imported when it is asked for."""

    def __init__(self, *parts: Any, places: Mapping[str, tuple[str, str]], **attributes: Any) -> None:  # noqa: ANN401 (click's)
        """Make a group of the commands at some places, each a module and a name in it."""
        super().__init__(*parts, **attributes)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        del ctx
        return sorted(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        if cmd_name not in self._places:
            return None
        module, name = self._places[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Commands, places=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="copydesk")
def group() -> None:
    """Check editorial copy: names, sentence starts, spacing, typos and tables.

    Exit status: 0 nothing to stop for, 1 an error or warning is left, 2 wrong use or a failure.
    """


def main() -> None:
    """Run the command line and exit; Ctrl-C and a closed pipe end it quietly."""
    _prepare_streams()
    try:
        status = _run()
        sys.stdout.flush()
    except KeyboardInterrupt as stop:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C adds nothing
        # A terminal has just shown ^C.
        _say("\n" * sys.stderr.isatty() + "; ".join(("copydesk: interrupted", *map(str, stop.args))))
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has read enough: `copydesk check … | head` is no failure.
        status = 0
    except OSError as error:
        what = "cannot write" if error.filename is None else os.fsdecode(error.filename)
        _say(f"copydesk: {what}: {reason_of(error)}")
        status = 2
    except Exception as error:  # noqa: BLE001 (no traceback reaches a user)
        _say(f"copydesk: internal error: {type(error).__name__}: {error}; please report it")
        status = 2
    _leave(status)


def _run() -> int:
    """Run the command that was asked for and return the exit status.

    It goes round ``group.main``, which makes a closed pipe a failure and Ctrl-C two lines.
    """
    asked = os.environ.get(COMPLETION)
    if asked:
        from click.shell_completion import shell_complete  # noqa: PLC0415 (only a shell asks)

        return shell_complete(group, {}, "copydesk", COMPLETION, asked)
    try:
        with group.make_context("copydesk", sys.argv[1:]) as context:
            group.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)  # it repeats what was asked, which a shell may have taken from the names of files
        sys.stderr.write(shown_lines(said.getvalue()))
        return 2
    except click.Abort:
        raise KeyboardInterrupt from None
    return 0


def _prepare_streams() -> None:
    """Write UTF-8 whatever the locale says, so that no finding is lost to an encoding; a closed stream swallows."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open until the process ends)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (open until the process ends)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(message: str) -> None:
    """Write a last line to standard error, if anyone still listens."""
    with suppress(OSError):
        sys.stderr.write(shown_lines(message) + "\n")
        sys.stderr.flush()


def _leave(status: int) -> NoReturn:
    """Exit at once, and let what is still buffered for a closed pipe or a full disk raise nothing.

    The interpreter is not taken down piece by piece: that costs a tenth of a short run and frees nothing in the end.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    os._exit(status)
