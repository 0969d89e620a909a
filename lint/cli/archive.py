"""`copydesk archive`: its commands, each imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "check": ("lint.cli.archive_check", "check_command"),
    "fix": ("lint.cli.archive_fix", "fix_command"),
    "report": ("lint.cli.archive_report", "report_command"),
}
"""Each command with the module and the name it is found under."""


class Commands(click.Group):
    """The commands on archives."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group("archive", cls=Commands)
def archive_group() -> None:
    """Check archives of many stories (Parquet, JSON lines, folders of files), tell what was found, repair copies."""
