"""Many files: what the cache knows is not checked again, and workers share the rest when there is enough of it."""

from __future__ import annotations

import os
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lint.opening import contents
from lint.readers import format_of
from lint.run import FileResult, Task, known_result, run_file, screened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.cache import Cache
    from lint.outcome import Outcome

_FEW_FILES, _FEW_BYTES = 16, 200_000
"""A run of no more files and bytes than these is over before a cache is read or a worker has started."""
_POOL_BYTES = 1_500_000
"""Bytes to be checked from which it pays to start workers; each costs 0.15 s."""
_PARCEL_FILES, _PARCEL_BYTES, _BATCH_FILES = 64, 100_000, 1000


class How(NamedTuple):
    """How many files are checked: worker processes, 0 for as many as there are processors, and the use of the cache."""

    jobs: int = 0
    cache: bool = True


class _Job(NamedTuple):
    """A file to check, its task, and its size in bytes."""

    path: str
    task: Task
    size: int


def check_files(files: Iterable[tuple[str, Task] | FileResult], how: How) -> Iterator[FileResult]:
    """Yield the result of each file, in the order given; one that has its result already keeps its place."""
    jobs = (each if isinstance(each, FileResult) else _Job(*each, _size(each[0])) for each in files)
    beginning, size = [], 0
    for job in jobs:
        beginning.append(job)
        size += 0 if isinstance(job, FileResult) else job.size
        if len(beginning) > _FEW_FILES or size > _FEW_BYTES:
            break
    else:
        for job in beginning:
            yield job if isinstance(job, FileResult) else run_file(job.path, job.task)
        return
    yield from _Many(how).run(chain(beginning, jobs))


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


class _Many:
    """One run over more than a few files."""

    def __init__(self, how: How) -> None:
        self._jobs = how.jobs or _processors()
        self._cache: Cache | None = None
        self._signatures: dict[int, bytes] = {}
        if how.cache:
            from lint.cache import Cache  # noqa: PLC0415 (json and hashlib, which a short run does without)

            self._cache = Cache()

    def run(self, jobs: Iterable[_Job | FileResult]) -> Iterator[FileResult]:
        """Yield results in order: those the cache knows, and between them those of the pool or of this process."""
        try:
            yield from self._run(jobs)
        finally:
            if self._cache is not None:
                self._cache.close()

    def _run(self, jobs: Iterable[_Job | FileResult]) -> Iterator[FileResult]:
        batches = self._batches(jobs)
        first: list[_Batch] = []
        size = 0
        if self._jobs > 1:
            for batch in batches:
                first.append(batch)
                size += batch.size
                if len(first) > 1 and size >= _POOL_BYTES:
                    yield from self._shared(chain(first, batches))
                    return
        for batch in chain(first, batches):
            yield from self._alone(batch)

    def _batches(self, jobs: Iterable[_Job | FileResult]) -> Iterator[_Batch]:
        """Cut the run into batches with one task each, and about as much in each to check."""
        batch: _Batch | None = None
        for job in jobs:
            if isinstance(job, FileResult):
                batch = batch or _Batch()
                batch.files.append((job.path, job))
                continue
            if batch is not None and (batch.is_full() or batch.task not in (None, job.task)):
                yield batch
                batch = None
            batch = batch or _Batch()
            batch.add(job, self._known(job))
        if batch is not None:
            yield batch

    def _known(self, job: _Job) -> FileResult | None:
        """Return what the cache knows of a file, None if it has to be checked."""
        if self._cache is None or job.task.repair:
            return None
        try:
            data = contents(job.path)
        except OSError:
            return None
        from lint.cache import key_of  # noqa: PLC0415 (loaded already, as the cache is)

        findings = self._cache.get(key_of(data, format_of(job.path), self._signature(job.task)), job.path)
        return None if findings is None else known_result(data, job.path, findings)

    def _signature(self, task: Task) -> bytes:
        from lint.cache import signature  # noqa: PLC0415 (loaded already, as the cache is)

        book = task.rulebook
        if id(book) not in self._signatures:
            self._signatures[id(book)] = signature(book)
        return self._signatures[id(book)]

    def _alone(self, batch: _Batch) -> Iterator[FileResult]:
        """Check a batch in this process."""
        for path, known in batch.files:
            yield self._told(known, path, batch.task, iter(()))

    def _told(
        self, known: FileResult | None, path: str, task: Task | None, found: Iterator[Outcome | None]
    ) -> FileResult:
        """Return what is to be told of a file: as it is known, as a worker found it, or as it is found now.

        The cache and the workers know nothing of screens.
        """
        if task is None:
            assert known is not None  # noqa: S101 (a batch without a task holds results only)
            return known
        if known is None:
            from lint.outcome import outcome_of  # noqa: PLC0415 (a short run keeps nothing)

            signed = self._signature(task) if self._cache is not None else b""
            result, key = next(found, None) or outcome_of(path, task, signed)
            if self._cache is not None and key:
                self._cache.put(key, result.findings)
            known = result
        return known if task.repair else screened(known, task)

    def _shared(self, batches: Iterable[_Batch]) -> Iterator[FileResult]:
        """Check batches in worker processes, yielding results in order."""
        from lint.pool import Pool, order_of  # noqa: PLC0415 (25 ms, and few runs need workers)
        from lint.worker import Parcel  # noqa: PLC0415

        under_way: deque[_Batch] = deque()

        def parcels() -> Iterator[Parcel]:
            for batch in batches:
                order = None if batch.task is None else order_of(batch.task)
                under_way.append(batch)
                yield Parcel(batch.unknown() if order is not None else (), order)

        for outcomes in Pool(self._jobs).run(parcels()):
            batch = under_way.popleft()
            found = iter(outcomes)
            for path, known in batch.files:
                yield self._told(known, path, batch.task, found)


class _Batch:
    """Files with one task, each with what the cache knows of it; and how many bytes are left to check."""

    def __init__(self) -> None:
        self.task: Task | None = None
        self.files: list[tuple[str, FileResult | None]] = []
        self.size = 0
        self._left = 0

    def add(self, job: _Job, known: FileResult | None) -> None:
        """Add a file."""
        self.task = job.task
        self.files.append((job.path, known))
        if known is None:
            self.size += job.size
            self._left += 1

    def is_full(self) -> bool:
        """Tell whether there is enough in it for one go."""
        return self._left >= _PARCEL_FILES or self.size >= _PARCEL_BYTES or len(self.files) >= _BATCH_FILES

    def unknown(self) -> tuple[str, ...]:
        """Return the files to be checked."""
        return tuple(path for path, known in self.files if known is None)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
