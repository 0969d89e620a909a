"""Any bytes are read in every format, or refused as no text; the way back to the source is whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lint.document import OPAQUE, Document
from lint.readers import SUFFIXES, read_document
from lint.source import NotText, Source, read

FORMATS = sorted(set(SUFFIXES.values()))
MOST_PLACES = 50
"""How many places inside pieces are looked at; those at the ends of pieces all are."""
KINDS = {"headline", "paragraph", "item", "quote", "cell", "code", "caption"}


def target(data: bytes) -> None:
    """Read bytes in every format."""
    try:
        source = read(data, "a")
    except NotText:
        return
    assert source.encode(source.text) == data
    _lines_are_whole(source)
    for format_ in FORMATS:
        doc = read_document(source, format_)
        assert doc.source.text == source.text
        _blocks_are_whole(doc)
        _map_is_sorted(doc)
        _places_are_true(doc)


def _lines_are_whole(source: Source) -> None:
    for number, start in enumerate(source.line_starts, 1):
        assert source.place(start) == (number, 1)
        first, last = source.line_span(number)
        assert first == start <= last <= len(source.text)
        assert "\n" not in source.text[first:last]


def _blocks_are_whole(doc: Document) -> None:
    """The blocks are the whole prose, apart from a blank line between two."""
    end = -2
    for block in doc.blocks:
        assert block.kind in KINDS
        assert block.start == end + 2 < block.end
        assert doc.prose[max(0, end) : block.start] in ("", "\n\n")
        assert doc.prose[block.start : block.end].strip() or OPAQUE in doc.prose[block.start : block.end]
        end = block.end
    assert end == len(doc.prose) or not doc.prose


def _map(doc: Document) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    return doc._prose_starts, doc._source_starts, doc._source_lengths  # noqa: SLF001 (the map itself is to be proved)


def _map_is_sorted(doc: Document) -> None:
    proses, sources, lengths = _map(doc)
    # A piece may stand for a stretch of the source without a character of its own, so places may be equal.
    assert all(one <= other for one, other in pairwise(proses))
    assert all(one <= other for one, other in pairwise(sources))
    ends = [start + length for start, length in zip(sources, lengths, strict=True)]
    assert all(end <= start for end, start in zip(ends, sources[1:], strict=False))
    assert all(end <= len(doc.source.text) for end in ends)


def _places_are_true(doc: Document) -> None:
    """A character of the prose is that of the source, or stands for something there; its place is never behind."""
    source, prose, behind = doc.source.text, doc.prose, 0
    edges = {place + by for place in _map(doc)[0] for by in (-1, 0) if 0 <= place + by < len(prose)}
    for place in sorted(edges | set(range(0, len(prose), 1 + len(prose) // MOST_PLACES))):
        start, end = doc.to_source(place, place + 1)
        assert behind <= start <= end <= len(source)
        behind = start
        if doc.is_plain(place, place + 1) and not prose[place].isspace():
            assert source[start:end].strip() == prose[place]
    for block in doc.blocks:
        start, end = doc.to_source(block.start, block.end)
        assert 0 <= start < end <= len(source)
        assert doc.is_shown(start)
