"""The cache: what a check found in a text, kept for the next run.

A key is made of the text's bytes, its format and all that decides what is found: the version,
the rules of the run and the files they are read from. An entry whose key is asked for is
therefore right; a file of the cache that is damaged is passed over and written anew.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from lint import __version__
from lint.drafts import Draft, sweep
from lint.model import Edit, Finding, Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.packs import Rulebook

_SHARDS = 64
"""Files the cache is spread over, so that a run reads and writes only a part of it."""
_LARGEST = 1 << 20
"""Bytes of one such file at most; what was not asked for longest goes first."""
_DAY = 86_400
_NAME = "findings-1-{:02}.json"
_DIGEST = 64


def folder() -> str:
    """Return where the cache is: `COPYDESK_CACHE_DIR`, else the folder that the system has for caches."""
    given = os.environ.get("COPYDESK_CACHE_DIR")
    if given:
        return given
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "copydesk", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "copydesk")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "copydesk")


def clear() -> int:
    """Remove the cache and return how many bytes it held."""
    sweep(folder())
    size = 0
    for path in _files():
        with suppress(OSError):
            size += os.path.getsize(path)
            os.remove(path)
    return size


def _files() -> Iterator[str]:
    place = folder()
    for number in range(_SHARDS):
        path = os.path.join(place, _NAME.format(number))
        if os.path.isfile(path):
            yield path


def signature(rulebook: Rulebook) -> bytes:
    """Return a digest of all that decides what is found in a text, the text aside."""
    digest = blake2b(digest_size=16)
    digest.update(f"{__version__} {sys.version} {sys.platform}\n".encode())
    for rule in rulebook.rules:
        digest.update(f"{rule.name} {rule.severity} {rule.safety}\n".encode())
    digest.update("\n".join((*sorted(rulebook.names), "", *sorted(rulebook.right))).encode())
    if rulebook.second is not None:
        _, *chosen = rulebook.second
        digest.update(repr(chosen).encode())
    for path in sorted({rule.origin for rule in rulebook.rules} | set(_own_files())):
        with suppress(OSError):
            state = os.stat(path)
            digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.digest()


def _own_files() -> Iterator[str]:
    for place, folders, names in os.walk(os.path.dirname(os.path.abspath(__file__))):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(place, name) for name in names)


def key_of(data: bytes, format_: str, signed: bytes) -> str:
    """Return the key of a text's bytes read as a format, under a signature."""
    return blake2b(data, digest_size=16, key=signed, salt=format_.encode()[:16]).hexdigest()


class Cache:
    """Findings by key; read when first asked for, written when closed."""

    def __init__(self, place: str | None = None) -> None:
        self._place = folder() if place is None else place
        self._shards: dict[int, dict[str, list[Any]]] = {}
        self._changed: set[int] = set()
        self._today = int(time.time()) // _DAY

    def get(self, key: str, path: str) -> list[Finding] | None:
        """Return what was found in the text with a key, as found in the file at a path; None if that is not known."""
        number = _shard(key)
        entry = self._shard(number).get(key)
        if entry is None:
            return None
        try:
            day, rows = entry
            findings = [_finding(path, row) for row in rows]
        except (TypeError, ValueError):
            return None
        if day != self._today:
            entry[0] = self._today
            self._changed.add(number)
        return findings

    def put(self, key: str, findings: list[Finding]) -> None:
        """Keep what was found in the text with a key."""
        number = _shard(key)
        self._shard(number)[key] = [self._today, [finding[1:] for finding in findings]]
        self._changed.add(number)

    def close(self) -> None:
        """Write what is new. A cache that cannot be written is none, and no failure."""
        with suppress(OSError):
            os.makedirs(self._place, mode=0o700, exist_ok=True)
            for number in sorted(self._changed):
                self._write(number)
        self._changed.clear()

    def _shard(self, number: int) -> dict[str, list[Any]]:
        if number not in self._shards:
            self._shards[number] = self._read(number)
        return self._shards[number]

    def _read(self, number: int) -> dict[str, list[Any]]:
        """Return the entries of one file, none if it is missing or is not as it was written."""
        try:
            with open(os.path.join(self._place, _NAME.format(number)), "rb") as file:
                data = file.read(2 * _LARGEST)
            if data[:_DIGEST].decode("ascii") != _sum(data[_DIGEST:]):
                return {}
            entries = json.loads(data[_DIGEST:])
        except (OSError, ValueError, RecursionError):
            return {}
        return entries if isinstance(entries, dict) else {}

    def _write(self, number: int) -> None:
        """Write one file, whole or not at all, with what another run has written in the meantime."""
        entries = {**self._read(number), **self._shards[number]}
        order = sorted(entries, key=lambda key: entries[key][0], reverse=True)
        size, kept = 0, {}
        for key in order:
            size += len(json.dumps(entries[key])) + len(key) + 6
            if size > _LARGEST:
                break
            kept[key] = entries[key]
        body = json.dumps(kept).encode()
        # Not synced to the disk: a file of the cache that is damaged is passed over.
        with Draft(self._place) as draft:
            draft.file.write(_sum(body).encode() + body)
            draft.file.close()
            os.replace(draft.path, os.path.join(self._place, _NAME.format(number)))


def _sum(body: bytes) -> str:
    return blake2b(body, digest_size=_DIGEST // 2).hexdigest()


def _shard(key: str) -> int:
    return int(key[:2], 16) % _SHARDS


def _finding(path: str, row: list[Any]) -> Finding:
    found = Finding(path, *row)
    return found._replace(
        severity=Severity(found.severity),
        safety=Safety(found.safety),
        suggestions=tuple(found.suggestions),
        edits=tuple(Edit(*edit) for edit in found.edits),
        also=tuple(found.also),
    )
