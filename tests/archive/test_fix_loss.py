"""A run that repairs is killed, or is made on a cluster: the copies are those of a run that was left alone."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.archive.test_loss import COUNT, EACH, FILES, Archive, ended, until
from tests.archive.tools import manifest, read
from tests.conftest import COMMAND

pytestmark = pytest.mark.real


class Copied(Archive):
    """An archive of which repaired copies are made."""

    def begin(self, *more: str) -> subprocess.Popen[str]:
        """Start a run."""
        return subprocess.Popen(
            [*COMMAND, "archive", "fix", *map(str, self.files), "--out", str(self.out), *self.how, *more],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, "PYTHONPATH": ""},
        )  # fmt: skip

    def copies(self) -> list[dict[str, str]]:
        """Return the rows of all copies."""
        return [row for path in sorted(self.out.glob("copies/*/*")) for row in pq.read_table(path).to_pylist()]

    def files_of(self) -> dict[str, bytes]:
        """Return every file of the run but the manifest, which tells the time."""
        return {
            str(path.relative_to(self.out)): path.read_bytes()
            for path in self.out.rglob("*.parquet")
            if path.is_file()
        }


def test_after_a_killed_driver_the_same_command_copies_what_is_left(tmp_path: Path) -> None:
    archive = Copied(tmp_path, {13: "WAITS", 27: "WAITS"})
    run = archive.begin("--jobs", "2")
    archive.waiting(2)
    until(lambda: len(archive.done()) >= 1)
    os.killpg(run.pid, signal.SIGKILL)
    ended(run)
    before = archive.done()
    assert 1 <= len(before) < FILES
    archive.go()
    status, out, error = ended(archive.begin("--jobs", "2"))
    assert (status, error) == (0, "")
    assert f"; {EACH * len(before)} were done in an earlier run" in out
    assert before.items() <= archive.done().items()
    assert [row["id"] for row in archive.copies()] == [f"story-{number}" for number in range(COUNT)]
    assert not list(archive.out.rglob(".draft-*"))
    resumed = archive.files_of()
    archive.out = tmp_path / "alone"
    assert ended(archive.begin("--jobs", "1"))[0] == 0
    assert archive.files_of() == resumed
    told = manifest(archive.out)
    assert told["ended"]
    assert (told["documents"], told["findings"]) == (COUNT, len(read(archive.out, "edits")))


def test_copies_made_on_ray_are_the_same(tmp_path: Path) -> None:
    archive = Copied(tmp_path, {5: "RAISES", 17: "KILLS"})
    assert ended(archive.begin("--jobs", "2"))[0] == 1
    here = archive.files_of()
    archive.out = tmp_path / "ray"
    assert ended(archive.begin("--on", "ray", "--jobs", "2"))[0] == 1
    assert archive.files_of() == here
    assert len(here) == 4 * FILES
