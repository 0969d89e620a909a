"""Likely misspellings: the general verdict on an unknown word weighed with the story it stands in."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from lint.document import OPAQUE
from lint.patterns import pattern
from lint.text.capitals import begins, follows_name, is_name_anyhow, is_within_phrase, may_be_name, suits
from lint.text.context import context_of
from lint.text.hyphens import is_half
from lint.text.language import is_in_phrase
from lint.text.misspelling import in_story, judge
from lint.text.morphology import compound, is_derived
from lint.text.names import is_code_name, is_mentioned, is_part_of_identifier
from lint.text.people import is_slip_of_word, name_evidence
from lint.text.species import is_latin
from lint.text.story import tally, types
from lint.text.surroundings import is_set_apart
from lint.text.typos import dressed, is_abbreviation, stands_as_code
from lint.text.words import CAPITALISED, KNOWN, LOWER, NEVER_CASE, PERSON, RARE, SOFTWARE, TITLE, flags, stem

if TYPE_CHECKING:
    from lint.document import Document
    from lint.text.words import Word

LEAST = 0.5
"""Below this chance a likely misspelling is not reported."""
_LEAST_FAR, _LEAST_RARE, _LEAST_DERIVED, _LEAST_NAME, _LEAST_INSIDE, _LEAST_CODE = 0.7, 0.75, 0.77, 0.8, 0.9, 0.97
"""The same for words two slips from anything, rare or derived ones, capitals explained or not, and technical terms."""
_RECURS, _LISTED_NAME, _TITLED, _FOREIGN = -2.2, -2.0, -1.2, -4.0
"""What it adds to the odds that the word recurs (each time), that lists know it as a name, that it has a capital, that
it stands beside a foreign word."""
_WORTH_ASKING = 0.05
_SHORTEST, _SHORTEST_NAME = 3, 4
_STRETCHED = pattern(r"([a-z])\1\1$|hh$|^h?m+$")
"""Words drawn out in speech (`nooo`, `nahh`)."""
_VOWELLESS = pattern(r"[bcdfghjklmnpqrstvwxz]{2,5}")
_MANY_CLIPPED = 4
"""How many unknown words without a vowel make a story one that clips its words, as small ads do (`gd wkg order`)."""
_BRACKETED = pattern(r"\(([A-Za-z]+)\)")


_JOINED_TO_NAME = pattern(r"-[A-Z][a-z]")
"""What stands after the first half of a surname that keeps a small letter (`ffrench-Hatton`)."""


class Guess(NamedTuple):
    """A likely misspelling's right forms, best first, the chance that it is one, and the evidence."""

    forms: tuple[str, ...]
    probability: float
    evidence: str


def guess_typo(doc: Document, word: Word) -> Guess | None:
    """Return what an unknown word is likely meant for, None unless it is likely a slip.

    The general verdict on the word is weighed with the story: the candidate stands in it, the
    word recurs in it (then it is a term), the word may be a name.
    """
    base = stem(word.text)
    if _is_no_plain_word(doc, word, base):
        return None
    if not word.flags & LOWER and (len(base) < _SHORTEST_NAME or is_name_anyhow(doc, word)):
        return None
    verdict = judge(base, context_of(doc, word.start, word.end))
    if verdict is None or verdict.probability < _WORTH_ASKING:
        return None
    story = doc.once(types)
    weighed = sorted(
        zip(verdict.scores, verdict.forms, strict=True), key=lambda pair: -(pair[0] + in_story(pair[1], story))
    )
    right = tuple(form for _, form in weighed[:3])
    known = in_story(right[0], story)
    odds = log(verdict.probability / (1 - verdict.probability)) if verdict.probability < 1 else 20.0
    odds += known + _RECURS * min(3, doc.once(tally).get(word.text, 0) - 1)
    odds += _FOREIGN * is_in_phrase(doc, word.start, word.end, unknown=True)
    if word.flags & LOWER:
        named = bool(word.flags & (CAPITALISED | PERSON)) and not is_slip_of_word(doc, word)
        least = _least(word, base, far=verdict.far) if named or not word.flags & PERSON else LEAST
        odds += _LISTED_NAME * named
    else:
        fitting = suits(doc, word, right[0]) or is_within_phrase(doc, word)
        if verdict.far or may_be_name(doc, word, right[0]) or follows_name(doc, word):
            return None
        least = _LEAST_NAME if fitting or begins(doc, word) else _LEAST_INSIDE
        odds += _TITLED * (not fitting)
    chance = 1 / (1 + exp(-odds))
    if chance < least:
        return None
    ending = word.text[len(base) :]
    evidence = f"probability {chance:.2f}" + (f"; “{right[0]}” stands in this story too" if known else "")
    return Guess(tuple(dressed(form, word, doc) + ending for form in right), chance, evidence)


def _is_no_plain_word(doc: Document, word: Word, base: str) -> bool:
    """Tell what cannot be judged as a misspelt word: code, names, terms, sounds."""
    if len(base) < _SHORTEST or not base.isascii() or not base.isalpha() or _STRETCHED.search(base):
        return True
    if not word.flags & (LOWER | TITLE) or word.flags & NEVER_CASE or stands_as_code(doc, word):
        return True
    if is_part_of_identifier(doc.prose, word.start, word.end) or is_mentioned(doc.prose, word):
        return True
    if is_half(doc.prose, word.start, word.end) or is_abbreviation(doc.prose, word):
        return True
    if _VOWELLESS.fullmatch(base) and len(doc.once(_vowelless)) >= _MANY_CLIPPED:
        return True
    return bool(word.flags & LOWER) and (_is_term(doc, word, base) or bool(name_evidence(doc, word)))


_LONGEST = 200
"""Characters of the longest compound whose beginning is looked for."""


def _is_term(doc: Document, word: Word, base: str) -> bool:
    """Tell a word that the story has with a capital too (`aws`, `AWS`), ends a name with (`Tae-keun`) or puts in code.

    The end of a word cut by a hyphen (`seco- ndary`) is none to judge either.
    """
    prose = doc.prose
    if prose[max(0, word.start - 2) : word.start] == "- " and prose[word.start - 3 : word.start - 2].isalpha():
        return True
    reach = max(0, word.start - _LONGEST)
    first = max(prose.rfind(" ", reach, word.start) + 1, reach)
    if prose[word.start - 1 : word.start] == "-" and prose[first].isupper():
        return True
    if is_latin(prose, word) or (word.flags & SOFTWARE and doc.once(_holds_code)):
        return True
    if _is_whole_link(doc, word) or base in doc.once(_bracketed) or is_code_name(doc, base):
        return True
    if _JOINED_TO_NAME.match(prose, word.end) or is_set_apart(doc, word.start, word.end):
        return True
    return not doc.once(types).isdisjoint((base.upper(), base.capitalize()))


def _is_whole_link(doc: Document, word: Word) -> bool:
    """Tell a word that is all of a link's text, as the name of a project is (`[plek](…)`)."""
    text = doc.source.text
    start, end = doc.to_source(word.start, word.end)
    return text[start - 1 : start] == "[" and text[end : end + 2] in ("](", "][")


def _vowelless(doc: Document) -> frozenset[str]:
    """Return the small words without a vowel that are no ordinary ones."""
    low = {kind.lower() for kind in doc.once(tally) if kind[1:].islower()}
    return frozenset(kind for kind in low if _VOWELLESS.fullmatch(kind) and not flags(kind) & KNOWN)


def _holds_code(doc: Document) -> bool:
    return OPAQUE in doc.prose and "`" in doc.source.text


def _bracketed(doc: Document) -> frozenset[str]:
    """Return the words that stand alone in round brackets somewhere."""
    return frozenset(_BRACKETED.findall(doc.prose))


def _least(word: Word, base: str, *, far: bool) -> float:
    """Return the least chance at which a lower-case word is reported."""
    if word.flags & SOFTWARE:
        return _LEAST_CODE
    if is_derived(base) or (far and compound(base) is not None):
        return _LEAST_DERIVED
    return _LEAST_RARE if word.flags & RARE else _LEAST_FAR if far else LEAST
