"""The words of a whole story: which it holds, how often, and where those stand that no list settles."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lint.text.pieces import pieces
from lint.text.tokens import TOKEN
from lint.text.watch import is_odd
from lint.text.words import DIGIT, KNOWN, NEVER_CASE, Word, flags, stem

if TYPE_CHECKING:
    import re
    from collections.abc import Set as AbstractSet

    from lint.document import Document


def types(doc: Document) -> AbstractSet[str]:
    """Return the distinct tokens of a document; use as ``doc.once(types)``."""
    return frozenset(TOKEN.findall("\n".join(doc.once(pieces).kinds)))


def counts(doc: Document) -> dict[str, int]:
    """Return how often each token stands in a document; use as ``doc.once(counts)``.

    It counts every word of the story; ``tally`` costs less and holds all but ordinary words.
    """
    return Counter(TOKEN.findall(doc.prose))


def tally(doc: Document) -> dict[str, int]:
    """Return how often each token stands that is no ordinary word or not written as one; use with ``doc.once``."""
    every = doc.once(pieces)
    times = every.odd_times()
    found: dict[str, int] = {}
    for number, tokens in every.odd:
        for token in tokens:
            found[token] = found.get(token, 0) + times[number]
    return found


def mixed_stems(doc: Document) -> dict[str, list[Word]]:
    """Return the occurrences of each stem that stands both in lower case and with capitals; use with ``doc.once``.

    Ordinary words and those never given a capital are left out: that they have one now and
    then shows nothing.
    """
    held = [text for text in doc.once(tally) if not flags(text) & DIGIT]
    small = {text: stem(text) for text in held if text.islower()}
    bases = {base for base in small.values() if not flags(base) & (KNOWN | NEVER_CASE)}
    # The stem of a word without an apostrophe is that word in lower case.
    large = {
        text: base
        for text in held
        if text not in small and (base := text.lower() if text.isalpha() else stem(text)) in bases
    }
    mixed: dict[str, list[Word]] = {base: [] for base in large.values()}
    wanted = {text: base for text, base in small.items() if base in mixed} | large
    for word in _standing(doc, wanted.keys()):
        mixed[wanted[word.text]].append(word)
    return mixed


def _standing(doc: Document, chosen: AbstractSet[str]) -> list[Word]:
    """Return every token that is one of some, none of them an ordinary word, in order."""
    if not chosen:
        return []
    every = doc.once(pieces)
    kinds = [number for number, tokens in every.odd if not chosen.isdisjoint(tokens)]
    return [word for place in every.places_of(kinds) for word in every.words(place) if word.text in chosen]


def places_of(doc: Document, chosen: AbstractSet[str]) -> list[Word]:
    """Return every token that is one of the chosen types, in order, from one pass over the story."""
    if all(is_odd(flags(text)) for text in chosen):
        return _standing(doc, chosen)
    return [_word(match) for match in TOKEN.finditer(doc.prose) if match.group() in chosen]


def occurrences(doc: Document, base: str) -> list[Word]:
    """Return every token of a stem, in any case, in order."""
    found = doc.once(mixed_stems).get(base)
    if found is not None:
        return found
    return [_word(match) for match in TOKEN.finditer(doc.prose) if stem(match.group()) == base]


def _word(match: re.Match[str]) -> Word:
    return Word(match.group(), match.start(), match.end(), flags(match.group()))
