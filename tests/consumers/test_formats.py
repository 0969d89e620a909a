"""The formats for services, read by the real schema or program that reads them elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.consumers.tools import must, run

pytestmark = pytest.mark.real

FOLDER = "a folder, 100% ours"
STORY = f"{FOLDER}/größe: one.md"
SLIPS = "# 😀 The the news\n\n😀🇺🇦 He went home wiht them,and “she” <b>stayed</b> & left.\n"
TWO_PARTS = "| Item | Price |\n|---|---|\n| Tea | 1 | 2 |\n"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / STORY).write_text(SLIPS + "\n" + TWO_PARTS, "utf-8")
    (tmp_path / "clean.md").write_text("# The news\n\nHe went home.\n", "utf-8")
    (tmp_path / "binary.md").write_bytes(b"\0\1\2")
    return tmp_path


def written(copydesk: Run, newsroom: Path, format: str, *options: str) -> Path:  # noqa: A002
    done = copydesk("check", "--output-format", format, "--output-file", f"out.{format}", *options, where=newsroom)
    assert done.returncode == 2, done.stderr  # the binary file
    assert done.stdout == b""
    return newsroom / f"out.{format}"


def test_sarif_passes_the_multitool_and_a_broken_one_does_not(
    copydesk: Run, newsroom: Path, node_modules: Path
) -> None:
    tool = (node_modules / ".bin/sarif-multitool", "validate")
    path = written(copydesk, newsroom, "sarif")
    environment = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    said = must(run(*tool, path.name, where=newsroom, **environment))
    assert "Analysis completed successfully." in said
    assert "): error " not in said
    broken = json.loads(path.read_text("utf-8"))
    del broken["runs"][0]["results"][0]["message"]
    (newsroom / "broken.sarif").write_text(json.dumps(broken), "utf-8")
    assert "): error " in run(*tool, "broken.sarif", where=newsroom, **environment).stdout


def test_rdjson_passes_its_validator_and_a_broken_one_does_not(
    copydesk: Run, newsroom: Path, node_modules: Path
) -> None:
    tool = (node_modules / ".bin/rdformat-validator", "--strict", "--no-extra-fields")
    path = written(copydesk, newsroom, "rdjson")
    must(run(*tool, path.name, where=newsroom))
    broken = json.loads(path.read_text("utf-8"))
    del broken["diagnostics"][0]["location"]
    (newsroom / "broken.json").write_text(json.dumps(broken), "utf-8")
    assert run(*tool, "broken.json", where=newsroom).returncode != 0


_COUNT = """
import sys
from junitparser import Error, Failure, JUnitXml
suites = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in suites for case in suite]
results = [type(result).__name__ for case in cases for result in case.result]
print(suites.tests, suites.failures, suites.errors, len(cases), results.count("Failure"), results.count("Error"))
print(sum(suite.tests for suite in suites), *(suite.name for suite in suites), sep="|")
"""


def test_junit_is_read_by_a_junit_parser(copydesk: Run, newsroom: Path, programs: Path) -> None:
    path = written(copydesk, newsroom, "junit")
    counts, names = must(run(programs / "python", "-c", _COUNT, path.name, where=newsroom)).splitlines()
    tests, failures, errors, cases, failed, broken = map(int, counts.split())
    assert (tests, failures, errors) == (cases, failed, broken)
    assert errors == 1
    assert failures > 2
    assert names.split("|") == [str(tests), "binary.md", "clean.md", STORY]


_ESCAPED = """
const core = require('@actions/core');
const { issueCommand } = require('@actions/core/lib/command');
const rows = JSON.parse(require('fs').readFileSync(0, 'utf8'));
for (const [command, properties, message] of rows) issueCommand(command, properties, message);
"""


def test_annotations_are_what_the_actions_toolkit_writes(copydesk: Run, newsroom: Path, node_modules: Path) -> None:
    lines = written(copydesk, newsroom, "github").read_text("utf-8").split("::group::")[0].splitlines()
    rows: list[tuple[str, dict[str, str], str]] = []
    for line in lines:
        command, _, rest = line.removeprefix("::").partition(" ")
        properties, _, message = rest.partition("::")
        values = dict(pair.split("=", 1) for pair in properties.split(","))
        plain = {name: _decoded(value) for name, value in values.items()}
        rows.append((command, plain, _decoded(message)))
    assert {row[1]["file"] for row in rows} == {STORY, "binary.md"}
    same = must(run("node", "-e", _ESCAPED, where=node_modules.parent, given=json.dumps(rows)))
    assert same.splitlines() == lines


def _decoded(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text
