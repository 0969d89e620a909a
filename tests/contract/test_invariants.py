"""The fix contract over many generated and damaged stories; the same findings in every mode of the command."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lint.model import Safety
from tests.conftest import PATIENCE, Run
from tests.contract.runs import EAGER, command
from tests.invariants import NAMES, is_read_whole, is_repaired_only_where_told, is_the_same_in_any_order
from tests.strategies import Copy, copies, texts
from tests.test_invariants import stories

pytestmark = pytest.mark.real

FORMAT = st.sampled_from(sorted(NAMES))
LEAST = st.sampled_from([Safety.SAFE, Safety.SUGGEST])
MANY = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@settings(MANY, max_examples=200)
@given(copy=copies())
def test_places_lead_back_to_the_bytes(copy: Copy) -> None:
    is_read_whole(copy)


@MANY
@given(copy=copies(), format_=FORMAT, least=LEAST)
def test_repairs_settle_and_change_nothing_else(copy: Copy, format_: str, least: Safety) -> None:
    is_repaired_only_where_told(copy, format_, least)


@MANY
@given(text=texts(), format_=FORMAT, least=LEAST, seed=st.integers(0, 999))
def test_repairs_may_be_made_in_any_order(text: str, format_: str, least: Safety, seed: int) -> None:
    is_the_same_in_any_order(text, format_, least, seed)


def test_every_mode_of_the_command_finds_the_same(tmp_path: Path, copydesk: Run) -> None:
    """Serial and parallel, cached and fresh, by path, by folder, by another name of the folder, by standard input."""
    (tmp_path / "in").mkdir()
    paths = [f"in/{Path(path).name}" for path in stories(tmp_path / "in", 60)]

    def told(*arguments: str, where: Path = tmp_path) -> list[str]:
        done = subprocess.run(
            command("check", "--output-format", "json-lines", *arguments, before=EAGER),
            cwd=where, capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        return [json.dumps({**row, "path": "in/" + Path(row["path"]).name}) for row in rows]

    serial = told("--jobs", "1", "--no-cache", "in")
    assert len(serial) > len(paths)
    for arguments in (("--jobs", "2", "--no-cache"), ("--jobs", "2"), ("--jobs", "2"), ("--jobs", "1")):
        assert told(*arguments, "in") == serial
        assert sorted(told(*arguments, *reversed(paths))) == sorted(serial)
    assert told(str(tmp_path / "in")) == told(".", where=tmp_path / "in") == serial
    one_by_one = []
    for path in paths:
        data = (tmp_path / path).read_bytes()
        done = copydesk("check", "--output-format", "json-lines", "--stdin-filename", path, "-", given=data)
        one_by_one += [json.dumps(json.loads(line)) for line in done.stdout.splitlines()]
    assert one_by_one == serial
