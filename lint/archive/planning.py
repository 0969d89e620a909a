"""From inputs to shards: which files there are, and where they are cut."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from lint.archive.lines import ranges_of
from lint.archive.places import Place, said
from lint.archive.shards import FILES, LINES, PARQUET, ArchiveError, Shard, bare, named
from lint.readers import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.archive.shards import Order

SIZE = 8_000_000
"""Bytes of text that a shard holds about: some seconds of work, little to keep and little to do again."""
_PIECES = 64
"""Pieces a row group is cut into at most: each is unpacked from the beginning of its group."""
_MOST = 4096
"""Files or rows that a shard holds at most."""
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_READ = "an archive is read from .parquet, .jsonl and .ndjson (also .gz, .zst), .md, .markdown, .txt and .text files"


class Inputs(NamedTuple):
    """What an input stands for: tables with rows, and files with one story each."""

    tables: list[str]
    files: list[str]


def is_table(path: str) -> bool:
    """Tell whether a file holds rows."""
    return path.lower().endswith((".parquet", *_LINES))


def is_folder(name: str) -> bool:
    """Tell whether an input is a folder of this machine, which is walked as by `copydesk check`."""
    return "://" not in name and os.path.isdir(name)


def inputs_of(name: str, out: str) -> Inputs:
    """Return what is read from an input; the stories in a folder of this machine are found elsewhere.

    Raises ArchiveError for what cannot be read.
    """
    place = Place(name)
    if is_folder(name):
        return Inputs(list(_tables_in(name, os.path.realpath(out))), [])
    try:
        info = place.system.get_file_info(place.path)
        if info.type == fs.FileType.NotFound:
            message = f"{bare(name)}: no such file or directory"
            raise ArchiveError(message)
        if info.type == fs.FileType.Unknown:
            message = f"{bare(name)}: it is a named pipe, a device or a socket"
            raise ArchiveError(message)
        if info.type == fs.FileType.Directory:
            return _listed(place)
    except (OSError, pa.ArrowException) as error:
        message = f"{bare(name)}: cannot be read: {said(error)}"
        raise ArchiveError(message) from None
    if is_table(place.path):
        return Inputs([name], [])
    if os.path.splitext(place.path)[1].lower() in SUFFIXES:
        return Inputs([], [name])
    message = f"{bare(name)}: {_READ}"
    raise ArchiveError(message)


def _tables_in(top: str, out: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(
            each for each in folders if each[0] != "." and os.path.realpath(os.path.join(folder, each)) != out
        )
        tables = (os.path.join(folder, each) for each in sorted(names) if each[0] != "." and is_table(each))
        yield from filter(os.path.isfile, tables)


def _listed(place: Place) -> Inputs:
    """Return the tables and stories in a folder of object storage."""
    found = Inputs([], [])
    selector = fs.FileSelector(place.path, recursive=True)
    for info in sorted(place.system.get_file_info(selector), key=lambda info: info.path):
        hidden = any(part[:1] == "." for part in info.path[len(place.path) :].split("/"))
        if info.type != fs.FileType.File or hidden:
            continue
        if is_table(info.path):
            found.tables.append(place.below(info.path))
        elif os.path.splitext(info.path)[1].lower() in SUFFIXES:
            found.files.append(place.below(info.path))
    return found


def shards_of_table(name: str, order: Order, size: int = SIZE) -> Iterator[Shard]:
    """Yield the shards of a file with rows. Raises ArchiveError when it cannot be read or lacks a column."""
    place = Place(name)
    state = place.state()
    if state is None:
        message = f"{bare(name)}: no such file"
        raise ArchiveError(message)
    kind = PARQUET if place.path.lower().endswith(".parquet") else LINES
    try:
        if kind == LINES:
            for each in ranges_of(place, size):
                yield named(Shard("", kind, name, each.first, each.last, each.row, each.rows, (state,), (), order))
            return
        for first, last in _row_ranges(place, name, order, size):
            yield named(Shard("", kind, name, first, last, first + 1, last - first, (state,), (), order))
    except (OSError, pa.ArrowException) as error:
        message = f"{bare(name)}: cannot be read: {said(error)}"
        raise ArchiveError(message) from None


def _row_ranges(place: Place, name: str, order: Order, size: int) -> Iterator[tuple[int, int]]:
    """Yield ranges of rows that hold about so many bytes: small row groups together, large ones cut."""
    with place.system.open_input_file(place.path) as file:
        parquet = pq.ParquetFile(file)
        _require_columns(parquet.schema_arrow, name, order)
        meta = parquet.metadata
        number = next(
            index for index in range(meta.num_columns) if meta.schema.column(index).path == order.columns.text
        )
        first = here = held = 0
        for group in map(meta.row_group, range(meta.num_row_groups)):
            group_size = group.column(number).total_uncompressed_size
            if held and (held + group_size > size or here - first + group.num_rows > _MOST):
                yield first, here
                first, held = here, 0
            pieces = min(_PIECES, max(-(-group_size // size), -(-group.num_rows // _MOST)))
            if pieces > 1:
                step = -(-group.num_rows // pieces)
                for start in range(here, here + group.num_rows, step):
                    yield start, min(start + step, here + group.num_rows)
                here += group.num_rows
                first, held = here, 0
            else:
                here += group.num_rows
                held += group_size
        if here > first:
            yield first, here


def _require_columns(schema: Any, name: str, order: Order) -> None:  # noqa: ANN401 (pyarrow publishes no types)
    """Refuse a file without the columns that were asked for."""
    columns = order.columns
    for column, option in (
        (columns.text, "--text-column"),
        (columns.document, "--id-column"),
        (columns.format, "--format-column"),
        *((each, "--keep-column") for each in columns.keep),
    ):
        if column and column not in schema.names:
            message = f"{bare(name)}: there is no column “{column}” ({option}); there are {', '.join(schema.names)}"
            raise ArchiveError(message)
    kind = schema.field(columns.text).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if str(kind) not in ("string", "large_string", "string_view", "binary", "large_binary", "binary_view"):
        message = f"{bare(name)}: column “{columns.text}” holds {kind}, not text"
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
            yield named(Shard("", FILES, "", 0, rows, row, rows, tuple(states), tuple(names), last))
            row += rows
            names, states, held = [], [], 0
        last = order
        if order is not None:
            state = Place(name).state() or (0, 0)
            names.append(name)
            states.append(state)
            held += state[0]
