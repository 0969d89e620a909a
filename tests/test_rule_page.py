"""rules/README.md is what the rules say of themselves; `pytest --accept` writes it anew."""

from __future__ import annotations

from pathlib import Path

from lint.packs import load_all
from tests.conftest import Run

PAGE = Path(__file__).parent.parent / "rules" / "README.md"


def test_the_page_of_the_rules_is_up_to_date(copydesk: Run, accept: bool) -> None:  # noqa: FBT001 (a fixture)
    made = copydesk("rules", "--markdown").stdout
    if accept:
        PAGE.write_bytes(made)
    assert PAGE.read_bytes() == made, "pytest --accept tests/test_rule_page.py writes it anew"
    assert all(f"### `{rule.name}`" in made.decode() for rule in load_all())


def test_the_page_passes_its_own_check(copydesk: Run) -> None:
    done = copydesk("check", PAGE, "--quiet")
    assert done.returncode == 0, done.stdout.decode()
