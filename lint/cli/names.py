"""`copydesk names learn`."""

from __future__ import annotations

import os
import sys

import click

from lint.cli.checking import Run
from lint.cli.options import Options
from lint.cli.saving import failing
from lint.learning import Names
from lint.packs import PackError, load_other
from lint.report.columns import shown, shown_lines


@click.group("names")
def names_command() -> None:
    """Work on the names of the house."""


@names_command.command("learn")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--least", default=3, show_default=True, help="How often a name has to stand to be proposed.")
@click.option("--pack", "packs", multiple=True, metavar="PACK", help="Leave out the names that this house pack has.")
def learn_command(paths: tuple[str, ...], least: int, packs: tuple[str, ...]) -> None:
    """Propose lines for names.txt from published copy; move those that are right into it.

    PATHS are files or directories; without any, the current directory. Each name stands under a comment that says how
    often it is written so, in how many stories, the first and the last of them, and which forms rival it.
    """
    known: frozenset[str] = frozenset()
    with failing(PackError):
        for pack in packs:
            known |= load_other(pack).right
    run = Run(Options(paths=paths or (os.curdir,), packs=packs, select=(), no_baseline=True))
    names = Names()
    for source in run.sources():
        names.read(source)
    proposed = names.proposed(least, known)
    for name in proposed:
        click.echo(shown_lines(name.lines()))
    click.echo(shown(f"Names proposed: {len(proposed)}."), err=True)
    sys.exit(2 if run.failed else 0)
