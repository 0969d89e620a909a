"""People's names in lower case: told by what stands beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.text.context import context_of
from lint.text.misspelling import judge
from lint.text.morphology import is_made_of_words
from lint.text.words import (
    CAPITALISED,
    GIVEN_NAME,
    KNOWN,
    LOWER,
    MISSPELT,
    NEVER_CASE,
    PERSON,
    PROPER,
    RARE,
    SOFTWARE,
    UNKNOWN,
    Word,
    counts,
    flags,
    stem,
)

if TYPE_CHECKING:
    from lint.document import Document

TITLES = frozenset(
    "president governor senator secretary minister chancellor judge justice representative rep ambassador general colonel "
    "captain major lieutenant sergeant admiral commander mayor king queen pope prince princess sir lord lady dame speaker "
    "congressman congresswoman chairman chairwoman professor doctor mr mrs ms miss dr prof sen gov gen col capt lt rev "
    "reverend bishop archbishop cardinal rabbi imam father sister brother sheriff officer inspector detective constable "
    "superintendent commissioner advisor adviser administrator premier councillor coach leader director".split(),
)
_BEFORE = re.compile(r"([\w’'-]+)(\.?)[ ]\Z")
_AFTER = re.compile(r"(?:’s|'s)?[ ]([\w’'-]+)")
_LIST_BEFORE = re.compile(r"([\w’'-]+)(?:,|,? and|,? or)[ ]\Z")
_LIST_AFTER = re.compile(r"(?:,|,? and|,? or)[ ]([\w’'-]+)")
_LIST_END = re.compile(r"[A-Z][\w’-]+, (?:[A-Z][\w’-]+,? )?[A-Z][\w’-]+,? (?:and|&)[ ]\Z")
_PARTNER = re.compile(r"[ ]&[ ][A-Z]")
_INITIAL = re.compile(r"[ ][A-Z]\.[ ]?[A-Z]")
_REACH = 60
_SHORTEST = 4
_SLIP = 0.5


def name_evidence(doc: Document, word: Word) -> str:
    """Return what shows that a lower-case word is part of a name, empty if nothing does.

    Only words that are no ordinary words in lower case are looked at.
    """
    found = word.flags
    if not found & LOWER or found & (PROPER | NEVER_CASE | MISSPELT | SOFTWARE):
        return ""
    if found & KNOWN:
        return _between_title_and_initial(doc.prose, word) if found & (PERSON | GIVEN_NAME) else ""
    prose = doc.prose
    if prose[word.start - 1 : word.start] in ("-", "’", "'", "\ufffc", "/", ".", "@", "#", "_"):
        return ""
    base = stem(word.text)
    if prose[word.end : word.end + 1] in ("-", "\ufffc", "/", "_", "(", "@") and word.end < len(prose):
        return ""
    beside = _beside(prose, word)
    if found & RARE:
        return beside if found & (CAPITALISED | PERSON | GIVEN_NAME) else ""
    if found & UNKNOWN:
        return beside if beside and len(base) >= _SHORTEST and not _is_slip(doc, word, base) and not is_made_of_words(base) else ""
    if not found & (CAPITALISED | PERSON | GIVEN_NAME):
        return ""
    if beside:
        return beside
    if len(base) < _SHORTEST or doc.once(counts).get(word.text, 0) > 1 or _is_slip(doc, word, base):
        return ""
    return "every list knows it as a name only"


def _between_title_and_initial(prose: str, word: Word) -> str:
    """Return the evidence for an ordinary word that is a name here (`President franklin D. Roosevelt`)."""
    before = _BEFORE.search(prose, max(0, word.start - _REACH), word.start)
    if before and before.group(1)[0].isupper() and before.group(1).lower() in TITLES and _INITIAL.match(prose, word.end):
        return f"it stands between “{before.group(1)}” and an initial"
    return ""


def _is_slip(doc: Document, word: Word, base: str) -> bool:
    """Tell whether a word is more likely a slip of an ordinary word."""
    verdict = judge(base, context_of(doc, word.start, word.end))
    return verdict is not None and verdict.probability >= _SLIP


def _beside(prose: str, word: Word) -> str:
    """Return what stands beside a word and makes it a name: a title, a name, names in a list."""
    low = max(0, word.start - _REACH)
    before = _BEFORE.search(prose, low, word.start)
    if before and before.group(1)[0].isupper():
        title = before.group(1)
        if title.lower() in TITLES:
            return f"it follows the title “{title}”"
        if not before.group(2) and flags(title) & GIVEN_NAME and not flags(title.lower()) & KNOWN:
            return f"it follows the name “{title}”"
    after = _AFTER.match(prose, word.end)
    if after and after.group(1)[0].isupper() and word.flags & (CAPITALISED | PERSON | GIVEN_NAME):
        following = flags(after.group(1))
        if following & (CAPITALISED | PERSON | UNKNOWN) and not flags(after.group(1).lower()) & KNOWN:
            return f"it stands before the name “{after.group(1)}”"
    if _INITIAL.match(prose, word.end) and word.flags & (PERSON | GIVEN_NAME | CAPITALISED):
        return "it stands before an initial"
    if _LIST_END.search(prose, low, word.start) or _PARTNER.match(prose, word.end):
        return "it stands in a list of names"
    one, other = _LIST_BEFORE.search(prose, low, word.start), _LIST_AFTER.match(prose, word.end)
    if one and other and one.group(1)[0].isupper() and other.group(1)[0].isupper():
        return f"it stands between “{one.group(1)}” and “{other.group(1)}”"
    return ""
