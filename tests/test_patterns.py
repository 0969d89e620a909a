"""Patterns compiled at their first use are the same as those compiled at once."""

from __future__ import annotations

import re

import pytest

from lint.patterns import pattern


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    late, early = pattern(r"b(.)", re.IGNORECASE), re.compile(r"b(.)", re.IGNORECASE)
    for method in ("findall", "split"):
        assert getattr(late, method)("abcB1") == getattr(early, method)("abcB1")
    for method in ("match", "search", "fullmatch"):
        assert repr(getattr(late, method)("bc")) == repr(getattr(early, method)("bc"))
    assert late.sub("x", "abcB1") == "axx"
    assert [found.span() for found in late.finditer("abcB1")] == [(1, 3), (3, 5)]
    assert late.pattern == early.pattern
    assert late.flags == early.flags


def test_a_pattern_that_is_none_is_told_at_its_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("")
