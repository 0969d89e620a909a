"""What of LanguageTool's matches is worth an editor's time: nothing about spelling, names, labels or quoted words."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.text.labels import labels
from lint.text.language import is_foreign
from lint.text.quotations import in_message, in_quotation, in_register
from lint.text.tokens import TOKEN
from lint.text.words import EITHER, KNOWN, LOWER, NAMELIKE, flags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.external.client import Match

_SPELLERS = ("MORFOLOGIK_", "HUNSPELL_", "SPELLER_", "_SPELLER", "SPELLING_RULE")
"""Parts of the names of LanguageTool's spelling rules."""
_NEAR = 2
"""Characters from a place within which something that is no prose makes it impossible to judge."""


def is_spelling(rule: str) -> bool:
    """Tell whether a rule of LanguageTool spells: it knows no Kovalenko, and we do."""
    return any(part in rule for part in _SPELLERS)


def sift(doc: Document, matches: list[Match]) -> Iterator[Match]:
    """Yield the matches, in prose coordinates, that copydesk has nothing against."""
    curly = "’" in doc.prose and "'" not in doc.prose
    pairs = {(doc.prose[each.start : each.end].lower(), new.lower()) for each in matches for new in each.replacements}
    for match in matches:
        old = doc.prose[match.start : match.end].lower()
        if any((new.lower(), old) in pairs for new in match.replacements):
            continue  # it advises one thing here and the opposite elsewhere
        if not is_spelling(match.rule) and _may_speak(doc, match):
            yield match._replace(replacements=tuple(map(curled, match.replacements))) if curly else match


def curled(text: str) -> str:
    """Return a text with the apostrophes of a story that has curly ones."""
    return text.replace("'", "’")


def _may_speak(doc: Document, match: Match) -> bool:
    """Tell whether a match is about English prose of the story's own, and changes no name or label."""
    start, end = match.start, match.end
    if OPAQUE in doc.prose[max(0, start - _NEAR) : end + _NEAR]:
        return False
    if is_foreign(doc, start, end) or in_register(doc, start, end) or in_message(doc, start, end):
        return False
    if in_quotation(doc, start, end):
        return False  # somebody's words
    spoken = doc.once(labels)
    near = bisect_right(spoken, start, key=lambda label: label.start) - 1
    if near >= 0 and start < spoken[near].end:
        return False
    return not any(_is_name(doc, *place) for place in _changed_words(doc, match))


def _changed_words(doc: Document, match: Match) -> Iterator[tuple[int, int]]:
    """Yield the places of the words that the first replacement does away with, or of all without one."""
    kept = {token.lower() for token in TOKEN.findall(match.replacements[0])} if match.replacements else set()
    for token in TOKEN.finditer(doc.prose, match.start, match.end):
        if token.group().lower() not in kept or not match.replacements:
            yield token.span()


def _is_name(doc: Document, start: int, end: int) -> bool:
    """Tell whether a word is, or may be, a name: a capital that neither a sentence nor a known word explains."""
    word = doc.prose[start:end]
    known = flags(word.lower())
    if flags(word) & LOWER:
        return bool(known & NAMELIKE) and not known & KNOWN
    if not known & KNOWN:
        return True
    return bool(known & EITHER) or not _begins(doc.prose, start)


def _begins(prose: str, start: int) -> bool:
    """Tell whether a capital at this place may be that of a sentence."""
    before = prose[max(0, start - 8) : start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?…:\n"
