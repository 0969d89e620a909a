"""`--add-ignore REASON`: comments that silence exactly what is found, in files that otherwise stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Run

COMMENT = re.compile(rb"( <!-- copydesk: [^>]*-->)|(<!-- copydesk: [^>]*-->(?:\r\n|\n)+)")
MARKDOWN = (
    "---\ntitle: The the news\n---\n\n# He went wiht her\n\nHard wrapped and\nwiht them  \nto go.\n\n"
    "| Tea | Price |\n| — | — |\n| Green | 1 | 2 |\n\n- one\n- wiht two,and three\n\n> quoted wiht her\n"
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["story.md", "story.txt"])
def test_all_is_silent_and_nothing_else_changes(copydesk: Run, tmp_path: Path, name: str, newline: str) -> None:
    path = tmp_path / name
    before = MARKDOWN.replace("\n", newline).encode()
    path.write_bytes(before)
    count = copydesk("check", name, "--quiet").stdout.count(b"\n")
    assert count > 5
    done = copydesk("check", name, "--add-ignore", "as the agency sent it")
    assert (done.returncode, done.stdout.decode()) == (0, f"Silenced {count} findings.\n"), done.stderr
    after = path.read_bytes()
    assert after.count(b"as the agency sent it") > 3
    assert COMMENT.sub(b"", after) == before
    assert copydesk("check", name, "--fail-on", "hint").returncode == 0
    copydesk("check", name, "--fix", "--unsafe-fixes")
    assert path.read_bytes() == after


def test_the_first_story_can_be_silenced(copydesk: Run, tmp_path: Path, fixtures: Path) -> None:
    story = (fixtures / "stories/soldier-exchange.txt").read_bytes()
    (tmp_path / "story.txt").write_bytes(story)
    done = copydesk("check", "story.txt", "--add-ignore", "old copy")
    assert (done.returncode, done.stdout.decode()) == (0, "Silenced 27 findings.\n"), done.stderr
    assert COMMENT.sub(b"", (tmp_path / "story.txt").read_bytes()) == story


@pytest.mark.parametrize("reason", [" ", "a -- b", "a > b", "a\nb", "x" * 201, "\x1b[1m"])
def test_a_reason_that_breaks_the_comment_is_refused(copydesk: Run, tmp_path: Path, reason: str) -> None:
    (tmp_path / "a.md").write_text("He went wiht her.\n", "utf-8")
    assert copydesk("check", "a.md", "--add-ignore", reason).returncode == 2
    assert (tmp_path / "a.md").read_text("utf-8") == "He went wiht her.\n"


def test_what_does_not_go_together_is_refused(copydesk: Run) -> None:
    for arguments in (["--fix"], ["--diff"], ["-"]):
        assert copydesk("check", "--add-ignore", "so", *arguments).returncode == 2


def test_a_file_that_may_not_be_written_is_left(copydesk: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("He went wiht her.\n", "utf-8")
    path.chmod(0o444)
    done = copydesk("check", "a.md", "--add-ignore", "so")
    assert done.returncode == 2
    assert done.stderr.decode() == "a.md: left as it was: it is read-only\n"
