"""JSON lines, plain or packed: cut into ranges of unpacked bytes at line ends, and read by range."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint.archive.places import Place

_CHUNK = 1 << 20
_PACKED = {".gz": "gzip", ".zst": "zstd"}
PIECES = 8
"""Ranges of a packed file after which they grow: each is unpacked from the beginning of the file."""


class Range(NamedTuple):
    """Whole lines: the bytes they take when unpacked, the number of the first, and how many there are."""

    first: int
    last: int
    row: int
    rows: int


def _packing(place: Place) -> str | None:
    return next((kind for end, kind in _PACKED.items() if place.path.lower().endswith(end)), None)


def _unpacked(place: Place) -> Any:  # noqa: ANN401 (a stream of pyarrow, which publishes no types)
    return place.system.open_input_stream(place.path, compression=_packing(place), buffer_size=_CHUNK)


def ranges_of(place: Place, size: int, most: int, seen: Callable[[bytes, int], None]) -> Iterator[Range]:
    """Yield ranges of whole lines that hold about so many bytes and so many lines at most; those that are packed, more.

    ``seen`` is told of each line and its number before its range is yielded.
    """
    first = here = cuts = 0
    row, number = 1, 0
    with _unpacked(place) as stream:
        for number, line in enumerate(_split(stream, sys.maxsize), 1):
            seen(line, number)
            here += len(line) + 1
            if here - first >= size or number - row + 1 >= most:
                yield Range(first, here, row, number - row + 1)
                first, row = here, number + 1
                cuts += 1
                if _packing(place) and cuts % PIECES == 0:
                    size, most = 2 * size, 2 * most
    if here > first:
        yield Range(first, here, row, number - row + 1)


def lines_of(place: Place, first: int, last: int) -> Iterator[bytes]:
    """Yield the lines of a range, without their ends."""
    with _opened(place, first) as stream:
        yield from _split(stream, last - first)


def bytes_of(place: Place, first: int, last: int) -> bytes:
    """Return the unpacked bytes of a range, which may reach beyond the end."""
    chunks = []
    with _opened(place, first) as stream:
        while first < last and (chunk := stream.read(min(last - first, _CHUNK))):
            chunks.append(chunk)
            first += len(chunk)
    return b"".join(chunks)


@contextmanager
def _opened(place: Place, first: int) -> Iterator[Any]:
    """Open a file at one of its unpacked bytes."""
    if _packing(place):
        with _unpacked(place) as stream:
            while first and (chunk := stream.read(min(first, _CHUNK))):
                first -= len(chunk)
            yield stream
        return
    with place.system.open_input_file(place.path) as file:
        file.seek(first)
        yield file


def _split(stream: Any, size: int) -> Iterator[bytes]:  # noqa: ANN401 (as above)
    """Yield the lines in the next bytes of a stream."""
    rest: list[bytes] = []
    while size and (chunk := stream.read(min(size, _CHUNK))):
        size -= len(chunk)
        *whole, tail = chunk.split(b"\n")
        for line in whole:
            rest.append(line)
            yield b"".join(rest)
            rest.clear()
        rest.append(tail)
    if any(rest):
        yield b"".join(rest)
