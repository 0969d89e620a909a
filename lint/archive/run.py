"""A run over an archive: what is done already is left, the rest goes to an engine, and the manifest says it all."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from lint import __version__
from lint.archive.copies import copies_of
from lint.archive.output import MANIFEST, REPAIRS, Output
from lint.archive.shards import SCHEMA_VERSION, ArchiveError, Done, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lint.archive.shards import Shard

    Engine = Callable[[Sequence[Shard], str], Iterator[tuple[Shard, Done | str]]]


class Asked(NamedTuple):
    """What a run was asked for, as the manifest tells it."""

    inputs: tuple[str, ...]
    columns: dict[str, object]
    options: dict[str, object]
    retry: bool = False
    """Whether shards with documents that could not be checked are checked again."""
    command: str = "check"


class Total(NamedTuple):
    """What a whole run came to."""

    documents: int = 0
    flagged: int = 0
    findings: int = 0
    errors: int = 0
    words: int = 0
    before: int = 0
    """Documents that an earlier run had checked."""
    failed: tuple[str, ...] = ()
    """Why shards could not be read."""


class Run:
    """One run over shards into a folder; the same run may be begun again until it is done."""

    def __init__(self, shards: Sequence[Shard], output: Output, asked: Asked) -> None:
        self.shards = shards
        self.output = output
        self.asked = asked
        self.done: dict[str, Done] = {}
        self._begun = _now()

    def prepare(self) -> list[Shard]:
        """Make the folder ready and return the shards that are left to do."""
        output, names = self.output, {shard.name for shard in self.shards}
        self._refuse_another()
        output.prepare()
        output.sweep()
        finished = sorted(output.finished() & names)
        with ThreadPoolExecutor(16) as pool:
            for done in pool.map(output.done, finished):
                if not (self.asked.retry and done.errors):
                    self.done[done.name] = done
        self._write_manifest("")
        return [shard for shard in self.shards if shard.name not in self.done]

    def go(self, left: Sequence[Shard], engine: Engine) -> Total:
        """Have an engine do what is left, and return what the run came to, what was done before counted in."""
        before = sum(done.documents for done in self.done.values())
        failed = []
        for shard, done in engine(left, self.output.name):
            if isinstance(done, Done):
                self.done[shard.name] = done
            else:
                failed.append(done)
        if not failed:
            # Only now: as long as a run is not whole, what an earlier one found may be all there is.
            self.output.remove(self.output.written() - self.done.keys())
            if self.output.folders == REPAIRS:
                self.output.remove_copies(copies_of(self.shards))
        self._write_manifest("" if failed else _now())
        return Total(**self._sums(), before=before, failed=tuple(failed))

    def _sums(self) -> dict[str, int]:
        return {name: sum(getattr(done, name) for done in self.done.values()) for name in Done._fields[1:]}

    def _refuse_another(self) -> None:
        """Refuse a folder that holds the results of a run over other inputs."""
        data = self.output.take(MANIFEST)
        if data is None:
            return
        try:
            manifest = json.loads(data)
            inputs = manifest["inputs"] if manifest.get("command", "check") == self.asked.command else None
        except (ValueError, LookupError, TypeError, AttributeError):
            inputs = None
        if inputs != list(self.asked.inputs):
            message = f"{bare(self.output.name)} holds the results of another run; name another folder with --out"
            raise ArchiveError(message)

    def _write_manifest(self, ended: str) -> None:
        shards = []
        for shard in self.shards:
            row: dict[str, Any] = {"name": shard.name, "input": shard.shown or None, "kind": shard.kind}
            row |= {"first": shard.first, "last": shard.last, "rows": shard.rows, "config": shard.order.config}
            if shard.name in self.done:
                row |= self.done[shard.name]._asdict()
            shards.append(row)
        manifest = {
            "copydesk": __version__,
            "command": self.asked.command,
            "schema": SCHEMA_VERSION,
            "inputs": list(self.asked.inputs),
            "config": sorted({shard.order.config for shard in self.shards}),
            "columns": self.asked.columns,
            "options": self.asked.options,
            "twins": len({mark for shard in self.shards for mark in shard.twins}),
            "begun": self._begun,
            "ended": ended or None,
            **self._sums(),
            "shards": shards,
        }
        self.output.put(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode("utf-8", "replace"))


@contextmanager
def alone(output: Output) -> Iterator[None]:
    """Hold the folder of a run against a second run as long as this one lasts; object storage cannot be held."""
    try:
        import fcntl  # noqa: PLC0415 (there is none on Windows)
    except ImportError:
        yield
        return
    if not output.place.local:
        yield
        return
    output.prepare()
    number = os.open(os.path.join(output.place.path, ".lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"another run writes to {bare(output.name)}"
            raise ArchiveError(message) from None
        yield
    finally:
        with suppress(OSError):
            os.close(number)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
