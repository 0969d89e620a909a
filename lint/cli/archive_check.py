"""`copydesk archive check`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from lint.archive.shards import bare
from lint.cli.archive_options import reading_options, rule_options, run_options
from lint.cli.archive_plan import ArchivePlan
from lint.cli.needs import need
from lint.cli.progress import Bar
from lint.cli.saving import failing
from lint.ending import unwinding
from lint.report.columns import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.archive.run import Total
    from lint.archive.shards import Done, Shard


@click.command("check")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="DIR", help="The folder or address for the results.")
@reading_options
@click.option("--keep-column", "keep", multiple=True, metavar="NAME", help="Hand a column on to docs/.")
@rule_options
@run_options
def check_command(**asked: object) -> None:
    """Check the stories of an archive and write what is found as tables.

    INPUT is a Parquet file, a file of JSON lines (also .gz or .zst), a story, or a folder of them, on this machine or
    in object storage. The same command goes on where it was broken off.

    Exit status: 0 every story was checked, 1 some could not be (DIR/errors says why), 2 wrong use or a failure.
    """
    require(asked)
    from lint.archive.shards import ArchiveError  # noqa: PLC0415 (needs the extra)

    with failing(ArchiveError):
        sys.exit(Check(ArchivePlan(asked), asked).go())


def require(asked: dict[str, object]) -> None:
    """Refuse to go on without what a run needs."""
    need("pyarrow", "archive")
    if asked["on"] == "ray":
        need("ray", "ray")
    elif asked["address"]:
        message = "--address needs --on ray"
        raise click.UsageError(message)


class Check:
    """One run of the command."""

    def __init__(self, plan: ArchivePlan, asked: dict[str, object]) -> None:
        self._plan = plan
        self._asked = asked
        self._quiet = bool(asked["quiet"])
        self._bar: Bar | None = None

    def go(self) -> int:
        """Run and return the exit status."""
        from lint.archive.output import Output  # noqa: PLC0415 (needs the extra)
        from lint.archive.run import Run, Total, alone  # noqa: PLC0415

        out = str(self._asked["out"])
        output = Output(out if "://" in out else os.path.abspath(out), self._plan.folders())
        with alone(output):
            shards = self._plan.shards()
            self._warn(shards)
            if not shards:
                return self._tell(Total(), out)
            run = Run(shards, output, self._plan.manifest())
            left = run.prepare()
            if sys.stderr.isatty() and not self._quiet:
                self._bar = Bar(sum(shard.rows for shard in left), sys.stderr)
            try:
                with unwinding():
                    total = run.go(left, self._engine)
            except KeyboardInterrupt:
                message = "the same command goes on from here"
                raise KeyboardInterrupt(message) from None
            finally:
                if self._bar is not None:
                    self._bar.close()
        return self._tell(total, out)

    def _warn(self, shards: Sequence[Shard]) -> None:
        """Say that ids are no ids."""
        count = len({mark for shard in shards for mark in shard.twins})
        if count and not self._quiet:
            told = "1 id stands" if count == 1 else f"{count:,} ids stand"
            click.echo(f"note: {told} more than once; its documents are told apart by their places", err=True)

    def _engine(self, shards: Sequence[Shard], out: str) -> Iterator[tuple[Shard, Done | str]]:
        jobs = int(str(self._asked["jobs"])) or _processors()
        if self._asked["on"] == "ray":
            from lint.archive.on_ray import run_ray  # noqa: PLC0415 (needs the extra)

            yield from run_ray(shards, out, str(self._asked["address"]), jobs, self._tick)
        else:
            from lint.archive.local import run_local  # noqa: PLC0415 (needs the extra)

            yield from run_local(shards, out, jobs, self._tick)

    def _tick(self, count: int) -> None:
        if self._bar is not None:
            self._bar.tick(count)

    def _tell(self, total: Total, out: str) -> int:
        failed = (*self._plan.unread, *total.failed)
        for failure in failed:
            click.echo(f"error: {shown(failure)}", err=True)
        if not self._quiet:
            click.echo(self._summary(total, out) if total.documents else "No story was found.")
        return 2 if failed else int(total.errors > 0)

    def _summary(self, total: Total, out: str) -> str:
        """Return what the run came to."""
        text = f"Checked {many(total.documents, 'document')}"
        if total.before:
            text += f", {total.before:,} of them in an earlier run"
        text += f": {many(total.findings, 'finding')} in {total.flagged:,}"
        if total.errors:
            text += f"; {total.errors:,} could not be checked, see {shown(os.path.join(bare(out), 'errors'))}"
        return text + "."


def many(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
