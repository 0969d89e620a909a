"""Paths and addresses: a file on this machine or in object storage is opened the same way."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pyarrow as pa
from pyarrow import fs

from lint.archive.shards import ArchiveError, bare
from lint.source import reason_of


class Place:
    """A file or folder: the file system it is on, and its path there."""

    def __init__(self, name: str) -> None:
        """Take a path, or an address with a scheme, such as `s3://bucket/stories`."""
        self.name = name
        self.system: Any
        if "://" in name:
            self.system, self.path = _of_address(name)
        else:
            self.system, self.path = fs.LocalFileSystem(), name

    @property
    def local(self) -> bool:
        """Tell whether it is on this machine's own file system."""
        return bool(self.system.type_name == "local")

    def state(self) -> tuple[int, int] | None:
        """Return the size and the time of change of a file; None when there is none."""
        info = self.system.get_file_info(self.path)
        if info.type != fs.FileType.File:
            return None
        return info.size, info.mtime_ns or 0

    def below(self, path: str) -> str:
        """Return the name of a place whose path on the same file system is given."""
        if "://" not in self.name:
            return path
        scheme, rest, old, query, _ = urlsplit(self.name)
        user, at, host = rest.rpartition("@")
        if old.lstrip("/") == self.path.lstrip("/"):  # the path of the address is the path there
            return urlunsplit((scheme, user + at + host, "/" + path.lstrip("/"), query, ""))
        bucket, _, key = path.partition("/")
        return urlunsplit((scheme, user + at + bucket, "/" + key, query, ""))


@lru_cache(maxsize=64)
def _of_address(name: str) -> tuple[Any, str]:
    try:
        system, path = fs.FileSystem.from_uri(name)
    except (pa.ArrowException, OSError, ValueError) as error:
        message = f"{bare(name)}: {said(error).replace(name, bare(name))}"
        raise ArchiveError(message) from None
    return system, path


def said(error: BaseException) -> str:
    """Return the first line of what an engine says of a failure."""
    if isinstance(error, OSError) and error.strerror:
        return reason_of(error)
    return (str(error) or type(error).__name__).split("\n", 1)[0]
