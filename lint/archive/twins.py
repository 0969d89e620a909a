"""Ids that stand more than once in an archive: found with little memory, however many ids there are."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from hashlib import blake2b
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_PARTS = 256
"""Files that the ids are spread over; one of them is held in memory at a time."""
_HELD = 4096
"""Entries of a part that wait to be written."""


def mark_of(document: str) -> int:
    """Return a number of 64 bits that stands for an id."""
    return int.from_bytes(blake2b(document.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Ids:
    """The ids of an archive, each with the number of the shard it stands in, in files that go away in the end."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="copydesk-ids-")
        self._shards = 0
        self._waiting = [array("Q") for _ in range(_PARTS)]

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        """Remove the files."""
        self._folder.cleanup()

    def shard(self) -> int:
        """Return a number for one more shard."""
        self._shards += 1
        return self._shards

    def add(self, document: str, shard: int) -> None:
        """Note an id of a shard."""
        mark = mark_of(document)
        waiting = self._waiting[mark % _PARTS]
        waiting.append(mark)
        waiting.append(shard)
        if len(waiting) >= 2 * _HELD:
            self._write(mark % _PARTS)

    def _write(self, number: int) -> None:
        with open(self._path(number), "ab") as file:
            self._waiting[number].tofile(file)
        self._waiting[number] = array("Q")

    def _path(self, number: int) -> str:
        return os.path.join(self._folder.name, str(number))

    def twins(self) -> dict[int, set[int]]:
        """Return for each shard the marks of those of its ids that stand more than once, here or anywhere."""
        found: dict[int, set[int]] = {}
        for number in range(_PARTS):
            entries = self._waiting[number]
            if os.path.exists(self._path(number)):
                self._write(number)
                entries = array("Q")
                with open(self._path(number), "rb") as file:
                    entries.frombytes(file.read())
            counts = Counter(entries[::2])
            for mark, shard in zip(entries[::2], entries[1::2], strict=True):
                if counts[mark] > 1:
                    found.setdefault(shard, set()).add(mark)
        return found
