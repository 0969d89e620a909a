"""The action: its file fits its schema, and its steps run as a runner runs them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.consumers.tools import must, run

pytestmark = pytest.mark.real

ROOT = Path(__file__).parent.parent.parent
Action = dict[str, Any]
TO_JSON = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8'))))"


def test_it_fits_the_schema_of_actions(programs: Path) -> None:
    must(run(programs / "check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml", where=ROOT))


@pytest.fixture(scope="module")
def action(programs: Path) -> Action:
    loaded: Action = json.loads(must(run(programs / "python", "-c", TO_JSON, "action.yml", where=ROOT)))
    return loaded


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("runner")


def as_a_runner(action: Action, runner: Path, where: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the steps with the inputs put into the environment as the action says."""
    inputs = {name: each["default"] for name, each in action["inputs"].items()} | given
    first, second = action["runs"]["steps"]
    common = {"RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": str(ROOT)}
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c")
    if not (runner / "copydesk/bin/copydesk").exists():
        must(run(*shell, first["run"], where=where, **common))
    values = {}
    for name, expression in second["env"].items():
        wanted = expression.removeprefix("${{ inputs.").removesuffix(" }}")
        values[name] = inputs[wanted]
    assert "${{" not in first["run"] + second["run"]
    return run(*shell, second["run"], where=where, GITHUB_STEP_SUMMARY=str(where / "summary"), **common, **values)


def test_a_slip_fails_the_job_with_an_annotation(action: Action, runner: Path, tmp_path: Path) -> None:
    (tmp_path / "a b.md").write_text("He went wiht them.\n", "utf-8")
    done = as_a_runner(action, runner, tmp_path, **{"sarif-file": "out.sarif"})
    assert done.returncode == 1, done.stderr
    place = "file=a b.md,line=1,endLine=1,col=9,endColumn=12"
    assert done.stdout.startswith(f"::error {place},title=copydesk%3A known-typo::")
    assert "known-typo" in (tmp_path / "summary").read_text("utf-8")
    assert json.loads((tmp_path / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert as_a_runner(action, runner, tmp_path, **{"fail-on": "never"}).returncode == 0


def test_paths_are_lines_and_no_input_is_a_command(action: Action, runner: Path, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("Good.\n", "utf-8")
    (tmp_path / "a b.md").write_text("He went wiht them.\n", "utf-8")
    assert as_a_runner(action, runner, tmp_path, paths="good.md\n").returncode == 0
    assert as_a_runner(action, runner, tmp_path, paths="good.md\na b.md\n").returncode == 1
    for hostile in ("$(touch owned)", "`touch owned`", '"; touch owned; "', "--fix"):
        assert as_a_runner(action, runner, tmp_path, paths=hostile).returncode == 2
        assert as_a_runner(action, runner, tmp_path, changed=hostile).returncode == 2
    assert sorted(os.listdir(tmp_path)) == ["a b.md", "good.md", "summary"]
    assert (tmp_path / "a b.md").read_text("utf-8") == "He went wiht them.\n"
