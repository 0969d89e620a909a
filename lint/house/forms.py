"""The derived forms of a preferred term: proposed for an editor to accept, never added by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.lexicon import TIER_MASK, open_lexicon

if TYPE_CHECKING:
    from lint.house.lines import Fact

_SIBILANTS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


def forms(word: str) -> tuple[str, str, str]:
    """Return a word with -s, with -ed and with -ing, as regular words have them."""
    if word.endswith("e"):
        return word + "s", word + "d", word[:-1] + "ing"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies", word[:-1] + "ied", word + "ing"
    return word + ("es" if word.endswith(_SIBILANTS) else "s"), word + "ed", word + "ing"


def derived(facts: tuple[Fact, ...]) -> list[str]:
    """Return lines for the derived forms of single words, where the new form is a word and no line has it yet."""
    taken = {fact.old.lower() for fact in facts}
    lexicon = open_lexicon()
    lines = []
    for fact in facts:
        if not (fact.old.isalpha() and fact.new.isalpha() and fact.old.islower() and fact.new.islower()):
            continue
        for old, new in zip(forms(fact.old), forms(fact.new), strict=True):
            if old not in taken and old != new and lexicon.entry(new) & TIER_MASK:
                lines.append(f"{old} -> {new}" + (f" why {fact.why}" if fact.why else ""))
    return lines
