"""The checker of examples tells a wrong example from a right one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lint.api import Document, Hit, Rule, Safety, Scan, Severity, rule
from lint.testing import allow_problem, flag_problem, problems, read_marks


@rule(
    summary="“foo” is “bar”.",
    why="It is the smallest rule there is.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan("foo"),
    flags=[("A ⟦foo⟧ and a ⟦foo⟧.", "A bar and a bar.")],
    allows=["A bar."],
)
def foo_is_bar(doc: Document, matches: Iterator) -> Iterator[Hit]:  # type: ignore[type-arg]
    for match in matches:
        yield Hit(match.start(), match.end(), "“foo” should be “bar”", ("bar",))


@rule(
    summary="“foo” is asked about.",
    why="A query offers no repair.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Scan("foo"),
    flags=[("A ⟦foo⟧.", None)],
    allows=["A bar."],
)
def foo_is_asked(doc: Document, matches: Iterator) -> Iterator[Hit]:  # type: ignore[type-arg]
    for match in matches:
        yield Hit(match.start(), match.end(), "is “foo” meant?")


@rule(
    summary="“foo” grows.",
    why="A repair that never settles is told.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan("foo"),
    flags=[("A ⟦foo⟧.", "A foofoo.")],
    allows=["A bar."],
)
def foo_grows(doc: Document, matches: Iterator) -> Iterator[Hit]:  # type: ignore[type-arg]
    for match in matches:
        yield Hit(match.start(), match.end(), "“foo” should be longer", ("foofoo",))


def test_right_examples_pass() -> None:
    assert problems(foo_is_bar) == []
    assert problems(foo_is_asked) == []


@pytest.mark.parametrize(
    ("tested", "text", "fixed", "said"),
    [
        (foo_is_bar, "A foo.", "A bar.", "nothing is marked"),
        (foo_is_bar, "A ⟦fo⟧o.", "A bar.", "the rule marks 'A ⟦foo⟧.'"),
        (foo_is_bar, "A ⟦foo⟧ foo.", "A bar bar.", "the rule marks 'A ⟦foo⟧ ⟦foo⟧.'"),
        (foo_is_bar, "A ⟦baz⟧.", "A bar.", "the rule marks 'A baz.'"),
        (foo_is_bar, "A ⟦foo⟧.", "A foo.", "the repairs give 'A bar.', not 'A foo.'"),
        (foo_is_bar, "A ⟦foo⟧.", None, "the repair 'bar' is offered"),
        (foo_is_asked, "A ⟦foo⟧.", "A bar.", "no repair is offered"),
        (foo_grows, "A ⟦foo⟧.", "A foofoo.", "did not settle"),
    ],
)
def test_a_wrong_flagged_example_is_told(tested: Rule, text: str, fixed: str | None, said: str) -> None:
    assert said in flag_problem(tested, text, fixed, "plain")


def test_an_allowed_text_that_is_marked_is_told() -> None:
    assert "the rule marks 'A ⟦foo⟧.'" in allow_problem(foo_is_bar, "A foo.", "markdown")
    assert "has no marks" in allow_problem(foo_is_bar, "A ⟦bar⟧.", "markdown")


@pytest.mark.parametrize("marked", ["⟦a", "a⟧", "⟦a⟦b⟧", "⟦⟦a⟧⟧"])
def test_marks_pair(marked: str) -> None:
    with pytest.raises(ValueError, match="do not pair"):
        read_marks(marked)
