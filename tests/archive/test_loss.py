"""Workers, machines and drivers are killed in the middle of a run, by documents too: nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.archive.tools import check, manifest, parquet, read, texts, traps
from tests.conftest import COMMAND, PATIENCE

pytestmark = pytest.mark.real
FILES, EACH = 6, 10
COUNT = FILES * EACH
CLUSTER = """
import json, sys
from ray.cluster_utils import Cluster
cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
other = cluster.add_node(num_cpus=1)
raylets = [node.all_processes["raylet"][0].process.pid for node in (cluster.head_node, other)]
print(json.dumps([cluster.address, *raylets]), flush=True)
sys.stdin.read()
cluster.shutdown()
"""


class Cluster(NamedTuple):
    """Two machines of a cluster, both of them here."""

    address: str
    first: int
    second: int


class Archive:
    """Stories in some files, and a pack with traps; the stories with a marker wait until they are told to go on."""

    def __init__(self, place: Path, marked: dict[int, str]) -> None:
        self.place = place
        self.out = place / "out"
        self.files = written(place, texts(COUNT, marked))
        self.how = ("--isolated", "--pack", str(traps(place)), "--trust-packs")

    def begin(self, *more: str) -> subprocess.Popen[str]:
        """Start a run."""
        arguments = ["archive", "check", *map(str, self.files), "--out", str(self.out), *self.how, *more]
        return subprocess.Popen(
            [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, "PYTHONPATH": ""},
        )

    def waiting(self, count: int) -> list[tuple[int, int]]:
        """Wait until so many documents have begun to wait; return the processes that read them, and their parents."""
        until(lambda: len(list(self.place.glob("waits-*"))) >= count)
        found = sorted(self.place.glob("waits-*"), key=lambda path: path.stat().st_mtime_ns)
        return [(int(path.name.split("-")[1]), int(path.name.split("-")[2])) for path in found]

    def go(self) -> None:
        """Let all documents that wait go on."""
        (self.place / "go").touch()

    def done(self) -> dict[str, int]:
        """Return the shards that are done, with the time they were written."""
        return {path.name: path.stat().st_mtime_ns for path in (self.out / "docs").glob("*.parquet")}

    def is_exact(self, lost: frozenset[int] = frozenset()) -> None:
        """Hold the tables against those of a run in which nothing was lost; some documents are errors."""
        rows = [row[0] for row in read(self.out, "docs", "document")]
        assert rows == [f"story-{number}" for number in range(COUNT)]
        (self.place / "same").mkdir()
        check(*written(self.place / "same", texts(COUNT)), "--out", self.place / "plain")
        gone = {f"story-{number}" for number in lost}
        names = ("document", "rule", "start", "end", "text", "suggestion", "fingerprint")
        expected = [row for row in read(self.place / "plain", "findings", *names) if row[0] not in gone]
        found = read(self.out, "findings", *names)
        assert [row[:-1] for row in found] == [row[:-1] for row in expected]
        assert {row[0] for row in read(self.out, "errors")} == gone
        sums = {row[0]: row[1] for row in read(self.out, "docs", "document", "findings")}
        assert all(count == sum(each[0] == name for each in found) for name, count in sums.items())
        told = manifest(self.out)
        assert (told["documents"], told["findings"], told["errors"]) == (COUNT, len(found), len(lost))
        assert told["ended"]
        assert not list(self.out.rglob(".draft-*"))


def written(place: Path, stories: list[str]) -> list[Path]:
    """Write stories into some files."""
    starts = range(0, COUNT, EACH)
    return [parquet(place / f"{at:02}.parquet", stories[at : at + EACH], first=at) for at in starts]


def until(true: Callable[[], object]) -> None:
    """Wait until something is so."""
    last = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.05)


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return the status of a run and what it said."""
    out, error = process.communicate(timeout=PATIENCE)
    return process.returncode, out, error


def raylet_of(process: int) -> int:
    """Return the process that stands for the machine a process of a cluster runs on."""
    while True:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        if "(raylet)" in fields:
            return process
        process = int(fields.rpartition(")")[2].split()[1])


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Return a cluster of two machines; the test that takes one down comes last."""
    for _ in range(3):  # Ray gives a machine half a minute to start, which is short when there is much else to do
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", CLUSTER],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "RAY_USAGE_STATS_ENABLED": "0"},
        )
        assert process.stdout is not None
        line = next((line for line in process.stdout if line.startswith("[")), "")
        if line:
            break
        process.communicate(timeout=PATIENCE)
    try:
        yield Cluster(*json.loads(line))
    finally:
        process.communicate(timeout=PATIENCE)


def on_ray(cluster: Cluster) -> tuple[str, ...]:
    """Return the options for a cluster."""
    return ("--on", "ray", "--address", cluster.address)


@pytest.fixture(params=["local", "ray"])
def on(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Return the options for each engine, with two workers."""
    return on_ray(request.getfixturevalue("cluster")) if request.param == "ray" else ("--jobs", "2")


def test_poison_of_each_kind_is_an_error_and_harms_no_other_document(
    on: tuple[str, ...], tmp_path: Path
) -> None:
    archive = Archive(tmp_path, {5: "RAISES", 16: "LOOPS", 17: "KILLS", 18: "RAISES", 40: "KILLS", 59: "LOOPS"})
    status, out, error = ended(archive.begin(*on, "--time-budget", "4"))
    assert (status, error) == (1, "")
    assert "; 6 could not be checked, see " in out
    found = read(archive.out, "errors")
    assert [(row[0], row[1]) for row in found] == [
        ("story-5", "raised"), ("story-16", "time"), ("story-17", "killed"), ("story-18", "raised"),
        ("story-40", "killed"), ("story-59", "time"),
    ]
    assert found[1][2] == "it was not read within 4 s"
    assert found[2][2] == "its check ended the process that read it, twice (signal SIGKILL)"
    archive.is_exact(frozenset({5, 16, 17, 18, 40, 59}))


def test_a_killed_reader_costs_nothing(on: tuple[str, ...], tmp_path: Path) -> None:
    archive = Archive(tmp_path, {13: "WAITS", 27: "WAITS"})
    run = archive.begin(*on)
    reader, _ = archive.waiting(2)[0]
    os.kill(reader, signal.SIGKILL)
    archive.waiting(3)
    archive.go()
    assert ended(run)[0] == 0
    archive.is_exact()


def test_a_killed_worker_of_a_cluster_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    archive = Archive(tmp_path, {13: "WAITS", 27: "WAITS"})
    run = archive.begin(*on_ray(cluster))
    _, worker = archive.waiting(2)[0]
    os.kill(worker, signal.SIGKILL)
    archive.waiting(3)
    archive.go()
    assert ended(run)[0] == 0
    archive.is_exact()


def test_after_a_killed_driver_the_same_command_does_what_is_left(
    on: tuple[str, ...], tmp_path: Path
) -> None:
    archive = Archive(tmp_path, {13: "WAITS", 27: "WAITS"})
    run = archive.begin(*on)
    archive.waiting(2)
    until(lambda: len(archive.done()) >= 1)
    run.kill()
    ended(run)
    before = archive.done()
    assert 1 <= len(before) < FILES
    archive.go()
    again = archive.begin(*on)
    status, out, _ = ended(again)
    assert status == 0
    told = re.match(f"Checked {COUNT} documents, ([0-9]+) of them in an earlier run", out)
    assert told is not None
    assert EACH * len(before) <= int(told.group(1)) < COUNT
    assert before.items() <= archive.done().items()
    archive.is_exact()


def test_an_interrupted_run_says_one_line_and_goes_on(on: tuple[str, ...], tmp_path: Path) -> None:
    archive = Archive(tmp_path, {13: "WAITS", 27: "WAITS"})
    run = archive.begin(*on)
    archive.waiting(2)
    os.killpg(run.pid, signal.SIGINT)
    told = "copydesk: interrupted; the same command goes on from here\n"
    assert ended(run) == (130, "", told)
    archive.go()
    assert ended(archive.begin(*on))[0] == 0
    archive.is_exact()


def test_a_killed_machine_of_a_cluster_costs_nothing(cluster: Cluster, tmp_path: Path) -> None:
    archive = Archive(tmp_path, {13: "WAITS", 27: "WAITS"})
    run = archive.begin(*on_ray(cluster))
    machines = {raylet_of(worker): (worker, reader) for reader, worker in archive.waiting(2)}
    assert machines.keys() == {cluster.first, cluster.second}
    for process in (cluster.second, *machines[cluster.second]):  # a machine goes with all that runs on it
        os.kill(process, signal.SIGKILL)
    archive.go()
    assert ended(run) == (0, f"Checked {COUNT} documents: 42 findings in 36.\n", "")
    archive.is_exact()
