"""Documents of an archive as they are read from a shard, one after another, whatever the shard is cut from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from lint.archive.lines import lines_of
from lint.archive.places import Place, said
from lint.archive.shards import FILES, PARQUET, ShardError, bare
from lint.archive.twins import mark_of
from lint.readers import SUFFIXES, format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint.archive.shards import Columns, Order, Shard

BATCH = 64
"""Rows that are read at once."""
_BUFFER = 1 << 20
FORMATS = {"text": "plain"} | {name: kind for end, kind in SUFFIXES.items() for name in (end[1:], kind)}
"""What a column of formats may say, and what it means."""


class Piece(NamedTuple):
    """A document as it was read: its text, or a sentence that says why there is none."""

    document: str
    text: str | bytes
    format: str
    kept: tuple[str | None, ...] = ()
    problem: str = ""
    place: str = ""
    """Where its row stands."""


def pieces_of(shard: Shard) -> Iterator[Piece]:
    """Yield the documents of a shard. Raises ShardError where its input cannot be read or is not as it was."""
    twins = frozenset(shard.twins)
    for piece in _pieces(shard):
        if twins and mark_of(piece.document) in twins:
            yield piece._replace(document=f"{piece.document} ({piece.place})")
        else:
            yield piece


def _pieces(shard: Shard) -> Iterator[Piece]:
    try:
        if shard.kind == FILES:
            yield from _files(shard)
            return
        place = Place(shard.path(shard.place))
        yield from _rows(shard, place) if shard.kind == PARQUET else _lines(shard, place)
        require_state(shard, place)
    except (OSError, pa.ArrowException) as error:
        message = f"{shard.shown}: cannot be read: {said(error)}"
        raise ShardError(message) from None


def require_state(shard: Shard, place: Place) -> None:
    """Refuse an input that is not as it was when the run was planned."""
    if place.state() != shard.state[0]:
        message = f"{shard.shown}: it changed while it was read"
        raise ShardError(message)


def _rows(shard: Shard, place: Place) -> Iterator[Piece]:
    """Yield the rows of a range of a Parquet file."""
    columns = shard.order.columns
    with place.system.open_input_file(place.path) as file:
        parquet = pq.ParquetFile(file, buffer_size=_BUFFER)
        wanted = {columns.document or "id", columns.text, columns.format or "format", *columns.keep}
        for batch, row in batches_of(shard, parquet, wanted):
            yield from rows_of(batch, shard.order, shard.shown, row)


def batches_of(
    shard: Shard,
    parquet: Any,  # noqa: ANN401 (pyarrow publishes no types)
    columns: set[str] | None,
) -> Iterator[tuple[pa.RecordBatch, int]]:
    """Yield the rows of a shard of a Parquet file in batches, each with the number of its first row.

    Of the columns only those are read that are named; all, if none are.
    """
    groups, before, begun = [], 0, None
    for number in range(parquet.num_row_groups):
        size = parquet.metadata.row_group(number).num_rows
        if before < shard.last and before + size > shard.first:
            groups.append(number)
            begun = before if begun is None else begun
        before += size
    named = None if columns is None else sorted(columns & set(parquet.schema_arrow.names))
    here = begun or 0
    for batch in parquet.iter_batches(BATCH, groups, named, use_threads=False):
        first, last = max(shard.first - here, 0), min(shard.last - here, batch.num_rows)
        if first < last:
            yield batch.slice(first, last - first), here + first + 1
        here += batch.num_rows


def rows_of(batch: pa.RecordBatch, order: Order, place: str, row: int) -> Iterator[Piece]:
    """Yield the rows of a batch as documents; ``place`` and the number of the first row name those without an id."""
    columns = order.columns
    texts = _column(batch, columns.text, values_of)
    documents = _column(batch, columns.document or "id", strings_of)
    formats = _column(batch, columns.format or "format", strings_of)
    kept = [_column(batch, name, strings_of) for name in columns.keep]
    for number in range(batch.num_rows):
        values = tuple(each[number] for each in kept)
        given = (documents[number], texts[number], formats[number])
        yield _piece(f"{place}:{row + number}", given, values, order.format)


def _column(batch: pa.RecordBatch, name: str, of: Callable[[pa.Array], list[Any]]) -> list[Any]:
    number = batch.schema.get_field_index(name)
    return [None] * batch.num_rows if number < 0 else of(batch.column(number))


def values_of(column: pa.Array) -> list[Any]:
    """Return the values of a column; text that is no UTF-8, as some writers leave it, as bytes."""
    try:
        found: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        return [None if not each.is_valid else each.as_buffer().to_pybytes() for each in column]
    return found


def strings_of(column: pa.Array) -> list[str | None]:
    """Return the values of a column as text."""
    try:
        column = column.cast(pa.string())  # also what Python has no value for, such as nanoseconds
    except pa.ArrowException:
        return [told(each) for each in values_of(column)]
    return [told(each) for each in values_of(column)]


def _lines(shard: Shard, place: Place) -> Iterator[Piece]:
    """Yield the rows of a range of a file of JSON lines."""
    columns = shard.order.columns
    for row, line in enumerate(lines_of(place, shard.first, shard.last), shard.row):
        where = f"{shard.shown}:{row}"
        if line.strip():
            yield piece_of_line(line, columns, where, shard.order.format)


def piece_of_line(line: bytes, columns: Columns, where: str, default: str) -> Piece:
    """Return the document that one line of JSON holds."""
    empty = (None,) * len(columns.keep)
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Piece(where, "", "plain", empty, f"the line is not JSON: {said(error)}", where)
    if not isinstance(values, dict):
        return Piece(where, "", "plain", empty, "the line holds no object", where)
    kept = tuple(told(values.get(name)) for name in columns.keep)
    given = tuple(values.get(name) for name in (columns.document or "id", columns.text, columns.format or "format"))
    return _piece(where, given, kept, default)


def _piece(where: str, given: tuple[object, ...], kept: tuple[str | None, ...], default: str) -> Piece:
    """Return a row as a document, given its id, text and format; one that has no text says so."""
    document, text, format_ = given
    name = where if document is None or document == "" else told(document) or where
    known = FORMATS.get(default if format_ is None or format_ == "" else str(format_).lower())
    problem = ""
    if known is None:
        problem = f"there is no format {told(format_)!r}; there are markdown and text"
    elif text is None:
        problem = "it has no text"
    elif not isinstance(text, str | bytes):
        problem = f"its text is of another kind: {type(text).__name__}"
    if problem or not isinstance(text, str | bytes) or known is None:
        return Piece(name, "", "plain", kept, problem, where)
    return Piece(name, text, known, kept, "", where)


def told(value: object) -> str | None:
    """Return a value as a table can hold it: text without half characters."""
    if value is None:
        return None
    text = value if isinstance(value, str) else value.decode("utf-8", "replace") if isinstance(value, bytes) else None
    if text is None:
        text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list | bool) else str(value)
    return text.encode("utf-8", "backslashreplace").decode()


def _files(shard: Shard) -> Iterator[Piece]:
    """Yield files as documents; their paths are their ids."""
    kept = (None,) * len(shard.order.columns.keep)
    for name in shard.files:
        shown = told(bare(name)) or ""
        try:
            place = Place(shard.path(name))
            with place.system.open_input_stream(place.path, compression=None) as file:
                data = file.read()
        except (OSError, pa.ArrowException) as error:
            yield Piece(shown, "", "plain", kept, f"cannot be read: {said(error)}")
            continue
        yield Piece(shown, data, format_of(place.path), kept)
