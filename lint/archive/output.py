"""The folder of a run's results: files are written whole or not at all, and what is there tells what is done."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from lint.archive.places import Place, said
from lint.archive.shards import ArchiveError, Done, bare

if TYPE_CHECKING:
    from lint.archive.schema import Repairs, Tables
    from lint.archive.shards import Shard

TABLES = ("findings", "errors", "docs")
"""The folders in the order in which a shard's files are written: it is done when the last is there."""
REPAIRS = ("edits", "errors", "docs")
"""The same of a run that repairs; the copies are written before them."""
COPIES = "copies"
"""The folder of the copies."""
MANIFEST = "manifest.json"
_DRAFT = ".draft-"


class Output:
    """Where a run writes to: a folder, or an address of object storage."""

    def __init__(self, name: str, folders: tuple[str, ...] = TABLES) -> None:
        self.name = name
        self.folders = folders
        self.place = Place(name.rstrip("/") or name)
        self._system = self.place.system
        self._top = self.place.path.rstrip("/")
        # What is put into object storage appears when it is whole; a rename there would be a second copy.
        self._renames = self._system.type_name in ("local", "hdfs")

    def prepare(self) -> None:
        """Make the folders where there have to be any."""
        if self._renames:
            with self._writing():
                for each in self.folders:
                    self._system.create_dir(f"{self._top}/{each}", recursive=True)

    def finished(self) -> set[str]:
        """Return the names of the shards that are done."""
        listed = [self._listed(each) for each in self.folders]
        return set.intersection(*listed)

    def written(self) -> set[str]:
        """Return the names of all shards of which there is any file."""
        return set[str]().union(*(self._listed(each) for each in self.folders))

    def _listed(self, folder: str) -> set[str]:
        infos = self._infos(folder)
        names = (info.path.rsplit("/", 1)[-1] for info in infos if info.type == fs.FileType.File)
        return {name.removesuffix(".parquet") for name in names if name.endswith(".parquet") and name[0] != "."}

    def _infos(self, folder: str, *, recursive: bool = False) -> list[Any]:
        selector = fs.FileSelector(f"{self._top}/{folder}", allow_not_found=True, recursive=recursive)
        try:
            return list(self._system.get_file_info(selector))
        except (OSError, pa.ArrowException) as error:
            message = f"{bare(self.name)}: cannot be read: {said(error)}"
            raise ArchiveError(message) from None

    def done(self, name: str) -> Done:
        """Return what a finished shard came to."""
        path = f"{self._top}/docs/{name}.parquet"
        try:
            with self._system.open_input_file(path) as file:
                counts = json.loads(pq.read_metadata(file).metadata[b"copydesk"])
            return Done(name, *counts)
        except (OSError, pa.ArrowException, LookupError, ValueError, TypeError) as error:
            message = f"{bare(self.name)}/docs/{name}.parquet: cannot be read: {said(error)}"
            raise ArchiveError(message) from None

    def write(self, shard: Shard, tables: Tables | Repairs, done: Done) -> None:
        """Write what was found in a shard; until the table of documents is there, nothing counts as written."""
        for folder in self.folders:
            table = getattr(tables, folder)
            if folder == "docs":
                table = table.replace_schema_metadata({"copydesk": json.dumps(done[1:])})
            sink = pa.BufferOutputStream()
            pq.write_table(table, sink, compression="zstd")
            self.put(f"{folder}/{shard.name}.parquet", sink.getvalue())

    def put(self, below: str, data: Any) -> None:  # noqa: ANN401 (bytes, or a buffer of pyarrow)
        """Write a file of the folder, whole or not at all."""
        path = f"{self._top}/{below}"
        draft = path
        if self._renames:
            folder, _, name = path.rpartition("/")
            # The name may be as long as names get: a draft's cannot hold it.
            mark = sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
            draft = f"{folder}/{_DRAFT}{socket.gethostname()}-{os.getpid()}-{os.urandom(4).hex()}-{mark}"
        with self._writing():
            if self._renames:
                self._system.create_dir(draft.rpartition("/")[0], recursive=True)
            with self._system.open_output_stream(draft, compression=None) as stream:
                stream.write(data)
            if self._renames:
                if self.place.local:
                    _flush(draft)
                self._system.move(draft, path)

    def take(self, below: str) -> bytes | None:
        """Return the content of a file of the folder, None if there is none."""
        path = f"{self._top}/{below}"
        try:
            if self._system.get_file_info(path).type != fs.FileType.File:
                return None
            with self._system.open_input_stream(path, compression=None) as stream:
                return bytes(stream.read())
        except (OSError, pa.ArrowException) as error:
            message = f"{bare(self.name)}/{below}: cannot be read: {said(error)}"
            raise ArchiveError(message) from None

    def sweep(self) -> None:
        """Remove the drafts of runs that are dead; those of copies go with old copies."""
        for folder in ("", *self.folders) if self._renames else ():
            for info in self._infos(folder):
                if info.path.rsplit("/", 1)[-1].startswith(_DRAFT):
                    with suppress(OSError):
                        self._system.delete_file(info.path)

    def remove_copies(self, kept: set[str]) -> None:
        """Remove copies that are no part of the run, and their drafts."""
        for info in self._infos(COPIES, recursive=True):
            below = info.path[len(self._top) :].lstrip("/")
            if info.type == fs.FileType.File and below not in kept:
                with self._writing():
                    self._system.delete_file(info.path)

    def remove(self, names: set[str]) -> None:
        """Remove the files of shards that are no part of the run; the table that makes them count goes first."""
        for folder in reversed(self.folders):
            for name in sorted(self._listed(folder) & names):
                with self._writing():
                    self._system.delete_file(f"{self._top}/{folder}/{name}.parquet")

    def _writing(self) -> _Writing:
        return _Writing(self.name)


class _Writing:
    """Tells a failure to write as a sentence."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, OSError | pa.ArrowException):
            message = f"{bare(self._name)}: cannot be written: {said(error)}"
            raise ArchiveError(message) from None


def _flush(path: str) -> None:
    """Have a file on the disk before its name counts."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
