"""The tables that a run writes: their columns are what users build on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

FINDINGS = pa.schema(
    [
        ("document", pa.string()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("safety", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("line", pa.int32()),
        ("column", pa.int32()),
        ("text", pa.string()),
        ("message", pa.string()),
        ("suggestion", pa.string()),
        ("evidence", pa.string()),
        ("fingerprint", pa.string()),
    ]
)
"""One row for each finding; start and end count code points in the text, line and column from 1 as on a terminal."""

DOCS = pa.schema(
    [
        ("document", pa.string()),
        ("sha256", pa.string()),
        ("status", pa.string()),
        ("findings", pa.int32()),
        ("words", pa.int32()),
        ("copydesk", pa.string()),
        ("config", pa.string()),
    ]
)
"""One row for each document, whatever became of it; columns that are kept follow."""

ERRORS = pa.schema([("document", pa.string()), ("reason", pa.string()), ("detail", pa.string())])
"""One row for each document that could not be checked."""

CLEAN, FLAGGED, ERROR = "clean", "findings", "error"
"""What became of a document."""


EDITS = pa.schema(
    [
        ("document", pa.string()),
        ("rule", pa.string()),
        ("safety", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("line", pa.int32()),
        ("before", pa.string()),
        ("after", pa.string()),
        ("message", pa.string()),
    ]
)
"""One row for each edit; start and end count code points in the text as it was, so that all can be made at once."""

REPAIRED_DOCS = pa.schema(
    [
        ("document", pa.string()),
        ("sha256", pa.string()),
        ("status", pa.string()),
        ("edits", pa.int32()),
        ("copy_sha256", pa.string()),
        ("copydesk", pa.string()),
        ("config", pa.string()),
    ]
)
"""One row for each document that was copied: the digest of its text and of that of its copy."""

UNCHANGED, REPAIRED = "unchanged", "repaired"
"""What became of a copied document, unless there was an error."""


class Repairs(NamedTuple):
    """What was repaired in some documents."""

    edits: pa.Table
    errors: pa.Table
    docs: pa.Table


class Tables(NamedTuple):
    """What was found in some documents."""

    findings: pa.Table
    docs: pa.Table
    errors: pa.Table


def docs_schema(keep: Sequence[str]) -> pa.Schema:
    """Return the columns of the table of documents with those that are kept."""
    schema = DOCS
    for name in keep:
        schema = schema.append(pa.field(name, pa.string()))
    return schema


def table(schema: pa.Schema, rows: Sequence[Sequence[object]]) -> pa.Table:
    """Return rows as a table."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
