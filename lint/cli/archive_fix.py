"""`copydesk archive fix`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from lint.archive.shards import bare
from lint.cli.archive_check import Check, many, require
from lint.cli.archive_options import reading_options, rule_options, run_options
from lint.cli.archive_plan import ArchivePlan
from lint.cli.saving import failing
from lint.report.columns import shown

if TYPE_CHECKING:
    from lint.archive.run import Total


@click.command("fix")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", required=True, metavar="DIR", help="The folder or address for the copies and their edits.")
@click.option("--unsafe-fixes", is_flag=True, help="Make suggested repairs too.")
@reading_options
@rule_options
@run_options
def fix_command(*, unsafe_fixes: bool, **asked: object) -> None:
    """Write repaired copies of an archive, and a table of every edit. The archive itself is never changed.

    INPUT is what copydesk archive check reads. DIR/copies holds what was read, of the same kind, with safe repairs
    made; DIR/edits says what was changed where. The same command goes on where it was broken off.

    Exit status: 0 all was copied, 1 some stories are copied as they were (DIR/errors says why), 2 wrong use or a
    failure.
    """
    require(asked)
    from lint.archive.shards import ArchiveError  # noqa: PLC0415 (needs the extra)

    asked["repair"] = "suggest" if unsafe_fixes else "safe"
    with failing(ArchiveError):
        sys.exit(_Fix(ArchivePlan(asked), asked).go())


class _Fix(Check):
    """One run of the command."""

    def _summary(self, total: Total, out: str) -> str:
        """Return what the run came to."""
        text = f"Repaired {total.flagged:,} of {many(total.documents, 'document')} with {many(total.findings, 'edit')}"
        if total.before:
            text += f"; {total.before:,} were done in an earlier run"
        if total.errors:
            text += f"; {total.errors:,} could not be, see {shown(os.path.join(bare(out), 'errors'))}"
        return text + "."
