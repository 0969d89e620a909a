"""The baseline: old findings are silent, new ones are not, and moving copy resurrects nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

ONE = "First he went wiht her to the sea."
TWO = "Then they saw teh old town,and stayed."
THREE = "Last of all he went wiht her home."


def story(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


@pytest.fixture
def desk(copydesk: Run, tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(story(ONE, TWO, THREE), "utf-8")
    (tmp_path / "b.txt").write_text(story(ONE), "utf-8")
    done = copydesk("baseline", "write")
    assert done.returncode == 0, done.stderr
    said = "Wrote copydesk-baseline.jsonl: findings 5, files 2. `copydesk check` is silent on them now; commit it.\n"
    assert done.stdout.decode() == said
    return tmp_path


def told(copydesk: Run, *arguments: str) -> list[str]:
    done = copydesk("check", "--output-format", "json-lines", *arguments)
    assert done.returncode in (0, 1), done.stderr
    rows = map(json.loads, done.stdout.decode().splitlines())
    return [f"{row['path']}:{row['line']} {row['text']}" for row in rows]


def test_old_findings_are_silent_and_new_ones_are_not(copydesk: Run, desk: Path) -> None:
    done = copydesk("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"Nothing found in 2 files.\n", b"")
    (desk / "a.md").write_text(story(ONE, TWO, THREE, "A new wiht slip."), "utf-8")
    assert told(copydesk) == ["a.md:7 wiht"]
    assert len(told(copydesk, "--no-baseline")) == 6
    (desk / "c.md").write_text(story("A new wiht slip."), "utf-8")
    assert told(copydesk, "c.md") == ["c.md:1 wiht"]


def test_moving_copy_resurrects_nothing(copydesk: Run, desk: Path) -> None:
    (desk / "a.md").write_text("# A headline\n\n" + story(THREE, "Something new.", ONE, TWO), "utf-8")
    assert told(copydesk) == []
    (desk / "a.md").write_text(story(ONE.replace(" ", "\n"), TWO, THREE), "utf-8")
    assert told(copydesk) == []


def test_a_second_copy_of_an_old_slip_is_new(copydesk: Run, desk: Path) -> None:
    (desk / "a.md").write_text(story(ONE, TWO, THREE, ONE), "utf-8")
    assert told(copydesk) == ["a.md:7 wiht"]


def test_a_repaired_neighbour_resurrects_nothing(copydesk: Run, desk: Path) -> None:
    (desk / "a.md").write_text(story(ONE, TWO.replace("teh", "the"), THREE), "utf-8")
    assert told(copydesk) == []


def test_a_renamed_file_keeps_its_silence_and_a_copied_one_does_not(copydesk: Run, desk: Path) -> None:
    (desk / "a.md").rename(desk / "new name.md")
    assert told(copydesk) == []
    (desk / "b.txt").write_text(story("Good."), "utf-8")
    (desk / "c.txt").write_text(story(ONE), "utf-8")
    assert told(copydesk, "c.txt") == []
    (desk / "new name.md").rename(desk / "a.md")
    assert told(copydesk, "c.txt") == ["c.txt:1 wiht"]


def test_repaired_findings_are_told_and_taken_out(copydesk: Run, desk: Path) -> None:
    (desk / "a.md").write_text(story(ONE, TWO.replace("teh", "the"), THREE.replace("wiht", "with")), "utf-8")
    done = copydesk("check")
    assert (done.returncode, done.stdout) == (0, b"Nothing found in 2 files.\n")
    note = "note: 2 findings of the baseline gone; `copydesk baseline write` takes them out\n"
    assert done.stderr.decode() == note
    assert copydesk("check", "--select", "casing").stderr == b""
    assert copydesk("check", "b.txt").stderr == b""
    before = (desk / "copydesk-baseline.jsonl").read_text("utf-8").splitlines()
    copydesk("baseline", "write", "a.md")
    after = (desk / "copydesk-baseline.jsonl").read_text("utf-8").splitlines()
    assert len(after) == len(before) - 2
    assert copydesk("check").stderr == b""


def test_fix_leaves_what_is_silent(copydesk: Run, desk: Path) -> None:
    (desk / "a.md").write_text(story(ONE, TWO, THREE, "A new wiht slip."), "utf-8")
    assert copydesk("check", "--fix").returncode == 0
    assert (desk / "a.md").read_text("utf-8") == story(ONE, TWO, THREE, "A new with slip.")


def test_the_file_is_sorted_and_has_no_line_numbers(copydesk: Run, desk: Path) -> None:
    path = desk / "copydesk-baseline.jsonl"
    before = path.read_text("utf-8")
    head, *rows = map(json.loads, before.splitlines())
    assert head == {"copydesk-baseline": 1}
    assert all(set(row) == {"path", "rule", "text", "before", "after"} for row in rows)
    assert [row["path"] for row in rows] == ["a.md"] * 4 + ["b.txt"]
    (desk / "a.md").write_text(story(THREE, TWO, ONE), "utf-8")
    copydesk("baseline", "write")
    assert path.read_text("utf-8") == before


def test_files_that_are_gone_leave_the_baseline(copydesk: Run, desk: Path) -> None:
    (desk / "b.txt").unlink()
    copydesk("baseline", "write", "a.md")
    assert "b.txt" not in (desk / "copydesk-baseline.jsonl").read_text("utf-8")


def test_it_stands_beside_the_configuration(copydesk: Run, desk: Path, tmp_path: Path) -> None:
    (desk / "copydesk-baseline.jsonl").unlink()
    (desk / "copydesk.toml").write_text('baseline = "old.jsonl"', "utf-8")
    (desk / "below").mkdir()
    (desk / "below/c.md").write_text(ONE, "utf-8")
    assert copydesk("baseline", "write", where=desk / "below").returncode == 0
    assert '"below/c.md"' in (desk / "old.jsonl").read_text("utf-8")
    assert told(copydesk, "below") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("[]", 1), ('{"copydesk-baseline": 1}\nx', 2), ('{"copydesk-baseline": 1}\n\n{"path": "a"}', 3)],
)
def test_a_broken_one_is_told_and_left(copydesk: Run, desk: Path, text: str, line: int) -> None:
    (desk / "copydesk-baseline.jsonl").write_text(text, "utf-8")
    done = copydesk("check")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"Error: copydesk-baseline.jsonl:{line}: it is no ")
    assert copydesk("baseline", "write").returncode == 2
    assert (desk / "copydesk-baseline.jsonl").read_text("utf-8") == text
