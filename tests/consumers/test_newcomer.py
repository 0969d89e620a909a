"""A newcomer's first ten minutes in a newsroom's repository of 200 articles; `pytest -s` shows the transcript."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from lint.cli.output import FORMATS
from lint.packs import load_rules
from lint.run import Task, run_file
from tests.conftest import COMMAND
from tests.consumers.tools import configure, git, must, run

pytestmark = pytest.mark.real

ARTICLES = 200
OLD_SLIP = "The council wiht its seven members met again on the matter.\n"
TOWNS = ("Ashby", "Brampton", "Corby", "Dunster", "Eltham")


class Desk:
    """A terminal in the newsroom's repository, and what was typed and seen there."""

    def __init__(self, place: Path, environment: dict[str, str]) -> None:
        self.place = place
        self.environment = environment
        self.transcript: list[str] = []

    def type(self, line: str, status: int = 0) -> str:
        """Run a command line and return what it printed; it must end with a status."""
        words = shlex.split(line)
        command = [*COMMAND, *words[1:]] if words[0] == "copydesk" else words
        if words[0] == "git":
            done = git(self.place, *words[1:], **self.environment)
        else:
            done = run(*command, where=self.place, **self.environment)
        said = done.stdout + done.stderr
        self.transcript.append(f"$ {line}\n{said}")
        assert done.returncode == status, said
        return said

    def write(self, name: str, text: str) -> None:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.transcript.append(f"(writes {name})\n")


def article(number: int) -> str:
    town = TOWNS[number % len(TOWNS)]
    text = f"# A quiet week in {town}\n\nThe market in {town} opened late on Monday, the mayor said. Nobody minded.\n"
    return text + ("\n" + OLD_SLIP if number % 10 == 0 else "")


@pytest.fixture
def desk(tmp_path: Path, programs: Path, store: Path) -> Desk:
    place = tmp_path / "newsroom"
    place.mkdir()
    must(git(place, "init", "-b", "main"))
    for number in range(ARTICLES):
        path = place / f"articles/{number // 50}/{number:03}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number), "utf-8")
    must(git(place, "add", "."))
    must(git(place, "commit", "-m", "ten years of copy"))
    programs_first = f"{programs}{os.pathsep}{os.environ['PATH']}"
    cache = str(tmp_path / "cache")
    return Desk(place, {"PRE_COMMIT_HOME": str(store), "PATH": programs_first, "COPYDESK_CACHE_DIR": cache})


def test_the_first_ten_minutes(desk: Desk, hooks: tuple[str, str]) -> None:
    assert "Wrote copydesk.toml" in desk.type("copydesk init")
    assert "20  [*] known-typo" in desk.type("copydesk check --statistics", 1)
    assert "findings 20, files 20" in desk.type("copydesk baseline write")
    assert "Nothing found in 200 files." in desk.type("copydesk check")
    configure(desk.place, hooks, "copydesk")
    desk.transcript.append("(writes .pre-commit-config.yaml, as README shows)\n")
    desk.type("pre-commit install")
    desk.type("git add .")
    desk.type("git commit --quiet -m 'copydesk'")

    desk.write("articles/new.md", "# The mayor speaks\n\nOleh duvalovic went wiht the mayor,and stayed.\n")
    desk.type("git add .")
    assert "known-typo" in desk.type("git commit --quiet -m 'a bad story'", 1)
    assert "Made 2 repairs" in desk.type("copydesk check --fix articles/new.md")
    assert "Oleh duvalovic went with the mayor, and stayed." in (desk.place / "articles/new.md").read_text("utf-8")

    desk.write("house/names.txt", "Oleh Duvalovic\n")
    desk.write("copydesk.toml", 'packs = ["house"]\n')
    assert "house:house-name" in desk.type("copydesk check articles/new.md", 1)
    desk.type("copydesk check --fix articles/new.md")
    desk.type("git add .")
    desk.type("git commit --quiet -m 'a good story, and a name of the house'")
    assert "Oleh Duvalovic went with" in must(git(desk.place, "show", "HEAD:articles/new.md"))
    print("\n" + "\n".join(desk.transcript))  # noqa: T201 (the transcript is for whoever asks for it)


def test_hook_services_terminal_and_library_find_the_same(desk: Desk, hooks: tuple[str, str], fixtures: Path) -> None:
    (desk.place / "story.txt").write_bytes((fixtures / "stories/soldier-exchange.txt").read_bytes())
    result = run_file(str(desk.place / "story.txt"), Task(load_rules()))
    library = [f"{each.line}:{each.column}: {each.severity.label} {each.rule}" for each in result.findings]
    terminal = desk.type("copydesk check --quiet story.txt", 1)
    assert [line.removeprefix("story.txt:").split(" [*]")[0] for line in terminal.splitlines()] == library
    configure(desk.place, hooks, "copydesk")
    desk.type("git add .")
    assert terminal in desk.type("pre-commit run --files story.txt --color=never", 1)
    for format_ in FORMATS:
        said = desk.type(f"copydesk check --output-format {format_} story.txt", 1)
        assert all(finding.rule in said for finding in result.findings)
    assert terminal in desk.type("copydesk check --output-format github story.txt", 1)
