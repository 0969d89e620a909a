"""A pack of a third party, installed beside copydesk: it takes part when it is named, and only then."""

from __future__ import annotations

import os
import venv
from pathlib import Path

import pytest

from tests.consumers.tools import must, run

pytestmark = pytest.mark.real

ROOT = Path(__file__).parent.parent.parent
STORY = "It is not per say wrong to utilise it (late,) they say.\n"
EXAMPLES = """
from lint.packs import load_other
from lint.testing import problems
rules = load_other("example-pack").rules
assert sorted(rule.name for rule in rules) == [
    "example-pack:loose-comma", "example-pack:per-say", "example-pack:preferred-term"], rules
print([problem for rule in rules for problem in problems(rule)])
"""


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of an environment with copydesk and the pack."""
    home = tmp_path_factory.mktemp("with-a-pack")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    must(run(*pip, ROOT, ROOT / "tests/plugin", where=home))
    return programs


def test_it_takes_part_only_when_named(bin_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(STORY, "utf-8")
    command = (bin_folder / "copydesk", "check", "a.md", "--quiet")
    assert "example-pack" not in run(*command, where=tmp_path).stdout
    (tmp_path / "copydesk.toml").write_text('packs = ["example-pack"]\n', "utf-8")
    assert run(*command, where=tmp_path).stdout.splitlines() == [
        "a.md:1:11: error example-pack:per-say [*] “per say” is “per se” in house style",
        "a.md:1:28: warning example-pack:preferred-term “utilise” is “use” in house style",
        "a.md:1:44: warning example-pack:loose-comma a comma before a closing bracket",
    ]
    run(*command, "--fix", "--unsafe-fixes", where=tmp_path)
    assert (tmp_path / "a.md").read_text("utf-8") == "It is not per se wrong to use it (late) they say.\n"


def test_its_lines_and_its_rules_examples_hold(bin_folder: Path, tmp_path: Path) -> None:
    assert must(run(bin_folder / "python", "-c", EXAMPLES, where=tmp_path)) == "[]\n"
    said = must(run(bin_folder / "copydesk", "pack", "test", "example-pack", where=tmp_path))
    assert said == "1 of 1 lines do what they say.\n"


@pytest.mark.parametrize("style", ["us-news", "uk-news"])
def test_the_example_packs_are_installed_too(bin_folder: Path, tmp_path: Path, style: str) -> None:
    assert "lines do what they say." in must(run(bin_folder / "copydesk", "pack", "test", style, where=tmp_path))
