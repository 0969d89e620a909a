"""Hostile text is read in linear time: what were quadratic would hang here."""

from __future__ import annotations

import pytest

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
    ],
)
def test_much_of_anything_is_read_in_linear_time(name: str, text: str) -> None:
    result = run_bytes((text * (LONG // len(text))).encode(), name, Task(load_rules()))
    assert result.errors == []
    assert result.problem == ""
