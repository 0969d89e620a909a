"""Names one slip from a name of the story, and those that are names of their own."""

from __future__ import annotations

import pytest

from lint.readers import read_document
from lint.source import Source
from lint.text.near_names import NearName, near_names

STORY = "In Zhabinka they waited. The road to Zhabinka was shut. Nobody left Zhabinka that night.\n\n"


def _near(text: str) -> dict[str, NearName]:
    return near_names(read_document(Source(text, "story"), "plain"))


@pytest.mark.parametrize("wrong", ["Zhabnika", "Zhabbinka", "Zhabinkka"])
def test_a_swap_or_a_doubled_letter_is_proved_by_three(wrong: str) -> None:
    assert _near(f"{STORY}The mayor of {wrong} slept.") == {wrong: NearName("Zhabinka", 3, proved=True)}


@pytest.mark.parametrize("wrong", ["Zhabynka", "Zhbinka", "Zhabrinka"])
def test_another_slip_is_only_likely(wrong: str) -> None:
    assert _near(f"{STORY}The mayor of {wrong} slept.") == {wrong: NearName("Zhabinka", 3, proved=False)}


@pytest.mark.parametrize("other", ["Zhabinku", "Zhabinkas", "Zhabinki", "Rhabinka", "Zhabynko", "Zhabinka"])
def test_other_endings_and_first_letters_are_other_names(other: str) -> None:
    assert _near(f"{STORY}The mayor of {other} slept.") == {}


def test_a_form_that_stands_twice_is_a_name_of_its_own() -> None:
    assert _near(f"{STORY}The mayor of Zhabynka slept. So did Zhabynka.") == {}


def test_another_given_name_makes_another_person() -> None:
    story = "Olha Zhabinka left. Olha Zhabinka wept. Then Olha Zhabinka slept.\n\n"
    assert _near(f"{story}Her friend Pavlo Zhabynka did not.") == {}
    assert _near(f"{story}Her friend Olha Zhabynka did not.") == {"Zhabynka": NearName("Zhabinka", 3, proved=False)}


def test_names_side_by_side_are_told_apart_by_the_story() -> None:
    assert _near(f"{STORY}Some write Zhabinka, some Zhabynka.") == {}
