"""Which files a run reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lint.files import DEFAULT_EXCLUDE, Missing, find_files
from tests.conftest import Run


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in (
        "a.md", "b.txt", "c.markdown", "d.text", "E.MD", "f.rst", "g.py", "h", ".hidden.md", "requirements.txt",
        "requirements-dev.txt", "LICENSE.txt", "LICENSE.md", "NOTICE.txt", "COPYING.txt", "robots.txt", "ads.txt",
        "humans.txt", "CMakeLists.txt", ".github/x.md", "desk/i.md", "desk/drafts/j.md", "desk/drafts/k.txt",
        "node/l.md",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n", "utf-8")
    return tmp_path


def found(*paths: str, exclude: tuple[str, ...] = (), force_exclude: bool = False) -> list[str | Missing]:
    return list(find_files(paths, (*DEFAULT_EXCLUDE, *exclude), force_exclude=force_exclude))


def test_a_walk_reads_copy_and_nothing_else(tree: Path) -> None:
    assert found(".") == [
        "E.MD", "a.md", "b.txt", "c.markdown", "d.text",
        "desk/i.md", "desk/drafts/j.md", "desk/drafts/k.txt", "node/l.md",
    ]  # fmt: skip
    assert found(str(tree / "desk" / "drafts")) == [str(tree / "desk/drafts/j.md"), str(tree / "desk/drafts/k.txt")]


def test_a_named_file_is_always_read(tree: Path) -> None:
    names = ["LICENSE.md", ".hidden.md", "f.rst", "h", "requirements.txt"]
    assert found(*names) == names
    assert found(*names, exclude=("h",), force_exclude=True) == [".hidden.md", "f.rst"]
    assert found(".github") == [".github/x.md"]


def test_each_file_is_read_once(tree: Path) -> None:
    (tree / "link.md").symlink_to("a.md")
    assert found("a.md", "./a.md", str(tree / "a.md"), "link.md", ".")[:2] == ["a.md", "E.MD"]


def test_exclusions_match_names_folders_and_paths(tree: Path) -> None:
    assert found("desk", exclude=("drafts",)) == ["desk/i.md"]
    assert found("desk", exclude=("drafts/",)) == ["desk/i.md"]
    assert found("desk", exclude=("*.txt", "i.*")) == ["desk/drafts/j.md"]
    assert found("desk", exclude=("desk/drafts/*.md",)) == ["desk/i.md", "desk/drafts/k.txt"]
    assert found("desk", exclude=("./desk/drafts",)) == ["desk/i.md"]
    assert found("desk/drafts/j.md", exclude=("drafts",), force_exclude=True) == []
    assert found("desk/drafts/j.md", exclude=("drafts",)) == ["desk/drafts/j.md"]


def test_what_git_ignores_is_left_out(tree: Path) -> None:
    (tree / ".git" / "info").mkdir(parents=True)
    (tree / ".gitignore").write_text("node/\n*.text\n/b.txt\n!\n# comment\n", "utf-8")
    (tree / ".git" / "info" / "exclude").write_text("c.markdown\n", "utf-8")
    (tree / "desk" / ".gitignore").write_text("drafts/*\n!drafts/k.txt\n", "utf-8")
    assert found(".") == ["E.MD", "a.md", "desk/i.md", "desk/drafts/k.txt"]
    assert found("desk") == ["desk/i.md", "desk/drafts/k.txt"]
    assert found("b.txt", "node/l.md") == ["b.txt", "node/l.md"]


def test_an_ignored_folder_that_is_named_is_read(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("node/\n", "utf-8")
    assert found("node") == ["node/l.md"]


def test_links_to_folders_are_not_followed(tree: Path) -> None:
    (tree / "desk" / "loop").symlink_to("..")
    assert found("desk") == ["desk/i.md", "desk/drafts/j.md", "desk/drafts/k.txt"]


def test_a_pipe_with_the_name_of_an_article_does_not_hang_a_walk(tree: Path) -> None:
    os.mkfifo(tree / "node" / "pipe.md")
    assert found("node") == ["node/l.md"]


def test_missing_paths_are_told_apart(tree: Path) -> None:
    (tree / "broken.md").symlink_to("nowhere.md")
    (tree / "empty").mkdir()
    assert found("none.md", "broken.md", "empty") == [
        Missing("none.md", "no such file or directory"),
        Missing("broken.md", "a link to nothing"),
        Missing("empty", "no .md, .markdown, .txt or .text file in it to read", fatal=False),
    ]


def test_a_name_with_blanks_and_signs(tree: Path, copydesk: Run) -> None:
    (tree / "-x (1) é.md").write_text("He went wiht us.\n", "utf-8")
    done = copydesk("check", "--", "-x (1) é.md", where=tree)
    assert done.stdout.decode().startswith("-x (1) é.md:1:9: error known-typo")


def test_without_a_path_the_current_folder_is_read(tree: Path, copydesk: Run) -> None:
    assert copydesk("check", where=tree).stdout == b"Nothing found in 9 files.\n"
    assert copydesk("check", "--exclude", "desk,node", where=tree).stdout == b"Nothing found in 5 files.\n"
