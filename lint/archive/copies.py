"""Repaired copies of what a shard was cut from, of the same kind, with everything but the texts as it was."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from lint.archive.json_text import with_edits
from lint.archive.lines import bytes_of
from lint.archive.output import COPIES
from lint.archive.pieces import batches_of, require_state
from lint.archive.places import Place, said
from lint.archive.shards import FILES, PARQUET, ArchiveError, ShardError, bare, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.archive.shards import Shard

_ENDS = tuple(f".{kind}{packed}" for kind in ("jsonl", "ndjson") for packed in ("", ".gz", ".zst"))


def refuse_overlap(out: str, inputs: Sequence[str]) -> None:
    """Raise ArchiveError where copies would be written into what they are made from, or the other way round."""
    for name in inputs:
        one, other = Place(out), Place(name)
        paths = [_whole(each) + "/" for each in (one, other)]
        if one.system.type_name == other.system.type_name and (
            paths[0].startswith(paths[1]) or paths[1].startswith(paths[0])
        ):
            message = f"{bare(out)}: a copy is never written where its input is; name another folder with --out"
            raise ArchiveError(message)


def _whole(place: Place) -> str:
    return os.path.realpath(place.path) if place.local else place.path.strip("/")


def with_copies(shards: Sequence[Shard], inputs: Sequence[str]) -> list[Shard]:
    """Return shards that know what their copies are called: as their files are, seen from the inputs.

    Raises ArchiveError when two files would have the same copy.
    """
    tops = sorted((_whole(Place(name)) for name in inputs), key=len, reverse=True)
    taken: dict[str, str] = {}
    found = []
    for shard in shards:
        copies = []
        for name in shard.files or (shard.place,):
            path = _whole(Place(shard.path(name)))
            top = next((each for each in tops if path.startswith(each.rstrip("/") + "/")), os.path.dirname(path))
            copy = path[len(top) :].strip("/")
            if taken.setdefault(copy, path) != path:
                message = f"{bare(name)}: the copy of another input is called {copy} too; repair them in two runs"
                raise ArchiveError(message)
            copies.append(copy)
        found.append(named(shard._replace(copies=tuple(copies))))
    return found


def copies_of(shards: Sequence[Shard]) -> set[str]:
    """Return where all copies of shards stand below the folder of the run."""
    files = {f"{COPIES}/{copy}" for shard in shards if shard.kind == FILES for copy in shard.copies}
    return files.union(part_of(shard) for shard in shards if shard.kind != FILES)


class Change:
    """What a document's text is in the end, and the edits that made it so."""

    __slots__ = ("edits", "text")

    def __init__(self, text: str | bytes, edits: Sequence[tuple[int, int, str]]) -> None:
        self.text = text
        self.edits = edits


def part_of(shard: Shard) -> str:
    """Return where the copy of a shard of rows stands below the folder of the run.

    It is a part in a folder that is called as the file is. All parts of it together are the copy of the file; in the
    order of their names they are in the order of its rows.
    """
    name = shard.shown.lower()
    end = ".parquet" if shard.kind == PARQUET else next(each for each in _ENDS if name.endswith(each))
    return f"{COPIES}/{shard.copies[0]}/{shard.name}{end}"


def copy_of(shard: Shard, changes: Mapping[int, Change]) -> bytes | Any:  # noqa: ANN401 (a buffer of pyarrow)
    """Return the copy of a shard of rows; ``changes`` are by the number of the document in the shard.

    Raises ShardError when the input is not as it was.
    """
    place = Place(shard.path(shard.place))
    try:
        require_state(shard, place)
        made = _table(shard, place, changes) if shard.kind == PARQUET else _lines(shard, place, changes)
        require_state(shard, place)
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
    lines = bytes_of(place, shard.first, shard.last).split(b"\n")
    documents = (number for number, line in enumerate(lines) if line.strip())
    for document, number in enumerate(documents):
        if document in changes:
            try:
                lines[number] = with_edits(lines[number], shard.order.columns.text, changes[document].edits)
            except (ValueError, IndexError) as error:
                message = f"{shard.shown}:{shard.row + number}: cannot be repaired: {error}"
                raise ShardError(message) from None
    data = b"\n".join(lines)
    name = shard.shown.lower()
    if name.endswith(".gz"):
        return gzip.compress(data, mtime=0)
    if name.endswith(".zst"):
        packed: bytes = pa.Codec("zstd").compress(data, asbytes=True)
        return packed
    return data
