"""Dates: the days of the week that the calendar gives."""

from __future__ import annotations

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_OFFSETS = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)
_FEBRUARY, _FIRST_LETTERS = 2, 3


def day_number(name: str) -> int | None:
    """Return 0 for Monday to 6 for Sunday, from a name of three letters or more; None for any other word."""
    return _number(name, DAYS)


def month_number(name: str) -> int | None:
    """Return 1 for January to 12 for December, from a name of three letters or more; None for any other word."""
    found = _number(name, MONTHS)
    return None if found is None else found + 1


def _number(name: str, names: tuple[str, ...]) -> int | None:
    low = name.lower().rstrip(".")
    if len(low) < _FIRST_LETTERS:
        return None
    return next((number for number, full in enumerate(names) if full.lower().startswith(low)), None)


def month_length(year: int, month: int) -> int:
    """Return how many days a month has in the Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (leap and month == _FEBRUARY)


def weekday(year: int, month: int, day: int) -> int:
    """Return 0 for Monday to 6 for Sunday of a day in the Gregorian calendar."""
    year -= month <= _FEBRUARY
    return (year + year // 4 - year // 100 + year // 400 + _OFFSETS[month - 1] + day + 6) % 7
