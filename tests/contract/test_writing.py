"""A file is written whole or not at all, by nobody's loss, with all else about it as it was."""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lint import drafts, writing
from lint.drafts import Draft, DraftFolder, sweep
from lint.writing import ChangedMeanwhile, write_atomically, write_new, write_whole
from tests.conftest import Run

OLD, NEW, OTHERS = b"He went wiht them.\n", b"He went with them.\n", b"An editor saved this.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_bytes(OLD)
    return path


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test be a run of its own."""
    monkeypatch.setattr(drafts, "swept", set())


def refused(path: Path, reason: str) -> None:
    """See that a file is not written, and is as it was."""
    before, state = path.read_bytes(), path.stat()
    with pytest.raises(OSError, match=reason):
        write_atomically(str(path), NEW, before)
    assert (path.read_bytes(), path.stat().st_ino, path.stat().st_mode) == (before, state.st_ino, state.st_mode)
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".copydesk")]


def test_a_file_with_a_second_name_is_left_and_told(copydesk: Run, story: Path) -> None:
    os.link(story, story.parent / "second.md")
    refused(story, "other names")
    done = copydesk("check", "--fix", "story.md")
    told = "story.md: not repaired: it has other names (hard links), which would keep the old text\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)
    assert (story.read_bytes(), story.stat().st_nlink) == (OLD, 2)


def test_an_owner_that_cannot_be_kept_is_a_reason_to_leave_a_file(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.fstat

    def of_another(fd: int) -> os.stat_result:
        state = honest(fd)
        return os.stat_result((*state[:4], state.st_uid + 1, *state[5:]))

    def forbidden(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fstat", of_another)
    monkeypatch.setattr(os, "chown", forbidden)
    with pytest.raises(PermissionError, match="its owner and group cannot be kept"):
        write_atomically(str(story), NEW, OLD)
    monkeypatch.undo()
    assert [each.read_bytes() for each in story.parent.iterdir()] == [OLD]


def test_a_name_as_long_as_names_can_be(copydesk: Run, tmp_path: Path) -> None:
    story = tmp_path / ("ж" * 126 + ".md")
    story.write_bytes(OLD)
    assert copydesk("check", "--fix", story.name).returncode == 0
    assert story.read_bytes() == NEW


def test_nobody_else_reads_a_draft(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    honest = os.fsync

    def looked_at(fd: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(fd).st_mode))
        honest(fd)

    monkeypatch.setattr(os, "fsync", looked_at)
    story.chmod(0o640)
    old = os.umask(0)
    try:
        with Draft(str(story.parent)) as draft:
            seen.append(stat.S_IMODE(os.stat(draft.path).st_mode))
        write_atomically(str(story), NEW, OLD)
    finally:
        os.umask(old)
    assert seen == [0o600, 0o640]


def saved_in_place(story: Path) -> None:
    story.write_bytes(OTHERS)


def saved_anew(story: Path) -> None:
    (story.parent / "saved").write_bytes(OTHERS)
    (story.parent / "saved").replace(story)


def removed(story: Path) -> None:
    story.unlink()


def made_a_link(story: Path) -> None:
    (story.parent / "elsewhere").write_bytes(OLD)
    story.unlink()
    story.symlink_to("elsewhere")


def made_a_folder(story: Path) -> None:
    story.unlink()
    story.mkdir()


def given_a_second_name(story: Path) -> None:
    os.link(story, story.parent / "second")


MISCHIEF = [saved_in_place, saved_anew, removed, made_a_link, made_a_folder, given_a_second_name]


def picture(folder: Path) -> dict[str, object]:
    """Return what stands in a folder: the target of a link, the content of a file."""
    return {
        each.name: os.readlink(each) if each.is_symlink() else each.is_dir() or each.read_bytes()
        for each in folder.iterdir()
    }


@pytest.mark.parametrize("mischief", MISCHIEF)
@pytest.mark.parametrize("moment", ["before it is written", "before the last look", "after the last look"])
def test_what_happens_to_a_file_meanwhile_is_not_undone(
    moment: str, mischief: Callable[[Path], None], story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[dict[str, object]] = []

    def meddle() -> None:
        if not done:
            mischief(story)
            done.append(picture(story.parent))

    state = os.stat(story)
    if moment == "before it is written":
        meddle()
    else:
        at = "_holds" if moment == "before the last look" else "_exchange"
        honest = getattr(writing, at)

        def meddled(*arguments: object) -> object:
            meddle()
            return honest(*arguments)

        monkeypatch.setattr(writing, at, meddled)
    with pytest.raises(OSError, match=r"changed|No such file|other names|Is a directory|not a regular"):
        write_atomically(str(story), NEW, OLD, state)
    drafts_aside = {name: content for name, content in done[0].items() if not name.startswith(".copydesk")}
    assert picture(story.parent) == drafts_aside


@pytest.mark.parametrize("mischief", MISCHIEF)
def test_where_files_cannot_be_exchanged_the_last_look_still_holds(
    mischief: Callable[[Path], None], story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_renameat2", lambda: None)
    test_what_happens_to_a_file_meanwhile_is_not_undone("before the last look", mischief, story, monkeypatch)


def test_where_files_cannot_be_exchanged_one_is_replaced(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_renameat2", lambda: lambda *_: 22)
    write_atomically(str(story), NEW, OLD)
    assert picture(story.parent) == {"story.md": NEW}


def test_a_link_that_leads_elsewhere_by_now_leads_to_a_file_nobody_read(tmp_path: Path) -> None:
    link = tmp_path / "story.md"
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(OLD)
    link.symlink_to("one")
    state = os.stat(link)
    link.unlink()
    link.symlink_to("two")
    with pytest.raises(ChangedMeanwhile):
        write_atomically(str(link), NEW, OLD, state)
    assert (tmp_path / "two").read_bytes() == OLD


EDITOR = """
import os, sys, time
number = 0
while not os.path.exists("enough"):
    number += 1
    with open("saved", "w") as file:
        file.write(f"{number}: wiht\\n")
    os.replace("saved", "story.md")
    for _ in range(1000):
        if open("story.md").read().startswith(f"{number}: "):
            break
        time.sleep(0.001)  # for a moment what was there before may be seen
    else:
        sys.exit(f"what was saved as number {number} is gone")
"""


def test_what_an_editor_saves_all_the_time_is_never_lost(story: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", EDITOR], cwd=story.parent, stderr=subprocess.PIPE) as editor:
        for _ in range(300):
            data = story.read_bytes()
            with contextlib.suppress(OSError):
                write_atomically(str(story), data.replace(b"wiht", b"with"), data)
        (story.parent / "enough").touch()
        assert editor.stderr is not None
        assert editor.stderr.read() == b""
    assert sorted(path.name for path in story.parent.iterdir()) == ["enough", "story.md"]


def test_of_two_that_are_saved_at_the_last_moment_the_later_stays(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest, times = writing._exchange, [0]  # noqa: SLF001 (something happens between its calls)

    def meddled(one: str, other: str) -> bool:
        times[0] += 1
        if times[0] <= 2:
            saved_anew(story)
            story.write_bytes(OTHERS + b"%d" % times[0])
        return honest(one, other)

    monkeypatch.setattr(writing, "_exchange", meddled)
    with pytest.raises(ChangedMeanwhile):
        write_atomically(str(story), NEW, OLD)
    assert picture(story.parent) == {"story.md": OTHERS + b"2"}


def left_behind(folder: Path, *machine: str) -> Path:
    """Write a draft as a killed run leaves it: nobody has it open."""
    first, *own, last = Path(Draft(str(folder)).path).name.split("-")
    path = folder / "-".join((first, *(machine or own), last))
    path.write_bytes(b"half of a st")
    return path


def test_a_draft_that_a_killed_run_left_goes_with_the_next_repair(copydesk: Run, story: Path) -> None:
    dead = left_behind(story.parent)
    assert copydesk("check", "story.md").returncode == 1
    assert dead.exists()  # a run that only checks removes nothing
    story.write_bytes(NEW)
    assert copydesk("check", "--fix", "story.md").returncode == 0
    assert picture(story.parent) == {"story.md": NEW}


def test_a_draft_that_is_being_written_stays(tmp_path: Path) -> None:
    with Draft(str(tmp_path)) as live:
        # As old as a story that has just changed places with its draft may be.
        os.utime(live.path, (0, 0))
        drafts.swept.clear()
        sweep(str(tmp_path))
        assert os.path.exists(live.path)
    assert list(tmp_path.iterdir()) == []


def test_a_draft_swept_before_it_was_locked_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, times = fcntl.flock, [0]

    def late(fd: int, how: int) -> None:
        times[0] += 1
        if times[0] == 1:
            drafts.swept.clear()
            sweep(str(tmp_path))
        honest(fd, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with Draft(str(tmp_path)) as draft:
        assert os.path.exists(draft.path)
    assert times[0] == 3


def test_a_draft_of_another_machine_stays_for_a_day(tmp_path: Path) -> None:
    young, aged = left_behind(tmp_path, "0" * 8, "1" * 8), left_behind(tmp_path, "0" * 8, "2" * 8)
    old = time.time() - 90_000
    os.utime(aged, (old, old))
    sweep(str(tmp_path))
    assert list(tmp_path.iterdir()) == [young]


def test_a_folder_is_swept_as_a_file_is(tmp_path: Path) -> None:
    with DraftFolder(str(tmp_path)) as live:
        Path(live.path, "part").touch()
        drafts.swept.clear()
        sweep(str(tmp_path))
        assert [each.name for each in Path(live.path).iterdir()] == ["part"]
    assert list(tmp_path.iterdir()) == []
    dead = left_behind(tmp_path).with_suffix(".folder")
    dead.mkdir()
    (dead / "part").touch()
    drafts.swept.clear()
    sweep(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("which", [0, 1])
def test_a_draft_of_this_machine_or_of_a_container_on_it_goes_at_once(which: int, tmp_path: Path) -> None:
    machine = list(drafts.here())
    machine[which] = "0" * 8
    left_behind(tmp_path, *machine)
    sweep(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_no_locks_only_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", none)
    young, aged = left_behind(tmp_path), left_behind(tmp_path)
    old = time.time() - 90_000
    os.utime(aged, (old, old))
    sweep(str(tmp_path))
    assert list(tmp_path.iterdir()) == [young]


def test_nothing_else_is_taken_for_a_draft(tmp_path: Path) -> None:
    dead = left_behind(tmp_path)
    for name in (dead.name + "x", "x" + dead.name, dead.name.upper(), ".copydesk-notes.draft", ".copydesk.toml"):
        (tmp_path / name).write_bytes(b"mine")
    left_behind(tmp_path).unlink()
    folder, pipe, link, file = (left_behind(tmp_path) for _ in range(4))
    for path in (folder, pipe, link):
        path.unlink()
    folder.mkdir()
    os.mkfifo(pipe)
    file.rename(file.with_suffix(".folder"))
    link.symlink_to(".copydesk.toml")
    before = {each.name for each in tmp_path.iterdir()}
    sweep(str(tmp_path))
    assert {each.name for each in tmp_path.iterdir()} == before - {dead.name}


def test_a_file_of_our_own_keeps_its_mode_and_its_link(copydesk: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    report = tmp_path / "reports" / "today.json"
    report.write_bytes(b"[]")
    report.chmod(0o604)
    (tmp_path / "out.json").symlink_to("reports/today.json")
    done = copydesk("check", "story.md", "--output-format", "json", "--output-file", "out.json")
    assert done.returncode == 1
    assert (tmp_path / "out.json").is_symlink()
    assert b"known-typo" in report.read_bytes()
    assert stat.S_IMODE(report.stat().st_mode) == 0o604
    assert [each.name for each in (tmp_path / "reports").iterdir()] == ["today.json"]


def test_a_new_file_of_our_own_is_as_open_as_any_other(copydesk: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    copydesk("check", "story.md", "--output-file", "out.txt")
    copydesk("init")
    copydesk("baseline", "write", "story.md")
    for name in ("out.txt", "copydesk.toml", "copydesk-baseline.jsonl"):
        assert (tmp_path / name).stat().st_mode == (tmp_path / "usual").stat().st_mode
        assert (tmp_path / name).stat().st_nlink == 1


def test_what_is_no_file_is_written_to_and_never_replaced(copydesk: Run, story: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    done = copydesk("check", "story.md", "--output-file", "pipe")
    assert (done.returncode, b"known-typo" in os.read(reading, 10_000)) == (1, True)
    os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert b"known-typo" in copydesk("check", "story.md", "--output-file", "/dev/stdout").stdout


def test_a_file_of_our_own_that_is_read_only_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.txt"
    path.write_text("mine", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError, match="read-only"):
        write_whole(str(path), "ours")
    assert path.read_text("utf-8") == "mine"


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "copydesk.toml"

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    for attempt in range(2):
        path.write_text("mine", "utf-8")
        with pytest.raises(FileExistsError):
            write_new(str(path), "ours")
        assert path.read_text("utf-8") == "mine"
        path.unlink()
        write_new(str(path), "ours")
        assert path.read_text("utf-8") == "ours"
        assert len(list(tmp_path.iterdir())) == 1, attempt
        monkeypatch.setattr(os, "link", no_links)


def test_a_draft_left_in_the_cache_goes_with_the_next_run(copydesk: Run, tmp_path: Path, cache_folder: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.md").write_bytes(OLD + b"\n" * number)
    left_behind(cache_folder)
    copydesk("check", ".")
    assert [each.name for each in cache_folder.iterdir() if "findings" not in each.name] == []
    left_behind(cache_folder)
    copydesk("cache", "clear")
    assert list(cache_folder.iterdir()) == []
