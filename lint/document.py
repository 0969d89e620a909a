"""The document: the readable text (prose), its blocks, and the way back to the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lint.source import Source

OPAQUE = "\ufffc"
"""Stands in the prose for whatever is not prose: code, image, URL, template, tag."""

Answer = TypeVar("Answer")
Key = TypeVar("Key")


class Block(NamedTuple):
    """A stretch of prose of one kind; no rule looks across its ends.

    ``kind`` is one of ``headline``, ``paragraph``, ``item`` (list item), ``quote`` (block
    quotation), ``cell`` (table cell), ``code`` (one U+FFFC for a code block), ``caption`` (a
    reader-visible front matter value that is no headline). ``start`` and ``end`` are in prose
    coordinates. ``first`` tells whether the block begins its container: the second paragraph
    of a list item does not. ``raw`` is the source offset of the block's first character.
    ``level`` is a heading's level, else 0.
    """

    kind: str
    start: int
    end: int
    first: bool = True
    level: int = 0
    yaml: bool = False


class Cell(NamedTuple):
    """One table cell; ``start:end`` is its trimmed text in source coordinates."""

    start: int
    end: int
    text: str


class Row(NamedTuple):
    """One raw table line; ``start:end`` is the line without indent and line end (source)."""

    start: int
    end: int
    text: str
    cells: tuple[Cell, ...]
    lead: bool
    """The line begins with a pipe."""
    trail: bool
    """The line ends with an unescaped pipe."""
    line: int
    """0-based line number."""


class Table(NamedTuple):
    """A table read from raw lines, sound or damaged.

    ``rows[header]`` is the header row (-1: none). ``delimiter`` is the index in ``rows`` of
    the row made of dashes under the header (-1: none), whatever its dashes are.
    """

    rows: tuple[Row, ...]
    header: int
    delimiter: int
    markdown: bool
    indent: str
    start: int
    end: int
    one_line: bool = False


class Document:
    r"""Prose with its blocks and a sorted map back to the source.

    ``prose`` is one string: markup taken out, a soft line break is one space, a hard break
    is ``\n``, blocks are separated by a blank line (``\n\n``), and whatever is not prose
    but stands in a sentence is one U+FFFC. The map is a list of pieces: piece *i* begins at
    ``prose_starts[i]`` of the prose and ``source_starts[i]`` of the source and covers
    ``source_lengths[i]`` characters there; where the source length equals the prose length
    the piece is the same text character by character, otherwise it is one unit.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (the parts a reader hands over, once)
        self,
        source: Source,
        format: str,  # noqa: A002
        prose: str,
        blocks: list[Block],
        tables: list[Table],
        prose_starts: Sequence[int],
        source_starts: Sequence[int],
        source_lengths: Sequence[int],
    ) -> None:
        self.source = source
        self.format = format
        self.prose = prose
        self.blocks = blocks
        self.tables = tables
        self._prose_starts = prose_starts
        self._source_starts = source_starts
        self._source_lengths = source_lengths
        self._block_starts: list[int] | None = None
        self._answers: dict[object, Any] = {}

    def once(self, question: Callable[[Document], Answer]) -> Answer:
        """Return ``question(self)``, computed at most once for this document."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer

    def tell(self, question: Callable[[Document], Answer], answer: Answer) -> None:
        """Have ``once`` return an answer that was found otherwise."""
        self._answers[question] = answer

    def answer(self, question: Callable[[Document, Key], Answer], key: Key) -> Answer:
        """Return ``question(self, key)``, computed at most once for this document and key."""
        asked = (question, key)
        if asked not in self._answers:
            self._answers[asked] = question(self, key)
        answer: Answer = self._answers[asked]
        return answer

    def block_at(self, offset: int) -> Block:
        """Return the block that holds the prose offset (the one before, in a gap)."""
        return self.blocks[self.block_index(offset)]

    def block_index(self, offset: int) -> int:
        """Return the index in ``blocks`` of the block that holds the prose offset."""
        if self._block_starts is None:
            self._block_starts = [block.start for block in self.blocks]
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def _piece(self, offset: int) -> tuple[int, int, int, bool]:
        """Return prose start, source start, source length and sameness of a piece."""
        index = max(0, bisect_right(self._prose_starts, offset) - 1)
        start = self._prose_starts[index]
        following = (
            self._prose_starts[index + 1]
            if index + 1 < len(self._prose_starts)
            else len(self.prose)
        )
        length = self._source_lengths[index]
        return start, self._source_starts[index], length, length == following - start

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a prose span to the smallest source span that covers it.

        An empty span maps to an empty span, at the end of the character before it, so an
        insertion lands inside the markup the preceding character stands in.
        """
        if start == end:
            if start == 0:
                place = self._source_starts[0] if self._source_starts else 0
                return place, place
            place = self.to_source(start - 1, start)[1]
            return place, place
        first, source, length, same = self._piece(start)
        begin = source + (start - first) if same else source
        first, source, length, same = self._piece(end - 1)
        finish = source + (end - first) if same else source + length
        return begin, finish

    def soft_breaks(self) -> list[int]:
        """Return the prose offsets of the blanks that stand for a line's end inside a paragraph."""
        text, prose = self.source.text, self.prose
        places = [
            place
            for place, start in zip(self._prose_starts, self._source_starts, strict=True)
            if text[start : start + 1] in ("\n", "\r")
        ]
        return [place for place in places if prose[place] == " "]

    def is_shown(self, offset: int) -> bool:
        """Tell whether a source offset is in the prose, or in what an opaque mark stands for."""
        index = bisect_right(self._source_starts, offset) - 1
        return index >= 0 and offset < self._source_starts[index] + self._source_lengths[index]

    def is_plain(self, start: int, end: int) -> bool:
        """Tell whether the source of a prose span is that very text, soft breaks aside."""
        begin, finish = self.to_source(start, end)
        text = self.source.text[begin:finish]
        if text == self.prose[start:end]:
            return True
        return " ".join(text.split()) == " ".join(self.prose[start:end].split())
