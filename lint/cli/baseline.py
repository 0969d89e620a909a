"""`copydesk baseline write`."""

from __future__ import annotations

import os

import click

from lint.baseline import Baseline, baseline_text
from lint.cli.checking import Run
from lint.cli.options import Options
from lint.cli.saving import save
from lint.fingerprint import mark_of
from lint.report.columns import shown


@click.group("baseline")
def baseline_command() -> None:
    """Let what old copy holds be silent, so that only new slips are found."""


@baseline_command.command("write")
@click.argument("paths", nargs=-1, type=click.Path())
def write_command(paths: tuple[str, ...]) -> None:
    """Write what is found now into the baseline, in place of what it held of the same files.

    PATHS are files or directories; without any, the current directory. The entries of files that are gone go too.
    """
    run = Run(Options(paths=paths or (".",), no_baseline=True))
    path = run.plan.baseline_path(run.plan.root)
    if os.path.exists(path) and not os.path.isfile(path):
        message = f"{shown(path)} is no file"
        raise click.ClickException(message)
    old = run.plan.baseline(path) or Baseline(os.path.dirname(path), {})
    marks = {key: held for key, held in old.marks.items() if os.path.isfile(os.path.join(old.folder, key))}
    for result in run.noted():
        if result.source is not None:
            marks[old.key(result.path)] = [mark_of(finding, result.source) for finding in result.findings]
    if run.failed:
        message = f"{shown(path)} was left as it was"
        raise click.ClickException(message)
    save(path, baseline_text({key: held for key, held in marks.items() if held}))
    count, files = sum(map(len, marks.values())), sum(map(bool, marks.values()))
    now = "`copydesk check` is silent on them now; commit it."
    click.echo(f"Wrote {shown(path)}: findings {count}, files {files}. {now}")
