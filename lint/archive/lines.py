"""JSON lines, plain or packed: cut into ranges of unpacked bytes at line ends, and read by range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.archive.places import Place

_CHUNK = 1 << 20
_PACKED = {".gz": "gzip", ".zst": "zstd"}
PIECES = 64
"""Ranges a packed file is cut into at most: each is unpacked from the beginning."""


class Range(NamedTuple):
    """Whole lines: the bytes they take when unpacked, the number of the first, and how many there are."""

    first: int
    last: int
    row: int
    rows: int


def is_packed(path: str) -> bool:
    """Tell whether a file has to be unpacked from its beginning."""
    return path.endswith(tuple(_PACKED))


def _opened(place: Place) -> Any:  # noqa: ANN401 (a stream of pyarrow, which publishes no types)
    packing = next((kind for end, kind in _PACKED.items() if place.path.endswith(end)), None)
    return place.system.open_input_stream(place.path, compression=packing, buffer_size=_CHUNK)


def ranges_of(place: Place, size: int) -> Iterator[Range]:
    """Yield ranges of whole lines that hold about so many bytes, or more when a packed file would have too many."""
    first = here = 0
    row = rows = 1
    rows = 0
    least = size
    cuts = 0
    open_line = False
    with _opened(place) as stream:
        while chunk := stream.read(_CHUNK):
            start = 0
            while (end := chunk.find(b"\n", start)) >= 0:
                start = end + 1
                rows += 1
                if here + start - first >= least:
                    yield Range(first, here + start, row, rows)
                    first, row, rows = here + start, row + rows, 0
                    cuts += 1
                    if is_packed(place.path) and cuts % PIECES == 0:
                        least *= 2
            here += len(chunk)
            open_line = start < len(chunk) if start else open_line or bool(chunk)
    if here > first:
        yield Range(first, here, row, rows + open_line)


def lines_of(place: Place, first: int, last: int) -> Iterator[bytes]:
    """Yield the lines of a range, without their ends."""
    if is_packed(place.path):
        with _opened(place) as stream:
            left = first
            while left:
                left -= len(stream.read(min(left, _CHUNK)))
            yield from _split(stream, last - first)
        return
    with place.system.open_input_file(place.path) as file:
        file.seek(first)
        yield from _split(file, last - first)


def _split(stream: Any, size: int) -> Iterator[bytes]:  # noqa: ANN401 (as above)
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
