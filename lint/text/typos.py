"""Misspellings: when a word is one, and what it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.lexicon import open_lexicon
from lint.text.names import is_titled
from lint.text.sentences import is_inside
from lint.text.words import CAPITALISED, LOWER, MISSPELT, PERSON, TITLE, UPPER, counts, stem

if TYPE_CHECKING:
    from lint.document import Document
    from lint.text.words import Word

_GLUED = frozenset("_/\\=@#$~<>|{}+*^(\ufffc.")
_SHORTEST = 3


def known_typo_forms(doc: Document, word: Word) -> tuple[str, ...]:
    """Return the right forms of a listed misspelling in the case and apostrophe of the story.

    None for a capitalised word that may be a name here.
    """
    base = stem(word.text)
    lexicon = open_lexicon()
    low = word.text.lower().replace("’", "'")
    forms = lexicon.corrections(low)
    ending = ""
    if not forms and base != low:
        forms, ending = lexicon.corrections(base), word.text[len(base) :]
    if not forms or stands_as_code(doc, word) or len(base) < _SHORTEST - (word.flags & LOWER):
        return ()
    if not word.flags & LOWER and may_be_name(doc, word):
        return ()
    return tuple(dressed(form, word, doc) + ending for form in forms)


def stands_as_code(doc: Document, word: Word) -> bool:
    """Tell whether a sign of code or an identifier stands right against a word."""
    before, after = doc.prose[word.start - 1 : word.start], doc.prose[word.end : word.end + 1]
    if (before in _GLUED and before) or (after in _GLUED - {"."} and after):
        return True
    return after == "." and doc.prose[word.end + 1 : word.end + 2].islower()


def may_be_name(doc: Document, word: Word) -> bool:
    """Tell whether a capitalised word may be a name: inside a sentence, listed or recurring."""
    if word.flags & (CAPITALISED | PERSON) and not (word.flags & MISSPELT and _begins(doc, word)):
        return True
    if word.flags & UPPER:
        return len(word.text) < 6 or not is_titled(doc, doc.block_at(word.start))  # noqa: PLR2004 (short ones are acronyms)
    if not word.flags & TITLE:
        return True
    if doc.once(counts).get(word.text, 0) > 1:
        return True
    return not _begins(doc, word) and not is_titled(doc, doc.block_at(word.start))


def _begins(doc: Document, word: Word) -> bool:
    """Tell whether a sentence's start explains a word's capital, and no further capital follows."""
    return not is_inside(doc, word.start) and not doc.prose[word.end + 1 : word.end + 2].isupper()


def dressed(form: str, word: Word, doc: Document) -> str:
    """Return a right form in the case of the slip and with the story's apostrophe."""
    if "'" in form and "’" in doc.prose:
        form = form.replace("'", "’")
    if word.flags & UPPER:
        return form.upper()
    if word.flags & TITLE or word.text[:1].isupper():
        return form[:1].upper() + form[1:]
    return form
