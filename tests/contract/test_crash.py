"""`--fix` over many files, killed, starved of space or of rights: each file is wholly old or wholly new."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import COMMAND, PATIENCE, Run
from tests.contract.runs import (
    AT_A_LINE,
    EAGER,
    MENDED,
    command,
    family,
    new,
    old,
    running,
    strays,
    wait_for_family,
    write_stories,
)

pytestmark = pytest.mark.real

FILES, KILLS = 300, 30

@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    write_stories(folder, FILES)
    return folder


def mended(folder: Path) -> int:
    return sum(MENDED.encode() in path.read_bytes() for path in folder.glob("*.md"))


def finish(folder: Path, *options: str) -> None:
    """Let a run come to its end and see that all is new and nothing is left over."""
    done = subprocess.run(
        [*COMMAND, "check", "--fix", *options, "."], cwd=folder, capture_output=True, check=False, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, b""), done
    assert strays(folder) == []
    assert mended(folder) == len(list(folder.glob("*.md")))


def test_killed_at_any_line_of_the_writing(tmp_path: Path) -> None:
    left_over, moment, ended = 0, 0, False
    while not ended:
        moment += 1
        write_stories(tmp_path, 1)
        done = subprocess.run(
            command("SIGKILL", str(moment), "check", "--fix", "000.md", before=AT_A_LINE), cwd=tmp_path,
            capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        ended = done.returncode == 0
        assert ended or done.returncode == -signal.SIGKILL, done.stderr
        left_over += bool(strays(tmp_path))
        if not ended and moment % 4 == 0:
            finish(tmp_path)
    # Lines that run while a draft exists, and lines there are: fewer would show that nothing was tried.
    assert left_over > 20
    assert moment > 60
    finish(tmp_path)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("whom", ["the run", "all its processes"])
def test_killed_at_many_moments(jobs: str, whom: str, stories: Path) -> None:
    chance = random.Random(f"{jobs} {whom}")
    before = EAGER if jobs == "2" else ""
    options = ("check", "--fix", "--jobs", jobs, "--no-cache", ".")
    with_workers = midway = 0
    for _ in range(KILLS):
        with running(*options, where=stories, before=before) as process:
            # From the first moment to a little past the last one.
            try:
                process.wait(chance.random() * 1.3)
            except subprocess.TimeoutExpired:
                with_workers += bool(family(process))
                if whom == "the run":
                    process.kill()
                else:
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait(PATIENCE)
            wait_for_family(process)
        strays(stories)
        count = mended(stories)
        midway += 0 < count < FILES
        if count > FILES * 2 // 3:
            finish(stories)
            write_stories(stories, FILES)
    assert midway > KILLS // 8
    assert with_workers > KILLS // 8 or jobs == "1"
    finish(stories, "--jobs", jobs)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a file system of its own of 256 KB; it takes root to make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    assert done.returncode == 0, f"this test mounts a small file system, which only root may: {done.stderr.decode()}"
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, rest: int) -> None:
    """Leave so many bytes free."""
    state = os.statvfs(folder)
    (folder / "rest").write_bytes(b"\0" * (state.f_bavail * state.f_frsize - rest))


@pytest.mark.parametrize("rest", [0, 4096, 8192])
def test_on_a_full_disk_a_file_is_left_and_told(copydesk: Run, small_disk: Path, rest: int) -> None:
    story = small_disk / "story.md"
    story.write_bytes(old(0) * 30)
    fill(small_disk, rest)
    done = copydesk("check", "--fix", "story.md", where=small_disk)
    assert done.stderr == b"story.md: not repaired: no space left on device\n"
    assert (done.returncode, b"known-typo" in done.stdout) == (2, True)
    assert story.read_bytes() == old(0) * 30
    done = copydesk("check", "--add-ignore", "as it came", "story.md", where=small_disk)
    assert done.stderr == b"story.md: left as it was: no space left on device\n"
    assert sorted(path.name for path in small_disk.iterdir()) == ["rest", "story.md"]
    (small_disk / "rest").unlink()
    assert copydesk("check", "--fix", "story.md", where=small_disk).returncode == 0
    assert story.read_bytes() == new(0) * 30


def test_on_a_full_disk_our_own_files_are_left_and_told(copydesk: Run, small_disk: Path, tmp_path: Path) -> None:
    stories = tmp_path / "stories"
    stories.mkdir()
    write_stories(stories, 100)
    (small_disk / "out.json").write_text("{}", "utf-8")
    fill(small_disk, 4096)
    done = copydesk("check", stories, "--output-file", "out.json", "--output-format", "json", where=small_disk)
    assert (done.returncode, done.stderr) == (2, b"Error: cannot write out.json: no space left on device\n")
    assert (small_disk / "out.json").read_text("utf-8") == "{}"
    done = copydesk("baseline", "write", stories, where=small_disk)
    assert done.returncode == 2
    assert done.stderr == b"Error: cannot write copydesk-baseline.jsonl: no space left on device\n"
    # A cache that cannot be written is none, and no failure.
    (small_disk / "rest").unlink()
    fill(small_disk, 4096)
    done = copydesk("check", stories, "--jobs", "1", where=small_disk, COPYDESK_CACHE_DIR=str(small_disk / "cache"))
    assert (done.returncode, done.stderr, done.stdout.count(b"known-typo")) == (1, b"", 100)
    assert not [name for name in os.listdir(small_disk / "cache") if "draft" in name]


def test_owner_group_and_mode_stay(copydesk: Run, tmp_path: Path) -> None:
    write_stories(tmp_path, 1)
    story = tmp_path / "000.md"
    os.chown(story, 12_345, 54_321)
    story.chmod(0o6664)
    assert copydesk("check", "--fix", "000.md").returncode == 0
    state = story.stat()
    assert story.read_bytes() == new(0)
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (12_345, 54_321, 0o6664)


def without(right: str) -> list[str]:
    """Return the beginning of a command that root runs without one of his rights."""
    assert shutil.which("setpriv"), "setpriv is needed: apt-get install util-linux"
    rights = {"chown": "-chown", "everything": "-dac_override,-dac_read_search"}[right]
    return ["setpriv", f"--bounding-set={rights}"]


def test_an_owner_that_cannot_be_kept_leaves_the_file(tmp_path: Path) -> None:
    write_stories(tmp_path, 1)
    os.chown(tmp_path / "000.md", 12_345, -1)
    done = subprocess.run(
        [*without("chown"), *COMMAND, "check", "--fix", "000.md"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.stderr == b"000.md: not repaired: its owner and group cannot be kept\n"
    assert (done.returncode, (tmp_path / "000.md").read_bytes()) == (2, old(0))
    assert strays(tmp_path) == []


def test_a_folder_that_cannot_be_written_to_leaves_the_file(tmp_path: Path) -> None:
    write_stories(tmp_path, 1)
    tmp_path.chmod(0o555)
    done = subprocess.run(
        [*without("everything"), *COMMAND, "check", "--fix", "000.md"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.stderr == b"000.md: not repaired: its folder cannot be written to\n"
    assert (done.returncode, (tmp_path / "000.md").read_bytes()) == (2, old(0))


def access_list(user: int) -> bytes:
    """Return an access list in the form of Linux: the user may read and write, others as the mode 0640 says."""
    everyone, undefined = 0xFFFFFFFF, 0xFFFFFFFF
    entries = [(1, 6, undefined), (2, 6, user), (4, 4, undefined), (16, 6, undefined), (32, 0, everyone)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def test_access_lists_and_attributes_stay_and_none_is_added(copydesk: Run) -> None:
    # Not in the usual folder for tests, whose file system may know no attributes.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        write_stories(folder, 2)
        first, second = folder / "000.md", folder / "001.md"
        os.setxattr(first, "user.source", b"agency")
        os.setxattr(first, "system.posix_acl_access", access_list(4242))
        os.setxattr(folder, "system.posix_acl_default", access_list(2424))
        before = {name: os.getxattr(first, name) for name in os.listxattr(first)}
        mode = first.stat().st_mode
        assert copydesk("check", "--fix", ".", where=folder).returncode == 0
        assert {name: os.getxattr(first, name) for name in os.listxattr(first)} == before
        assert first.stat().st_mode == mode
        assert "system.posix_acl_access" not in os.listxattr(second)
        assert first.read_bytes() + second.read_bytes() == new(0) + new(1)


def test_a_file_the_system_holds_fast_is_left(copydesk: Run) -> None:
    # chattr works on the usual file systems of a disk, hence not in the usual folder for tests.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        write_stories(folder, 1)
        subprocess.run(["chattr", "+i", str(folder / "000.md")], check=True)
        try:
            done = copydesk("check", "--fix", "000.md", where=folder)
        finally:
            subprocess.run(["chattr", "-i", str(folder / "000.md")], check=True)
        assert done.stderr == b"000.md: not repaired: it is read-only\n"
        assert (done.returncode, strays(folder), (folder / "000.md").read_bytes()) == (2, [], old(0))
