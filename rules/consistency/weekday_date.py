"""A weekday and its date agree."""

import re
from collections.abc import Iterable, Iterator

from lint.api import (
    DAYS,
    MONTHS,
    Document,
    Hit,
    Safety,
    Scan,
    Severity,
    day_number,
    month_length,
    month_number,
    rule,
    weekday,
)

_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:({_MONTH})\.?[ ]({_NUMBER}),?[ ]|({_NUMBER})(?:[ ]of)?[ ]({_MONTH})\.?,?[ ])(\d{{4}})(?!\d)"
_FIRST_YEAR, _LAST_YEAR = 1924, 2199
"""Before these years some countries still had another calendar; after them a date is no news."""


@rule(
    summary="A weekday and its full date agree.",
    why="One of the two is wrong, and a reader who keeps the appointment finds out which.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Scan(rf"({_DAY})\.?,?[ ](?:the[ ])?{_DATE}", near=((rf"{_DAY}\.?,?$", rf"(?:the\b|\d{{1,2}}|{_MONTH})"),)),
    flags=[
        ("They met on ⟦Monday, 25 December 2018⟧, in Sumy.", None),
        ("They met on ⟦Wed., Dec. 25, 2018⟧, in Sumy. They left on ⟦Monday 1st January 2019⟧.", None),
        ("It was ⟦Friday the 13th of March 2019⟧. It ends on ⟦Sunday, June 31, 2019⟧.", None),
    ],
    allows=[
        "They met on Tuesday, 25 December 2018, and on Tue., Dec. 25, 2018.",
        "They met on Monday, 25 December; on Monday, December 25; in December 2018.",
        "On Sunday, 22 January 1905, by the old calendar or the new.",
        "The Sunday Mar 12 2018x edition. Friday the 13th of March 2020.",
        "On Saturday, 29 February 2020, and Thursday, Sept. 1, 2022, it rained.",
    ],
)
def weekday_date(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find weekdays that the calendar does not give for their date, and days no month has."""
    for match in matches:
        named, year = day_number(match.group(1)), int(match.group(6))
        month = month_number(match.group(2) or match.group(5))
        day = int((match.group(3) or match.group(4)).rstrip("stndrh"))
        if named is None or month is None or not _FIRST_YEAR <= year <= _LAST_YEAR or _goes_on(doc.prose, match):
            continue
        if not 1 <= day <= month_length(year, month):
            yield Hit(match.start(), match.end(), f"{MONTHS[month - 1]} {year} has {month_length(year, month)} days")
            continue
        right = weekday(year, month, day)
        if right != named:
            date = f"{day} {MONTHS[month - 1]} {year}"
            yield Hit(match.start(), match.end(), f"{date} was a {DAYS[right]}", evidence=f"the text says {DAYS[named]}")


def _goes_on(prose: str, match: re.Match[str]) -> bool:
    """Tell a match that begins or ends inside a longer word."""
    return prose[match.start() - 1 : match.start()].isalnum() or prose[match.end() : match.end() + 1].isalpha()
