"""`copydesk completion`, and the names a shell may complete."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

from lint.packs import PackError, load_all, names_of

SHELLS = ("bash", "fish", "zsh")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print the completion script of SHELL; `eval "$(copydesk completion bash)"` in its start-up file turns it on."""
    found = get_completion_class(shell)
    group = click.get_current_context().find_root().command
    if found is not None:
        click.echo(found(group, {}, "copydesk", "_COPYDESK_COMPLETE").source())


def rule_names(_: click.Context, __: click.Parameter, beginning: str) -> list[CompletionItem]:
    """Return the rules and groups that go on from the last comma of what was typed."""
    before, comma, last = beginning.rpartition(",")
    try:
        names = names_of(load_all())
    except PackError:
        return []
    return [CompletionItem(before + comma + name) for name in sorted(names) if name.startswith(last)]
