"""No shape grows faster than the text it is given: not in instructions, counted one by one, and not in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.shapes import SHAPES

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
PARTS = 2
"""Processes that measure at the same time."""
BOUND = 2.1
"""What the second half of a text may take for what the first took: twice, and a little for what is sorted."""
MULTIPLE = 200
"""Bytes of memory for a byte of text, beyond what a flood of findings may take."""
FLOOD = 24 << 20
"""Bytes that the findings of a text may take which is too small to be called a flood."""
SIZE = 100_000


def measured(folder: Path, kind: str, argument: str, before: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Measure every shape, a part of them in each process; the figures stay in the folder, to be looked at."""
    processes = []
    for part in range(PARTS):
        logs = folder / str(part)
        logs.mkdir()
        command = [*before, sys.executable, "-m", "tests.fuzz.growth", kind, argument, str(part), str(PARTS)]
        with open(folder / f"{part}.jsonl", "wb") as rows, open(folder / f"{part}.txt", "wb") as failed:
            processes.append(
                subprocess.Popen(
                    [each.replace("LOGS", str(logs)) for each in command],
                    cwd=ROOT,
                    env={**os.environ, "PYTHONHASHSEED": "0"},
                    stdout=rows,
                    stderr=failed,
                )
            )
    for part, process in enumerate(processes):
        assert process.wait() == 0, (folder / f"{part}.txt").read_text()
    found = [json.loads(line) for path in folder.glob("*.jsonl") for line in path.read_text().splitlines()]
    assert sorted(row["name"] for row in found) == sorted(SHAPES)
    return found


def test_twice_the_text_takes_at_most_twice_the_instructions(tmp_path: Path) -> None:
    valgrind = "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file=LOGS/%p"
    rows = measured(tmp_path, "instructions", "LOGS", valgrind.split())
    assert [row for row in rows if row["ratio"] > BOUND] == []


def test_memory_stays_within_a_multiple_of_the_text(tmp_path: Path) -> None:
    rows = measured(tmp_path, "memory", str(SIZE))
    assert [row for row in rows if row["peak"] > FLOOD + MULTIPLE * row["size"]] == []
