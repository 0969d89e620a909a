"""The baseline: findings of old copy that are to be silent, kept in a file that git can show changes of.

One line of JSON holds one finding: its file, its rule, its text and the words round it, no
line number. So a paragraph may move and lines may come above it, and it stays the same finding.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from lint.fingerprint import Mark, mark_of
from lint.opening import contents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.model import Finding
    from lint.source import Source

NAME = "copydesk-baseline.jsonl"
_HEAD = '{"copydesk-baseline": 1}'


class BaselineError(ValueError):
    """A baseline that cannot be read; the message begins with the file and the line."""


class Sorted(NamedTuple):
    """The findings of a file that are new, and the marks of the baseline that nothing in it bears any more."""

    new: list[Finding]
    gone: list[Mark]


class Baseline(NamedTuple):
    """The marks of each file, by its path relative to the folder of the baseline."""

    folder: str
    marks: dict[str, list[Mark]]

    def key(self, path: str) -> str:
        """Return the name of a file in the baseline."""
        below = os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder or os.curdir))
        return below.replace(os.sep, "/")

    def sort(self, findings: list[Finding], source: Source) -> Sorted:
        """Tell the new findings of a file from the old ones; each mark silences one finding."""
        key = self.key(source.path)
        marks = self.marks.get(key)
        moved = marks is None
        if marks is None:
            # A file that was renamed since finds its marks under a name that is no file any more.
            marks = [mark for name, held in self.marks.items() if not self._exists(name) for mark in held]
        if not marks:
            return Sorted(findings, [])
        left: dict[Mark, int] = {}
        for mark in marks:
            left[mark] = left.get(mark, 0) + 1
        unmatched = []
        for finding in findings:
            mark = mark_of(finding, source)
            if left.get(mark):
                left[mark] -= 1
            else:
                unmatched.append((finding, mark))
        new = [finding for finding, mark in unmatched if not _take_like(mark, left)]
        gone = [] if moved else [mark for mark, count in left.items() for _ in range(count)]
        return Sorted(new, gone)

    def _exists(self, key: str) -> bool:
        return os.path.isfile(os.path.join(self.folder, *key.split("/")))


def _take_like(mark: Mark, left: dict[Mark, int]) -> bool:
    """Use up a mark of the same text that has the same words on one side: a neighbour was edited."""
    for each, count in left.items():
        if count and each[:2] == mark[:2]:
            before = each.before == mark.before != ""
            after = each.after == mark.after != ""
            if before or after:
                left[each] -= 1
                return True
    return False


def read_baseline(path: str) -> Baseline:
    """Read a baseline; raises BaselineError."""
    import json  # noqa: PLC0415 (many runs have no baseline)

    marks: dict[str, list[Mark]] = {}
    try:
        lines = contents(path).decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
        raise BaselineError(message) from None
    if lines[0].strip() != _HEAD:
        message = f"{path}:1: it is no baseline of this version; `copydesk baseline write` writes one"
        raise BaselineError(message)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            values = [row[name] for name in ("path", *Mark._fields)]
        except (ValueError, KeyError, TypeError):
            values = [None]
        if not all(isinstance(value, str) for value in values):
            message = f"{path}:{number}: it is no entry of a baseline"
            raise BaselineError(message)
        marks.setdefault(values[0], []).append(Mark(*values[1:]))
    return Baseline(os.path.dirname(path), marks)


def baseline_text(marks: dict[str, Iterable[Mark]]) -> str:
    """Return the text of a baseline, sorted, so that its changes are the changes of the copy."""
    import json  # noqa: PLC0415 (many runs have no baseline)

    rows = [_HEAD]
    for path in sorted(marks):
        rows += [
            json.dumps({"path": path, **mark._asdict()}, ensure_ascii=not "".join((path, *mark)).isprintable())
            for mark in sorted(marks[path])
        ]
    return "\n".join(rows) + "\n"
