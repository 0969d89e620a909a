"""Habits of a whole document: what is done throughout is a convention, not a slip."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.document import Document

_ONE_AFTER_STOP = pattern(r"[.!?][”\"’')]*[ ](?=[A-Z“\"])")
_TWO = pattern(r"  (?<!   )(?=[^ \n])")
_STOPS = (".", "!", "?", ":")
_LEAST = 3


def spaced_stops(doc: Document) -> bool:
    """Tell whether two blanks after a stop are the document's habit; use with ``doc.once``."""
    prose = doc.prose
    before = (prose[max(0, match.start() - 4) : match.start()] for match in _TWO.finditer(prose))
    two = sum(each.rstrip("”\"’')")[-1:] in _STOPS for each in before)
    # Where one blank stands after more than three times as many stops, the rest need not be counted.
    return two >= _LEAST and next(islice(_ONE_AFTER_STOP.finditer(prose), 3 * two, None), None) is None


def mark_habit(doc: Document) -> dict[str, bool]:
    """Tell for each of `! ? : ;` whether a blank before it is the document's habit."""
    prose = doc.prose
    found: dict[str, bool] = {}
    for sign in "!?:;":
        spaced = len(re.findall(rf" {re.escape(sign)}(?=\s|$)", prose))
        every = len(re.findall(rf"{re.escape(sign)}(?=\s|$)", prose))
        found[sign] = spaced >= _LEAST and spaced * 2 >= every
    return found
