"""The engine that is always there: threads that read and write, each with a reader process of its own."""

from __future__ import annotations

from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from threading import local
from typing import TYPE_CHECKING

from lint.archive.reader import Reader
from lint.archive.shards import ShardError
from lint.archive.work import lint_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lint.archive.shards import Done, Shard

_PATIENCE = 2.0
"""Seconds that a run which is broken off waits for what is being read or written."""


def run_local(
    shards: Iterable[Shard], out: str, jobs: int, tick: Callable[[int], None]
) -> Iterator[tuple[Shard, Done | str]]:
    """Yield each shard with what it came to, or with why it could not be read, as they get ready."""
    readers: deque[Reader] = deque()
    own = local()

    def begin() -> None:
        own.reader = Reader()
        readers.append(own.reader)

    def work(shard: Shard) -> Done:
        return lint_shard(shard, out, own.reader, tick)

    pool = ThreadPoolExecutor(jobs, initializer=begin)
    under_way: dict[Future[Done], Shard] = {}
    supply = iter(shards)
    broken = True
    try:
        while True:
            for shard in islice(supply, 2 * jobs - len(under_way)):
                under_way[pool.submit(work, shard)] = shard
            if not under_way:
                broken = False
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                shard = under_way.pop(future)
                try:
                    yield shard, future.result()
                except ShardError as error:
                    yield shard, str(error)
    finally:
        if broken:
            # Nobody waits for the documents that are under way; they may take long.
            for reader in readers:
                reader.stop()
        pool.shutdown(wait=not broken, cancel_futures=True)
        wait(under_way, _PATIENCE)
        for reader in readers:
            reader.close()
