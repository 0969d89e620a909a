"""The compiled lists load, are small, and give no wrong advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.lexicon import LISTED, TIER_MASK, Lexicon, open_lexicon

DATA = Path(__file__).parent.parent / "lint" / "lexicon" / "data"
MOST_BYTES = 5_000_000
COMMON = (1, 2)
"""The tiers of everyday words."""


@pytest.fixture(scope="module")
def typos() -> dict[str, tuple[str, ...]]:
    """Return every listed misspelling with its right forms."""
    lexicon = open_lexicon()
    return {word: forms for word in lexicon.words() if (forms := lexicon.corrections(word))}


def test_everything_committed_loads_and_is_small() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) <= MOST_BYTES
    lexicon = Lexicon(str(DATA))
    assert lexicon.entry("house") & TIER_MASK in COMMON
    assert lexicon.entry("xqzzt") == 0
    assert lexicon.canonical("mcdonald") == "McDonald"
    assert lexicon.corrections("recieved") == ("received",)
    assert lexicon.phrase("kim jong-un") == ("Kim Jong-un", "=")
    assert lexicon.surprise("house")[0] < lexicon.surprise("xqzzt")[0]


def test_misspellings_are_listed_in_number(typos: dict[str, tuple[str, ...]]) -> None:
    assert len(typos) > 10_000


def test_no_misspelling_is_its_own_correction(typos: dict[str, tuple[str, ...]]) -> None:
    assert [word for word, forms in typos.items() if word in forms] == []


def test_no_correction_is_a_listed_misspelling(typos: dict[str, tuple[str, ...]]) -> None:
    """So no chain and no cycle of corrections exists, and a repair settles in one round."""
    wrong = {word: [form for form in forms if form.lower() in typos] for word, forms in typos.items()}
    assert {word: forms for word, forms in wrong.items() if forms} == {}


def test_no_misspelling_is_a_common_word(typos: dict[str, tuple[str, ...]]) -> None:
    lexicon = open_lexicon()
    assert [word for word in typos if lexicon.entry(word) & TIER_MASK in COMMON] == []


def test_every_correction_is_made_of_words(typos: dict[str, tuple[str, ...]]) -> None:
    assert [word for word, forms in typos.items() for form in forms if not form.replace("’", "").strip()] == []
    assert [word for word, forms in typos.items() if len(set(forms)) != len(forms)] == []


def test_what_is_flagged_as_listed_is(typos: dict[str, tuple[str, ...]]) -> None:
    lexicon = open_lexicon()
    flagged = {word for word in lexicon.words() if lexicon.entry(word) & LISTED}
    assert flagged == set(typos)
