"""What became of one file of many, and under which key the cache may keep it."""

from __future__ import annotations

from typing import NamedTuple

from lint.cache import key_of
from lint.readers import format_of
from lint.run import FileResult, Task, checked_file


class Outcome(NamedTuple):
    """What became of one file, and the key of its text in the cache; empty when nothing may be kept."""

    result: FileResult
    key: str


def outcome_of(path: str, task: Task, signed: bytes) -> Outcome:
    """Check one file, and say under which key what was found may be kept."""
    result, data = checked_file(path, task if task.repair else task._replace(screen=None))
    second = task.rulebook.second
    lasting = second is None or bool(second.release)
    keep = lasting and not (task.repair or result.errors or result.problem or result.unread)
    return Outcome(result, key_of(data, format_of(path), signed) if keep else "")
