"""Ignore comments: what they silence, what they leave, and what is said of those that silence nothing."""

from __future__ import annotations

import pytest

from lint.engine import check
from lint.packs import load_rules
from lint.source import Source

RULES = load_rules(["known-typo", "missing-space", "tables", "unused-ignore"])
BAD_TABLE = "| Tea | Price |\n| --- | --- |\n| Green | 1 | 2 |\n"


def found(text: str, format: str = "markdown") -> list[tuple[int, str]]:  # noqa: A002
    path = "a.md" if format == "markdown" else "a.txt"
    return [(finding.line, finding.rule) for finding in check(Source(text, path), RULES, format).findings]


@pytest.mark.parametrize("format_", ["markdown", "plain"])
@pytest.mark.parametrize("dash", ["-- a name", "— a name", "", ": a name", "--"])
def test_a_comment_on_a_line_of_text_holds_for_that_line(format_: str, dash: str) -> None:
    text = f"He went wiht her.\n\nHe went wiht her. <!-- copydesk: ignore known-typo {dash}-->\n\nHe went wiht her.\n"
    assert found(text, format_) == [(1, "known-typo"), (5, "known-typo")]


def test_in_hard_wrapped_text_only_the_line_is_silent() -> None:
    text = "He went wiht her\nand wiht him <!-- copydesk: ignore known-typo — his name -->\nand wiht all.\n"
    assert found(text) == [(1, "known-typo"), (3, "known-typo")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_alone_holds_for_the_block_after_it(newline: str) -> None:
    text = "<!-- copydesk: ignore known-typo -- quoted -->\nWe wiht.\nYou wiht.\n\nThey wiht.\n".replace("\n", newline)
    assert found(text) == [(5, "known-typo")]
    assert found(text.replace("-->" + newline, "-->" + newline * 2)) == [(6, "known-typo")]
    assert found(text, "plain") == [(3, "known-typo"), (5, "known-typo")]


@pytest.mark.parametrize("format_", ["markdown", "plain"])
def test_a_comment_above_a_table_holds_for_the_table(format_: str) -> None:
    assert (7, "table-column-count") in found("Tea:\n\nHot.\n\n" + BAD_TABLE, format_)
    assert not found("Tea:\n\n<!-- copydesk: ignore tables -- as sent -->\n\n" + BAD_TABLE, format_)


@pytest.mark.parametrize("format_", ["markdown", "plain"])
def test_a_comment_for_the_file_holds_wherever_it_stands(format_: str) -> None:
    text = "He went wiht her,and.\n\nHe wiht.\n\n<!-- copydesk: ignore-file known-typo -- dialect -->\n"
    assert found(text, format_) == [(1, "missing-space")]


def test_names_are_rules_groups_or_all() -> None:
    for names in ("known-typo, missing-space", "typos,spacing", "all"):
        assert not found(f"He went wiht her,and. <!-- copydesk: ignore {names} -- so -->\n")
    assert found("He went wiht her,and. <!-- copydesk: ignore typos -- so -->\n") == [(1, "missing-space")]


def test_in_quotations_lists_and_block_quotes() -> None:
    assert not found("> <!-- copydesk: ignore known-typo -- quoted -->\n> He went wiht her.\n")
    assert not found("- one\n- He went wiht her. <!-- copydesk: ignore known-typo — so -->\n")


def test_a_comment_that_silences_nothing_is_reported() -> None:
    text = "He went with her. <!-- copydesk: ignore known-typo, missing-space -- old -->\n"
    (finding,) = check(Source(text, "a.md"), RULES, "markdown").findings
    assert (finding.rule, finding.message) == (
        "unused-ignore",
        "nothing to ignore here for “known-typo”, “missing-space”",
    )
    assert finding.suggestions == ("",)
    (finding,) = check(Source(text.replace("with", "wiht"), "a.md"), RULES, "markdown").findings
    assert finding.message == "nothing to ignore here for “missing-space”"
    assert not finding.suggestions


def test_of_a_rule_that_does_not_run_nothing_is_said() -> None:
    assert not found("He stayed. <!-- copydesk: ignore repeated-word -- so -->\n")


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore knwon-typo -- x", "no rule is named “knwon-typo”; did you mean “known-typo”?"),
        ("ignore qqq -- x", "no rule is named “qqq”"),
        ("ignore -- x", "an ignore comment names the rules it silences"),
        ("ignore", "an ignore comment names the rules it silences"),
        ("disable known-typo", "an ignore comment reads “copydesk: ignore RULE -- reason”"),
        ("ignore known-typo because", "an ignore comment reads “copydesk: ignore RULE -- reason”"),
    ],
)
def test_a_comment_that_cannot_be_read_is_reported(comment: str, message: str) -> None:
    report = check(Source(f"He went wiht her. <!-- copydesk: {comment} -->\n", "a.md"), RULES, "markdown")
    assert [finding.message for finding in report.findings if finding.rule == "unused-ignore"] == [message]
    assert "known-typo" in {finding.rule for finding in report.findings}


def test_a_comment_shown_as_code_is_none() -> None:
    shown = "`<!-- copydesk: ignore-file known-typo -->`"
    assert found(f"Write {shown} wiht care.\n\n```\n{shown[1:-1]}\n```\n\n    {shown[1:-1]}\n") == [(1, "known-typo")]


def test_hostile_comments_cost_linear_time() -> None:
    assert found("<!-- copydesk: ignore " * 20_000 + "x") == []
    many = "He wiht. <!-- copydesk: ignore known-typo -- x -->\n\n" * 300
    assert found(many) == []
