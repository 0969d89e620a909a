"""The formats for services: places in the units they ask for, repairs that repair, text that drives nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lint.model import Finding, Safety, Severity
from lint.report.github import render
from lint.report.story import FORMATS, Story
from tests.conftest import Run

SLIPS = "# News\n\n😀 é He went home wiht them,and stayed.\n"
BOTH = "--select=known-typo,missing-space"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(SLIPS, "utf-8")
    return path


def printed(copydesk: Run, format: str, *more: str, **environment: str) -> str:  # noqa: A002
    done = copydesk("check", BOTH, "--output-format", format, *more, **environment)
    assert done.returncode == 1, done.stderr
    return done.stdout.decode()


def test_sarif_columns_are_utf_16_units_and_its_fixes_repair_the_text(copydesk: Run, story: Path) -> None:
    (run,) = json.loads(printed(copydesk, "sarif", "story.md"))["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    lines = [line.encode("utf-16-le") for line in SLIPS.splitlines()]
    for result in reversed(run["results"]):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        first, last = 2 * (region["startColumn"] - 1), 2 * (region["endColumn"] - 1)
        assert lines[region["startLine"] - 1][first:last].decode("utf-16-le") in ("wiht", "them,and")
        (change,) = result["fixes"][0]["artifactChanges"]
        for replacement in change["replacements"]:
            gone = replacement["deletedRegion"]
            line = lines[gone["startLine"] - 1]
            new = replacement["insertedContent"]["text"].encode("utf-16-le")
            whole = line[: 2 * (gone["startColumn"] - 1)] + new + line[2 * (gone["endColumn"] - 1) :]
            lines[gone["startLine"] - 1] = whole
    assert lines[2].decode("utf-16-le") == "😀 é He went home with them, and stayed."


def test_sarif_tells_every_rule_with_help_and_a_failed_run(copydesk: Run, story: Path) -> None:
    story.write_bytes(b"\0")
    done = copydesk("check", "--output-format", "sarif", "story.md", "none.md")
    (run,) = json.loads(done.stdout)["runs"]
    (invocation,) = run["invocations"]
    assert done.returncode == 2
    assert invocation["executionSuccessful"] is False
    said = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert said == ["not checked: it is a binary file", "no such file or directory"]
    for rule in run["tool"]["driver"]["rules"]:
        assert rule["help"]["text"].strip()
        assert rule["help"]["markdown"].strip()


def test_fingerprints_stay_when_lines_move_and_differ_for_two_of_a_kind(copydesk: Run, story: Path) -> None:
    story.write_text("He went wiht them.\n\nHe went wiht them.\n", "utf-8")
    before = [row["fingerprint"] for row in json.loads(printed(copydesk, "gitlab", "story.md"))]
    story.write_text("A new first paragraph.\n\n\nHe went wiht them.\n\nNo more.\n\nHe went wiht them.\n", "utf-8")
    after = [row["fingerprint"] for row in json.loads(printed(copydesk, "gitlab", "story.md"))]
    assert before == after
    assert len(set(before)) == 2


def test_gitlab_has_the_documented_fields(copydesk: Run, story: Path) -> None:
    for row in json.loads(printed(copydesk, "gitlab", str(story))):
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"] == {"path": "story.md", "lines": {"begin": 3, "end": 3}}


def test_rdjson_columns_are_utf_8_bytes(copydesk: Run, story: Path) -> None:
    rows = json.loads(printed(copydesk, "rdjson", "story.md"))["diagnostics"]
    line = SLIPS.splitlines()[2].encode()
    places = [row["location"]["range"] for row in rows]
    texts = [line[place["start"]["column"] - 1 : place["end"]["column"] - 1] for place in places]
    assert texts == [b"wiht", b"them,and"]
    assert [row["suggestions"][0]["text"] for row in rows] == ["with", "them, and"]
    assert all(row["suggestions"][0]["range"] == row["location"]["range"] for row in rows)


def test_junit_counts_hints_as_passed(copydesk: Run, story: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("Good.\n", "utf-8")
    root = ET.fromstring(printed(copydesk, "junit", "story.md", "good.md"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "2", "0")
    assert [suite.get("name") for suite in root] == ["story.md", "good.md"]
    assert all(failure.text and failure.text.startswith("story.md:3:") for failure in root.iter("failure"))


def test_github_shows_ten_annotations_and_lists_all(copydesk: Run, story: Path, tmp_path: Path) -> None:
    story.write_text("".join(f"He went wiht them {number}.\n\n" for number in range(30)), "utf-8")
    page = tmp_path / "summary"
    page.write_text("before\n", "utf-8")
    lines = printed(copydesk, "github", "story.md", GITHUB_STEP_SUMMARY=str(page)).splitlines()
    assert sum(line.startswith("::error file=story.md,line=") for line in lines) == 10
    start = next(number for number, line in enumerate(lines) if line.startswith("::stop-commands::"))
    token = lines[start].removeprefix("::stop-commands::")
    assert len(lines[start + 1 : lines.index(f"::{token}::")]) == 30
    assert page.read_text("utf-8").startswith("before\n## copydesk\n\nFindings: 30; files checked: 1.\n")
    assert page.read_text("utf-8").count("| error | story") == 30


def test_errors_come_before_warnings_and_hints(tmp_path: Path) -> None:
    findings = [
        Finding("a.md", 1, 1, 1, 2, "toy", severity, Safety.QUERY, severity.label, "", "x", (), 0, 1)
        for severity in (Severity.HINT, Severity.WARNING, Severity.ERROR)
    ]
    lines = list(render([Story("a.md", findings, None)], []))
    assert [line.split(" ")[0] for line in lines[:3]] == ["::error", "::warning", "::notice"]


def test_a_story_cannot_command_the_runner_nor_break_the_page(copydesk: Run, tmp_path: Path) -> None:
    name = "::error::x,line=1%0A.md"
    (tmp_path / name).write_text(
        "He went ##[add-path]/evil home wiht them.\n\n::set-output name=x::y wiht ]]> <b>&amp;|`x`\n", "utf-8"
    )
    page = tmp_path / "summary"
    out = printed(copydesk, "github", name, GITHUB_STEP_SUMMARY=str(page))
    outside = re.sub(r"::stop-commands::(\w+)\n.*?\n::\1::\n", "", out, flags=re.DOTALL)
    for line in outside.splitlines():
        assert line.startswith(("::error file=%3A%3Aerror%3A%3Ax%2Cline=1%250A.md,", "::group::", "::endgroup::"))
        assert "##[" not in line
    assert "<" not in page.read_text("utf-8")
    root = ET.fromstring(printed(copydesk, "junit", name))
    assert root[0].get("name") == name
    for format_ in ("sarif", "rdjson", "gitlab"):
        assert json.loads(printed(copydesk, format_, name))


@pytest.mark.parametrize("format_", [each for each in FORMATS if each != "html"])
def test_nothing_found_is_a_whole_document_too(copydesk: Run, story: Path, format_: str) -> None:
    story.write_text("Good.\n", "utf-8")
    done = copydesk("check", "--output-format", format_, "story.md")
    assert (done.returncode, done.stderr) == (0, b"")
    if format_ == "junit":
        assert ET.fromstring(done.stdout).get("failures") == "0"
    elif format_ == "github":
        assert done.stdout == b""
    else:
        json.loads(done.stdout)


def test_output_file_holds_what_would_be_printed(copydesk: Run, story: Path, tmp_path: Path) -> None:
    said = printed(copydesk, "concise", "--quiet", "story.md")
    done = copydesk("check", BOTH, "story.md", "--output-file", "out.txt")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"Found 2 findings, 2 repairable with --fix.\n"
    assert (tmp_path / "out.txt").read_text("utf-8") == said


def test_output_file_is_replaced_whole_or_left(copydesk: Run, story: Path, tmp_path: Path) -> None:
    done = copydesk("check", "story.md", "--output-file", "none/out.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"cannot write none/out.txt: no such file or directory\n")
    done = copydesk("check", "story.md", "--output-file", "./story.md")
    assert done.returncode == 2
    assert story.read_text("utf-8") == SLIPS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story.md"]
