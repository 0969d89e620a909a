"""Habits of a whole document: what is done throughout is a convention, not a slip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.document import Document

_ONE_AFTER_STOP = pattern(r"[.!?][”\"’')]*[ ](?=[A-Z“\"])")
_TWO_AFTER_STOP = pattern(r"[.!?:][”\"’')]*[ ]{2}(?=[^ \n])")
_LEAST = 3


def spaced_stops(doc: Document) -> bool:
    """Tell whether two blanks after a stop are the document's habit; use with ``doc.once``."""
    two = len(_TWO_AFTER_STOP.findall(doc.prose))
    if two < _LEAST:
        return False
    one = len(_ONE_AFTER_STOP.findall(doc.prose))
    return two * 3 >= one


def mark_habit(doc: Document) -> dict[str, bool]:
    """Tell for each of `! ? : ;` whether a blank before it is the document's habit."""
    prose = doc.prose
    found: dict[str, bool] = {}
    for sign in "!?:;":
        spaced = len(re.findall(rf" {re.escape(sign)}(?=\s|$)", prose))
        every = len(re.findall(rf"{re.escape(sign)}(?=\s|$)", prose))
        found[sign] = spaced >= _LEAST and spaced * 2 >= every
    return found
