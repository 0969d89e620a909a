"""What a person sees: the span underlined where it stands, whatever the width of the letters."""

from __future__ import annotations

import pytest

from lint.engine import check
from lint.report.columns import shown, shown_lines, width
from lint.report.diff import unified
from lint.report.terminal import CONTEXT, LONGEST, concise, full
from lint.source import Source
from tests.toy_rules import book_of, replacing

TYPO = replacing("toy-typo", "wiht", "with", evidence="a listed misspelling")


def lines_of(text: str, pattern: str = "wiht", *new: str) -> list[str]:
    source = Source(text, "a.txt")
    rule = replacing("toy-typo", pattern, *(new or ("with",)), evidence="a listed misspelling")
    (finding,) = check(source, book_of(rule), "plain").findings
    return full(finding, source).split("\n")


def test_full_says_what_where_why_and_the_fix() -> None:
    assert lines_of("First.\nHe went wiht them.") == [
        "error[toy-typo] “wiht” is a toy",
        " --> a.txt:2:9",
        "  |",
        "2 | He went wiht them.",
        "  |         ^^^^",
        "  = why: a listed misspelling",
        "  = fix: “with”",
        "",
    ]


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        ("He went ", 8),
        ("漢字漢字 ", 9),
        ("ｆｕｌｌ ", 9),
        ("😀😀 ", 5),
        ("cafe\u0301 ", 5),
        ("👍🏽 ", 3),
        ("🇺🇦 ", 3),
        ("한국어 ", 7),
        ("\u1112\u1161\u11ab ", 3),
        ("שלום ", 5),
        ("ก็ ", 2),
        ("☕ ", 3),
        ("\tx ", 4),
        ("\x1b[1m ", 8),
        ("a\u200bb ", 9),
        ("\u202e ", 7),
        ("👩‍🚀 ", 5),
        ("❤️ ", 2),
    ],
)
def test_the_underline_stands_under_the_span(before: str, columns: int) -> None:
    lines = lines_of(f"{before}wiht them.")
    text, line = lines[3], lines[4]
    assert text.isprintable()
    assert line.index("^") - len("1 | ") == columns
    assert width(text[: text.index("wiht")]) - len("1 | ") == columns
    assert line.count("^") == 4


def test_wide_spans_are_underlined_whole() -> None:
    lines = lines_of("He saw 漢字😀 there.", "漢字😀", "x")
    assert lines[4].count("^") == 6


@pytest.mark.parametrize("filler", ["word ", "漢字", "😀", "e\u0301", "\x1b", "👩‍🚀"])
def test_at_most_forty_columns_stand_either_side(filler: str) -> None:
    lines = lines_of(f"{filler * 300} wiht {filler * 300}")
    text = lines[3].removeprefix("1 | ")
    before, after = text.split("wiht")
    assert CONTEXT - 4 <= width(before) <= CONTEXT
    assert CONTEXT - 4 <= width(after) <= CONTEXT
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert lines[4].index("^") - len("1 | ") == width(before)


def test_a_mark_is_never_shown_without_its_letter() -> None:
    before = lines_of("e\u0301" * 100 + "漢\u0301" * 30 + " wiht")[3].removeprefix("1 | … ")
    assert not before.startswith("\u0301")


def test_a_long_span_and_a_long_suggestion_are_cut() -> None:
    lines = lines_of("x" * 5000, "x+", "y" * 5000)
    assert lines[3] == f"1 | {'x' * LONGEST} …"
    assert lines[4] == f"  | {'^' * LONGEST}"
    assert lines[6] == f"  = fix: “{'y' * LONGEST} …”"


def test_a_span_over_several_lines_shows_the_first() -> None:
    source = Source("A line that is\nwrapped here and there, for the good of it.", "a.md")
    rule = replacing("toy-gap", "is wrapped", "is not wrapped")
    (finding,) = check(source, book_of(rule), "markdown").findings
    lines = full(finding, source).split("\n")
    assert lines[3:5] == ["1 | A line that is", "  |             ^^"]


def test_an_empty_suggestion_is_said() -> None:
    assert lines_of("He wiht went.", "wiht ", "")[6] == "  = fix: leave it out"


def test_several_suggestions_are_joined() -> None:
    lines = lines_of("He wiht went.", "wiht", "with", "white", "wight", "whit")
    assert lines[6] == "  = fix: “with” or “white” or “wight”"


def test_concise_is_one_line_whatever_the_message() -> None:
    source = Source("He said\u2028wiht.", "a\nb.txt")
    (finding,) = check(source, book_of(replacing("toy-typo", "said.wiht", "x")), "plain").findings
    line = concise(finding)
    assert line == "a\\nb.txt:1:4: error toy-typo [*] “said\\u2028wiht” is a toy"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain — “text” é 漢", "plain — “text” é 漢"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b2J", "\\x9b2J"),
        ("a\r\nb", "a\\r\\nb"),
        ("\u202eabc\u202c", "\\u202eabc\\u202c"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("a\u200db", "a\\u200db"),
        ("👩\u200d🚀", "👩🚀"),
        ("a\u00a0b", "a\u00a0b"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_drives_a_terminal_is_escaped(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_a_diff_keeps_tabs_and_emoji_and_escapes_the_rest() -> None:
    assert shown_lines("\t👩\u200d🚀\x1b\n") == "\t👩\u200d🚀\\x1b\n"
    lines = "".join(unified("a\r\nb\n", "a\r\nc\n", "x\ny"))
    assert lines == "--- x\\ny\n+++ x\\ny\n@@ -1,2 +1,2 @@\n a\\r\n-b\n+c\n"
    assert "".join(unified("a\rb\r", "a\rc\r", "x")).count("\n") == 6
