"""Packs: one door for every folder of rules, and a clear sentence for a broken one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from lint.packs import PackError, UnknownRule, load_pack, load_rules

GOOD = '''"""A toy."""

from lint.api import Hit, Safety, Scan, Severity, rule


@rule(
    summary="Foo is bar.",
    why="A test needs it.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan("foo"),
    flags=[],
    allows=[],
)
def foo_is_bar(doc, matches):
    for match in matches:
        yield Hit(match.start(), match.end(), "foo", ("bar",))
'''


def pack(folder: Path, text: str, name: str = "foo_is_bar.py") -> Path:
    path = folder / "toys" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_folder_of_rules_is_a_pack(tmp_path: Path) -> None:
    path = pack(tmp_path, GOOD)
    pack(tmp_path, "raise SystemExit", "_left_out.py")
    pack(tmp_path, "not Python", "notes.txt")
    (rule,) = load_pack(str(tmp_path))
    assert (rule.name, rule.group, rule.origin) == ("foo-is-bar", "toys", str(path))
    assert not [name for name in sys.modules if "foo_is_bar" in name]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("Scan(", "Scan["), r":11: .*"),
        (GOOD.replace("rule\n\n", "rule, no_such\n\n", 1), ":3: ImportError: cannot import name 'no_such'.*"),
        (GOOD.replace("    allows=[],\n", ""), ":6: TypeError: .*'allows'"),
        (GOOD + "\n1 / 0\n", ":19: ZeroDivisionError: division by zero"),
        (GOOD + "\nraise SystemExit(3)\n", ":19: SystemExit: 3"),
        ("", ":1: a rule file defines one rule; this one defines 0"),
        (GOOD + GOOD.replace("foo_is_bar", "bar_is_foo"), ":1: a rule file defines one rule; this one defines 2"),
        (GOOD.replace("def foo_is_bar", "def foo_is_baz"), ":1: the rule is named foo-is-baz, the file foo_is_bar.py"),
        ("\0", ":1: source code .*null bytes"),
    ],
)
def test_a_broken_rule_file_is_told_with_path_and_line(tmp_path: Path, text: str, said: str) -> None:
    path = pack(tmp_path, text)
    with pytest.raises(PackError) as told:
        load_pack(str(tmp_path))
    assert re.fullmatch(re.escape(str(path)) + said, str(told.value))


def test_a_rule_file_that_is_no_utf8(tmp_path: Path) -> None:
    path = pack(tmp_path, "")
    path.write_bytes(b"# caf\xe9\n")
    with pytest.raises(PackError, match=re.escape(str(path)) + ":1: "):
        load_pack(str(tmp_path))


def test_a_name_taken_twice_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path, GOOD)
    other = tmp_path / "more" / "foo_is_bar.py"
    other.parent.mkdir()
    other.write_text(GOOD, "utf-8")
    with pytest.raises(PackError) as told:
        load_pack(str(tmp_path))
    assert str(told.value) == f"{path}: the name foo-is-bar is taken by {other}"


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="none: No such file or directory"):
        load_pack(str(tmp_path / "none"))


def test_rules_are_chosen_by_name_and_group() -> None:
    everything = {rule.name for rule in load_rules().rules}
    typos = {rule.name for rule in load_rules(["typos"]).rules}
    assert {"known-typo", "likely-typo"} <= typos < everything
    assert {rule.name for rule in load_rules(["typos"], ["known-typo"]).rules} == typos - {"known-typo"}
    assert {rule.name for rule in load_rules([], ["typos"]).rules} == everything - typos
    assert [rule.name for rule in load_rules(["known-typo"], ["typos"]).rules] == ["known-typo"]


@pytest.mark.parametrize(("name", "nearest"), [("known-tpyo", "known-typo"), ("tpyos", "typos"), ("zzz", None)])
def test_an_unknown_name_is_answered_with_the_nearest(name: str, nearest: str | None) -> None:
    with pytest.raises(UnknownRule) as told:
        load_rules([name])
    assert (told.value.name, told.value.nearest) == (name, nearest)
