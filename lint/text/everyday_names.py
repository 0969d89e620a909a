"""Everyday words that are people's names here: `Mr bush said`, `captain john Fitzgerald`."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_uppercase
from typing import TYPE_CHECKING

from lint.lexicon import CALENDAR, GIVEN, PLACE, open_lexicon
from lint.patterns import pattern
from lint.text.candidates import FUNCTION_WORDS
from lint.text.pieces import pieces
from lint.text.watch import SEVERAL, Sought, seek
from lint.text.words import AFTER_CAPITAL, GIVEN_NAME, KNOWN, LOWER, PERSON, TITLE, UPPER, flags, stem

if TYPE_CHECKING:
    from lint.document import Document
    from lint.text.words import Word

TITLES = frozenset(
    "president governor senator secretary minister chancellor judge justice representative rep ambassador general "
    "colonel captain major lieutenant sergeant admiral commander mayor king queen pope prince princess sir lord lady "
    "dame speaker congressman congresswoman chairman chairwoman professor doctor mr mrs ms miss dr prof sen gov gen "
    "col capt lt rev reverend bishop archbishop cardinal rabbi imam father sister brother sheriff officer inspector "
    "detective constable superintendent commissioner advisor adviser administrator premier councillor coach leader "
    "director".split(),
)
SURE_TITLES = frozenset("Mr Mrs Ms Mx Messrs Dr".split())
"""Titles after which nothing but a name stands."""
_NO_NAMES = frozenset(
    "and or of the who in at to is was for with from de da di du del della der den van von bin ibn al el la le who's "
    "no right wrong big".split(),
)
GIVEN_IN_USE = frozenset(
    "alan barbara bart basil bert bob bobby brad bruce carol charles charlie clare clive daisy dave dawn derek dick "
    "dirk earl ernest frances fred gary gene george gerald gordon graham guy harold harriet heather henry holly howard "
    "hugh ivan ivy jackie jacob james jean jeremy jess jesse jim jimmy joan joe john johnny joy judith julie julian "
    "keith ken kenneth lance laura laurie leonard lily linda lisa lyn lynn marcus maria martha martin matt matthew max "
    "mick mike neil neville nick nigel noel norman oscar patsy paul pearl peter phoebe ray rebecca rebekah reg rhoda "
    "rita robert robin rod roger ronald roy ruby rufus rupert russell ruth sally sara sarah scott sebastian sheila sid "
    "sidney stan stanley stephen steve stewart stuart susan terry tessa thomas timothy toby tom tony trevor vera "
    "vernon vic victor vince vincent walter wayne wendy wilfred winston".split(),
)
"""Given names that are words in daily use too, but seldom stand before a name as such."""
_DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those no every each some any old young new another".split(),
)
_ROLES = frozenset(
    "leader captain coach minister president senator mp spokesman spokeswoman spokesperson director chairman chief "
    "executive champion manager editor author actor actress singer player striker batsman bowler skipper star founder "
    "owner son daughter brother sister husband wife father mother friend partner colleague named called by and".split(),
)
_BEFORE = pattern(r"([\w’'-]+)\.?[ ]\Z")
_AFTER = pattern(r"[ ]([\w’'-]+)")
_AFTER_INITIAL = pattern(r"[A-Z][a-z]+ [A-Z]\. \Z")
INITIAL = pattern(r"[ ][A-Z]\.[ ]?[A-Z]")
_REACH = 40


_EVERYDAY = seek(Sought(lambda found: found & AFTER_CAPITAL))
_LEADS = seek(
    Sought(
        lambda found: found & GIVEN_NAME and not found & LOWER,
        frozenset(ascii_uppercase).union(*((title.capitalize(), title.upper()) for title in TITLES)),
    )
)
_BEHIND = re.compile(b"[\x01\x03\x05\x07](?<=[\x02-\x07].)|[\x05\x07]", re.DOTALL)


def places_after_names(doc: Document) -> list[int]:
    """Return the places of pieces with AFTER_CAPITAL words behind titles, given names, initials; use with ``doc.once``.

    They are more rather than fewer: pieces of several tokens (`Saudi-led`) count as both.
    """
    # 1 for such a word, 2 for what it may follow, 4 for several tokens.
    line = doc.once(pieces).marks(_EVERYDAY, _LEADS, SEVERAL)
    return [match.start() for match in _BEHIND.finditer(line)]


def everyday_name(doc: Document, word: Word) -> str:
    """Return what shows that a word in daily use is a person's name here, empty if nothing does."""
    prose = doc.prose
    edge = prose.rfind(" ", max(0, word.start - _REACH), word.start - 1)
    beside = prose[max(edge, word.start - _REACH, 0) : word.start]
    if word.text not in GIVEN_IN_USE and beside == beside.lower():
        return ""  # nothing but a capital before it or a given name can show anything
    if (
        prose.endswith(". ", 0, word.start)
        and _AFTER_INITIAL.search(prose, max(0, word.start - _REACH), word.start)
        and word.text not in FUNCTION_WORDS
    ):
        return "it follows an initial"
    before = _BEFORE.search(prose, max(edge + 1, word.start - _REACH, 0), word.start)
    previous = before.group(1) if before else ""
    if previous[:1].isupper() and word.text not in _NO_NAMES:
        if previous.lower() in TITLES:
            if INITIAL.match(prose, word.end):
                return f"it stands between “{previous}” and an initial"
            if _is_surname(doc, word):
                return f"it follows the title “{previous}” and is a name in this story"
        elif _is_given(previous) and _is_surname(doc, word):
            return f"it follows the name “{previous}” and is a name in this story"
    if word.text in GIVEN_IN_USE and previous.lower() not in _DETERMINERS:
        return _before_surname(prose, word, previous)
    return ""


def _before_surname(prose: str, word: Word, previous: str) -> str:
    """Return the evidence that a word is a given name before a surname."""
    after = _AFTER.match(prose, word.end)
    following = after.group(1) if after else ""
    if not following[:1].isupper() or not flags(following) & TITLE or len(following) < 3:  # noqa: PLR2004 (an initial)
        return ""
    if not flags(following.lower()) & KNOWN and not flags(following) & UPPER:
        return f"it stands before the name “{following}”"
    if previous.lower() in _ROLES and flags(following) & PERSON:
        return f"it stands between “{previous}” and “{following}”"
    return ""


@lru_cache(maxsize=4096)
def _is_given(name: str) -> bool:
    """Tell a capitalised word that is a given name and neither an ordinary word, a place nor a month."""
    entry = open_lexicon().entry(name.lower())
    return (
        name[0].isupper() and bool(entry & GIVEN) and not entry & (PLACE | CALENDAR) and not flags(name.lower()) & KNOWN
    )


def _is_surname(doc: Document, word: Word) -> bool:
    """Tell whether the story has the word with a capital after a title or a given name."""
    base = stem(word.text)
    name = base[0].upper() + base[1:]
    return doc.answer(_stands_as_surname, name)


def _stands_as_surname(doc: Document, name: str) -> bool:
    prose = doc.prose
    place = prose.find(" " + name)
    while place > 0:
        if not prose[place + 1 + len(name) : place + 2 + len(name)].isalpha():
            before = _BEFORE.search(prose, max(0, place - _REACH), place + 1)
            if before and (before.group(1) in SURE_TITLES or _is_given(before.group(1))):
                return True
        place = prose.find(" " + name, place + 1)
    return False
