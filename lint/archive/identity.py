"""The digest of all that decides what is found in a text, the same on every machine with the same rules."""

from __future__ import annotations

import os
import unicodedata
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from lint import __version__
from lint.packs import built_in_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.packs import Rulebook


def config_of(rulebook: Rulebook) -> str:
    """Return the digest of a run’s rules: what they are and the code and lists they run with, not where it lies."""
    digest = sha256(f"{__version__} {unicodedata.unidata_version} {_program()}\n".encode())
    for rule in rulebook.rules:
        digest.update(f"{rule.name} {rule.group} {rule.severity} {rule.safety}\n".encode())
    digest.update("\n".join((*sorted(rulebook.names), "", *sorted(rulebook.right))).encode("utf-8", "surrogatepass"))
    built_in = os.path.join(os.path.realpath(built_in_path()), "")
    others = {path for rule in rulebook.rules if not (path := os.path.realpath(rule.origin)).startswith(built_in)}
    digest.update(b"".join(sorted(map(_content, others))))
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def _program() -> str:
    """Return the digest of the program's own files."""
    digest = sha256()
    for top in (os.path.dirname(os.path.dirname(os.path.abspath(__file__))), built_in_path()):
        for path in _files(top):
            digest.update(os.path.relpath(path, top).replace(os.sep, "/").encode() + b"\0" + _content(path))
    return digest.hexdigest()


def _files(top: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "_rules"))
        yield from (os.path.join(folder, name) for name in sorted(names) if not name.endswith((".pyc", ".md")))


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).digest()
    except OSError:
        return b"-"
