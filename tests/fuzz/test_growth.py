"""No shape grows faster than the text it is given: not in instructions, counted one by one, and not in memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.shapes import SHAPES

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
PARTS = 2
"""Processes that measure at the same time."""
BOUND = 2.2
"""What the second half of a text may take for what the first took: twice, and a tenth for what is sorted."""
MULTIPLE = 150
"""Bytes of memory for a byte of text, beyond what a flood of findings may take."""
FLOOD = 32 << 20
"""Bytes that the findings of a text may take which is too small to be called a flood."""
SIZE = 200_000


def measured(*arguments: str, before: tuple[str, ...] = (), folder: Path | None = None) -> list[dict[str, Any]]:
    """Measure every shape, a part of them in each process."""
    processes = []
    for part in range(PARTS):
        logs = (folder or ROOT) / str(part)
        if folder is not None:
            logs.mkdir()
        command = [each.format(logs=logs) for each in (*before, sys.executable, "-m", "tests.fuzz.growth", *arguments)]
        processes.append(
            subprocess.Popen(
                [*command, str(part), str(PARTS)],
                cwd=ROOT,
                env={**os.environ, "PYTHONHASHSEED": "0"},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
    rows = []
    for process in processes:
        told, failed = process.communicate()
        assert process.returncode == 0, failed.decode()
        rows += [json.loads(line) for line in told.splitlines()]
    assert {row["name"] for row in rows} == set(SHAPES)
    return rows


def test_twice_the_text_takes_at_most_twice_the_instructions(tmp_path: Path) -> None:
    valgrind = "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null"
    rows = measured("instructions", "{logs}", before=(*valgrind.split(), "--log-file={logs}/%p"), folder=tmp_path)
    assert [row for row in rows if row["ratio"] > BOUND] == []


def test_memory_stays_within_a_multiple_of_the_text() -> None:
    rows = measured("memory", str(SIZE))
    assert [row for row in rows if row["peak"] > FLOOD + MULTIPLE * row["size"]] == []
