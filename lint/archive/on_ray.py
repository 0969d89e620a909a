"""Ray as the engine: one task for each shard, and nothing of Ray's but tasks."""

from __future__ import annotations

import logging
import os
from contextlib import redirect_stdout
from itertools import islice
from typing import TYPE_CHECKING, Any

from lint.archive.places import said
from lint.archive.reader import Reader
from lint.archive.shards import ArchiveError, Done, ShardError
from lint.archive.work import lint_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lint.archive.shards import Shard

_RETRIES = 5
"""How often Ray begins a shard again whose worker or machine died."""
_AHEAD = 2
"""Tasks under way for each processor of the cluster."""
_LONGEST = 5.0
"""Seconds after which it is looked anew how many processors the cluster has."""
_QUIET: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
_readers: list[Reader] = []
"""The reader of this worker: one, once there is any."""


def run_ray(
    shards: Iterable[Shard], out: str, address: str, jobs: int, tick: Callable[[int], None]
) -> Iterator[tuple[Shard, Done | str]]:
    """Yield each shard with what it came to, or with why it could not be read, as they get ready."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    # What Ray prints of a machine that died belongs to its own logs: whoever reads our output expects ours.
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        yield from _run(shards, out, {"address": address} if address else {"num_cpus": jobs}, tick)


def _run(
    shards: Iterable[Shard], out: str, how: dict[str, Any], tick: Callable[[int], None]
) -> Iterator[tuple[Shard, Done | str]]:
    import ray  # noqa: PLC0415 (seconds, and only a run on Ray needs it)
    from ray.exceptions import RayError  # noqa: PLC0415

    where = how.setdefault("address", "local")
    try:
        ray.init(**how, **_QUIET)
    except (RayError, OSError, RuntimeError, ValueError) as error:
        message = f"there is no Ray at {where}: {said(error)}"
        raise ArchiveError(message) from None
    task = ray.remote(num_cpus=1, max_retries=_RETRIES)(_work)
    under_way: dict[Any, Shard] = {}
    supply = iter(shards)
    try:
        while True:
            room = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]
            # The cluster may have lost machines since, and there be more under way than there is room for.
            for shard in islice(supply, max(0, room - len(under_way))):
                under_way[task.remote(shard, out)] = shard
            if not under_way:
                break
            ready, _ = ray.wait(list(under_way), timeout=_LONGEST)
            for each in ready:
                shard = under_way.pop(each)
                done = _result(each)
                if isinstance(done, Done):
                    tick(done.documents)
                yield shard, done
    finally:
        ray.shutdown()


def _result(each: Any) -> Done | str:  # noqa: ANN401 (a reference of Ray)
    """Return what became of a task."""
    import ray  # noqa: PLC0415 (loaded already)
    from ray.exceptions import RayError, RayTaskError  # noqa: PLC0415

    try:
        done: Done | str = ray.get(each)
    except RayTaskError as error:
        raise error.cause if isinstance(error.cause, ArchiveError) else ArchiveError(said(error.cause)) from None
    except RayError as error:
        return f"its worker died {_RETRIES + 1} times: {said(error)}"
    return done


def _work(shard: Shard, out: str) -> Done | str:
    """Check a shard; this runs in a worker of the cluster."""
    if not _readers:
        _readers.append(Reader())
    try:
        return lint_shard(shard, out, _readers[0])
    except ShardError as error:
        return str(error)
