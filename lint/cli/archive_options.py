"""Options that the commands on archives share: how rows are read, and by which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from lint.cli.check import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

_READING = (
    click.option("--id-column", default="", metavar="NAME", help="The ids. Default: id, else the place of the row."),
    click.option("--text-column", default="text", metavar="NAME", help="The stories. Default: text."),
    click.option("--format-column", default="", metavar="NAME", help="The formats. Default: format, if there is one."),
    click.option(
        "--format", "default_format", type=click.Choice(("markdown", "text")), default="markdown",
        help="The format of rows that name none. Default: markdown.",
    ),
)
_RULES = (
    click.option("--select", **NAMES, help="Run only these rules or groups."),
    click.option("--ignore", **NAMES, help="Leave these rules or groups out."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these files of folders out."),
    click.option("--pack", "packs", multiple=True, metavar="PACK", help="Add a house pack: a folder or a name."),
    click.option("--trust-packs", is_flag=True, help="Let house packs run rules in Python."),
    click.option("--config", type=click.Path(), default="", help="Use this configuration file for every story."),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
)
_RUN = (
    click.option("--on", type=click.Choice(("local", "ray")), default="local", help="The engine. Default: local."),
    click.option("--address", default="", metavar="ADDR", help="With --on ray: the cluster, as Ray names it."),
    click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Worker processes. Default: one a processor."),
    click.option(
        "--time-budget", type=click.FloatRange(0, min_open=True), default=60.0, metavar="SECONDS",
        help="What takes longer is given up. Default: 60.",
    ),
    click.option("--retry-errors", is_flag=True, help="Check shards anew in which a document could not be checked."),
    click.option("--quiet", "-q", is_flag=True, help="Print no summary."),
)


def reading_options(command: Command) -> Command:
    """Add the options that say how rows are read."""
    return _with(_READING, command)


def rule_options(command: Command) -> Command:
    """Add the options that say by which rules stories are checked."""
    return _with(_RULES, command)


def run_options(command: Command) -> Command:
    """Add the options that say how a run is done."""
    return _with(_RUN, command)


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
