"""From inputs to shards: where files are cut."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from lint.archive.lines import ranges_of
from lint.archive.pieces import piece_of_line, strings_of
from lint.archive.places import Place, said
from lint.archive.shards import FILES, LINES, PARQUET, ArchiveError, Shard, named
from lint.archive.twins import Ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.archive.shards import Order

SIZE = 8_000_000
"""Bytes of text that a shard holds about: some seconds of work, little to keep and little to do again."""
_PIECES = 64
"""Pieces a row group is cut into at most: each is unpacked from the beginning of its group."""
_MOST = 4096
"""Files or rows that a shard holds at most."""
_TEXT = ("string", "large_string", "string_view", "binary", "large_binary", "binary_view")


def shards_of_tables(names: Iterable[str], order: Order, size: int = SIZE) -> list[Shard]:
    """Return the shards of files with rows, each knowing which of its ids stand more than once in them all.

    Raises ArchiveError when a file cannot be read or lacks a column.
    """
    with Ids() as ids:
        cut = [shard for name in names for shard in _cut(name, order, size, ids)]
        twins = ids.twins()
    return [named(shard._replace(twins=tuple(sorted(twins.get(number, ()))))) for number, shard in cut]


def _cut(name: str, order: Order, size: int, ids: Ids) -> Iterator[tuple[int, Shard]]:
    """Yield the shards of a file with numbers for them, and note the ids in each."""
    whole = Shard("", "", name, 0, 0, 0, 0, (), (), (), order)
    place = Place(whole.path(name))
    try:
        state = place.state()
        if state is None:
            message = f"{whole.shown}: no such file"
            raise ArchiveError(message)
        whole = whole._replace(state=(state,))
        if place.path.lower().endswith(".parquet"):
            yield from _rows(place, whole._replace(kind=PARQUET), size, ids)
        else:
            yield from _lines(place, whole._replace(kind=LINES), size, ids)
    except (OSError, pa.ArrowException) as error:
        message = f"{whole.shown}: cannot be read: {said(error)}"
        raise ArchiveError(message) from None


def _lines(place: Place, whole: Shard, size: int, ids: Ids) -> Iterator[tuple[int, Shard]]:
    """Yield the shards of a file of JSON lines."""
    columns = whole.order.columns
    number = ids.shard()

    def seen(line: bytes, row: int) -> None:
        where = f"{whole.shown}:{row}"
        document = piece_of_line(line, columns, where, "markdown").document if line.strip() else where
        if document != where:
            ids.add(document, number)

    for first, last, row, rows in ranges_of(place, size, _MOST, seen):
        yield number, whole._replace(first=first, last=last, row=row, rows=rows)
        number = ids.shard()


def _rows(place: Place, whole: Shard, size: int, ids: Ids) -> Iterator[tuple[int, Shard]]:
    """Yield the shards of a Parquet file."""
    column = whole.order.columns.document or "id"
    with place.system.open_input_file(place.path) as file:
        parquet = pq.ParquetFile(file)
        _require_columns(parquet.schema_arrow, whole)
        ranges = list(_row_ranges(parquet.metadata, whole.order.columns.text, size))
        numbers = [ids.shard() for _ in ranges]
        if column in parquet.schema_arrow.names:
            row, at = 0, 0
            for batch in parquet.iter_batches(columns=[column], use_threads=False):
                for document in strings_of(batch.column(0)):
                    at += row >= ranges[at][1]
                    row += 1
                    if document:
                        ids.add(document, numbers[at])
        for number, (first, last) in zip(numbers, ranges, strict=True):
            yield number, whole._replace(first=first, last=last, row=first + 1, rows=last - first)


def _row_ranges(meta: Any, text: str, size: int) -> Iterator[tuple[int, int]]:  # noqa: ANN401 (pyarrow has no types)
    """Yield ranges of rows that hold about so many bytes of text: small row groups together, large ones cut."""
    column = next(index for index in range(meta.num_columns) if meta.schema.column(index).path == text)
    first = here = held = 0
    for group in map(meta.row_group, range(meta.num_row_groups)):
        weight = group.column(column).total_uncompressed_size
        if held and (held + weight > size or here - first + group.num_rows > _MOST):
            yield first, here
            first, held = here, 0
        pieces = min(_PIECES, max(-(-weight // size), -(-group.num_rows // _MOST)))
        end = here + group.num_rows
        if pieces > 1:
            step = -(-group.num_rows // pieces)
            yield from ((start, min(start + step, end)) for start in range(here, end, step))
            first, held = end, 0
        else:
            held += weight
        here = end
    if here > first:
        yield first, here


def _require_columns(schema: Any, whole: Shard) -> None:  # noqa: ANN401 (pyarrow publishes no types)
    """Refuse a file without the columns that were asked for."""
    columns = whole.order.columns
    for column, option in (
        (columns.text, "--text-column"),
        (columns.document, "--id-column"),
        (columns.format, "--format-column"),
        *((each, "--keep-column") for each in columns.keep),
    ):
        if column and column not in schema.names:
            message = f"{whole.shown}: there is no column “{column}” ({option}); there are {', '.join(schema.names)}"
            raise ArchiveError(message)
    kind = schema.field(columns.text).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if str(kind) not in _TEXT:
        message = f"{whole.shown}: column “{columns.text}” holds {kind}, not text"
        raise ArchiveError(message)


def shards_of_files(files: Iterable[tuple[str, Order]], size: int = SIZE) -> Iterator[Shard]:
    """Yield shards of files with one story each; files that are checked by the same rules stand together."""
    names: list[str] = []
    states: list[tuple[int, int]] = []
    row, held = 1, 0
    last: Order | None = None
    for name, order in chain(files, [("", None)]):
        if last is not None and (order != last or held >= size or len(names) >= _MOST):
            rows = len(names)
            yield named(Shard("", FILES, "", 0, rows, row, rows, tuple(states), tuple(names), (), last))
            row += rows
            names, states, held = [], [], 0
        last = order
        if order is not None:
            state = Place(name).state() or (0, 0)
            names.append(name)
            states.append(state)
            held += state[0]
