"""Checked archives made by hand, in the schema that `copydesk archive check` writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from lint.archive.schema import ERRORS, FINDINGS, docs_schema

HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp; \x1b[31m\u202egnp\u202c\x07\n| a | b"


def finding(document: str, rule: str, **more: object) -> dict[str, Any]:
    row = {
        "document": document, "rule": rule, "severity": "error", "safety": "safe", "start": 3, "end": 6, "line": 1,
        "column": 4, "text": "teh", "message": "“teh” should be “the”", "suggestion": "the", "evidence": "",
        "fingerprint": "0",
    }  # fmt: skip
    return {**row, **more}


def doc(document: str, findings: int = 0, words: int = 100, status: str = "", **kept: str | None) -> dict[str, Any]:
    status = status or ("findings" if findings else "clean")
    row = {"document": document, "sha256": "0" * 64, "status": status, "findings": findings, "words": words}
    return {**row, "copydesk": "0.1.0", "config": "abc", **kept}


def failure(document: str, reason: str = "raised", detail: str = "ValueError: no") -> dict[str, Any]:
    return {"document": document, "reason": reason, "detail": detail}


def write_shard(
    folder: Path,
    shard: str,
    docs: list[dict[str, Any]],
    findings: list[dict[str, Any]] | None = None,
    errors: list[dict[str, Any]] | None = None,
) -> None:
    """Write the tables of one finished shard."""
    keep = [name for name in docs[0] if name not in docs_schema(()).names] if docs else []
    tables = (("findings", FINDINGS, findings), ("docs", docs_schema(keep), docs), ("errors", ERRORS, errors))
    for name, schema, rows in tables:
        (folder / name).mkdir(parents=True, exist_ok=True)
        parquet.write_table(pa.Table.from_pylist(rows or [], schema=schema), folder / name / f"{shard}.parquet")


def write_manifest(folder: Path, shards: list[str], **more: object) -> None:
    """Write the manifest of a run that has ended, or as ``more`` says."""
    rows = [{"name": name, "rows": 10} for name in shards]
    (folder / "manifest.json").write_text(json.dumps({"shards": rows, "ended": "2026-01-01", **more}), "utf-8")
