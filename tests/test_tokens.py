"""Tokens kept as numbers are those the pattern finds, and what is known of their kinds leaves out nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lint.lexicon import open_lexicon
from lint.text.listed_names import SMALL_BEGINNINGS
from lint.text.tokens import STRETCH, TOKEN, Tokens
from lint.text.words import DIGIT, PART, flags

_COPY = st.text("ab A’'-_1.\n\ufffc", max_size=60)


@given(_COPY)
def test_tokens_are_those_of_the_pattern(prose: str) -> None:
    found = Tokens(prose)
    assert [(found.text(place), found.starts[place]) for place in range(len(found))] == [
        (match.group(), match.start()) for match in TOKEN.finditer(prose)
    ]


def test_a_long_text_is_cut_where_no_token_stands() -> None:
    prose = ("word’s " * (STRETCH // 5)) + "x" * (2 * STRETCH) + " end"
    found = Tokens(prose)
    assert len(found) == STRETCH // 5 + 2
    assert found.kinds == ["word’s", "x" * (2 * STRETCH), "end"]
    assert found.starts[-1] == len(prose) - 3


@given(_COPY)
def test_marked_kinds_are_found_in_order(prose: str) -> None:
    found = Tokens(prose)
    places = list(found.places(found.marks(str.islower)))
    assert places == [place for place in range(len(found)) if found.text(place).islower()]


def test_every_word_of_a_listed_name_is_known_as_one() -> None:
    lexicon = open_lexicon()
    names = lexicon.phrases()
    assert "north korea" in names
    for name in names:
        for word in TOKEN.findall(name):
            assert flags(word) & (PART | DIGIT) or "'" in word, name
        form = (lexicon.phrase(name) or ("", ""))[0].strip()
        assert not form[0].islower() or TOKEN.findall(form)[0] in SMALL_BEGINNINGS, name
