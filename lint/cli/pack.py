"""`copydesk pack`: test, expand and try a house pack."""

from __future__ import annotations

import os
import sys

import click

from lint.cli.checking import Run
from lint.cli.options import Options
from lint.cli.saving import failing
from lint.packs import PackError, pack_name
from lint.report.columns import shown
from lint.trials import house_of, line_problems, said_of


@click.group("pack")
def pack_command() -> None:
    """Work on a house pack: a folder with names.txt, prefer.txt and avoid.txt."""


@pack_command.command("test")
@click.argument("pack")
def test_command(pack: str) -> None:
    """Try every line of PACK on a sentence made for it."""
    with failing(PackError):
        house = house_of(pack)
        problems = list(line_problems(pack))
    for problem in problems:
        click.echo(shown(problem))
    lines = sum(map(len, house))
    click.echo(f"{lines - len({each.split(': ')[0] for each in problems})} of {lines} lines do what they say.")
    sys.exit(bool(problems))


@pack_command.command("expand")
@click.argument("pack")
def expand_command(pack: str) -> None:
    """Propose lines for the derived forms of the words in prefer.txt of PACK; add those that are right."""
    from lint.house.forms import derived  # noqa: PLC0415 (it opens the lexicon)

    with failing(PackError):
        lines = derived(house_of(pack).prefer)
    for line in lines:
        click.echo(shown(line))


@pack_command.command("try")
@click.argument("pack")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--trust-packs", is_flag=True, help="Let the pack run rules in Python.")
def try_command(pack: str, paths: tuple[str, ...], *, trust_packs: bool) -> None:
    """Show what PACK alone would say of an archive: counts, samples and the rate per 10,000 words.

    PATHS are files or directories; without any, the current directory.
    """
    name = pack_name(pack)
    options = Options(
        paths=paths or (os.curdir,), packs=(pack,), select=(name,), no_baseline=True, trust_packs=trust_packs
    )
    run = Run(options)
    said = said_of(run.noted())
    for message, count, samples in said.messages:
        click.echo(f"{count:6}  {shown(message)}")
        for sample in samples:
            click.echo(f"        {shown(sample)}")
    click.echo(f"Findings {said.found} in {said.files} files and {said.words} words: {said.rate:.1f} per 10,000 words.")
    sys.exit(2 if run.failed else 0)
