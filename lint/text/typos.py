"""Misspellings: when a word is one, and what it should be."""

from __future__ import annotations

import re
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import open_lexicon
from lint.text.context import context_of, fit
from lint.text.misspelling import in_story, judge, ranked
from lint.text.morphology import is_derived
from lint.text.names import is_part_of_identifier, is_titled
from lint.text.people import name_evidence
from lint.text.sentences import is_inside
from lint.text.words import (
    CAPITALISED,
    GIVEN_NAME,
    KNOWN,
    LOWER,
    MISSPELT,
    PERSON,
    PROPER,
    RARE,
    SOFTWARE,
    TITLE,
    TOKEN,
    UPPER,
    counts,
    flags,
    stem,
    types,
)

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
    if base.isascii() and base.isalpha():
        forms = ranked(base, forms, context_of(doc, word.start, word.end), doc.once(counts))
    if not word.flags & LOWER and may_be_name(doc, word, forms[0]):
        return ()
    return tuple(dressed(form, word, doc) + ending for form in forms)


def stands_as_code(doc: Document, word: Word) -> bool:
    """Tell whether a sign of code or an identifier stands right against a word."""
    before, after = doc.prose[word.start - 1 : word.start], doc.prose[word.end : word.end + 1]
    if is_cut_short(doc.prose, word.end):
        return True
    if (before in _GLUED - {"(", "*"} and before) or (after in _GLUED - {"."} and after):
        return True
    return after == "." and doc.prose[word.end + 1 : word.end + 2].islower()


def is_cut_short(prose: str, end: int) -> bool:
    """Tell a word cut short on purpose: dropped letters (`lookin’`) or broken-off speech (`respons- —`)."""
    after = prose[end : end + 2]
    return after[:1] in ("’", "'") and not after[1:].isalpha() or after[:1] == "-" and not after[1:].isalnum()


def may_be_name(doc: Document, word: Word, form: str) -> bool:
    """Tell whether a capitalised word may be a name and no slip of a form.

    A sentence's start and a title explain a capital; elsewhere only a form that is known to
    stand beside the same words (`Whie House`) shows a slip.
    """
    if word.flags & (CAPITALISED | PERSON) and not (word.flags & MISSPELT and _begins(doc, word)):
        return True
    if word.flags & UPPER:
        return len(word.text) < _LONG_NAME or not is_titled(doc, doc.block_at(word.start))
    if not word.flags & TITLE or doc.once(counts).get(word.text, 0) > 1:
        return True
    explained = _begins(doc, word) or is_titled(doc, doc.block_at(word.start))
    if word.flags & MISSPELT and len(word.text) >= (_LONG_SLIP if explained else _LONG_NAME + 1):
        return _follows_name(doc, word)
    return not explained and not _suits(doc, word, form) and not _in_phrase(doc, word)


def _in_phrase(doc: Document, word: Word) -> bool:
    """Tell whether a long capitalised word stands beside capitalised ordinary ones only (`Naitonal Day`)."""
    if len(word.text) < _LONG_NAME:
        return False
    prose = doc.prose
    after = TOKEN.match(prose, word.end + 1) if prose[word.end : word.end + 1] == " " else None
    start = prose.rfind(" ", 0, max(0, word.start - 1)) + 1
    before = TOKEN.match(prose, start) if prose[word.start - 1 : word.start] == " " else None
    beside = [near.group() for near in (before, after) if near and near.group()[0].isupper()]
    return bool(beside) and all(flags(near.lower()) & KNOWN for near in beside)


_SUITS = 0.5
_LONG_NAME = 6


def _suits(doc: Document, word: Word, form: str) -> bool:
    """Tell whether a form is known to stand beside what stands beside a word, much more than by chance."""
    first, _, last = form.partition(" ")
    tied = fit(first, last or first, context_of(doc, word.start, word.end))
    return max(tied.left, tied.right) >= _SUITS


def _begins(doc: Document, word: Word) -> bool:
    """Tell whether a sentence's start explains a word's capital, and no further capital follows."""
    prose = doc.prose
    start = word.start
    if prose[start - 1 : start] in ("“", '"', "‘", "*", "_"):
        start -= 1
    first = start == 0 or prose[start - 1] == "\n" or (prose[start - 1] == " " and prose[start - 2 : start - 1] in (".", "!", "?", ":", "”", '"'))
    return first and not prose[word.end + 1 : word.end + 2].isupper()


def dressed(form: str, word: Word, doc: Document) -> str:
    """Return a right form in the case of the slip and with the story's apostrophe."""
    if "'" in form and "’" in doc.prose:
        form = form.replace("'", "’")
    if word.flags & UPPER:
        return form.upper()
    if word.flags & TITLE or word.text[:1].isupper():
        return form[:1].upper() + form[1:]
    return form


class Guess(NamedTuple):
    """A likely misspelling's right forms, best first, the chance for the first, and the evidence."""

    forms: tuple[str, ...]
    probability: float
    evidence: str


LEAST_CHANCE = 0.35
"""Below this a likely misspelling is not reported."""
_NAME_CHANCE = 0.75
_PHRASE_CHANCE = 0.8
_SHORTEST_LIKELY = 3
_RECURS, _LISTED_NAME, _TITLED = -2.2, -2.0, -1.2


def guess_typo(doc: Document, word: Word) -> Guess | None:
    """Return what an unknown word is likely meant for, None unless one candidate is strong.

    The general verdict on the word is weighed with the story: the candidate stands in it, the
    word recurs in it (then it is a term), the word may be a name.
    """
    base = stem(word.text)
    if len(base) < _SHORTEST_LIKELY or not base.isascii() or not base.isalpha() or stands_as_code(doc, word):
        return None
    if not word.flags & (LOWER | TITLE) or _STRETCHED.search(base) or is_part_of_identifier(doc.prose, word.start, word.end):
        return None
    if word.flags & LOWER and (name_evidence(doc, word) or _is_term(doc, word, base)):
        return None
    verdict = judge(base, context_of(doc, word.start, word.end))
    if verdict is None or verdict.probability < _WORTH_ASKING:
        return None
    odds = log(verdict.probability / (1 - verdict.probability)) if verdict.probability < 1 else 20.0
    times = doc.once(counts)
    weighed = sorted(
        zip(verdict.scores, verdict.forms, strict=True),
        key=lambda item: -(item[0] + in_story(item[1], times)),
    )
    right = tuple(form for _, form in weighed[:3])
    stands = in_story(right[0], times) > 0
    odds += in_story(right[0], times)
    odds += _RECURS * min(3, times.get(word.text, 0) - 1)
    least = LEAST_CHANCE
    if word.flags & LOWER:
        if word.flags & (CAPITALISED | PERSON):
            odds += _LISTED_NAME
    else:
        if len(base) < _SHORTEST_NAME or may_be_name(doc, word, right[0]):
            return None
        suits = _suits(doc, word, right[0])
        if _follows_name(doc, word) and not suits:
            return None
        odds += _TITLED * (not suits)
        least = _NAME_CHANCE if suits or _begins(doc, word) else _PHRASE_CHANCE
    if is_derived(base):
        least = max(least, _DERIVED_CHANCE)
    elif word.flags & SOFTWARE:
        least = max(least, _CODE_CHANCE)
    elif word.flags & RARE or len(base) == _SHORTEST_LIKELY:
        least = max(least, _RARE_CHANCE)
    chance = 1 / (1 + exp(-odds))
    if chance < least:
        return None
    ending = word.text[len(base) :]
    forms = tuple(dressed(form, word, doc) + ending for form in right)
    evidence = f"probability {chance:.2f}" + (f"; “{right[0]}” stands in this story too" if stands else "")
    return Guess(forms, chance, evidence)


def _is_term(doc: Document, word: Word, base: str) -> bool:
    """Tell a word that the story also writes in capitals (`aws`, `AWS`), or that ends a name (`Tae-keun`)."""
    prose = doc.prose
    if prose[word.start - 1 : word.start] == "-" and prose[prose.rfind(" ", 0, word.start) + 1 : word.start][:1].isupper():
        return True
    return base.upper() in doc.once(types)


_WORTH_ASKING = 0.05
_SHORTEST_NAME = 4
_LONG_SLIP = 5
_DERIVED_CHANCE = 0.75
_RARE_CHANCE = 0.5
_CODE_CHANCE = 0.85
_STRETCHED = re.compile(r"([aehmoruyz])\1\1|hh$|mm$")
"""Words drawn out in speech (`nooo`, `nahh`)."""


def _follows_name(doc: Document, word: Word) -> bool:
    """Tell whether a capitalised word stands beside what may be another part of a name."""
    prose = doc.prose
    for place in (prose.rfind(" ", 0, max(0, word.start - 1)) + 1, word.end + 1):
        near = TOKEN.match(prose, place)
        gap = prose[near.end() : word.start] if near and place < word.start else prose[word.end : place]
        if not near or gap not in (" ", "-") or not near.group()[0].isupper():
            continue
        if flags(near.group()) & GIVEN_NAME or not flags(near.group().lower()) & (KNOWN | PROPER):
            return True
    return False
