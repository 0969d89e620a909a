"""Words two slips away: the search of our own and rapidfuzz's give the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from lint.text import distance
from lint.text.candidates import bucket

_NEAR_WORDS = st.text("abc'", max_size=8)


@given(_NEAR_WORDS, _NEAR_WORDS)
def test_the_distance_is_that_of_optimal_string_alignment(one: str, other: str) -> None:
    assert distance.within_two(one, other) == min(distance.FAR, OSA.distance(one, other))


@pytest.mark.parametrize("word", ["goverment", "anonymuos", "secretery", "presidnet", "restaraunt", "committment"])
def test_both_searches_find_the_same_words_in_the_same_order(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = bucket(word[:2])
    monkeypatch.setattr(distance, "_searches", [])
    ours = distance.nearest(word, forms, 12)
    monkeypatch.setattr(distance, "_searches", ["word"] * 100)
    assert ours
    assert distance.nearest(word, forms, 12) == ours
