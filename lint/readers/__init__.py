"""One reader per input format; a reader only says which parts of a file are prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lint.document import Document
    from lint.source import Source

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".txt": "plain", ".text": "plain"}
"""The file suffixes a directory walk reads, with their formats."""


def format_of(path: str) -> str:
    """Return the format of a path by its suffix; nameless input (`-`) is Markdown."""
    if path in ("", "-"):
        return "markdown"
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    dot = name.rfind(".")
    return SUFFIXES.get(name[dot:].lower() if dot > 0 else "", "plain")


def read_document(source: Source, format: str) -> Document:  # noqa: A002
    """Read a source as a format (`markdown` or `plain`)."""
    if format == "markdown":
        from lint.readers.markdown import read_markdown  # noqa: PLC0415 (a plain run needs no parser)

        return read_markdown(source)
    from lint.readers.plain import read_plain  # noqa: PLC0415

    return read_plain(source)
