"""README's run on Spark is made as it stands there: the tables and the report are those of the command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint.archive.report.reading import Wanted, figures_of
from tests.archive.tools import check, manifest, parquet, read, texts

SPARK = "pyspark==4.3.0"
ROOT = Path(__file__).parent.parent.parent
COUNT = 9000

pytestmark = pytest.mark.real


def test_the_example_of_the_readme_runs_on_spark(tmp_path: Path) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    (example,) = (block for block in blocks if "SparkSession" in block)
    spark = tmp_path / "spark"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(spark)]
    subprocess.run([*pip, SPARK], check=True, timeout=1200)
    parquet(tmp_path / "stories.parquet", texts(COUNT), rows=3000)
    where = {"PYTHONPATH": os.pathsep.join((str(spark), str(ROOT))), "PYSPARK_PYTHON": sys.executable}
    own = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_HOME": str(spark / "pyspark")}

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", example], cwd=tmp_path, env={**os.environ, **where, **own},
            capture_output=True, encoding="utf-8", check=False, timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert f"Total(documents={COUNT}, " in run()
    check(tmp_path / "stories.parquet", "--out", tmp_path / "plain")
    assert len(manifest(tmp_path / "found")["shards"]) == 3
    for table in ("findings", "errors"):
        assert read(tmp_path / "found", table) == read(tmp_path / "plain", table)
    columns = ("document", "sha256", "status", "findings", "words")
    assert read(tmp_path / "found", "docs", *columns) == read(tmp_path / "plain", "docs", *columns)
    one, other = (figures_of(str(tmp_path / name), Wanted()) for name in ("found", "plain"))
    assert one._replace(where="") == other._replace(where="")
    assert one.warnings == ()
    assert f"before={COUNT}" in run()
