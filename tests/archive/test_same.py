"""On either engine an archive is found to hold what the terminal shows of its stories, and in little memory."""

from __future__ import annotations

import json
import os
import subprocess
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.archive.tools import manifest, read
from tests.bench.archive import run, same
from tests.bench.corpus import many_files, stories
from tests.conftest import COMMAND, PATIENCE

pytestmark = pytest.mark.real
COUNT = 240


def test_both_engines_and_the_terminal_find_the_same(tmp_path: Path) -> None:
    paths = sorted(many_files(tmp_path / "files", COUNT).rglob("*.txt"))
    names = [str(path) for path in paths]
    for at in range(0, COUNT, 60):
        some = paths[at : at + 60]
        rows = {"id": names[at : at + 60], "text": [path.read_text(encoding="utf-8") for path in some]}
        pq.write_table(pa.table(rows | {"date": rows["id"], "section": rows["id"]}), tmp_path / f"{at:03}.parquet")
    inputs = sorted(str(path) for path in tmp_path.glob("*.parquet"))
    run(inputs, tmp_path / "local", "--isolated")
    run(inputs, tmp_path / "ray", "--isolated", "--on", "ray", "--jobs", "2")
    assert same(tmp_path / "local", tmp_path / "ray")
    asked = [*COMMAND, "check", "--isolated", "--no-cache", "--output-format", "json-lines", str(tmp_path / "files")]
    environment = {**os.environ, "PYTHONPATH": ""}
    told = subprocess.run(asked, capture_output=True, check=False, timeout=PATIENCE, env=environment).stdout
    keys = ("path", "rule", "severity", "safety", "line", "column", "text", "message", "evidence")
    shown = [json.loads(line) for line in told.splitlines()]
    expected = [(*(each[key] for key in keys), next(iter(each["suggestions"]), None)) for each in shown]
    columns = ("document", "rule", "severity", "safety", "line", "column", "text", "message", "evidence", "suggestion")
    assert read(tmp_path / "local", "findings", *columns) == expected
    assert len(expected) > COUNT // 4
    counts = dict(read(tmp_path / "local", "docs", "document", "findings"))
    assert list(counts) == names
    assert counts == {name: sum(each[0] == name for each in expected) for name in names}
    assert manifest(tmp_path / "local")["findings"] == len(expected)


def test_memory_stays_flat_while_the_archive_grows_tenfold(tmp_path: Path) -> None:
    texts = list(islice(stories(), 500)) * 10
    ids = [str(number) for number in range(len(texts))]
    for at in range(10):
        pq.write_table(pa.table({"text": texts, "date": ids, "section": ids}), tmp_path / f"{at}.parquet")
    inputs = sorted(str(path) for path in tmp_path.glob("*.parquet"))
    quick = ("--isolated", "--select", "double-space", "--jobs", "2")
    small = run(inputs[:1], tmp_path / "small", *quick)
    large = run(inputs, tmp_path / "large", *quick)
    assert (small["documents"], large["documents"]) == (5000, 50_000)
    assert small["MB"] > 50
    assert large["MB"] < 1.25 * small["MB"]
