"""A URL keeps the brackets that close inside it."""

from __future__ import annotations

import pytest

from lint.readers import read_document
from lint.source import Source


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("See [Kanban](https://example.org/Kanban_(boards)) now.", "See Kanban now."),
        ("See [Kanban](<https://example.org/Kanban_(boards)>) now.", "See Kanban now."),
        ("See [it](https://example.org/?q=(a:'')) now.", "See it now."),
        ("See (https://example.org/a) now.", "See (\ufffc) now."),
        ("See https://example.org/a_(b). Now.", "See \ufffc. Now."),
    ],
)
def test_brackets_inside_a_url_are_part_of_it(text: str, prose: str) -> None:
    assert read_document(Source(text, "story"), "markdown").prose == prose
