"""Words are not run together before a capital."""

import re
from collections.abc import Iterable, Iterator

from lint.api import (
    CAPITALISED,
    KNOWN,
    PERSON,
    PROPER,
    Document,
    Hit,
    Safety,
    Scan,
    Severity,
    flags,
    pattern,
    rule,
    stands_twice,
)


@rule(
    summary="A blank parts a small word from the capitalised one after it.",
    why="`theUnited States` and `PainIs` are two words each, and search finds neither.",
    severity=Severity.ERROR,
    safety=Safety.SUGGEST,
    wake=Scan(r"(?<=[a-z])[A-Z][a-z]+(?![\w.(/=:_\ufffc-])", near=((r"[a-z][A-Z][a-z]", ""),)),
    flags=[
        ("They met ⟦theUnited⟧ States envoy.", "They met the United States envoy."),
        ("France ⟦andRussia⟧ agreed.", "France and Russia agreed."),
        ("⟦PainIs⟧ Over, If You Want It", "Pain Is Over, If You Want It"),
    ],
    allows=[
        "The iPhone, eBay and YouTube; isEmpty and forEach and toString are code.",
        "She reads TheStreet and AfterThe; they sign in at LinkedIn.",
        "The macOS team met OfCom.",
    ],
)
def joined_words(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find a function word that a capitalised word, or a capitalised word that a function word, is glued to."""
    prose = doc.prose
    for match in matches:
        before = _BEFORE.search(prose, max(0, match.start() - _REACH), match.start())
        if before is None:
            continue
        first, last = before.group(), match.group()
        if first.islower():
            joined = first in _SMALL and _parts_small(first, last)
        else:
            joined = last in _INSIDE and bool(flags(first.lower()) & KNOWN) and _begins_title(prose, match.end())
        if joined and not stands_twice(doc, first + last):  # A slip is not made twice.
            mended = f"{first} {last}"
            yield Hit(before.start(), match.end(), f"“{first}{last}” is two words", (mended,), "a capital inside")


_SMALL = frozenset("the and of that at said with from by in to for has was is are on but".split())
_ALWAYS = frozenset("the and of that at said but".split())
_INSIDE = frozenset("Is Are Was The Of And That With From For".split())
_BEFORE = pattern(r"(?<![\w./:#@=\"'`\[(<&$\ufffc-])(?:[a-z]+|[A-Z][a-z]{3,})\Z")
_REACH = 30


def _parts_small(first: str, last: str) -> bool:
    """Tell a function word before a name, or an article or the like before any word, from an identifier (`isEmpty`)."""
    if len(last) <= 2:
        return False
    small = bool(flags(last.lower()) & KNOWN)
    named = bool(flags(last) & (PROPER | CAPITALISED | PERSON))
    return small or named if first in _ALWAYS else named and not small


def _begins_title(prose: str, end: int) -> bool:
    """Tell two words of a title, a further capital after them, from a brand of two (`StopAnd`)."""
    return prose[end : end + 1] == " " and prose[end + 1 : end + 2].isupper()
