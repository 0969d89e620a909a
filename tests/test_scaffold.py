"""A rule started from the template is a rule: it loads, and its examples hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from lint.packs import load_pack
from lint.scaffold import start_rule
from lint.testing import problems

JUSTFILE = Path(__file__).parent.parent / "justfile"


def test_the_template_is_a_working_rule(tmp_path: Path) -> None:
    (recipe,) = re.findall(r"^new-rule NAME:\n    (.*)$", JUSTFILE.read_text("utf-8"), re.MULTILINE)
    command = recipe.replace("{{ python }}", sys.executable).replace("{{ NAME }}", "typos/per-say").split()
    done = subprocess.run(
        [*command, "--pack", str(tmp_path)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    path = tmp_path / "typos" / "per_say.py"
    assert done.stdout.splitlines()[0] == str(path)
    (rule,) = load_pack(str(tmp_path))
    assert (rule.group, rule.name, rule.origin) == ("typos", "per-say", str(path))
    assert problems(rule) == []


@pytest.mark.parametrize("name", ["typos", "typos/oneword", "typos/two_words", "../typos/per-say", "typos/a-b-c-d-e"])
def test_an_ill_formed_name_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lint.scaffold", name, "--pack", str(tmp_path)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "is no rule name" in done.stderr
    assert not list(tmp_path.rglob("*"))


def test_a_taken_name_is_refused(tmp_path: Path) -> None:
    path = start_rule(tmp_path, "typos", "per-say")
    path.write_text(path.read_text("utf-8").replace("Readers", "Editors"), "utf-8")
    with pytest.raises(ValueError, match="taken"):
        start_rule(tmp_path, "structure", "per-say")
    assert "Editors" in path.read_text("utf-8")
