"""`copydesk check`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from lint.cli.checking import Run
from lint.cli.options import LEVELS, Options
from lint.cli.output import FORMATS
from lint.config import ENGINES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _names(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Split comma-separated names."""
    return tuple(name.strip() for each in value for name in each.split(",") if name.strip())


def _complete(ctx: click.Context, param: click.Parameter, beginning: str) -> list[CompletionItem]:
    from lint.cli.completion import rule_names  # noqa: PLC0415 (only a shell asks)

    return rule_names(ctx, param, beginning)


NAMES: dict[str, Any] = {"multiple": True, "callback": _names, "shell_complete": _complete, "metavar": "NAMES"}


def _ref(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """Refuse an empty commit, which would be a script's mistake."""
    if value == "":
        message = "needs a commit or a branch, such as origin/main"
        raise click.BadParameter(message)
    return value or ""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--select", **NAMES, help="Run only these rules or groups.")
@click.option("--ignore", **NAMES, help="Leave these rules or groups out.")
@click.option("--fix", is_flag=True, help="Apply safe repairs to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: apply suggested repairs too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--changed", callback=_ref, metavar="REF", help="Report only lines that differ from where REF was left.")
@click.option("--staged", is_flag=True, help="Report only lines that are staged, as they are staged.")
@click.option("--no-baseline", is_flag=True, help="Report what the baseline holds too.")
@click.option("--add-ignore", default="", metavar="REASON", help="Write an ignore comment for each finding.")
@click.option("--output-format", type=click.Choice(FORMATS), help="Default: full on a terminal, concise elsewhere.")
@click.option("--output-file", type=click.Path(dir_okay=False), default="", help="Write the findings to this file.")
@click.option(
    "--fail-on", type=click.Choice(tuple(LEVELS)),
    help="The least severity that makes the exit status 1. Default: warning.",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found: --fail-on never.")
@click.option("--statistics", is_flag=True, help="Show how many findings each rule has, instead of the findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only, no summary.")
@click.option("--exclude", multiple=True, callback=_names, metavar="GLOBS", help="Leave these files or folders out.")
@click.option("--force-exclude", is_flag=True, help="Apply exclusions to files named on the command line too.")
@click.option("--stdin-filename", default="", metavar="PATH", help="The name standard input is reported under.")
@click.option("--pack", "packs", multiple=True, metavar="PACK", help="Add a house pack: a folder or a name.")
@click.option("--trust-packs", is_flag=True, help="Let house packs run rules in Python.")
@click.option("--engine", type=click.Choice(ENGINES), help="languagetool: let LanguageTool read too, for grammar.")
@click.option("--languagetool-url", default="", metavar="URL", help="A LanguageTool server that runs already.")
@click.option("--config", type=click.Path(), default="", help="Use this configuration file for every file.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Worker processes. Default: one a processor.")
@click.option("--no-cache", is_flag=True, help="Check every file anew; read and write no cache.")
@click.option("--show-timing", is_flag=True, help="Show at the end how long each rule took; one process, no cache.")
@click.option("--color/--no-color", default=None, help="Default: colour on a terminal, unless NO_COLOR is set.")
def check_command(
    *, paths: tuple[str, ...], exit_zero: bool, color: bool | None, output_format: str | None, **rest: object
) -> None:
    """Check copy and report what is wrong with it.

    PATHS are files, directories, or - for standard input; without any, the current directory.
    """
    terminal = sys.stdout.isatty() and not rest["output_file"]
    rest["engine"] = rest["engine"] or ""
    rest["fail_on"] = "never" if exit_zero else rest["fail_on"] or ""
    options = Options(
        paths=paths or (".",),
        output_format=output_format or ("full" if terminal else "concise"),
        colour=(terminal and not os.environ.get("NO_COLOR")) if color is None else color,
        **rest,  # type: ignore[arg-type]
    )
    if options.unsafe_fixes and not (options.fix or options.diff):
        message = "--unsafe-fixes needs --fix or --diff"
        raise click.UsageError(message)
    if (options.changed or options.staged) and "-" in options.paths:
        message = "--changed and --staged ask git about files; standard input is none"
        raise click.UsageError(message)
    if options.staged and (options.fix or options.diff or options.add_ignore or options.changed):
        message = "--staged reads what is staged: it goes with none of --changed, --fix, --diff and --add-ignore"
        raise click.UsageError(message)
    if options.add_ignore:
        _check_reason(options)
    sys.exit(Run(options).go())


def _check_reason(options: Options) -> None:
    """Refuse a reason that cannot stand in a comment, and what does not go together with --add-ignore."""
    from lint.silencing import reason_problem  # noqa: PLC0415 (only --add-ignore needs it)

    message = reason_problem(options.add_ignore)
    if options.fix or options.diff or "-" in options.paths:
        message = "--add-ignore works on files, without --fix and --diff"
    if message:
        raise click.UsageError(message)
