"""Repaired copies of what a shard was cut from, of the same kind, with everything but the texts as it was."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from lint.archive.json_text import with_edits
from lint.archive.lines import lines_of
from lint.archive.pieces import batches_of
from lint.archive.places import Place, said
from lint.archive.shards import PARQUET, ShardError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.archive.shards import Shard

FOLDER = "copies"
"""The folder of the copies below that of the run."""
_ENDS = tuple(f".{kind}{packed}" for kind in ("jsonl", "ndjson") for packed in ("", ".gz", ".zst"))


class Change:
    """What a document's text is in the end, and the edits that made it so."""

    __slots__ = ("edits", "text")

    def __init__(self, text: str | bytes, edits: Sequence[tuple[int, int, str]]) -> None:
        self.text = text
        self.edits = edits


def part_of(shard: Shard) -> str:
    """Return where the copy of a shard of rows stands below the folder of the run: a part of what bears the file's name.

    All parts together are the copy; in the order of their names they are in the order of the rows.
    """
    name = shard.place.lower()
    end = ".parquet" if shard.kind == PARQUET else next(each for each in _ENDS if name.endswith(each))
    return f"{FOLDER}/{shard.copies[0]}/{shard.name}{end}"


def copy_of(shard: Shard, changes: Mapping[int, Change]) -> bytes | Any:  # noqa: ANN401 (a buffer of pyarrow)
    """Return the copy of a shard of rows; ``changes`` are by the number of the document in the shard.

    Raises ShardError when the input is not as it was.
    """
    place = Place(shard.path(shard.place))
    try:
        made = _table(shard, place, changes) if shard.kind == PARQUET else _lines(shard, place, changes)
        if place.state() != shard.state[0]:
            message = f"{shard.shown}: it changed while it was read"
            raise ShardError(message)
    except (OSError, pa.ArrowException) as error:
        message = f"{shard.shown}: cannot be copied: {said(error)}"
        raise ShardError(message) from None
    return made


def _table(shard: Shard, place: Place, changes: Mapping[int, Change]) -> Any:  # noqa: ANN401 (as above)
    """Return rows of a Parquet file as a file of their own, packed as they were."""
    with place.system.open_input_file(place.path) as file:
        parquet = pq.ParquetFile(file)
        schema, meta = parquet.schema_arrow, parquet.metadata
        batches = [batch for batch, _ in batches_of(shard, parquet, None)]
        table = pa.Table.from_batches(batches, schema)
    if changes:
        number = schema.get_field_index(shard.order.columns.text)
        texts = table.column(number).to_pylist()
        for row, change in changes.items():
            texts[row] = change.text
        table = table.set_column(number, schema.field(number), pa.array(texts, schema.field(number).type))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression=_packing(meta))
    return sink.getvalue()


def _packing(meta: Any) -> dict[str, str]:  # noqa: ANN401 (pyarrow publishes no types)
    """Return how each column of a Parquet file is packed."""
    group = meta.row_group(0)
    found = {}
    for number in range(meta.num_columns):
        column = group.column(number)
        found[column.path_in_schema] = "NONE" if column.compression == "UNCOMPRESSED" else column.compression
    return found


def _lines(shard: Shard, place: Place, changes: Mapping[int, Change]) -> bytes:
    """Return lines of JSON as a file of their own, packed as they were."""
    copied: list[bytes] = []
    size = document = 0
    for line in lines_of(place, shard.first, shard.last):
        size += len(line) + 1
        copied.append(line)
        if line.strip():
            if document in changes:
                copied[-1] = with_edits(line, shard.order.columns.text, changes[document].edits)
            document += 1
    data = b"\n".join([*copied, b""] if size == shard.last - shard.first else copied)
    name = shard.place.lower()
    if name.endswith(".gz"):
        return gzip.compress(data, mtime=0)
    if name.endswith(".zst"):
        packed: bytes = pa.Codec("zstd").compress(data, asbytes=True)
        return packed
    return data
