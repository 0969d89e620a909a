"""Whole stories, kept as they came: every finding, and the text after all repairs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lint.packs import load_rules
from lint.report.json_lines import json_array
from lint.run import Task, run_file
from tests.conftest import Run

STORIES = sorted(
    path
    for path in (Path(__file__).parent.parent / "fixtures" / "stories").iterdir()
    if path.suffix in (".txt", ".md") and ".fixed" not in path.suffixes
)
FIRST = "soldier-exchange.txt"
FOUND_IN_FIRST = 27
each_story = pytest.mark.parametrize("story", STORIES, ids=lambda path: path.name)


@each_story
def test_findings(story: Path, *, accept: bool) -> None:
    result = run_file(str(story), Task(load_rules()))
    assert not result.errors
    name = f"fixtures/stories/{story.name}"
    text = json_array([finding._replace(path=name) for finding in result.findings]) + "\n"
    golden = story.with_suffix(".json")
    if accept:
        golden.write_text(text, "utf-8", newline="\n")
    assert golden.read_text("utf-8") == text


@each_story
def test_repairs(story: Path, tmp_path: Path, copydesk: Run, *, accept: bool) -> None:
    copy = tmp_path / story.name
    shutil.copy(story, copy)
    once = copydesk("check", "--fix", "--unsafe-fixes", story.name)
    fixed = copy.read_bytes()
    golden = story.with_suffix(".fixed" + story.suffix)
    if accept:
        golden.write_bytes(fixed)
    assert fixed == golden.read_bytes()
    twice = copydesk("check", "--fix", "--unsafe-fixes", story.name)
    assert copy.read_bytes() == fixed
    assert (once.returncode, twice.returncode) == (0, 0)
    assert b"Nothing found" in twice.stdout


@each_story
def test_nothing_but_the_findings_changes(story: Path, fixtures: Path) -> None:
    """Every line with a finding is changed, and no other line."""
    rows = json.loads((fixtures / "stories" / story.with_suffix(".json").name).read_text("utf-8"))
    lines = story.read_bytes().decode("utf-8").split("\n")
    for row in rows:
        assert lines[row["line"] - 1][row["column"] - 1 : row["end_column"] - 1] == row["text"]
    fixed = story.with_suffix(".fixed" + story.suffix).read_bytes().decode("utf-8").split("\n")
    touched = {number for row in rows for number in range(row["line"], row["end_line"] + 1)}
    assert len(lines) == len(fixed)
    assert {number for number, pair in enumerate(zip(lines, fixed, strict=True), 1) if pair[0] != pair[1]} == touched


def test_the_first_story_is_here(fixtures: Path) -> None:
    assert (fixtures / "stories" / FIRST) in STORIES
    assert len(json.loads((fixtures / "stories" / FIRST).with_suffix(".json").read_text("utf-8"))) == FOUND_IN_FIRST
