"""Repairs: in any order, each once, until nothing changes; and one finding for one defect."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from lint.api import Hit
from lint.engine import check, smallest
from lint.fixing import MOST_ROUNDS, Unsettled, apply, chosen_edits, fix
from lint.model import Edit, Safety, Severity
from lint.packs import load_rules
from lint.run import Task, run_bytes, run_file
from lint.source import Source, read
from lint.writing import write_atomically
from tests.toy_rules import book_of, falls_over, replacing


def fixed(text: str, *rules: object, least: Safety = Safety.SAFE, format: str = "markdown") -> str:  # noqa: A002
    return fix(Source(text, "a"), book_of(*rules), format, least).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("home,while", "home, while", (5, 5, " ")),
        ("adn", "and", (1, 3, "nd")),
        ("the the", "the", (3, 7, "")),
        ("  ", " ", (1, 2, "")),
        ("a", "", (0, 1, "")),
        ("aa", "aaa", (2, 2, "a")),
    ],
)
def test_the_smallest_edit(old: str, new: str, edit: tuple[int, int, str]) -> None:
    assert smallest(old, new) == edit
    assert old[: edit[0]] + edit[2] + old[edit[1] :] == new


def test_overlapping_defects_with_different_edits_stay_two() -> None:
    gap, typo = replacing("toy-gap", "Ukraine,adn", "Ukraine, adn"), replacing("toy-typo", "adn", "and")
    report = check(Source("In Ukraine,adn so on.", "a"), book_of(gap, typo), "plain")
    assert [finding.text for finding in report.findings] == ["Ukraine,adn", "adn"]
    assert fixed("In Ukraine,adn so on.", gap, typo) == "In Ukraine, and so on."


def test_findings_that_change_the_same_characters_become_one() -> None:
    weak = replacing("toy-weak", "adn", "add", safety=Safety.SUGGEST)
    strong = replacing("toy-strong", "adn", "and", evidence="a listed misspelling")
    for order in itertools.permutations((weak, strong)):
        (finding,) = check(Source("He adn she.", "a"), book_of(*order), "plain").findings
        assert (finding.rule, finding.suggestions, finding.also) == ("toy-strong", ("and",), ("toy-weak",))
        assert finding.evidence == "a listed misspelling"


def test_a_wider_finding_with_the_same_edit_is_the_same_defect() -> None:
    wide, narrow = replacing("toy-wide", "home,while", "home, while"), replacing("toy-narrow", ",", ", ")
    (finding,) = check(Source("Go home,while you can.", "a"), book_of(wide, narrow), "plain").findings
    assert {finding.rule, *finding.also} == {"toy-wide", "toy-narrow"}


def test_a_question_about_much_does_not_hide_a_defect_inside() -> None:
    question = replacing("toy-question", "He adn she", safety=Safety.QUERY)
    typo = replacing("toy-typo", "adn", "and")
    report = check(Source("He adn she.", "a"), book_of(question, typo), "plain")
    assert [(each.rule, each.severity) for each in report.findings] == [
        ("toy-question", Severity.HINT),
        ("toy-typo", Severity.ERROR),
    ]


def test_many_findings_in_one_span_do_not_hide_the_last() -> None:
    letters = replacing("toy-letter", "[bcdfghjklm]", "x")
    row = replacing("toy-row", "a.*z$", "a b c d f g h j k l m z!")
    report = check(Source("a b c d f g h j k l m z", "a"), book_of(row, letters), "plain")
    assert len(report.findings) == 11
    assert fixed("a b c d f g h j k l m z", letters, row) == "a x x x x x x x x x x z!"


def test_colliding_edits_wait_for_the_next_round() -> None:
    one, other = replacing("toy-one", "abc", "aXc"), replacing("toy-other", "bcd", "bYd")
    assert fixed("abcd", one, other) == fixed("abcd", other, one)
    findings = check(Source("abcd", "a"), book_of(one, other), "plain").findings
    edits = chosen_edits(findings, Safety.SAFE)
    assert all(before.end <= after.start for before, after in itertools.pairwise(edits))


def test_the_order_of_findings_does_not_matter() -> None:
    rules = [replacing(f"toy-{old}", f"{old}+", new) for old, new in ("ab", "bc", "cd", "de")]
    findings = check(Source("aabbccdd abcd dcba", "a"), book_of(*rules), "plain").findings
    edits = chosen_edits(findings, Safety.SAFE)
    shuffled = list(findings)
    for seed in range(20):
        random.Random(seed).shuffle(shuffled)
        assert chosen_edits(shuffled, Safety.SAFE) == edits


def test_edits_that_touch_but_do_not_overlap_are_made_at_once() -> None:
    assert chosen_edits([], Safety.SAFE) == []
    assert apply("ab", [Edit(0, 1, "x"), Edit(1, 1, "-"), Edit(1, 2, "y")]) == "x-y"


def test_rules_that_undo_each_other_are_stopped_and_told(tmp_path: Path) -> None:
    there, back = replacing("toy-there", "black", "white"), replacing("toy-back", "white", "black")
    with pytest.raises(Unsettled, match=f"did not settle in {MOST_ROUNDS} rounds"):
        fixed("It is black.", there, back)
    path = tmp_path / "a.txt"
    path.write_text("It is black.", "utf-8")
    result = run_file(str(path), Task(book_of(there, back), repair=True))
    assert "did not settle" in result.errors[0]
    assert len(result.findings) == 1
    assert path.read_text("utf-8") == "It is black."


def test_a_chain_of_repairs_settles() -> None:
    chain = [replacing(f"toy-{old}", old, new) for old, new in ("ab", "bc", "cd")]
    assert fixed("a b c", *chain) == "d d d"


def test_a_repair_that_changes_nothing_is_none() -> None:
    same = replacing("toy-same", "adn", "adn")
    (finding,) = check(Source("He adn she.", "a"), book_of(same), "plain").findings
    assert finding.edits == ()
    assert fixed("He adn she.", same) == "He adn she."


def test_suggestions_are_applied_only_on_request() -> None:
    likely = replacing("toy-likely", "adn", "and", safety=Safety.SUGGEST)
    asked = replacing("toy-asked", "she", "he", safety=Safety.QUERY)
    assert fixed("He adn she.", likely, asked) == "He adn she."
    assert fixed("He adn she.", likely, asked, least=Safety.SUGGEST) == "He and she."


def test_an_edit_across_markup_is_shown_and_never_applied() -> None:
    typo = replacing("toy-typo", "Ukriane", "Ukraine")
    text = "In Ukri**a**ne it rained, in [Ukriane](https://example.org/Ukriane) not."
    first, second = check(Source(text, "a"), book_of(typo), "markdown").findings
    assert (first.text, first.edits) == ("Ukri**a**ne", ())
    assert (second.text, second.suggestions) == ("Ukriane", ("Ukraine",))
    assert fixed(text, typo) == text.replace("[Ukriane]", "[Ukraine]")


def test_an_insertion_beside_markup_lands_inside_it() -> None:
    gap = replacing("toy-gap", "Ukraine,adn", "Ukraine, adn")
    assert fixed("**Ukraine**,adn", gap) == "**Ukraine**, adn"
    assert fixed("*Ukraine,adn*", gap) == "*Ukraine, adn*"


@pytest.mark.parametrize(
    ("text", "pattern", "new"),
    [
        ("---\ntitle: On air:now\n---\nText.\n", "air:now", "air: now"),
        ("---\ntitle: Win!#one\n---\nText.\n", "Win!", "Win! "),
        ('---\ntitle: "Say it"\n---\nText.\n', "Say", 'Say "'),
    ],
)
def test_an_edit_that_would_change_the_front_matter_is_only_shown(text: str, pattern: str, new: str) -> None:
    rule = replacing("toy-yaml", pattern, new)
    assert fixed(text, rule) == text
    assert len(check(Source(text, "a.md"), book_of(rule), "markdown").findings) == 1


def test_a_hit_outside_the_text_is_the_rules_failure() -> None:
    astray = falls_over._replace(name="toy-astray", check=lambda doc, _: iter([Hit(0, len(doc.prose) + 1, "beyond")]))
    report = check(Source("Text.", "a"), book_of(astray), "plain")
    assert report.errors == ["rule toy-astray failed on a: ValueError: the span 0:6 is not in the text"]


def test_a_pattern_that_is_none_is_the_rules_failure() -> None:
    report = check(Source("Text.", "a"), book_of(replacing("toy-pattern", "(")), "plain")
    assert report.errors[0].startswith("rule toy-pattern failed on a: ")


def test_sic_silences_the_word_before_it() -> None:
    typo = replacing("toy-typo", "adn", "and")
    text = "He “adn” [sic] she, he adn (sic) she, he adn she."
    (finding,) = check(Source(text, "a"), book_of(typo), "plain").findings
    assert finding.start == text.rindex("adn")


@pytest.mark.parametrize("data", [b"caf\xe9 adn\r\n", b"\xef\xbb\xbfadn\r", "adn é\n".encode("utf-16")])
def test_what_is_read_is_written_back(data: bytes) -> None:
    source = read(data, "a")
    assert source.encode(source.text) == data
    result = fix(source, book_of(replacing("toy-typo", "adn", "and")), "plain")
    assert read(source.encode(result.text), "a").text == source.text.replace("adn", "and")


def test_a_failed_writing_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(str(path), b"new", b"old")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_repair_that_takes_the_last_foreign_character_out_is_made() -> None:
    """What is left is ASCII, which every guess reads as the same text."""
    data = "| Town | Dead |\n|–––|–––|\n| Sumy | 4 |\n".encode("cp1252")
    done = run_bytes(data, "a.md", Task(load_rules(), repair=True))
    assert (done.problem, done.fixed) == ("", 1)
    assert done.after == "| Town | Dead |\n|---|---|\n| Sumy | 4 |\n"
