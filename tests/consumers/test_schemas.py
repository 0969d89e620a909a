"""The schemas copydesk writes and the files it ships, checked by a JSON schema validator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.consumers.tools import must, run

pytestmark = pytest.mark.real

ROOT = Path(__file__).parent.parent.parent
RIGHT = """\
select = ["typos", "known-typo"]
fail-on = "error"
force-exclude = true
[per-path-ignores]
"a" = ["casing"]
"""
WRONG = (
    "selct = []",
    'select = ["knwon-typo"]',
    'fail-on = "eror"',
    "force-exclude = 1",
    "[per-path-ignores]\na = 1",
)


@pytest.mark.parametrize("wrong", ["", *WRONG])
def test_the_schema_of_the_configuration_refuses_what_the_program_refuses(
    copydesk: Run, programs: Path, tmp_path: Path, wrong: str
) -> None:
    (tmp_path / "schema.json").write_bytes(copydesk("config", "--schema").stdout)
    (tmp_path / "copydesk.toml").write_text(wrong or RIGHT, "utf-8")
    done = run(programs / "check-jsonschema", "--schemafile", "schema.json", "copydesk.toml", where=tmp_path)
    mine = copydesk("check", where=tmp_path)
    assert (done.returncode, mine.returncode) == ((1, 2) if wrong else (0, 0)), done.stdout
    must(run(programs / "check-jsonschema", "--check-metaschema", "schema.json", where=tmp_path))
