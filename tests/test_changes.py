"""`--changed` and `--staged`, in a real git repository: only touched lines are told, with the evidence of all."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run

NAME = 'a “story” ü "q".md'
OLD = "First he went wiht them.\n\nMr. Kovalenko spoke to Kovalenko.\n\nLast.\n"


def git(where: Path, *arguments: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@x", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@x"}
    environment = {**kept, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=where, env=environment, check=True, capture_output=True)


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-b", "main")
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / NAME).write_text(OLD, "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "old copy")
    return tmp_path


def told(copydesk: Run, *arguments: str, where: Path) -> list[str]:
    done = copydesk("check", "--output-format", "json-lines", *arguments, where=where)
    assert done.returncode in (0, 1), done.stderr
    rows = map(json.loads, done.stdout.decode().splitlines())
    return [f"{row['path']}:{row['line']} {row['rule']}" for row in rows]


def test_only_touched_lines_are_told_on_the_evidence_of_all(copydesk: Run, newsroom: Path) -> None:
    (newsroom / NAME).write_text(OLD.replace("Last.", "Then kovalenko left, wiht all."), "utf-8")
    assert told(copydesk, "--changed", "HEAD", where=newsroom) == [f"{NAME}:5 name-consistency", f"{NAME}:5 known-typo"]
    assert told(copydesk, "--changed", "HEAD", "old.md", where=newsroom) == []
    assert told(copydesk, where=newsroom)[-1] == "old.md:1 known-typo"


def test_the_branch_point_counts_not_the_other_branch(copydesk: Run, newsroom: Path) -> None:
    git(newsroom, "checkout", "-b", "feature")
    (newsroom / "old.md").write_text(OLD + "\nNew wiht slip.\n", "utf-8")
    git(newsroom, "commit", "-am", "feature")
    git(newsroom, "checkout", "main")
    (newsroom / NAME).write_text("Changed wiht on main.\n", "utf-8")
    git(newsroom, "commit", "-am", "main")
    git(newsroom, "checkout", "feature")
    assert told(copydesk, "--changed", "main", where=newsroom) == ["old.md:7 known-typo"]


def test_untracked_files_are_whole_and_renamed_ones_are_not(copydesk: Run, newsroom: Path) -> None:
    git(newsroom, "mv", "old.md", "moved.md")
    (newsroom / "moved.md").write_text(OLD.replace("Last.", "Last wiht."), "utf-8")
    (newsroom / "new.md").write_text("New wiht.\n\nAnd wiht.\n", "utf-8")
    (newsroom / "notes.rtf").write_text("New wiht.\n", "utf-8")
    (newsroom / ".gitignore").write_text("ignored.md\n", "utf-8")
    (newsroom / "ignored.md").write_text("New wiht.\n", "utf-8")
    assert told(copydesk, "--changed", "HEAD", where=newsroom) == [
        "moved.md:5 known-typo", "new.md:1 known-typo", "new.md:3 known-typo",
    ]  # fmt: skip


def test_from_a_folder_below_and_with_paths(copydesk: Run, newsroom: Path) -> None:
    (newsroom / "desk").mkdir()
    (newsroom / "desk/a.md").write_text("New wiht.\n", "utf-8")
    (newsroom / "b.md").write_text("New wiht.\n", "utf-8")
    assert told(copydesk, "--changed", "HEAD", where=newsroom / "desk") == ["a.md:1 known-typo"]
    assert told(copydesk, "--changed", "HEAD", "desk", where=newsroom) == ["desk/a.md:1 known-typo"]
    assert told(copydesk, "--changed", "HEAD", "desk", "--exclude", "a.md", where=newsroom) == []


def test_fix_touches_only_touched_lines(copydesk: Run, newsroom: Path) -> None:
    (newsroom / "old.md").write_text(OLD.replace("Last.", "Last wiht all,and so."), "utf-8")
    assert copydesk("check", "--changed", "HEAD", "--fix", where=newsroom).returncode == 0
    assert (newsroom / "old.md").read_text("utf-8") == OLD.replace("Last.", "Last with all, and so.")


def test_a_repair_that_adds_lines_shifts_the_touched_ones(copydesk: Run, newsroom: Path) -> None:
    new = "New.\n\n| a | b |\n| — | — |\n| 1 | 2 |\n\n" + OLD
    (newsroom / "old.md").write_text(new, "utf-8")
    copydesk("check", "--changed", "HEAD", "--fix", "--unsafe-fixes", where=newsroom)
    assert (newsroom / "old.md").read_text("utf-8").endswith(OLD)


def test_staged_reads_what_is_staged(copydesk: Run, newsroom: Path) -> None:
    (newsroom / NAME).write_text(OLD + "\nStaged wiht slip.\n", "utf-8")
    git(newsroom, "add", ".")
    (newsroom / NAME).write_text("Rewritten since.\n", "utf-8")
    (newsroom / "old.md").write_text("Not wiht staged.\n", "utf-8")
    assert told(copydesk, "--staged", where=newsroom) == [f"{NAME}:7 known-typo"]


def test_staged_works_before_the_first_commit(copydesk: Run, tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "a.md").write_text("New wiht.\n", "utf-8")
    assert told(copydesk, "--staged", where=tmp_path) == []
    git(tmp_path, "add", "a.md")
    assert told(copydesk, "--staged", where=tmp_path) == ["a.md:1 known-typo"]


def test_line_ends_of_other_systems(copydesk: Run, newsroom: Path) -> None:
    (newsroom / "old.md").write_bytes(OLD.replace("\n", "\r\n").encode())
    git(newsroom, "commit", "-am", "crlf")
    (newsroom / "old.md").write_bytes(OLD.replace("Last.", "Last wiht.").replace("\n", "\r\n").encode())
    assert told(copydesk, "--changed", "HEAD", where=newsroom) == ["old.md:5 known-typo"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--changed", "nowhere"], "git knows no commit “nowhere”"),
        (["--changed", "--output=x"], "git knows no commit “--output=x”"),
        (["--changed", ""], "needs a commit or a branch"),
        (["--changed", "HEAD", "-"], "standard input is none"),
        (["--staged", "--fix"], "--staged reads what is staged"),
    ],
)
def test_what_git_does_not_know_is_told(copydesk: Run, newsroom: Path, arguments: list[str], message: str) -> None:
    done = copydesk("check", *arguments, where=newsroom)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert not (newsroom / "x").exists()


def test_branches_without_a_common_commit_and_no_repository(copydesk: Run, newsroom: Path, tmp_path: Path) -> None:
    git(newsroom, "checkout", "--orphan", "other")
    git(newsroom, "commit", "-m", "other")
    done = copydesk("check", "--changed", "main", where=newsroom)
    assert (done.returncode, "have no commit in common" in done.stderr.decode()) == (2, True)
    done = copydesk("check", "--staged", GIT_DIR=str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (2, b"Error: this is no git repository\n")
