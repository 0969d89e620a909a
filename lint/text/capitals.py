"""Capitalised words that may be slips: told from names by what explains the capital."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.lexicon import open_lexicon
from lint.patterns import pattern
from lint.text.context import context_of, fit
from lint.text.names import is_titled
from lint.text.sentences import HONORIFICS
from lint.text.story import tally, types
from lint.text.tokens import TOKEN
from lint.text.words import CAPITALISED, GIVEN_NAME, KNOWN, MISSPELT, PERSON, PROPER, TITLE, UPPER, flags, stem

if TYPE_CHECKING:
    from lint.document import Document
    from lint.text.words import Word

_BEFORE = pattern(r"([\w’'.]+)[ -]\Z")
_REACH = 40
_LONG_SLIP, _LONG_NAME, _SURE_SLIP = 5, 6, 7
_EVERYDAY, _IN_USE = 40, 27
_SUITS = 0.5
"""Powers of ten above chance from which two words are known to belong together."""


def may_be_name(doc: Document, word: Word, form: str) -> bool:
    """Tell whether a capitalised word may be a name and no slip of a form.

    A sentence's start and a title explain a capital; elsewhere only ordinary capitalised words
    beside it (`Naitonal Day`), or a form known to stand there (`Whie House`), show a slip.
    """
    if word.flags & (CAPITALISED | PERSON) and not (
        word.flags & MISSPELT and begins(doc, word) and _is_everyday(form) and suits(doc, word, form)
    ):
        return True
    titled = is_titled(doc, doc.block_at(word.start))
    if word.flags & UPPER:
        return len(word.text) < _LONG_NAME or not titled
    if not word.flags & TITLE or _recurs(doc, word):
        return True
    explained = titled or begins(doc, word)
    if (
        word.flags & MISSPELT
        and (explained or open_lexicon().frequency(form.lower()) >= _IN_USE)
        and len(word.text) >= (_LONG_SLIP if explained else _SURE_SLIP)
    ):
        return follows_name(doc, word)
    if explained:
        return False
    return follows_name(doc, word) or not (suits(doc, word, form) or _in_phrase(doc, word))


def _recurs(doc: Document, word: Word) -> bool:
    """Tell a word that the story has again, with or without an apostrophe and an s."""
    base = stem(word.text)
    return doc.once(tally).get(word.text, 0) > 1 or (base != word.text and base in doc.once(types))


def is_name_anyhow(doc: Document, word: Word) -> bool:
    """Tell a capitalised word that may be a name whatever form it is held against, told without looking for forms."""
    if word.flags & (MISSPELT | UPPER):
        return False
    if word.flags & (CAPITALISED | PERSON) or not word.flags & TITLE or _recurs(doc, word):
        return True
    return follows_name(doc, word) and not (begins(doc, word) or is_titled(doc, doc.block_at(word.start)))


def _is_everyday(form: str) -> bool:
    """Tell a form in such use that its slip outweighs a rare name of the same letters (`Teh`)."""
    return open_lexicon().frequency(form.lower()) >= _EVERYDAY


def begins(doc: Document, word: Word) -> bool:
    """Tell whether a sentence's start explains a word's capital, and no further capital follows."""
    prose, start = doc.prose, word.start
    if prose[start - 1 : start] in ("“", '"', "‘", "*", "_"):
        start -= 1
    first = (
        start == 0
        or prose[start - 1] == "\n"
        or (prose[start - 1] == " " and prose[start - 2 : start - 1] in (".", "!", "?", ":", "”", '"'))
    )
    return first and not prose[word.end + 1 : word.end + 2].isupper()


def suits(doc: Document, word: Word, form: str) -> bool:
    """Tell whether a form is known to stand beside what stands beside a word, much more than by chance."""
    first, _, last = form.partition(" ")
    tied = fit(first, last or first, context_of(doc, word.start, word.end))
    return max(tied.left, tied.right) >= _SUITS


def follows_name(doc: Document, word: Word) -> bool:
    """Tell whether a capitalised word stands beside what may be another part of a name, or after an initial."""
    return _is_listed(doc.prose, word) or any(
        near.endswith(".")
        or (len(near) == 1 and near not in "AI")
        or near.lower() in HONORIFICS
        or bool(flags(near) & GIVEN_NAME)
        or not flags(near.lower()) & (KNOWN | PROPER)
        for near in _capitals_beside(doc, word)
    )


_NEXT_LISTED = pattern(r", ([A-Z][\w’'-]+)")
_CREDIT = pattern(
    r"\b(?:cast|director|editor|illustrations?|illustrator|interview|make-up|models?|music|photographs?|photographers?|"
    r"photos?|pictures?|producer|starring|story|styling|stylist|text|words): ?\Z",
    re.IGNORECASE,
)
"""A label that a person's name follows."""


def _is_listed(prose: str, word: Word) -> bool:
    """Tell a word that begins a list of others as strange (`Shakp, Shakspe, Shaksper`), or a credit."""
    following = _NEXT_LISTED.match(prose, word.end)
    if following is not None and not flags(stem(following.group(1))) & KNOWN:
        return True
    return _CREDIT.search(prose, max(0, word.start - 20), word.start) is not None


def _in_phrase(doc: Document, word: Word) -> bool:
    """Tell whether a long capitalised word stands beside capitalised ordinary ones only (`Naitonal Day`)."""
    beside = _capitals_beside(doc, word)
    return len(word.text) >= _LONG_NAME and bool(beside) and all(flags(near.lower()) & KNOWN for near in beside)


def is_within_phrase(doc: Document, word: Word) -> bool:
    """Tell whether capitalised ordinary words stand on both sides of one (`Consumer Financal Protection`)."""
    beside = _capitals_beside(doc, word)
    return len(beside) > 1 and _in_phrase(doc, word)


def _capitals_beside(doc: Document, word: Word) -> list[str]:
    """Return the capitalised words one blank or hyphen beside a word; an initial keeps its stop."""
    prose = doc.prose
    before = _BEFORE.search(prose, max(0, word.start - _REACH), word.start)
    after = TOKEN.match(prose, word.end + 1) if prose[word.end : word.end + 1] in (" ", "-") else None
    title = before.group(1).rstrip(".") if before else ""
    beside = [title if title.lower() in HONORIFICS else before.group(1)] if before else []
    beside += [after.group()] if after else []
    return [near for near in beside if near[0].isupper() and (len(near) <= 2 or not near.endswith("."))]  # noqa: PLR2004 (an initial and its stop)
