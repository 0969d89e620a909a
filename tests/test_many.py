"""Many files: workers and the cache change nothing of what is found."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lint import many, pool, run
from lint.engine import Report, check
from lint.many import How, check_files
from lint.packs import Rulebook, load_other, load_rules
from lint.pool import Pool, order_of
from lint.run import FileResult, Task
from lint.source import Source
from lint.worker import BEGUN, Order, Parcel
from tests.conftest import PATIENCE, Run
from tests.contract.runs import EAGER

SERIAL, PARALLEL = How(jobs=1, cache=False), How(jobs=2, cache=False)
FILES = 40


@pytest.fixture
def small_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pool start for a handful of short files."""
    monkeypatch.setattr(many, "_POOL_BYTES", 0)
    monkeypatch.setattr(many, "_PARCEL_FILES", 3)


@pytest.fixture
def stories(tmp_path: Path) -> list[str]:
    """Return the paths of short stories, some clean, some with slips, some that cannot be read."""
    paths = []
    for number in range(FILES):
        path = tmp_path / f"story-{number:02}.md"
        slip = ("wiht", "with")[number % 3 > 0]
        text = f"# A story\n\nHe went home {slip} {number} others.\n\nIn ukraine it rained.\n"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    Path(paths[5]).write_bytes(b"\0\1")
    Path(paths[6]).write_bytes("Café wiht them.".encode("cp1252"))
    return [*paths, str(tmp_path / "missing.md")]


def told(results: Iterator[FileResult]) -> list[tuple[object, ...]]:
    """Return what a user is told of each file."""
    return [(result.path, result.findings, result.errors, result.note, result.problem) for result in results]


def checked(paths: list[str], how: How, task: Task | None = None) -> list[tuple[object, ...]]:
    task = task or Task(load_rules())
    return told(check_files([(path, task) for path in paths], how))


@pytest.mark.usefixtures("small_pool")
def test_workers_find_what_one_process_finds_in_the_same_order(stories: list[str]) -> None:
    expected = checked(stories, SERIAL)
    assert [row[0] for row in expected] == stories
    assert sum(len(row[1]) for row in expected if isinstance(row[1], list)) > FILES // 3
    assert checked(stories, PARALLEL) == expected


@pytest.mark.usefixtures("small_pool")
@pytest.mark.parametrize("how", [How(jobs=1), How(jobs=2)])
def test_a_cached_run_finds_what_a_fresh_one_finds(how: How, stories: list[str], cache_folder: Path) -> None:
    expected = checked(stories, SERIAL)
    assert checked(stories, how) == expected
    assert list(cache_folder.iterdir())
    assert checked(stories, how) == expected


@pytest.mark.parametrize("how", [SERIAL, How(jobs=1), How(jobs=2)])
@pytest.mark.usefixtures("small_pool")
def test_a_file_whose_result_is_known_keeps_its_place(how: How, stories: list[str]) -> None:
    gone = FileResult("gone.md", [], [], problem="no such file or directory")
    task = Task(load_rules())
    files: list[tuple[str, Task] | FileResult]
    files = [gone, *((path, task) for path in stories[:20]), gone, *((path, task) for path in stories[20:])]
    expected = checked(stories, SERIAL)
    row = told(iter([gone]))
    assert told(check_files(files, how)) == [*row, *expected[:20], *row, *expected[20:]]


def asked_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note from now on the path of every text that is really checked."""
    asked: list[str] = []

    def noted(source: Source, rulebook: Rulebook, format_: str, clock: dict[str, float] | None) -> Report:
        asked.append(source.path)
        return check(source, rulebook, format_, clock)

    monkeypatch.setattr(run, "check", noted)
    return asked


def test_only_a_changed_file_is_checked_again(stories: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_of_the_engine(monkeypatch)
    checked(stories, How(jobs=1))
    assert len(asked) == FILES - 1
    asked.clear()
    Path(stories[9]).write_text("Another story wiht a slip.\n", encoding="utf-8")
    again = checked(stories, How(jobs=1))
    assert asked == [stories[9]]
    assert again == checked(stories, SERIAL)


def test_other_rules_are_another_run(stories: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asked_of_the_engine(monkeypatch)
    checked(stories, How(jobs=1))
    asked.clear()
    fewer = Task(load_rules(ignore=["known-typo"]))
    assert not any(finding.rule == "known-typo" for row in checked(stories, How(jobs=1), fewer) for finding in row[1])  # type: ignore[attr-defined]
    assert len(asked) == FILES - 1


@pytest.mark.usefixtures("small_pool")
def test_what_a_house_says_holds_in_workers_and_outlives_no_change(stories: list[str], tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "prefer.txt").write_text("others -> the rest\n", encoding="utf-8")
    task = Task(load_rules(packs=[str(house)]))
    expected = checked(stories, SERIAL, task)
    assert expected != checked(stories, SERIAL)
    assert checked(stories, How(jobs=2), task) == expected
    assert checked(stories, How(jobs=2), task) == expected
    (house / "prefer.txt").write_text("home -> house\n", encoding="utf-8")
    load_other.cache_clear()
    changed = Task(load_rules(packs=[str(house)]))
    assert checked(stories, How(jobs=2), changed) == checked(stories, SERIAL, changed) != expected


def test_a_text_read_in_another_format_is_another_text(stories: list[str]) -> None:
    for number, path in enumerate(stories[10:30]):
        text = "- wiht\n\n    He went wiht us.\n" + "\n" * number
        Path(path).write_text(text, encoding="utf-8")
        Path(path).with_suffix(".txt").write_text(text, encoding="utf-8")
    plain = [str(Path(path).with_suffix(".txt")) for path in stories[10:30]]
    checked(stories, How(jobs=1))
    assert checked(plain, How(jobs=1)) == checked(plain, SERIAL)


@pytest.mark.parametrize("damage", [b"", b"\xff" * 200, b'{"a": 1}', None])
def test_a_damaged_cache_is_not_believed(damage: bytes | None, stories: list[str], cache_folder: Path) -> None:
    expected = checked(stories, How(jobs=1))
    files = list(cache_folder.iterdir())
    assert files
    for file in files:
        data = file.read_bytes()
        file.write_bytes(data.replace(b"with", b"wild") if damage is None else damage)
    assert checked(stories, How(jobs=1)) == expected
    assert checked(stories, How(jobs=1)) == expected


def test_a_cache_that_cannot_be_written_is_no_failure(stories: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPYDESK_CACHE_DIR", stories[0])
    assert checked(stories, How(jobs=1)) == checked(stories, SERIAL)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Return a list to which each worker is added when it starts."""
    started: list[subprocess.Popen[bytes]] = []
    honest = pool._started  # noqa: SLF001 (a test looks over its shoulder)

    def noted() -> subprocess.Popen[bytes]:
        started.append(honest())
        return started[-1]

    monkeypatch.setattr(pool, "_started", noted)
    return started


@pytest.mark.usefixtures("small_pool")
def test_a_killed_worker_loses_no_file(stories: list[str], workers: list[subprocess.Popen[bytes]]) -> None:
    task = Task(load_rules())
    results = check_files([(path, task) for path in stories], PARALLEL)
    first = next(results)
    for worker in list(workers):
        worker.kill()
    assert told(iter([first, *results])) == checked(stories, SERIAL)
    assert len(workers) > 2
    assert all(worker.poll() is not None for worker in workers)


@pytest.mark.usefixtures("small_pool")
def test_where_no_worker_can_start_the_files_are_checked_all_the_same(
    stories: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_CODE", "raise SystemExit(3)")
    assert checked(stories, PARALLEL) == checked(stories, SERIAL)


def test_a_folder_with_stories_runs_no_code(
    stories: list[str], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("pickle", "queue", "multiprocessing", "sitecustomize", "lint"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", encoding="utf-8")
    # As it is installed: Python is told nothing of the current folder, and forbids it nothing.
    script = tmp_path_factory.mktemp("bin") / "copydesk"
    script.write_text(f"{EAGER}\nfrom lint.cli import main\nmain()\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, "check", ".", "--jobs", "2", "--statistics"],
        cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, b"known-typo" in done.stdout) == (2, True)
    assert not (tmp_path / "ran").exists()


def _order() -> Order:
    order = order_of(Task(load_rules()))
    assert order is not None
    return order


def test_a_file_that_ends_its_worker_is_told_and_the_others_are_checked(stories: list[str]) -> None:
    order = _order()
    paths = (stories[1], _Trap(), stories[2])
    parcels = [Parcel((stories[0],), order), Parcel(paths, order), Parcel((stories[3],), order)]  # type: ignore[arg-type]
    outcomes = [outcome for found in Pool(2).run(parcels) for outcome in found if outcome is not None]
    problems = [outcome.result.problem for outcome in outcomes]
    assert problems == ["", "", "not checked: its check ended the worker process, twice", "", ""]
    assert [outcome.result.path for outcome in outcomes if not outcome.result.problem] == stories[:4]


def test_what_a_worker_has_repaired_is_told_before_it_goes_on(stories: list[str]) -> None:
    order = order_of(Task(load_rules(), repair=True))
    found = next(Pool(1).run([Parcel((stories[0], _Trap(), stories[3]), order)]))  # type: ignore[arg-type]
    assert [outcome and outcome.result.fixed for outcome in found] == [2, 0, 2]


class _Trap:
    """Ends the process that opens it."""

    def __fspath__(self) -> str:
        os._exit(9)


@pytest.mark.parametrize("busy", [False, True])
def test_a_worker_that_nobody_asks_any_more_ends_at_once(busy: bool, tmp_path: Path) -> None:  # noqa: FBT001
    story = tmp_path / "story.md"
    story.write_text("He went home wiht them.\n\n" * 100_000, encoding="utf-8")
    with pool._started() as worker:  # noqa: SLF001 (as the pool starts it)
        assert worker.stdin is not None
        assert worker.stdout is not None
        try:
            if busy:
                pickle.dump(Parcel((str(story),), _order(), careful=True), worker.stdin)
                worker.stdin.flush()
                assert pickle.load(worker.stdout) == BEGUN
            worker.stdin.close()
            assert worker.wait(PATIENCE) == 0
        finally:
            worker.kill()
        assert worker.stdout.read() == b""


def test_no_worker_is_left_when_nobody_takes_the_rest(
    stories: list[str], workers: list[subprocess.Popen[bytes]]
) -> None:
    results = Pool(2).run([Parcel((path,), _order()) for path in stories])
    next(results)
    assert any(worker.poll() is None for worker in workers)
    results.close()  # type: ignore[attr-defined]
    assert all(worker.poll() is not None for worker in workers)


def test_the_command_with_workers_and_cache_prints_the_same(copydesk: Run, stories: list[str], tmp_path: Path) -> None:
    for path in stories[10:-1]:
        text = Path(path).read_text(encoding="utf-8")
        Path(path).write_text(text * 900, encoding="utf-8")
    serial = copydesk("check", tmp_path, "--jobs", "1", "--no-cache")
    assert serial.stdout.count(b"\n") > FILES
    for options in (("--jobs", "2", "--no-cache"), ("--jobs", "2"), ("--jobs", "2"), ("--jobs", "1")):
        again = copydesk("check", tmp_path, *options)
        assert (again.stdout, again.stderr, again.returncode) == (serial.stdout, serial.stderr, serial.returncode)


def test_clearing_removes_the_cache_and_nothing_else(copydesk: Run, stories: list[str], cache_folder: Path) -> None:
    other = cache_folder / "mine.txt"
    other.write_text("mine", encoding="utf-8")
    checked(stories, How(jobs=1))
    assert len(list(cache_folder.iterdir())) > 1
    done = copydesk("cache", "clear")
    assert done.stdout.startswith(b"Removed ")
    assert list(cache_folder.iterdir()) == [other]
    assert copydesk("cache", "clear").stdout == b"There was no cache.\n"
