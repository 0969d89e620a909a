"""From the folder that a check of an archive has written to the figures of a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
from pyarrow import fs

from lint.archive.output import MANIFEST, Output
from lint.archive.places import said
from lint.archive.report import querying
from lint.archive.report.figures import MONTH, VALUE, Breakdown, Figures
from lint.archive.report.tables import Tables
from lint.archive.shards import ArchiveError, bare

if TYPE_CHECKING:
    from collections.abc import Sequence
_COMMAND = "copydesk archive check"


class Wanted(NamedTuple):
    """The columns to tell an archive by: months of one, values of another, or whichever suits."""

    by: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


def figures_of(folder: str, wanted: Wanted) -> Figures:
    """Return the figures of a checked archive, a folder here or in object storage.

    Raises ArchiveError when there is none.
    """
    where, output = bare(folder), Output(folder)
    _require_folder(where, output)
    manifest = _manifest(where, output)
    shards, notes = _shards(where, output.finished(), manifest)
    tables = Tables(output, shards, where)
    try:
        return _told(where, tables, wanted, notes)
    except (OSError, pa.ArrowException) as error:
        message = f"{where} cannot be read: {said(error)}"
        raise ArchiveError(message) from None
    finally:
        tables.close()


def _require_folder(where: str, output: Output) -> None:
    """Refuse what is no folder."""
    try:
        kind = output.place.system.get_file_info(output.place.path).type
    except (OSError, pa.ArrowException) as error:
        message = f"{where} cannot be read: {said(error)}"
        raise ArchiveError(message) from None
    if kind == fs.FileType.NotFound:
        message = f"{where} does not exist"
        raise ArchiveError(message)
    if kind == fs.FileType.File:
        message = f"{where} is a file; name the folder that {_COMMAND} wrote"
        raise ArchiveError(message)


def _manifest(where: str, output: Output) -> dict[str, Any] | None:
    """Return the manifest, None if there is none."""
    data = output.take(MANIFEST)
    if data is None:
        return None
    try:
        manifest = json.loads(data)
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict):
        message = f"{where}: {MANIFEST} is no manifest of {_COMMAND}"
        raise ArchiveError(message)
    if manifest.get("command", "check") != "check":
        message = f"{where} holds repaired copies; a report is made of what {_COMMAND} wrote"
        raise ArchiveError(message)
    return manifest


def _shards(where: str, finished: set[str], manifest: dict[str, Any] | None) -> tuple[list[str], list[str]]:
    """Return the shards that count, and sentences for what is missing."""
    if manifest is None:
        if not finished:
            message = f"{where} holds no checked archive: {_COMMAND} has not written there"
            raise ArchiveError(message)
        return sorted(finished), [f"there is no {MANIFEST}, so it is not known whether shards are missing"]
    asked = manifest.get("shards")
    rows = [each for each in asked if isinstance(each, dict)] if isinstance(asked, list) else []
    names = [str(each.get("name")) for each in rows]
    done = [name for name in names if name in finished]
    if names and not done:
        message = f"{where} holds no finished shard yet: {len(names):,} are left to check"
        raise ArchiveError(message)
    notes = []
    missing = [each for each in rows if str(each.get("name")) not in finished]
    if missing:
        count = sum(each["rows"] for each in missing if isinstance(each.get("rows"), int))
        notes.append(
            f"the check is not done: {len(missing):,} of {len(names):,} shards are missing, with"
            f" {count:,} rows; the first is {missing[0].get('name')}"
        )
    elif not manifest.get("ended"):
        notes.append("the check has not ended, though every shard is there")
    strangers = len(finished.difference(names))
    if strangers:
        notes.append(f"{strangers:,} shards of an earlier run lie there too and are not counted")
    return done, notes


def _told(where: str, tables: Tables, wanted: Wanted, notes: Sequence[str]) -> Figures:
    """Put the questions, and return the answers."""
    totals = querying.totals(tables)
    rules, errors = querying.rules(tables), querying.errors(tables)
    notes = list(notes)
    rows, failures = sum(row.findings for row in rules), sum(row.documents for row in errors)
    if rows != totals.findings:
        notes.append(f"the documents count {totals.findings:,} findings, but {rows:,} are there")
    if failures != totals.failed:
        notes.append(f"{totals.failed:,} documents could not be checked, but {failures:,} are told in errors")
    if len(totals.versions) > 1:
        notes.append(f"not all was checked by the same rules: {', '.join(totals.versions)}")
    return Figures(
        where,
        totals.documents,
        totals.clean,
        totals.with_findings,
        totals.failed,
        totals.words,
        totals.findings,
        rules,
        totals.spread,
        tuple(_breakdowns(tables, wanted)),
        querying.worst(tables),
        errors,
        totals.versions,
        tuple(notes),
    )


def _breakdowns(tables: Tables, wanted: Wanted) -> list[Breakdown]:
    """Return the archive by the columns asked for; by all that were kept where none is."""
    kept = tables.kept()
    asked = [(name, "") for name in wanted.by] + [(name, MONTH) for name in wanted.months]
    asked += [(name, VALUE) for name in wanted.values]
    found = []
    for column, kind in asked or [(name, "") for name in kept]:
        if column not in kept:
            has = f"it kept {', '.join(kept)}" if kept else "it kept none"
            message = f"the check kept no column “{column}” ({has}); name it with --keep-column when you check"
            raise ArchiveError(message)
        dated = kind != VALUE and querying.is_dated(tables, column)
        if kind == MONTH and not dated:
            message = f"the column “{column}” holds no dates such as 2024-03-15; --section-column counts its values"
            raise ArchiveError(message)
        found.append(querying.by_month(tables, column) if dated else querying.by_value(tables, column))
    return found
