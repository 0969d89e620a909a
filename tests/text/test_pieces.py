"""Pieces hold every token of the prose, and what is sought in them is found wherever it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lint.text import pieces as cutting
from lint.text import watch as watching
from lint.text.pieces import Pieces
from lint.text.tokens import TOKEN
from lint.text.watch import ODD, SEVERAL, Sought, Watch, echoes_of, is_odd
from lint.text.words import LOWER, flags

if TYPE_CHECKING:
    import pytest

COPY = st.text("ab A’'-_1.\n\ufffc\u2028", max_size=60)
SMALL = Sought(lambda found: found & LOWER, frozenset({"A"}))
STOPPED = Sought(pattern=r"[.]$")
DASHED = Sought(pattern=lambda piece: "-" in piece)
SOUGHT = (SMALL, STOPPED, DASHED)


def _cut(prose: str) -> Pieces:
    return Pieces(prose, Watch(SOUGHT))


@given(COPY)
def test_pieces_hold_the_tokens_of_the_prose_in_order(prose: str) -> None:
    found = _cut(prose)
    words = [word for place in range(len(found.numbers)) for word in found.words(place)]
    assert [(word.text, word.start, word.end) for word in words] == [
        (match.group(), *match.span()) for match in TOKEN.finditer(prose)
    ]
    assert all(word.flags == flags(word.text) for word in words)


@given(COPY)
def test_pieces_begin_where_they_say(prose: str) -> None:
    found = _cut(prose)
    kinds = [found.kinds[number].replace("\n", " ") for number in found.numbers]
    spans = zip(found.starts, found.starts[1:], strict=False)
    assert kinds == [prose[start:end].replace("\n", " ") for start, end in spans]
    assert "".join(kinds) == prose.replace("\n", " ")


def test_a_long_text_is_cut_where_no_token_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    size = 100
    monkeypatch.setattr(cutting, "_STRETCH", size)
    prose = ("word’s " * size) + "x" * (2 * size) + " end"
    found = _cut(prose)
    assert len(found.numbers) == size + 2
    assert found.starts[-2] == len(prose) - 3
    assert [kind.strip() for kind in found.kinds] == ["word’s", "x" * (2 * size), "end"]


def _expected(prose: str, found: Pieces) -> dict[Sought, list[int]]:
    texts = [prose[start:end] for start, end in zip(found.starts, found.starts[1:], strict=False)]
    tokens = [TOKEN.findall(text) for text in texts]
    return {
        SMALL: [
            place
            for place, each in enumerate(tokens)
            if any(flags(word) & LOWER or "A" in re.split("['’]", word) for word in each)
        ],
        STOPPED: [place for place, text in enumerate(texts) if re.search(r"\.[ \n]?\Z", text)],
        DASHED: [place for place, text in enumerate(texts) if "-" in text],
        ODD: [place for place, each in enumerate(tokens) if any(is_odd(flags(word)) for word in each)],
        SEVERAL: [place for place, each in enumerate(tokens) if len(each) > 1],
    }


@given(st.text("ab A’'-1.\n", max_size=60))
def test_what_is_sought_is_found_and_nothing_else(prose: str) -> None:
    found = _cut(prose)
    for sought, places in _expected(prose, found).items():
        assert found.places(sought) == places
    both = found.marks(SMALL, STOPPED, SEVERAL)
    expected = _expected(prose, found)
    assert [place for place, mark in enumerate(both) if mark & 1] == expected[SMALL]
    assert [place for place, mark in enumerate(both) if mark & 2] == expected[STOPPED]
    assert [place for place, mark in enumerate(both) if mark & 4] == expected[SEVERAL]


def test_where_there_are_too_many_classes_more_is_found_but_never_less(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = "Ann saw well-known towns. A-b zzyzx, Kyiv-born men... 1991, it’s a. A"
    plain = _cut(prose)
    monkeypatch.setattr(watching, "_LAST_CLASS", 2)
    crowded = _cut(prose)
    more = 0
    for sought, places in _expected(prose, plain).items():
        assert plain.places(sought) == places
        assert set(crowded.places(sought)) >= set(places)
        more += len(crowded.places(sought)) - len(places)
    assert more
    assert crowded.odd == plain.odd
    kinds = [number for number, _ in plain.odd]
    assert list(crowded.places_of(kinds)) == list(plain.places_of(kinds))


def test_a_process_that_forgets_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = " ".join(f"Zz{letter}yzx a{letter}-b. c{letter}" for letter in "abcdefghij" * 3)
    expected = _cut(prose)
    monkeypatch.setattr(watching, "_MOST_KNOWN", 3)
    monkeypatch.setattr(cutting, "_STRETCH", 10)
    watch = Watch(SOUGHT)
    for _ in range(2):
        found = Pieces(prose, watch)
        assert found.odd == expected.odd
        assert all(found.marks(each) == expected.marks(each) for each in (*SOUGHT, ODD))
    assert len(watch.odd) < len(expected.odd)


@given(COPY)
def test_equal_neighbours_are_never_missed(prose: str) -> None:
    found = _cut(prose)
    echoes = set(found.echoes())
    for place in range(len(found.numbers) - 1):
        one, other = found.texts(place), found.texts(place + 1)
        if one and other and one[-1].lower() == other[0].lower():
            assert place in echoes


def test_most_neighbours_are_told_apart() -> None:
    prose = " ".join(f"word{number}" for number in range(2000))
    assert len(_cut(prose).echoes()) < 40


def test_pairs_of_words_are_found_beside_each_other() -> None:
    found = _cut("In north Korea’s towns, North Korea and the far north. Korea")
    assert {1, 4, 9} <= set(found.beside(frozenset({("north", "korea")}), range(11)))
    assert sum(echoes_of(frozenset({("north", "korea")}))) == 1
