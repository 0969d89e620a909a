"""Tokens kept as numbers are those the pattern finds, and what is known of their kinds leaves out nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lint.lexicon import open_lexicon
from lint.readers import read_document
from lint.source import Source
from lint.text import listed_names
from lint.text.listed_names import SMALL_BEGINNINGS
from lint.text.tokens import STRETCH, TOKEN, Tokens
from lint.text.words import DIGIT, PART, flags, word_in

if TYPE_CHECKING:
    import pytest

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


def test_a_large_story_looks_for_the_same_names_as_a_small_one(fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [*(fixtures / "stories").glob("*.txt"), *(fixtures / "clean").iterdir()]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    text = "\n\n".join([*texts, "The north korean guns of north Korea and New york’s long Island sound."])

    def named() -> list[tuple[int, listed_names.Name]]:
        doc = read_document(Source(text, "all.txt"), "plain")
        words = [word_in(doc, place) for place in doc.once(listed_names.places_in_names)]
        found = [(word.start, listed_names.name_round(doc, word.start, word.end)) for word in words]
        return [(start, name) for start, name in found if name is not None]

    expected = named()
    assert len(expected) > 20
    monkeypatch.setattr(listed_names, "_MANY_RUNS", 0)
    assert named() == expected
