"""Put prose together piece by piece, keeping the way back to the source."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from lint.document import OPAQUE, Block, Document
from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.document import Table
    from lint.source import Source

_TWO = OPAQUE * 2
_RUN = pattern(OPAQUE + "{2,}")


class Builder:
    """Collects blocks of pieces; a piece is text as it stands, or one unit for a stretch."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self._prose: list[str] = []
        self._size = 0
        self._prose_starts, self._source_starts, self._source_lengths = array("I"), array("I"), array("I")
        self._open: list[tuple[str, int, int]] = []

    def copy(self, start: int, end: int) -> None:
        """Add source text as it stands; runs of the opaque mark become one unit each."""
        if start >= end:
            return
        text = self.text[start:end]
        if OPAQUE not in text:
            self._open.append((text, start, end - start))
            return
        last = 0
        for match in _RUN.finditer(text):
            if match.start() > last:
                self._open.append((text[last : match.start()], start + last, match.start() - last))
            self._open.append((OPAQUE, start + match.start(), match.end() - match.start()))
            last = match.end()
        if last < len(text):
            self._open.append((text[last:], start + last, len(text) - last))

    def line(self, kind: str, start: int, end: int) -> None:
        """Add a block that is one line of the source, trimmed of blanks."""
        text = self.text[start:end].rstrip()
        if text != text.lstrip() or _TWO in text:
            self.copy(start, end)
            self.close(kind)
        elif text:
            self._part(start)
            begin = self._size
            self._piece(text, start, len(text))
            self.blocks.append(Block(kind, begin, self._size))

    def unit(self, text: str, start: int, end: int) -> None:
        """Add a text that stands for a whole source stretch, one thing for any edit."""
        self._open.append((text, start, end - start))

    def opaque(self, start: int, end: int) -> None:
        """Add the mark of something that is not prose, joined to one just before it."""
        if self._open and self._open[-1][0] == OPAQUE and sum(self._open[-1][1:]) == start:
            start = self._open.pop()[1]
        self._open.append((OPAQUE, start, end - start))

    @property
    def pending(self) -> bool:
        """Tell whether the open block holds anything yet."""
        return bool(self._open)

    @property
    def reached(self) -> int:
        """Return where the last piece of the open block ends in the source, 0 without one."""
        return sum(self._open[-1][1:]) if self._open else 0

    @property
    def closed(self) -> int:
        """Return where the last closed block ends in the source, 0 without one."""
        return self._source_starts[-1] + self._source_lengths[-1] if self._source_starts else 0

    def shorten(self, end: int) -> None:
        """Let the last piece of the open block end before a place in the source."""
        if self.reached > end:
            text, start, _ = self._open.pop()
            self._open.append((text, start, end - start))

    def close(self, kind: str, *, first: bool = True, level: int = 0, yaml: bool = False) -> None:
        """End the open block, trimmed of blanks; a block without a character is dropped."""
        pieces, self._open = self._open, []
        while pieces and not pieces[-1][0].strip():
            pieces.pop()
        if not pieces:
            return
        if not pieces[0][0].strip():
            del pieces[: next(number for number, piece in enumerate(pieces) if piece[0].strip())]
        text, start, length = pieces[0]
        trimmed = text.lstrip()
        if len(trimmed) < len(text) and length == len(text):
            cut = len(text) - len(trimmed)
            pieces[0] = (trimmed, start + cut, length - cut)
        text, start, length = pieces[-1]
        trimmed = text.rstrip()
        if len(trimmed) < len(text) and length == len(text):
            pieces[-1] = (trimmed, start, len(trimmed))
        self._part(pieces[0][1])
        begin = self._size
        for piece in pieces:
            self._piece(*piece)
        self.blocks.append(Block(kind, begin, self._size, first, level, yaml))

    def _part(self, start: int) -> None:
        """Part a block, which begins at a source offset, from the one before."""
        if self._prose:
            self._prose.append("\n\n")
            self._prose_starts.append(self._size)
            self._source_starts.append(start)
            self._source_lengths.append(0)
            self._size += 2

    def _piece(self, text: str, start: int, length: int) -> None:
        self._prose_starts.append(self._size)
        self._source_starts.append(start)
        self._source_lengths.append(length)
        self._prose.append(text)
        self._size += len(text)

    def document(self, source: Source, format: str, tables: list[Table]) -> Document:  # noqa: A002
        """Return the finished document; the builder is empty then."""
        prose, self._prose, self.text = "".join(self._prose), [], ""
        return Document(
            source,
            format,
            prose,
            self.blocks,
            tables,
            self._prose_starts,
            self._source_starts,
            self._source_lengths,
        )
