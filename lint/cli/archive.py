"""`copydesk archive`: its commands, each imported when it is asked for."""

from __future__ import annotations

import click

from lint.cli.main import Commands

COMMANDS = {
    "check": ("lint.cli.archive_check", "check_command"),
    "fix": ("lint.cli.archive_fix", "fix_command"),
    "report": ("lint.cli.archive_report", "report_command"),
}
"""Each command with the module and the name it is found under."""


@click.group("archive", cls=Commands, places=COMMANDS)
def archive_group() -> None:
    """Check archives of many stories (Parquet, JSON lines, folders of files), tell what was found, repair copies."""
