"""`copydesk review` through a real pseudo-terminal, statistics with bars, and what a shell may complete."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import termios
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import COMMAND, PATIENCE, Run

STORY = "He went wiht them,and stayed.\n\nThen teh end.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(STORY, "utf-8")
    return path


def at_a_terminal(where: Path, *arguments: str, keys: Sequence[str] = "") -> tuple[int, str]:
    """Run the command at a pseudo-terminal, press a key at each prompt, and return the status and the screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=where, close_fds=True,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"}, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (Ctrl-C asks for a terminal of its own)
    )  # fmt: skip
    os.close(theirs)
    screen, seen = b"", 0
    while True:
        ready, _, _ = select.select([ours], [], [], PATIENCE)
        assert ready, screen
        try:
            data = os.read(ours, 4096)
        except OSError:  # how Linux says that the other side is closed
            break
        if not data:
            break
        screen += data
        prompts = screen.count(b"change nothing\r\n") + screen.count(b"q and x stop.\r\n")
        while seen < prompts and keys:
            os.write(ours, keys[0].encode())
            keys, seen = keys[1:], seen + 1
    os.close(ours)
    return process.wait(PATIENCE), screen.decode()


@pytest.mark.parametrize(
    ("keys", "after", "made"),
    [
        ("yyy", "He went with them, and stayed.\n\nThen the end.\n", "Made 3 repairs; findings seen: 3."),
        ("yny", "He went with them,and stayed.\n\nThen the end.\n", "Made 2 repairs; findings seen: 3."),
        ("na", "He went wiht them, and stayed.\n\nThen the end.\n", "Made 2 repairs; findings seen: 3."),
        ("yq", "He went with them,and stayed.\n\nThen teh end.\n", "Made 1 repair; findings seen: 3."),
        ("yx", STORY, "Made 0 repairs; findings seen: 3."),
    ],
)
def test_one_key_accepts_or_refuses(story: Path, keys: str, after: str, made: str) -> None:
    status, screen = at_a_terminal(story.parent, "review", "story.md", keys=keys)
    assert (status, screen.splitlines()[-1]) == (0, made), screen
    assert story.read_text("utf-8") == after
    assert "1 of 3\r\nerror[known-typo]" in screen


def test_a_key_that_means_nothing_is_passed_over_and_fast_ones_are_kept(story: Path) -> None:
    status, screen = at_a_terminal(story.parent, "review", "story.md", keys=["z%ynx", ""])
    assert (status, "3 of 3" in screen) == (0, True)
    assert story.read_text("utf-8") == STORY


def test_ctrl_c_changes_nothing(story: Path) -> None:
    status, screen = at_a_terminal(story.parent, "review", "story.md", keys="y\x03")
    assert (status, "interrupted" in screen) == (130, True)
    assert story.read_text("utf-8") == STORY


def test_without_a_terminal_it_says_so(copydesk: Run, story: Path) -> None:
    done = copydesk("review", "story.md")
    assert (done.returncode, b"review needs a terminal" in done.stderr) == (2, True)


def test_clean_copy_asks_nothing(story: Path) -> None:
    story.write_text("Good.\n", "utf-8")
    status, screen = at_a_terminal(story.parent, "review", "story.md")
    assert (status, screen) == (0, "Made 0 repairs; findings seen: 0.\r\n")


def test_statistics_have_bars_at_a_terminal_only(copydesk: Run, story: Path) -> None:
    _, screen = at_a_terminal(story.parent, "check", "story.md", "--statistics", "--quiet")
    assert screen == (
        "     2  [*] known-typo               ████████████████████████\r\n"
        "     1  [*] missing-space            ████████████\r\n"
    )
    assert "█" not in copydesk("check", "story.md", "--statistics").stdout.decode()


@pytest.mark.parametrize(
    ("words", "expected"),
    [("copydesk re", "review"), ("copydesk check --sel", "--select"), ("copydesk check --select known-t", "known-typo"),
     ("copydesk check --select casing,typ", "casing,typos"), ("copydesk rule double-sp", "double-space")],
)  # fmt: skip
def test_a_shell_completes_commands_options_and_rules(copydesk: Run, words: str, expected: str) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_COPYDESK_COMPLETE": "bash_complete"}
    done = copydesk(**asked)
    assert expected in [line.partition(",")[2] for line in done.stdout.decode().splitlines()]


def test_the_script_of_a_shell_is_one(copydesk: Run, tmp_path: Path) -> None:
    script = copydesk("completion", "bash").stdout
    (tmp_path / "complete.bash").write_bytes(script)
    assert subprocess.run(["bash", "-n", "complete.bash"], cwd=tmp_path, check=False).returncode == 0
    assert b"_COPYDESK_COMPLETE=bash_complete" in script
