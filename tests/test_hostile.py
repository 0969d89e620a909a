"""Hostile text is read in linear time: what were quadratic would hang here."""

from __future__ import annotations

import pytest

from lint import engine
from lint.packs import load_rules
from lint.run import Task, run_bytes

LONG = 50_000
"""Characters: long enough that what is quadratic stands out, short enough for every run."""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    [
        "They met the mayor in Kyiv. ",
        "wiht ",
        "a,b",
        "“",
        "(",
        "| a ",
        "|",
        "-",
        "– ",
        "*a ",
        "_",
        "`",
        "[",
        "<",
        "<!-- ",
        "{{",
        "$",
        "a.",
        ".",
        "/",
        "a@",
        "#a",
        "https://",
        "A. ",
        " ",
        "\t",
        "'",
        "\ufffc",
        "e\u0301",
        "Kim ",
        ": ",
        "the the ",
        "> ",
        "\\",
        "&amp;",
        "1.",
        "A.B.",
        "wiht it\n",
        "| a | b |\n|---|---|\n",
        "Bob: it is.\n",
        "- a\n",
        "\r",
        "<% ",
        "[[a:",
        "a  b ",
        "\u202ea",
    ],
)
def test_much_of_anything_is_read_in_linear_time(name: str, text: str) -> None:
    result = run_bytes((text * (LONG // len(text))).encode(), name, Task(load_rules()))
    assert result.errors == []
    assert not result.problem or result.problem.startswith("this is no copy: ")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_dashes_that_are_no_delimiter_are_read(name: str) -> None:
    """One more dash doubled the time: sixty were never read."""
    for dashes in ("-" * 60, "- " * 60, "-—" * 60):
        result = run_bytes(f"| a | b |\n|{dashes}x|\n".encode(), name, Task(load_rules()))
        assert (result.errors, result.problem) == ([], "")


def test_a_text_flooded_with_findings_is_told_and_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_HITS", 20)
    data = b"He went wiht them.\n" + b"It is,so, it was. " * 60
    for repair in (False, True):
        result = run_bytes(data, "a.txt", Task(load_rules(), repair=repair))
        assert result.problem == (
            "this is no copy: only the first findings of missing-space are told, and nothing is repaired"
        )
        rules = [finding.rule for finding in result.findings]
        assert 20 < rules.count("missing-space") <= 20 + len(data) // engine.CHARACTERS_A_HIT
        assert rules.count("known-typo") == 1
        assert not result.changed
    assert run_bytes(data[:60], "a.txt", Task(load_rules(), repair=True)).changed
