"""Misspellings: when a word is one, and what it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import open_lexicon
from lint.patterns import pattern
from lint.text.capitals import may_be_name
from lint.text.context import context_of
from lint.text.hyphens import is_half
from lint.text.language import is_in_phrase
from lint.text.misspelling import ranked
from lint.text.sentences import ABBREVIATIONS
from lint.text.story import types
from lint.text.words import LOWER, TITLE, UPPER, stem

if TYPE_CHECKING:
    from lint.document import Document
from lint.text.words import Word

_GLUED = frozenset("_/\\=@#$~<>|{}+*^(\ufffc.")
_SHORTEST = 3


class Mended(NamedTuple):
    """The right forms of a misspelling, best first, and whether the first is the only one that lists give."""

    forms: tuple[str, ...]
    sure: bool


def mended_typo(doc: Document, word: Word) -> Mended | None:
    """Return what a listed misspelling should be, in the case and with the apostrophe of the story.

    None for a capitalised word that may be a name here, for code and for words of another language.
    """
    base = stem(word.text)
    lexicon = open_lexicon()
    low = word.text.lower().replace("’", "'")
    listed = lexicon.corrections(low)
    ending = ""
    if not listed and base != low:
        listed, ending = lexicon.corrections(base), word.text[len(base) :]
    if not listed or stands_as_code(doc, word) or len(base) < _SHORTEST - (word.flags & LOWER):
        return None
    if word.flags & LOWER and is_in_phrase(doc, word.start, word.end, unknown=False):
        return None
    if is_half(doc.prose, word.start, word.end) or is_abbreviation(doc.prose, word):
        return None
    forms = listed
    if base.isascii() and base.isalpha():
        forms = ranked(base, listed, context_of(doc, word.start, word.end), doc.once(types))
    if not word.flags & LOWER and may_be_name(doc, word, forms[0]):
        return None
    return Mended(tuple(dressed(form, word, doc) + ending for form in forms), listed == forms[:1])


def stands_as_code(doc: Document, word: Word) -> bool:
    """Tell whether a sign of code or an identifier stands right against a word."""
    before, after = doc.prose[word.start - 1 : word.start], doc.prose[word.end : word.end + 1]
    if is_cut_short(doc.prose, word.end):
        return True
    if (before in _GLUED - {"(", "*"} and before) or (after in _GLUED - {"."} and after):
        return True
    return after == "." and doc.prose[word.end + 1 : word.end + 2].islower()


_LONGEST_SHORT = 4
_AFTER_STOP = pattern(r"\.(?:[,;:)]|[ ][a-zà-öø-ÿ])")
_FIGURE = pattern(r"(?:\d(?:st|nd|rd|th)?|[$£€]\d[\d.,]*)[ ]\Z")


def is_abbreviation(prose: str, word: Word) -> bool:
    """Tell a short word whose stop ends no sentence (`repl. door`), or a listed one after a figure (`2nd edn`)."""
    if len(word.text) <= _LONGEST_SHORT and _AFTER_STOP.match(prose, word.end):
        return True
    listed = word.text.lower() in ABBREVIATIONS
    return listed and _FIGURE.search(prose, max(0, word.start - 12), word.start) is not None


def is_cut_short(prose: str, end: int) -> bool:
    """Tell a word cut short on purpose: dropped letters (`lookin’`) or broken-off speech (`respons- —`)."""
    after = prose[end : end + 2]
    return (after[:1] in ("’", "'") and not after[1:].isalpha()) or (after[:1] == "-" and not after[1:].isalnum())


def dressed(form: str, word: Word, doc: Document) -> str:
    """Return a right form in the case of the slip and with the story's apostrophe."""
    if "'" in form and "’" in doc.prose:
        form = form.replace("'", "’")
    if word.flags & UPPER:
        return form.upper()
    if word.flags & TITLE or word.text[:1].isupper():
        return form[:1].upper() + form[1:]
    return form
