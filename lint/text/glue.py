"""Words run together at a punctuation mark, told from numbers, names, initials and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.lexicon import open_lexicon
from lint.patterns import pattern
from lint.text.sentences import ABBREVIATIONS
from lint.text.words import (
    CAPITALISED,
    KNOWN,
    LOWER,
    MISSPELT,
    MIXED,
    PERSON,
    PROPER,
    RARE,
    SOFTWARE,
    TITLE,
    UPPER,
    flags,
)

if TYPE_CHECKING:
    from lint.document import Document

_LEFT = pattern(r"[\w’'-]*[)\]”’\"']*\Z")
_RIGHT = pattern(r"[\w’'-]*")
_KNOWN_SIDE = KNOWN | PROPER | CAPITALISED | PERSON | RARE | MISSPELT
_EMOTICON = frozenset("dDpPoOxX")


def sides(prose: str, mark: int, end: int) -> tuple[int, int]:
    """Return where the word before a mark begins and the word after ``end`` ends."""
    left = _LEFT.search(prose, max(0, mark - 60), mark)
    right = _RIGHT.match(prose, end)
    return (left.start() if left else mark), (right.end() if right else end)


def is_glued(doc: Document, start: int, mark: int, after: int, end: int) -> bool:
    """Tell whether two words with a mark and no blank between them are run together by a slip.

    ``start:mark`` is the word before (with a closing quotation mark), ``after:end`` the one
    after; ``prose[mark]`` is the mark.
    """
    prose = doc.prose
    left = prose[start:mark].strip("()[]”’\"'“‘")
    right = prose[after:end].strip("“‘\"'")
    sign = prose[mark]
    if not left or not right or not right[0].isalpha():
        return False
    if (
        sign == ","
        and len(right) == 1
        and right.isupper()
        and prose[end : end + 1] == "."
        and left.isalpha()
        and len(left) > 1
    ):
        return True
    if _is_code(prose, start, end):
        return False
    if sign == ",":
        return _is_comma_slip(left, right)
    if sign == ";" and left.lower() == "tl" and right.lower() == "dr":
        return False
    if sign in ";!?":
        return left[-1].isalpha() and (len(left) > 1 or len(right) > 1)
    if sign == ":":
        return _is_colon_slip(left, right)
    return _is_stop_slip(left, right)


def _is_code(prose: str, start: int, end: int) -> bool:
    """Tell whether what stands against two words is a sign of code."""
    before, after = prose[start - 1 : start], prose[end : end + 1]
    if before and before in "_/\\=@#$~.<>{}|:+*&;\ufffc":
        return True
    if after in ("(", "_", "/", "\\", "=", "@", "<", ">", "{", "|", "+", "*", "\ufffc") and after:
        return True
    return after == "." and prose[end + 1 : end + 2].isalpha()


def _is_comma_slip(left: str, right: str) -> bool:
    if len(left) == 1 and len(right.split("-", 1)[0]) == 1:
        return False
    return not (left.isdigit() and len(right) == 1)


def _is_colon_slip(left: str, right: str) -> bool:
    if not left.isalpha() or len(left) < 3 or len(right) < 2:  # noqa: PLR2004 (short ones are ratios, codes, languages)
        return False
    a, b = flags(left), flags(right)
    return bool(a & _KNOWN_SIDE and b & _KNOWN_SIDE and not (a | b) & MIXED)


def _is_stop_slip(left: str, right: str) -> bool:
    word = left.rsplit("-", 1)[-1]
    first = right.split("-", 1)[0]
    low = word.lower()
    if not word or not first or low in ABBREVIATIONS or (len(word) == 1 and (word != "I" or len(first) == 1)):
        return False
    a, b = flags(word), flags(first)
    if first[0].isupper():
        if a & TITLE and flags(low) & PROPER and len(low) >= _SURE_NAME:
            # A place or a month ends a sentence here, whatever begins the next; a brand may be a namespace.
            return (len(first) > 1 or first in ("A", "I")) and not flags(low) & SOFTWARE
        if b & (UPPER | MIXED) and not a & LOWER:
            return False
        if a & (LOWER | TITLE) and a & _KNOWN_SIDE:
            return bool(b & _KNOWN_SIDE) or bool(a & LOWER)
        return bool(word.isdigit() or a & (UPPER | TITLE)) and bool(b & KNOWN) and len(first) > 1
    return bool(a & KNOWN and b & KNOWN and a & LOWER) and len(word) > 1 and is_everyday(first)


_SURE_NAME = 5
_DOMAINS = frozenset("in is it to me so be at am us no my do".split())
_EVERYDAY = 30


def is_everyday(word: str) -> bool:
    """Tell a word in daily use, which seldom ends a domain or file name, from others."""
    return word not in _DOMAINS and open_lexicon().frequency(word) >= _EVERYDAY


def is_emoticon(prose: str, mark: int) -> bool:
    """Tell whether a colon or semicolon begins an emoticon or an emoji code."""
    after = prose[mark + 1 : mark + 3]
    if after[:1] in ("-", ")", "(", "/", "|", "'", "*", "]", "["):
        return True
    if after[:1] in _EMOTICON and not after[1:2].isalnum():
        return True
    return bool(re.match(r":[\w+-]+:", prose[mark : mark + 40]))
