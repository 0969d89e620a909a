"""The calendar agrees with the standard library's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lint.text.dates import DAYS, MONTHS, day_number, month_length, month_number, weekday


def test_weekdays_over_four_centuries() -> None:
    day = date(1896, 1, 1)
    while day.year < 2105:
        assert weekday(day.year, day.month, day.day) == day.weekday(), day
        day += timedelta(days=13)


@pytest.mark.parametrize(("year", "days"), [(1900, 28), (2000, 29), (2019, 28), (2020, 29)])
def test_february(year: int, days: int) -> None:
    assert month_length(year, 2) == days


def test_month_lengths() -> None:
    for month in range(1, 13):
        following = date(2021 + month // 12, month % 12 + 1, 1)
        assert month_length(2021, month) == (following - date(2021, month, 1)).days


@pytest.mark.parametrize("number", range(7))
def test_names_and_abbreviations_of_days(number: int) -> None:
    name = DAYS[number]
    assert {day_number(name), day_number(name[:3]), day_number(name[:4] + "."), day_number(name.upper())} == {number}


@pytest.mark.parametrize("number", range(12))
def test_names_and_abbreviations_of_months(number: int) -> None:
    name = MONTHS[number]
    assert {month_number(name), month_number(name[:3]), month_number(name[:4] + ".")} == {number + 1}


@pytest.mark.parametrize("word", ["Sunny", "Mo", "Fridays", "Marching", ""])
def test_other_words_are_neither(word: str) -> None:
    assert day_number(word) is None
    assert month_number(word) is None
