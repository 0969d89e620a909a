"""What the program promises of every rule: quiet on names, tender with quotations, deterministic."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lint.api import Hit
from lint.engine import check
from lint.model import Finding, Safety, Severity
from lint.packs import load_rules
from lint.source import Source
from tests.toy_rules import book_of, replacing

RULES = load_rules()
both = pytest.mark.parametrize("format_", ["markdown", "plain"])


def findings(text: str, format_: str = "markdown", *names: str) -> list[Finding]:
    return check(Source(text, "a"), load_rules(names) if names else RULES, format_).findings


NAMES = st.lists(
    st.sampled_from(["ka", "vel", "mor", "zhu", "tri", "olk", "sch", "enn", "ib", "urra", "dov", "ny", "qas", "wex"]),
    min_size=2,
    max_size=3,
).map(lambda parts: "".join(parts).capitalize())


@given(given_name=NAMES, family=NAMES, place=NAMES)
def test_an_unknown_capitalised_word_is_a_name(given_name: str, family: str, place: str) -> None:
    assume(given_name != family)
    text = (
        f"The mayor of {place}, {given_name} {family}, spoke on Tuesday. “We are glad,” {family} said.\n\n"
        f"{family}’s deputy was in {place} too, and Dr. {family}-{given_name} was not."
    )
    assert [each.message for each in findings(text, "plain") if each.rule in TYPOS] == []


TYPOS = {rule.name for rule in RULES.rules if rule.group == "typos"}


@both
def test_the_document_is_its_own_dictionary(format_: str) -> None:
    text = (
        "The envoy met Tarvenka in the port on Monday. In the evening Tarvenka left for the north, and "
        "the crew of Tarvenka stayed.\n\nAsked about it, the envoy said that tarvenka had been tired."
    )
    (finding,) = findings(text, format_)
    assert (finding.text, finding.suggestions) == ("tarvenka", ("Tarvenka",))
    assert "3 times in this story" in finding.evidence
    assert findings(text.replace("that tarvenka", "that Tarvenka"), format_) == []


@both
@pytest.mark.parametrize("marks", ["“{}”", '"{}"'])
def test_words_in_quotation_marks_are_somebodys_words(format_: str, marks: str) -> None:
    def graded(said: str) -> dict[str, Safety]:
        text = f"The harbour was quiet. Asked why, {marks.format(said)} was all she had to say about it."
        return {each.rule: each.safety for each in findings(text, format_)}

    assert graded("It was the the worst day we had") == {"repeated-word": Safety.SUGGEST}
    assert graded("We went home wiht the boats at noon") == {"known-typo": Safety.SAFE}
    assert graded("We had food  enough for all of them")["double-space"] == Safety.SAFE


@both
def test_the_same_outside_quotation_marks_is_safe(format_: str) -> None:
    assert findings("It was the the worst day we had.", format_)[0].safety == Safety.SAFE


@both
@pytest.mark.parametrize("text", ["She wrote: “we met in kyiv on monday, ok.”", "> we met in kyiv on monday, ok"])
def test_a_quotation_without_capitals_is_a_register_of_its_own(format_: str, text: str) -> None:
    before = "The letters were read out in court on Friday.\n\n"
    assert [each for each in findings(before + text, format_) if each.rule in CASING] == []


CASING = {rule.name for rule in RULES.rules if rule.group == "casing"}


@both
def test_a_piece_without_capitals_is_a_register_of_its_own(format_: str) -> None:
    text = "we met in kyiv on monday. it rained.\n\nthen we went to paris, and john sang in french.\n"
    assert [each for each in findings(text, format_) if each.rule in CASING] == []


def test_a_hit_may_lower_what_its_rule_declares_and_never_raise_it() -> None:
    def hits(*_: object) -> Iterator[Hit]:
        yield Hit(0, 3, "lower", ("bar",), safety=Safety.QUERY)
        yield Hit(4, 7, "higher", ("bar",), safety=Safety.SAFE, severity=Severity.ERROR)

    modest = replacing("toy-modest", "foo", "bar", safety=Safety.SUGGEST)
    modest = modest._replace(severity=Severity.WARNING, check=hits)
    lower, higher = check(Source("foo foo", "a"), book_of(modest), "plain").findings
    assert (lower.severity, lower.safety, lower.edits) == (Severity.HINT, Safety.QUERY, ())
    assert (higher.severity, higher.safety) == (Severity.WARNING, Safety.SUGGEST)


def test_emphasis_and_links_are_nothing_to_a_rule() -> None:
    plain = findings("The crew left Ukraine,adn came home.", "markdown")
    marked = findings("The crew left **Ukraine**,adn came [home](https://example.org).", "markdown")
    assert [(each.rule, each.safety) for each in plain] == [(each.rule, each.safety) for each in marked]
    assert len(plain) == 2


@both
def test_what_is_no_prose_draws_no_finding(format_: str) -> None:
    text = (
        "See https://example.org/teh/recieved,adn and mail wiht@example.org or @teh_desk about #wiht today.\n\n"
        "```\nteh code ,wiht  gaps\n```\n\nRun {{ teh.thing }} in teh_folder/wiht.py now.\n"
    )
    assert findings(text, format_) == []
