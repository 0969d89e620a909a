"""Rules are shaped as the contract says, whatever they look for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from lint.api import Rule, Whole
from lint.packs import built_in_path, load_all

RULES = load_all()
FILES = sorted(Path(built_in_path()).rglob("*.py"))
MOST_LINES = 150
LEAST_WORDS, MOST_WORDS = 2, 4
LONGEST_SUMMARY = 120
NAME = re.compile(r"[a-z]+(-[a-z]+)*")
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def _imports(path: Path) -> set[str]:
    """Return the top two levels of every module a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


def test_every_file_is_a_rule() -> None:
    assert len(RULES) == len(FILES)


def test_groups_are_those_of_the_rule_book() -> None:
    assert {rule.group for rule in RULES} <= {
        *("casing", "spacing", "typos", "tables", "punctuation", "structure", "consistency")
    }


@each_rule
def test_name(rule: Rule) -> None:
    assert NAME.fullmatch(rule.name)
    assert LEAST_WORDS <= len(rule.name.split("-")) <= MOST_WORDS
    assert not rule.name.startswith(("no-", "use-", "prefer-"))
    assert Path(rule.origin).stem == rule.name.replace("-", "_")
    assert Path(rule.origin).parent.name == rule.group


@each_rule
def test_summary_is_one_sentence(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert not re.search(r"[.!?] [A-Z“]", rule.summary)
    assert "\n" not in rule.summary
    assert len(rule.summary) <= LONGEST_SUMMARY


@each_rule
def test_why_is_given(rule: Rule) -> None:
    assert rule.why.endswith(".")
    assert rule.why != rule.summary


@each_rule
def test_a_whole_document_is_asked_for_with_a_reason(rule: Rule) -> None:
    assert not isinstance(rule.wake, Whole) or rule.wake.reason.strip()


@each_file
def test_a_rule_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < MOST_LINES


@each_file
def test_a_rule_has_a_docstring(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@each_file
def test_a_rule_imports_only_the_contract(path: Path) -> None:
    ours = {name for name in _imports(path) if name.split(".")[0] in ("lint", "rules", "")}
    assert ours == {"lint.api"}


def test_the_program_imports_no_rule() -> None:
    program = Path(built_in_path()).parent / "lint"
    for path in program.rglob("*.py"):
        if "_rules" not in path.parts:
            assert not {name for name in _imports(path) if name.split(".")[0] == "rules"}, path
