"""`copydesk check` and its options, run as a real process."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path
from unicodedata import category

import pytest

from lint.cli.rules import rule_command
from lint.packs import load_all
from tests.conftest import COMMAND, Run

SLIPS = "He went home wiht them,and she stayed.\n"
MENDED = "He went home with them, and she stayed.\n"
SURE_RULES = "--select=known-typo,missing-space"
KEYS = [
    "path", "line", "column", "end_line", "end_column", "rule",
    "severity", "safety", "message", "evidence", "text", "suggestions",
]  # fmt: skip


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(SLIPS, "utf-8")
    return path


def test_findings_make_the_status_1_and_are_one_line_each(copydesk: Run, story: Path) -> None:
    done = copydesk("check", SURE_RULES, "story.txt")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert [line.split(" ")[:3] for line in lines[:2]] == [
        ["story.txt:1:14:", "error", "known-typo"],
        ["story.txt:1:19:", "error", "missing-space"],
    ]
    assert lines[2] == "Found 2 findings, 2 repairable with --fix."
    assert done.stderr == b""


def test_clean_copy_makes_the_status_0(copydesk: Run, story: Path) -> None:
    story.write_text(MENDED, "utf-8")
    done = copydesk("check", "story.txt")
    assert (done.returncode, done.stdout) == (0, b"Nothing found in 1 file.\n")


def test_json_lines_keep_their_schema(copydesk: Run, story: Path) -> None:
    done = copydesk("check", SURE_RULES, "--output-format", "json-lines", "story.txt")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    for row in rows:
        assert list(row)[: len(KEYS)] == KEYS
        assert set(row) - set(KEYS) <= {"probability"}
    typo, space = rows
    assert (typo["line"], typo["column"], typo["end_line"], typo["end_column"]) == (1, 14, 1, 18)
    assert (typo["text"], typo["suggestions"]) == ("wiht", ["with"])
    assert (space["text"], space["suggestions"]) == ("them,and", ["them, and"])
    assert {row["severity"] for row in rows} <= {"error", "warning", "hint"}
    assert {row["safety"] for row in rows} <= {"safe", "suggest", "query"}


def test_every_format_tells_the_same(copydesk: Run, story: Path) -> None:
    lines = copydesk("check", "--output-format", "json-lines", "story.txt")
    array = copydesk("check", "--output-format", "json", "story.txt")
    concise = copydesk("check", "--output-format", "concise", "--quiet", "story.txt")
    full = copydesk("check", "--output-format", "full", "--quiet", "story.txt")
    rows = [json.loads(line) for line in lines.stdout.decode().splitlines()]
    assert json.loads(array.stdout) == rows
    places = [f"story.txt:{row['line']}:{row['column']}" for row in rows]
    assert [line.split(": ")[0] for line in concise.stdout.decode().splitlines()] == places
    assert [line.split("--> ")[1] for line in full.stdout.decode().splitlines() if "--> " in line] == places
    assert {done.returncode for done in (lines, array, concise, full)} == {1}


def test_clean_copy_is_an_empty_array_and_no_lines(copydesk: Run, story: Path) -> None:
    story.write_text(MENDED, "utf-8")
    assert json.loads(copydesk("check", "--output-format", "json", "story.txt").stdout) == []
    assert copydesk("check", "--output-format", "json-lines", "story.txt").stdout == b""


def test_select_and_ignore_take_rules_and_groups(copydesk: Run, story: Path) -> None:
    def rules(*options: str) -> set[str]:
        done = copydesk("check", "--output-format", "json-lines", *options, "story.txt")
        return {json.loads(line)["rule"] for line in done.stdout.decode().splitlines()}

    assert rules("--select", "known-typo") == {"known-typo"}
    assert rules("--select", "typos,spacing") >= {"known-typo", "missing-space"}
    assert rules("--select", "spacing") == {"missing-space"}
    assert rules("--select", "typos", "--select", "spacing", "--ignore", "known-typo") == {"missing-space"}
    assert "known-typo" not in rules("--ignore", "typos")
    assert rules("--select", "known-typo", "--ignore", "typos") == {"known-typo"}
    assert rules("--select", "known-typo", "--ignore", "known-typo") == set()


def test_fix_repairs_the_file_and_says_so(copydesk: Run, story: Path) -> None:
    done = copydesk("check", "--fix", "story.txt")
    assert story.read_text("utf-8") == MENDED
    assert (done.returncode, done.stdout) == (0, b"Made 2 repairs; 0 findings left.\n")
    assert [path.name for path in story.parent.iterdir()] == ["story.txt"]


def test_what_fix_leaves_keeps_the_status_1(copydesk: Run, story: Path) -> None:
    story.write_text("| Town | Dead |\n| --- | --- |\n| Sumy | 4 | |\n\nHe went home wiht them.\n", "utf-8")
    done = copydesk("check", "--fix", "--select", "known-typo", "--fail-on", "hint", "story.txt")
    assert done.returncode == 0
    left = copydesk("check", "--fail-on", "hint", "story.txt")
    assert left.returncode == 1


def test_suggestions_wait_for_unsafe_fixes(copydesk: Run, tmp_path: Path) -> None:
    quoted = tmp_path / "quoted.txt"
    said = "She said: “It was the the best day of our lives.”\n"
    quoted.write_text(said, "utf-8")
    safe = copydesk("check", "--select", "repeated-word", "--fix", "quoted.txt")
    assert quoted.read_text("utf-8") == said
    assert (safe.returncode, b"1 repairable with --unsafe-fixes" in safe.stdout) == (1, True)
    copydesk("check", "--select", "repeated-word", "--fix", "--unsafe-fixes", "quoted.txt")
    assert quoted.read_text("utf-8") == said.replace("the the", "the")


def test_unsafe_fixes_alone_is_wrong_use(copydesk: Run, story: Path) -> None:
    done = copydesk("check", "--unsafe-fixes", "story.txt")
    assert (done.returncode, story.read_text("utf-8")) == (2, SLIPS)
    assert b"--unsafe-fixes needs --fix or --diff" in done.stderr


def test_diff_prints_and_writes_nothing(copydesk: Run, story: Path) -> None:
    done = copydesk("check", "--diff", "story.txt")
    assert done.stdout.decode() == f"--- story.txt\n+++ story.txt\n@@ -1 +1 @@\n-{SLIPS}+{MENDED}"
    assert (done.returncode, done.stderr) == (1, b"Would change 1 file.\n")
    assert story.read_text("utf-8") == SLIPS


def test_diff_wins_over_fix(copydesk: Run, story: Path) -> None:
    assert copydesk("check", "--fix", "--diff", "story.txt").returncode == 1
    assert story.read_text("utf-8") == SLIPS


def test_diff_of_clean_copy_is_empty(copydesk: Run, story: Path) -> None:
    story.write_text(MENDED, "utf-8")
    done = copydesk("check", "--diff", "story.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"Nothing would change.\n")


def test_diff_is_a_patch_that_git_would_take(copydesk: Run, story: Path) -> None:
    story.write_text("First.\n\tTabbed wiht care.\n👨‍👩‍👧 Last wiht no end", "utf-8")
    done = copydesk("check", "--select", "known-typo", "--diff", "story.txt")
    assert done.stdout.decode() == (
        "--- story.txt\n+++ story.txt\n@@ -1,3 +1,3 @@\n First.\n"
        "-\tTabbed wiht care.\n-👨‍👩‍👧 Last wiht no end\n\\ No newline at end of file\n"
        "+\tTabbed with care.\n+👨‍👩‍👧 Last with no end\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize(
    ("level", "status"), [("hint", 1), ("warning", 1), ("error", 0), ("never", 0)]
)
def test_fail_on(copydesk: Run, tmp_path: Path, level: str, status: int) -> None:
    (tmp_path / "a.txt").write_text("There was food  available.\n", "utf-8")
    done = copydesk("check", "--select", "double-space", "--fail-on", level, "a.txt")
    assert b"warning double-space" in done.stdout
    assert done.returncode == status


def test_a_query_is_a_hint_and_never_blocks(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("| Town | Dead |\n| --- | --- |\n| Sumy | 4 | 9 |\n| Kyiv | 2 |\n", "utf-8")
    done = copydesk("check", "--output-format", "json-lines", "a.md")
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(row["severity"], row["safety"]) for row in rows] == [("hint", "query")]
    assert done.returncode == 0
    assert copydesk("check", "--fail-on", "hint", "a.md").returncode == 1


def test_exit_zero_is_fail_on_never(copydesk: Run, story: Path) -> None:
    assert copydesk("check", "--exit-zero", "story.txt").returncode == 0
    assert copydesk("check", "--exit-zero", "missing.txt").returncode == 2


def test_statistics_count_by_rule(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He went wiht them,and she wiht us.\n", "utf-8")
    done = copydesk("check", SURE_RULES, "--statistics", "--quiet", "a.txt")
    assert done.stdout == b"     2  [*] known-typo\n     1  [*] missing-space\n"
    assert done.returncode == 1
    as_json = copydesk("check", SURE_RULES, "--statistics", "--output-format", "json", "a.txt")
    assert json.loads(as_json.stdout)[0] == {"rule": "known-typo", "count": 2, "fixable": 2}


def test_quiet_prints_findings_only(copydesk: Run, story: Path) -> None:
    done = copydesk("check", "--quiet", SURE_RULES, "story.txt")
    assert len(done.stdout.splitlines()) == 2
    story.write_text(MENDED, "utf-8")
    assert copydesk("check", "--quiet", "story.txt").stdout == b""


def test_the_same_bytes_give_the_same_output(copydesk: Run, tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.txt"):
        (tmp_path / name).write_text(SLIPS * 3 + f"{name} is the the end.\n", "utf-8")
    once = copydesk("check", "--output-format", "json-lines", ".", PYTHONHASHSEED="1")
    twice = copydesk("check", "--output-format", "json-lines", ".", PYTHONHASHSEED="2")
    turned = copydesk("check", "--output-format", "json-lines", "c.txt", "b.txt", "a.md", PYTHONHASHSEED="3")
    assert once.stdout == twice.stdout
    assert sorted(once.stdout.splitlines()) == sorted(turned.stdout.splitlines())
    assert json.loads(once.stdout.splitlines()[0])["path"] == "a.md"


def test_colour_is_asked_for_or_left_out(copydesk: Run, story: Path) -> None:
    assert b"\x1b[" not in copydesk("check", "story.txt").stdout
    assert b"\x1b[31m" in copydesk("check", "--color", "story.txt").stdout


def test_help_names_every_option(copydesk: Run) -> None:
    shown = copydesk("check", "--help").stdout.decode()
    for option in (
        "--select", "--ignore", "--fix", "--unsafe-fixes", "--diff", "--output-format", "--fail-on", "--exit-zero",
        "--statistics", "--quiet", "--exclude", "--force-exclude", "--stdin-filename", "--color",
    ):  # fmt: skip
        assert option in shown


def test_rules_lists_every_rule_once(copydesk: Run) -> None:
    shown = copydesk("rules").stdout.decode().splitlines()
    names = [line.split()[0] for line in shown if line.startswith("  ")]
    assert names == [rule.name for rule in load_all()]


def test_rule_explains(copydesk: Run) -> None:
    rule = next(rule for rule in load_all() if rule.name == "known-typo")
    shown = copydesk("rule", "known-typo").stdout.decode()
    assert shown.startswith("known-typo (typos)\n")
    for part in (rule.summary, rule.why, "Severity: error", "safe", *(text for text, _ in rule.flags), *rule.allows):
        assert part in shown


def test_an_unknown_rule_is_answered_with_the_nearest(copydesk: Run, story: Path) -> None:
    for arguments in (("rule", "known-tpyo"), ("check", "--select", "known-tpyo", "story.txt")):
        done = copydesk(*arguments)
        assert done.returncode == 2
        assert "“known-tpyo”; did you mean “known-typo”?" in done.stderr.decode()
    far = copydesk("check", "--ignore", "xyzzyx", "story.txt")
    assert (far.returncode, b"`copydesk rules` lists them" in far.stderr) == (2, True)


def test_a_terminal_gets_the_full_format_in_colour(story: Path) -> None:
    leader, follower = pty.openpty()
    try:
        done = subprocess.run(
            [*COMMAND, "check", SURE_RULES, story.name],
            cwd=story.parent,
            env={name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            stdout=follower,
            stderr=subprocess.PIPE,
            check=False,
        )
        shown = os.read(leader, 1 << 16).decode()
    finally:
        os.close(leader)
        os.close(follower)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "\x1b[1;31merror\x1b[0m[known-typo]" in shown
    assert "  = fix: “with”" in shown


@pytest.mark.parametrize("name", [rule.name for rule in load_all()])
def test_every_rule_can_be_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    rule_command([name], standalone_mode=False)
    shown = capsys.readouterr().out
    assert shown.startswith(f"{name} (")
    assert shown.count("\n    ") >= 4
    assert not [char for char in shown if char != "\n" and category(char) != "Zs" and not char.isprintable()]


def test_nothing_asked_for_is_answered_with_help(copydesk: Run) -> None:
    done = copydesk()
    assert b"check" in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr
    assert copydesk("--version").stdout.startswith(b"copydesk, version ")
    assert copydesk("chekc").returncode == 2
    assert copydesk("check", "--no-such-option").returncode == 2
