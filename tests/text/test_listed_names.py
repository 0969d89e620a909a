"""Listed names of several words: where they are looked for, and what they are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lint.lexicon import open_lexicon
from lint.readers import read_document
from lint.source import Source
from lint.text import listed_names
from lint.text.listed_names import SMALL_BEGINNINGS
from lint.text.pieces import pieces
from lint.text.tokens import TOKEN
from lint.text.words import DIGIT, PART, flags

if TYPE_CHECKING:
    import pytest


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
        every = doc.once(pieces)
        words = [word for place in doc.once(listed_names.places_in_names) for word in every.words(place)]
        found = [(word.start, listed_names.name_round(doc, word.start, word.end)) for word in words]
        return [(start, name) for start, name in found if name is not None]

    expected = named()
    assert len(expected) > 20
    monkeypatch.setattr(listed_names, "_MANY", 0)
    assert named() == expected
