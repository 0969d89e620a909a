"""Shards: the pieces an archive is cut into, and all that decides what is found in one."""

from __future__ import annotations

import json
import os
import re
from hashlib import sha256
from typing import NamedTuple

from lint import __version__
from lint.packs import Asked

SCHEMA_VERSION = 1
"""Raised when the tables change, so that results of another form are not taken for finished."""
PARQUET, LINES, FILES = "parquet", "jsonl", "files"
"""What a shard is cut from: rows of a Parquet file, bytes of unpacked JSON lines, or a list of files."""
_ODD = re.compile(r"[^A-Za-z0-9.-]+")
_STEM = 40


class ArchiveError(Exception):
    """A run that cannot begin or go on; the message is a sentence for the user."""


class ShardError(Exception):
    """A shard that cannot be read; the run goes on with the others."""


class Columns(NamedTuple):
    """The columns that rows are read by."""

    document: str = ""
    """The ids; empty for “id” where there is one, else the place of the row."""
    text: str = "text"
    format: str = ""
    """The formats; empty for “format” where there is one."""
    keep: tuple[str, ...] = ()
    """Columns handed on to the table of documents."""


class Order(NamedTuple):
    """What is asked of a shard, in words that another process or machine understands."""

    asked: Asked
    config: str
    """The digest of the rules, by which a machine with other ones is noticed."""
    columns: Columns = Columns()
    format: str = "markdown"
    budget: float = 60.0
    """Seconds that one document may take."""
    base: str = ""
    """The folder that paths are relative to."""
    repair: str = ""
    """The least safety of repairs that are made in copies; empty to check only."""


class Shard(NamedTuple):
    """A piece of an archive: where it stands, and what is asked of it."""

    name: str
    kind: str
    place: str
    """The path or address of the input; empty for a list of files."""
    first: int
    last: int
    """The range: rows of a Parquet file, bytes of unpacked JSON lines; half-open."""
    row: int
    """The number of its first row, counted from 1."""
    rows: int
    """How many rows or files it holds."""
    state: tuple[tuple[int, int], ...]
    """Size and time of change of the input, or of each file."""
    files: tuple[str, ...]
    twins: tuple[int, ...]
    """The marks of ids that stand more than once in the archive."""
    order: Order
    copies: tuple[str, ...] = ()
    """What the copies of the input, or of each file, are called where repaired ones are asked for."""

    @property
    def shown(self) -> str:
        """Return the name of its input as users know it."""
        return bare(self.place)

    def path(self, name: str) -> str:
        """Return where an input is, wherever this process runs."""
        return name if "://" in name else os.path.join(self.order.base, name)


class Done(NamedTuple):
    """What a finished shard came to."""

    name: str
    documents: int = 0
    flagged: int = 0
    findings: int = 0
    errors: int = 0
    words: int = 0


def named(shard: Shard) -> Shard:
    """Return a shard with its name: a new one whenever anything changes that decides what is found in it."""
    order = shard.order
    asked = (order.config, order.columns, order.format, order.repair)
    # Without secrets: the same archive read with another key is the same archive.
    place, files = bare(shard.place), tuple(map(bare, shard.files))
    whole = [SCHEMA_VERSION, __version__, *asked, *shard._replace(place=place, files=files)[1:-2], shard.copies]
    digest = sha256(json.dumps(whole).encode("utf-8", "surrogatepass")).hexdigest()[:20]
    path = bare(shard.place) if shard.place else "files"
    stem = _ODD.sub("-", path.replace("\\", "/").rsplit("/", 1)[-1])[:_STEM].strip(".-") or "input"
    return shard._replace(name=f"{stem}-{shard.row:010}-{digest}")


def bare(name: str) -> str:
    """Return an address without the secrets it may hold, also one that is written wrong; a path as it is."""
    if "://" not in name:
        return name
    scheme, _, rest = name.partition("://")
    place = rest.partition("?")[0]
    host, slash, path = place.partition("/")
    _, colon, port = host.rpartition(":")
    if colon and "@" not in host and not port.isdecimal():
        # A secret that holds a slash, or is followed by no bucket.
        _, at, after = place.rpartition("@")
        return f"{scheme}://{after}" if at else f"{scheme}://…{slash}{path}"
    return f"{scheme}://{host.rpartition('@')[2]}{slash}{path}"
