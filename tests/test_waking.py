"""What wakes a rule wakes it wherever a scan of the whole prose would."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lint.api import AFTER_CAPITAL, PART, Hit, Rule, Scan, Words, flags
from lint.document import Document
from lint.packs import load_rules
from lint.readers import read_document
from lint.source import Source
from lint.text.tokens import TOKEN
from lint.waking import Waking

RULES = load_rules(()).rules
NEAR = [(rule, rule.wake) for rule in RULES if isinstance(rule.wake, Scan) and rule.wake.near]
_BITS = (
    "a an A An the mr Mr. Dr dr. Dr, house hour MP mRNA 8 11 used FBI Sunday, Monday the 1st of May 2019 31 June, TK "
    "XXX [INSERT [Insert name] insert here lorem ipsum dolor .. ,, ;; . , ! ? : ) ( [ ] “ ” ’ \" ' theUnited andRussia "
    "PainIs pro-duced well-known liq-uor home,while end.The 5.30 e.g. U.S. — - x-ray \u200b \u00ad \u2028 \u00a0 one"
).split(" ")
_COPY = st.lists(st.sampled_from(_BITS), max_size=25).map(" ".join) | st.lists(
    st.sampled_from([*_BITS, "", "", "\n", "\n\n"]), max_size=25
).map(" ".join)


def _read(text: str) -> Document:
    return read_document(Source(text, "story.txt"), "plain")


def _hits(rule: Rule, doc: Document) -> list[Hit]:
    candidates = Waking(doc, RULES).candidates(rule.wake)
    return [] if candidates is None else sorted(rule.check(doc, candidates))


def test_there_are_such_rules() -> None:
    assert len(NEAR) > 10


@given(_COPY)
def test_scans_near_some_pieces_find_what_scans_of_all_find(text: str) -> None:
    doc = _read(text)
    for rule, wake in NEAR:
        expected = sorted(rule.check(doc, re.finditer(wake.pattern, doc.prose)))
        assert _hits(rule, doc) == expected, rule.name


def test_they_do_so_on_copy(fixtures: Path) -> None:
    found = 0
    for path in sorted([*(fixtures / "stories").glob("*.txt"), *(fixtures / "clean").glob("*.txt")]):
        doc = _read(path.read_text(encoding="utf-8"))
        for rule, wake in NEAR:
            expected = sorted(rule.check(doc, re.finditer(wake.pattern, doc.prose)))
            assert _hits(rule, doc) == expected, rule.name
            found += len(expected)
    assert found > 5


def _matches(text: str, pattern: str, *near: tuple[str | Callable[[str], object], str]) -> list[str]:
    wake = Scan(pattern, near=near)
    found = Waking(_read(text), [RULES[0]._replace(wake=wake)]).candidates(wake)
    return [match.group() for match in found or ()]


def test_matches_begin_in_the_pieces_that_are_named() -> None:
    assert _matches("ab, a-b ab a-b", r"[a-z]+", ("-", "")) == ["a", "b", "a", "b"]


def test_matches_may_begin_in_the_blanks_before() -> None:
    assert _matches("ab cd  ef gh", r" +[a-z]", ("^ef", "")) == ["  e"]
    assert _matches("ab cd ef", r" ?[a-z]+", ("^cd$", "")) == [" cd"]


def test_matches_do_not_overlap() -> None:
    assert _matches("aaaaa aa", r"a[a ]{3}", ("^a", "")) == ["aaaa", "a aa"]


def test_the_next_piece_may_be_named_too() -> None:
    assert _matches("a. B a. b a.  b a b", r"a\. +", (r"\.$", "b")) == ["a. ", "a.  "]
    assert _matches("a.\n\nb a. b", r"a\.\s+", (r"\.$", "b|x")) == ["a. "]


def test_several_pairs_are_taken_together_and_in_order() -> None:
    assert _matches("ab bb ab aa", r"[ab]+", ("^a", ""), ("^b", "")) == ["ab", "bb", "ab", "aa"]


def test_a_function_may_stand_for_an_expression() -> None:
    assert _matches("ab AB a-b", r"[A-Za-z]+", (lambda piece: piece.strip().isupper(), "")) == ["AB"]


_WORDS = "north Korea korea the bush Bush Mr mr. kursk NATO adn teh it’s x1".split()


@given(st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_words_wake_by_their_flags(text: str) -> None:
    doc = _read(text)
    waking = Waking(doc, RULES)
    for rule in RULES:
        wake = rule.wake
        if isinstance(wake, Words) and not wake.mask & (PART | AFTER_CAPITAL):
            found = [(word.text, word.start) for word in waking.candidates(wake) or ()]
            assert found == [
                (match.group(), match.start())
                for match in TOKEN.finditer(doc.prose)
                if (
                    (shape := flags(match.group())) & wake.mask
                    and shape & wake.need == wake.need
                    and not shape & wake.lack
                )
                or match.group() in wake.types
            ], rule.name
