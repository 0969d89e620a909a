"""`copydesk review`: each finding of a file is accepted or refused with one key."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from lint.cli.checking import Run
from lint.cli.options import Options
from lint.ending import before_end
from lint.fixing import apply
from lint.report.columns import shown
from lint.report.terminal import full
from lint.source import reason_of
from lint.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Edit, Finding
    from lint.source import Source

KEYS = "y accept  n leave  a accept all that is left  q stop and keep what was accepted  x stop and change nothing"


@click.command("review")
@click.argument("path", type=click.Path())
@click.option("--pack", "packs", multiple=True, metavar="PACK", help="Add a house pack: a folder or a name.")
def review_command(path: str, packs: tuple[str, ...]) -> None:
    """Go through the findings of one file, and repair what you accept.

    Keys: y accept, n leave, a accept all that is left, q stop and keep what was accepted, x stop and change nothing.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        message = "review needs a terminal; `copydesk check --fix` does without"
        raise click.UsageError(message)
    if os.path.isdir(path):
        message = "review takes one file"
        raise click.UsageError(message)
    run = Run(Options(paths=(path,), packs=packs))
    results = list(run.noted())
    source = results[0].source if results else None
    if run.failed or source is None:
        sys.exit(2)
    findings = results[0].findings
    with _key_by_key():
        accepted = _ask(findings, source)
    if accepted:
        _write(source, accepted)
    edits = "repair" if len(accepted) == 1 else "repairs"
    click.echo(f"Made {len(accepted)} {edits}; findings seen: {len(findings)}.")


def _ask(findings: list[Finding], source: Source) -> list[Edit]:
    """Show each finding and return the edits that were accepted; what collides with one of them is only shown."""
    keyboard = Keyboard()
    colour = not os.environ.get("NO_COLOR")
    accepted: list[Edit] = []
    rest = False
    for number, finding in enumerate(findings, 1):
        edits = [edit for edit in finding.edits if not _collides(edit, accepted)]
        if rest:
            accepted += edits
            continue
        click.echo(f"\n{number} of {len(findings)}\n" + full(finding, source, colour=colour), nl=False)
        if not edits:
            click.echo("Nothing to repair here. Any key goes on; q and x stop.")
        key = keyboard.key(KEYS if edits else "", "ynaqx" if edits else "")
        if key == "x":
            return []
        if key == "q":
            break
        rest = key == "a"
        if key in ("y", "a"):
            accepted += edits
    return accepted


def _collides(edit: Edit, accepted: list[Edit]) -> bool:
    return any(
        edit == other or (edit.start < other.end and other.start < edit.end) or edit.start == other.start
        for other in accepted
    )


class Keyboard:
    """The keys that are pressed, one by one, however fast they come; the terminal hands them over without Enter."""

    def __init__(self) -> None:
        self._waiting = ""

    def key(self, prompt: str, keys: str) -> str:
        """Return the next key, once it is one of those that mean something; any key where none does."""
        if prompt:
            click.echo(prompt)
        while True:
            self._waiting = self._waiting or _pressed().lower()
            key, self._waiting = self._waiting[:1], self._waiting[1:]
            if key in ("", "\x03", "\x04"):
                raise KeyboardInterrupt
            if not keys or key in keys:
                return key


def _pressed() -> str:
    """Return what is pressed next; nothing when the terminal is gone."""
    if sys.platform == "win32":
        return click.getchar()
    return os.read(sys.stdin.fileno(), 64).decode("utf-8", "replace")


@contextmanager
def _key_by_key() -> Iterator[None]:
    """Let the terminal hand over each key at once, without dropping those pressed before; then as it was."""
    if sys.platform == "win32":
        yield
        return
    import termios  # noqa: PLC0415 (Windows has none)
    import tty  # noqa: PLC0415

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)

    def as_before() -> None:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)

    with before_end(as_before):
        try:
            tty.setcbreak(fd, termios.TCSADRAIN)
            yield
        finally:
            as_before()


def _write(source: Source, edits: list[Edit]) -> None:
    try:
        data = source.encode(apply(source.text, sorted(edits)))
        write_atomically(source.path, data, source.encode(source.text))
    except UnicodeEncodeError as error:
        message = f"{source.path}: not repaired: {source.encoding} has no {error.object[error.start]!r}"
        raise click.ClickException(shown(message)) from None
    except OSError as error:
        message = f"{source.path}: not repaired: {reason_of(error)}"
        raise click.ClickException(shown(message)) from None
