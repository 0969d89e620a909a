"""The hooks, run by pre-commit and prek on real commits of a newsroom's repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import COMMAND
from tests.consumers.tools import configure, git, must, run

pytestmark = pytest.mark.real

SLIPS = "# News\n\nHe went home wiht them,and stayed.\n"
MENDED = "# News\n\nHe went home with them, and stayed.\n"
HINT = "# News\n\nHe got TK votes.\n"
NOT_COPY = {"LICENSE": "He went wiht them.\n", "requirements.txt": "wiht==1\n", "code.py": "# wiht\n"}
MOST_MEGABYTES = 250


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    place = tmp_path / "newsroom"
    place.mkdir()
    must(git(place, "init", "-b", "main"))
    for name, text in NOT_COPY.items():
        (place / name).write_text(text, "utf-8")
    (place / "story.md").write_text(SLIPS, "utf-8")
    must(git(place, "add", "."))
    return place


def test_try_repo_fails_on_slips_repairs_them_and_then_passes(
    newsroom: Path, hooks: tuple[str, str], programs: Path, store: Path
) -> None:
    command = (programs / "pre-commit", "try-repo", hooks[0], "--all-files", "--color=never")
    environment = {"PRE_COMMIT_HOME": str(store)}
    done = run(*command, where=newsroom, **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "story.md:3:14: error known-typo [*] “wiht” should be “with”" in done.stdout
    assert "files were modified by this hook" in done.stdout
    assert done.stdout.count("Failed") == 2
    assert (newsroom / "story.md").read_text("utf-8") == MENDED
    must(git(newsroom, "add", "."))
    done = run(*command, where=newsroom, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2
    for name, text in NOT_COPY.items():
        assert (newsroom / name).read_text("utf-8") == text


@pytest.mark.parametrize("runner", ["pre-commit", "prek"])
def test_a_commit_is_stopped_mended_and_made(
    newsroom: Path, hooks: tuple[str, str], programs: Path, store: Path, runner: str
) -> None:
    environment = {
        "PRE_COMMIT_HOME": str(store),
        "PREK_HOME": str(store / "prek"),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }
    configure(newsroom, hooks, "copydesk")
    must(run(programs / runner, "install", where=newsroom, **environment))
    stopped = git(newsroom, "commit", "-m", "a slip", **environment)
    assert stopped.returncode != 0
    assert "known-typo" in stopped.stdout + stopped.stderr
    assert git(newsroom, "rev-parse", "--verify", "HEAD").returncode != 0

    # Only what is staged counts: the slip stays in the work tree, unstaged.
    (newsroom / "story.md").write_text(HINT, "utf-8")
    must(git(newsroom, "add", "story.md"))
    (newsroom / "story.md").write_text(HINT + "\nNot wiht staged.\n", "utf-8")
    offline = {**environment, "PIP_INDEX_URL": "http://127.0.0.1:9/", "UV_OFFLINE": "1", "PIP_NO_INDEX": "1"}
    must(git(newsroom, "commit", "-m", "a hint blocks nothing", **offline))
    assert must(git(newsroom, "show", "HEAD:story.md")) == HINT
    assert (newsroom / "story.md").read_text("utf-8") == HINT + "\nNot wiht staged.\n"


def test_the_hook_finds_what_the_command_finds(
    newsroom: Path, hooks: tuple[str, str], programs: Path, store: Path, fixtures: Path
) -> None:
    story = (fixtures / "stories/soldier-exchange.txt").read_bytes()
    (newsroom / "story.txt").write_bytes(story)
    must(git(newsroom, "add", "."))
    configure(newsroom, hooks, "copydesk")
    command = (programs / "pre-commit", "run", "--files", "story.txt", "--color=never")
    done = run(*command, where=newsroom, PRE_COMMIT_HOME=str(store))
    mine = run(*COMMAND, "check", "story.txt", where=newsroom)
    assert mine.stdout.count("\n") == 28
    assert mine.stdout in done.stdout


def test_what_the_hook_installs_is_small(store: Path, hooks: tuple[str, str], programs: Path, newsroom: Path) -> None:
    configure(newsroom, hooks, "copydesk")
    must(run(programs / "pre-commit", "install-hooks", where=newsroom, PRE_COMMIT_HOME=str(store)))
    sizes = [
        sum(path.lstat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())
        for place in store.glob("*/py_env-*")
    ]
    assert sizes
    assert max(sizes) < MOST_MEGABYTES * 1_000_000
