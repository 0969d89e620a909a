"""Markdown: the CommonMark parser says what is prose; tables are read from raw lines first."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

import pyromark

from lint.patterns import pattern
from lint.readers.building import Builder
from lint.readers.front_matter import add_front_matter
from lint.readers.html import add_html, tag_effect
from lint.readers.indented import is_prose, passages
from lint.readers.masking import masked
from lint.text.tables import find_tables

if TYPE_CHECKING:
    from lint.document import Document, Table
    from lint.source import Source

_OPTIONS = (
    pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_SURROGATE = pattern(r"[\ud800-\udfff]")
"""Half of a character: no file holds one, but a text from another program may, and the parser takes none."""
_LONE_RETURN = pattern(r"\r(?!\n)")
_NOT_ASCII = pattern(r"[^\x00-\x7f]")
_CELL_OPTIONS = pyromark.Options.ENABLE_STRIKETHROUGH
_MARKUP = pattern(r"[*_`\[\]<>&\\!~#]|^(?:[-+]|\d+[.)])[ ]")
_CALLOUT = pattern(r"\[![A-Za-z]+\][-+]?")


def read_markdown(source: Source) -> Document:
    """Read Markdown with GFM tables, footnotes, YAML or TOML front matter and inline HTML."""
    text = _SURROGATE.sub("\ufffd", masked(source.text))
    if "\r" in text:
        # The parser ends a paragraph's line at it, but neither a heading nor a fence.
        text = _LONE_RETURN.sub("\n", text)
    events = pyromark.events_with_range(text, options=_OPTIONS)
    places = _Places(text)
    tables: list[Table] = []
    if "|" in text:
        skip = [places.span(place) for event, place in events if _is_closed(event)]
        tables = find_tables(source.text, markdown=True, skip=skip)
        rest = _without(text, tables) if tables else text
        # The events are walked, never kept: as objects of Python they are hundreds of times as large as the text.
        events = pyromark.events_with_range(rest, options=_OPTIONS)
        places = _Places(rest) if tables else places
    reading = _Reading(Builder(text), places, tables)
    for event, place in events:
        reading.take(event, place)
    reading.finish()
    return reading.builder.document(source, "markdown", tables)


def _is_closed(event: Any) -> bool:
    """Tell the start of a block whose lines are no table whatever they look like."""
    if not isinstance(event, dict) or "Start" not in event:
        return False
    start = event["Start"]
    if start == "HtmlBlock":
        return True
    return isinstance(start, dict) and ("CodeBlock" in start or "MetadataBlock" in start)


def _without(text: str, tables: list[Table]) -> str:
    """Blank the tables' lines, keeping every offset."""
    parts: list[str] = []
    last = 0
    for table in tables:
        for row in table.rows:
            if row.start < last:
                continue
            parts += [text[last : row.start], " " * (row.end - row.start)]
            last = row.end
    parts.append(text[last:])
    return "".join(parts)


class _Places:
    """Turns the parser's UTF-8 byte offsets into code points."""

    def __init__(self, text: str, base: int = 0) -> None:
        self._base = base
        self._bytes: list[int] = []
        self._extra: list[int] = []
        if text.isascii():
            return
        extra = 0
        for match in _NOT_ASCII.finditer(text):
            point = ord(match.group())
            self._bytes.append(match.start() + extra)
            extra += 1 if point < 0x800 else 2 if point < 0x10000 else 3  # noqa: PLR2004 (the limits of UTF-8)
            self._extra.append(extra)

    def __call__(self, offset: int) -> int:
        """Return the code point offset of a byte offset that begins a character."""
        index = bisect_right(self._bytes, offset - 1)
        return self._base + offset - (self._extra[index - 1] if index else 0)

    def span(self, place: Any) -> tuple[int, int]:
        """Return an event's range in code points."""
        return self(place["start"]), self(place["end"])


class _Reading:
    """Walks the parser's events and fills the builder."""

    def __init__(self, builder: Builder, places: _Places, tables: list[Table]) -> None:
        self.builder = builder
        self.places = places
        self.tables = tables
        self.next_table = 0
        self.containers: list[str] = []
        self.fresh: list[bool] = []
        self.kind = ""
        self.level = 0
        self.code = 0
        self.image = 0
        self.inside = ""
        self.html: tuple[int, int] | None = None
        self.widened = 0
        """Where the last line break ends; a mark of quotation after it may turn out to be text."""

    def take(self, event: Any, place: Any) -> None:
        """Take one event with its byte range."""
        if isinstance(event, str):
            self._bare(event, place)
            return
        ((name, value),) = event.items()
        if name == "Text":
            self._text(value, place)
        elif name == "Start":
            self._start(value, place)
        elif name == "End":
            self._end(value)
        elif name in ("Code", "FootnoteReference", "InlineMath", "DisplayMath"):
            if not self.image and not self.code:
                self._opaque(*self.places.span(place))
        elif name == "InlineHtml":
            self._inline_html(value, place)
        elif name == "Html":
            start, end = self.places.span(place)
            self.html = (self.html[0] if self.html else start, end)

    def finish(self) -> None:
        """Add the tables after the last block."""
        self._close()
        self._tables_before(None)

    def _bare(self, event: str, place: Any) -> None:
        start, end = self.places.span(place)
        if event == "SoftBreak" and not self.image and not self.code:
            self.builder.unit(" ", *self._break(start, end))
        elif event == "HardBreak" and not self.image:
            self.builder.unit("\n", *self._break(start, end))

    def _break(self, start: int, end: int) -> tuple[int, int]:
        """Widen a line break over the blanks and quotation marks round it."""
        text = self.builder.text
        start = max(start, self.widened)  # the break before may have taken the blanks that this one begins with
        reached = max(self.builder.reached, self.widened)
        while start > reached and text[start - 1] in " \t":
            start -= 1
        while end < len(text) and text[end] in " \t>":
            end += 1
        self.widened = end
        return start, end

    def _text(self, value: str, place: Any) -> None:
        if self.inside in ("MetadataBlock", "CodeBlock") or self.image or self.code:
            return
        start, end = self.places.span(place)
        if not self.kind:
            self._open(start)
        if start < self.widened:
            self.builder.shorten(start)
        if end - start == len(value):
            callout = _CALLOUT.match(value) if self.containers[-1:] == ["BlockQuote"] else None
            if callout and not self.builder.pending:
                start += callout.end()
            self.builder.copy(start, end)
        else:
            self.builder.unit(value, start, end)

    def _opaque(self, start: int, end: int) -> None:
        """Add what is not prose; it may be the first thing in its container."""
        if not self.kind:
            self._open(start)
        self.builder.opaque(start, end)

    def _open(self, start: int) -> None:
        """Open a block for text that stands directly in its container."""
        self._tables_before(start)
        container = self.containers[-1] if self.containers else ""
        self.kind = {"Item": "item", "BlockQuote": "quote"}.get(container, "paragraph")

    def _close(self) -> None:
        if self.builder.pending:
            first = self.fresh[-1] if self.fresh else True
            self.builder.close(self.kind or "paragraph", first=first, level=self.level)
            if self.fresh:
                self.fresh[-1] = False
        self.kind, self.level, self.code, self.image = "", 0, 0, 0

    def _start(self, value: Any, place: Any) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in ("Paragraph", "Heading"):
            self._close()
            self._open(self.places(place["start"]))
            if name == "Heading":
                self.kind, self.level = "headline", int(value["Heading"]["level"][1:])
        elif name in ("List", "Item", "BlockQuote", "FootnoteDefinition"):
            self._close()
            self.containers.append(name)
            self.fresh.append(True)
        elif name == "Image":
            if not self.image and not self.code:
                self._opaque(*self.places.span(place))
            self.image += 1
        elif name in ("CodeBlock", "MetadataBlock"):
            self._close()
            self._tables_before(self.places(place["start"]))
            self.inside = name
            if name == "MetadataBlock":
                start, end = self.places.span(place)
                add_front_matter(self.builder, start, end)
            elif value.get("CodeBlock") == "Indented" and is_prose(self.builder.text[slice(*self.places.span(place))]):
                _read_indented(self.builder, *self.places.span(place))
            else:
                self.builder.opaque(*self.places.span(place))
                self.builder.close("code")
        elif name == "HtmlBlock":
            self._close()
            self._tables_before(self.places(place["start"]))
            self.html = None

    def _end(self, value: Any) -> None:
        name = value if isinstance(value, str) else next(iter(value))
        if name in ("Paragraph", "Heading"):
            self._close()
        elif name in ("List", "Item", "BlockQuote", "FootnoteDefinition"):
            self._close()
            self.containers.pop()
            self.fresh.pop()
        elif name == "Image":
            self.image -= 1
        elif name in ("CodeBlock", "MetadataBlock"):
            self.inside = ""
        elif name == "HtmlBlock" and self.html:
            add_html(self.builder, *self.html)
            self.html = None

    def _inline_html(self, tag: str, place: Any) -> None:
        if self.image:
            return
        start, end = self.places.span(place)
        effect = tag_effect(tag)
        if effect == "break":
            if not self.kind:
                self._open(start)
            self.builder.unit("\n", start, end)
        elif effect == "hide":
            if not self.code:
                self._opaque(start, end)
            self.code += 1
        elif effect == "unhide":
            self.code = max(0, self.code - 1)
        elif effect == "opaque" and not self.code:
            self._opaque(start, end)

    def _tables_before(self, place: int | None) -> None:
        """Add the cells of each table that stands before a place, in document order."""
        while self.next_table < len(self.tables):
            table = self.tables[self.next_table]
            if place is not None and table.start > place:
                return
            self.next_table += 1
            if table.start >= self.builder.closed:
                self._table(table)  # else the parser took its lines for more of a block that is closed by now

    def _table(self, table: Table) -> None:
        for index, row in enumerate(table.rows):
            if index == table.delimiter:
                continue
            for cell in row.cells:
                _read_inline(self.builder, cell.start, cell.end)
                self.builder.close("cell", first=index != table.header, level=int(index == table.header))


def _read_indented(builder: Builder, start: int, end: int) -> None:
    """Read an indented block that is no code, passage by passage."""
    for kind, lines in passages(builder.text, start, end):
        if builder.text[lines[0][0]] == "<":
            add_html(builder, lines[0][0], lines[-1][1])
            continue
        last = 0
        for first, stop in lines:
            if last:
                builder.unit(" ", last, first)
            _read_inline(builder, first, stop)
            last = stop
        builder.close(kind, first=False)


def _read_inline(builder: Builder, start: int, end: int) -> None:
    """Read a stretch as inline Markdown; block markers in it are nothing to a reader."""
    text = builder.text[start:end].replace("\\|", "\ufffc|")
    if not _MARKUP.search(text):
        builder.copy(start, end)
        return
    inner = _Reading(builder, _Places(text, start), [])
    inner.kind = "cell"
    for event, place in pyromark.events_with_range(text, options=_CELL_OPTIONS):
        name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
        if name in ("Start", "End") and value != "Image" and not (isinstance(value, dict) and "Image" in value):
            continue
        inner.take(event, place)
