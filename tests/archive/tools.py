"""Small archives, what is written of them, and a pack that does to its reader what it is told to."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import pyarrow as pa
import pyarrow.parquet as pq
from click.testing import CliRunner

from lint.cli.archive_check import check_command
from lint.cli.archive_fix import fix_command

TRAPS = '''
"""A rule that does what a document tells it to do."""

import os
import re
import signal
import time

from lint.api import Safety, Severity, Whole, rule

PLACE = {place!r}


@rule(
    summary="It does what it is told.",
    why="Tests need it.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Whole("the markers may stand anywhere"),
    flags=[],
    allows=[],
)
def trap(doc, _):
    if "RAISES" in doc.prose:
        raise ValueError("as it was told")
    if "LOOPS" in doc.prose:
        re.match("(a+)+$", "a" * 64 + "b")  # runs no Python for longer than anybody waits
    if "KILLS" in doc.prose:
        os.kill(os.getpid(), signal.SIGKILL)
    if "WAITS" in doc.prose:
        name = os.path.join(PLACE, f"waits-{{os.getpid()}}-{{os.getppid()}}")
        open(name, "w").close()
        while not os.path.exists(os.path.join(PLACE, "go")):
            time.sleep(0.02)
    return iter(())
'''


def traps(place: Path) -> Path:
    """Return a pack whose rule raises, loops, kills its process or waits for the file `go` where a document says so."""
    folder = place / "traps" / "toys"
    folder.mkdir(parents=True)
    (folder / "trap.py").write_text(TRAPS.format(place=str(place)), encoding="utf-8")
    return place / "traps"


def story(number: int, more: str = "") -> str:
    """Return a story with a slip in every second one, and one more in every fifth."""
    slip = ("wiht", "with")[number % 2]
    second = "The the end." if number % 5 == 0 else "The end."
    return f"He went home {slip} {number} others.\n\nIn Ukraine it rained. {second} {more}\n"


def texts(count: int, marked: dict[int, str] | None = None) -> list[str]:
    """Return so many stories; some carry a marker."""
    return [story(number, (marked or {}).get(number, "")) for number in range(count)]


def parquet(path: Path, stories: Sequence[object], *, first: int = 0, rows: int = 1000, **more: list[Any]) -> Path:
    """Write stories into a Parquet file, with ids that go on from a number."""
    ids = [f"story-{first + number}" for number in range(len(stories))]
    pq.write_table(pa.table({"id": ids, "text": list(stories), **more}), path, row_group_size=rows)
    return path


def lines(path: Path, stories: Sequence[str]) -> Path:
    """Write stories into a file of JSON lines, packed as its name says."""
    rows = ({"id": f"story-{number}", "text": text} for number, text in enumerate(stories))
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    if path.suffix == ".gz":
        # Two members, as files that were put together have.
        data = gzip.compress(data[:1000]) + gzip.compress(data[1000:])
    if path.suffix == ".zst":
        data = pa.Codec("zstd").compress(data, asbytes=True)
    path.write_bytes(data)
    return path


class Said(NamedTuple):
    """What a user is told by a run."""

    exit_code: int
    stdout: str
    stderr: str


def check(*arguments: str | Path, jobs: int = 1) -> Said:
    """Run the command in this process; its readers are real processes."""
    return _said(check_command, arguments, jobs)


def fix(*arguments: str | Path, jobs: int = 1) -> Said:
    """Run `copydesk archive fix` the same way."""
    return _said(fix_command, arguments, jobs)


def _said(command: click.Command, arguments: tuple[str | Path, ...], jobs: int) -> Said:
    asked = [*map(str, arguments), "--isolated", "--jobs", str(jobs)]
    result = CliRunner().invoke(command, asked, standalone_mode=False)
    if isinstance(result.exception, click.ClickException):  # as the command line tells it
        return Said(2, result.stdout, f"{result.stderr}Error: {result.exception.format_message()}\n")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(result.exit_code, result.stdout, result.stderr)


def read(out: Path, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table of a run in the order of its files' names, columns in the order asked for."""
    rows: list[tuple[Any, ...]] = []
    for path in sorted((out / table).glob("*.parquet")):
        found = pq.read_table(path)
        chosen = [found.column(name).to_pylist() for name in columns or found.column_names]
        rows += zip(*chosen, strict=True)
    return rows


def manifest(out: Path) -> dict[str, Any]:
    """Return the manifest of a run."""
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return found
