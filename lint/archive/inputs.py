"""What an input stands for: which tables and stories there are in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
from pyarrow import fs

from lint.archive.output import MANIFEST
from lint.archive.places import Place, said
from lint.archive.shards import ArchiveError, bare
from lint.readers import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = (".parquet", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_READ = "an archive is read from .parquet, .jsonl and .ndjson (also .gz, .zst), .md, .markdown, .txt and .text files"


class Inputs(NamedTuple):
    """What an input stands for: tables with rows, and files with one story each."""

    tables: list[str]
    files: list[str]


def is_table(path: str) -> bool:
    """Tell whether a file holds rows."""
    return path.lower().endswith(_TABLES)


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
        if info.type == fs.FileType.Directory:
            return _listed(place, Place(out))
    except (OSError, pa.ArrowException) as error:
        message = f"{bare(name)}: cannot be read: {said(error)}"
        raise ArchiveError(message) from None
    message = f"{bare(name)}: {_READ}"
    if info.type == fs.FileType.NotFound:
        message = f"{bare(name)}: no such file or directory"
    elif info.type == fs.FileType.Unknown:
        message = f"{bare(name)}: it is a named pipe, a device or a socket"
    elif is_table(place.path):
        return Inputs([name], [])
    elif os.path.splitext(place.path)[1].lower() in SUFFIXES:
        return Inputs([], [name])
    raise ArchiveError(message)


def _tables_in(top: str, out: str) -> Iterator[str]:
    """Yield the tables in a folder of this machine, those that runs have written left out."""
    for folder, folders, names in os.walk(top):
        if MANIFEST in names and "docs" in folders:
            folders.clear()
            continue
        folders[:] = sorted(
            each for each in folders if each[0] != "." and os.path.realpath(os.path.join(folder, each)) != out
        )
        tables = (os.path.join(folder, each) for each in sorted(names) if each[0] != "." and is_table(each))
        yield from filter(os.path.isfile, tables)


def _listed(place: Place, out: Place) -> Inputs:
    """Return the tables and stories in a folder of object storage, those of a run's own results left out."""
    found = Inputs([], [])
    own = out.path.strip("/") + "/" if out.system.type_name == place.system.type_name else None
    selector = fs.FileSelector(place.path, recursive=True)
    for info in sorted(place.system.get_file_info(selector), key=lambda info: info.path):
        hidden = any(part[:1] == "." for part in info.path[len(place.path) :].split("/"))
        if info.type != fs.FileType.File or hidden or (own and info.path.startswith(own)):
            continue
        if is_table(info.path):
            found.tables.append(place.below(info.path))
        elif os.path.splitext(info.path)[1].lower() in SUFFIXES:
            found.files.append(place.below(info.path))
    return found
