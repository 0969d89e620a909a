"""Edits over several rounds: applied together to the first text they give the last one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.archive.edits import Change, applied, composed, repaired
from lint.fixing import fix
from lint.model import Safety
from lint.packs import load_rules
from lint.source import read

ROUNDS = st.lists(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("xyz", max_size=3)), max_size=4), max_size=4
)


def changes(text: str, wanted: list[tuple[int, int, str]]) -> list[Change]:
    """Return what `chosen_edits` could return: sorted, none touching what another changes."""
    kept: list[Change] = []
    for start, size, new in sorted(wanted):
        end = start + size
        if end > len(text) or (kept and start < kept[-1].end) or (kept and start == kept[-1].start and not size):
            continue
        kept.append(Change(start, end, new, ()))
    return kept


@given(st.text("abc", max_size=14), ROUNDS)
def test_rounds_become_edits_of_the_first_text(text: str, rounds: list[list[tuple[int, int, str]]]) -> None:
    now, told = text, list[Change]()
    for wanted in rounds:
        news = changes(now, wanted)
        told = composed(told, now, news)
        now = applied(now, news)
    assert applied(text, told) == now
    for one, other in pairwise(told):
        assert (one.start, one.end) < (other.start, other.end)
        assert one.end <= other.start


def test_changes_apart_stay_apart() -> None:
    first = [Change(0, 1, "X", ()), Change(4, 4, "new", ())]
    told = composed(first, "Xbcdnewefg", [Change(2, 3, "", ()), Change(9, 10, "G", ())])
    assert [each[:3] for each in told] == [(0, 1, "X"), (2, 3, ""), (4, 4, "new"), (6, 7, "G")]


def test_a_change_of_a_change_is_one() -> None:
    told = composed([Change(2, 3, "wxyz", ())], "abwxyzd", [Change(3, 4, "-", ()), Change(5, 7, "", ())])
    assert [each[:3] for each in told] == [(2, 4, "w-y")]


def test_insertions_round_an_insertion_become_one() -> None:
    told = composed([Change(2, 2, "xy", ())], "abxycd", [Change(2, 2, "1", ()), Change(4, 4, "2", ())])
    assert [each[:3] for each in told] == [(2, 2, "1xy2")]


@pytest.mark.parametrize("least", [Safety.SAFE, Safety.SUGGEST])
def test_the_edits_of_a_story_are_its_repair(fixtures: Path, least: Safety) -> None:
    rulebook = load_rules()
    several = 0
    for path in (*sorted(fixtures.glob("t*/*.md")), *sorted(fixtures.glob("stories/*.txt"))):
        kind = "markdown" if path.suffix == ".md" else "plain"
        source = read(path.read_bytes().replace(b" the ", b" teh  teh ,a ", 9), path.name)
        fixed = fix(source, rulebook, kind, least)
        done = repaired(source, rulebook, kind, least)
        assert done.text == fixed.text
        assert applied(source.text, done.changes) == fixed.text
        several += any(len(each.findings) > 1 for each in done.changes)
    assert several, "no story here is repaired in rounds that touch each other"

