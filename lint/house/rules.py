"""The rules a house pack's lines make: one for names, one for what is preferred, one for what is avoided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.api import (
    EITHER,
    KNOWN,
    NEVER_CASE,
    RARE,
    TITLE,
    UNKNOWN,
    Document,
    Hit,
    Phrases,
    Rule,
    Safety,
    Severity,
    Word,
    Words,
    in_quotation,
    stem,
)
from lint.house.lines import Fact, House, matches_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lint.model import Span

_SHORTEST = 5
"""Letters a name needs before one slip in it is told from another name."""
_ORDINARY = KNOWN | RARE | EITHER | NEVER_CASE
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def house_rules(house: House, pack: str) -> list[Rule]:
    """Return the rules of the files a pack has; each is named after the pack, and comes from its file."""
    rules = []
    if house.names:
        rules.append(_names_rule(house.names, pack))
    if house.prefer:
        rules.append(phrase_rule(house.prefer, pack, "preferred-term", "The house prefers another term."))
    if house.avoid:
        rules.append(phrase_rule(house.avoid, pack, "avoided-phrase", "The house avoids a phrase."))
    files = [facts[0].file for facts in house if facts]
    return [rule._replace(origin=file) for rule, file in zip(rules, files, strict=True)]


def right_forms(house: House) -> frozenset[str]:
    """Return the names of a pack and the words in them, each as the house writes it."""
    forms = {fact.old for fact in house.names}
    return frozenset(forms | {word for form in forms for word in _words(form) if word != word.lower()})


def _words(name: str) -> list[str]:
    return name.replace("-", " ").split()


def _rule(  # noqa: PLR0913, PLR0917 (the parts in which the rules differ)
    pack: str, name: str, summary: str, safety: Safety, wake: Words | Phrases, check: Callable[..., Iterator[Hit]]
) -> Rule:
    return Rule(
        name=f"{pack}:{name}",
        group=pack,
        summary=summary,
        why=f"A line of the pack “{pack}” says so.",
        severity=Severity.WARNING,
        safety=safety,
        wake=wake,
        check=check,
    )


def phrase_rule(facts: tuple[Fact, ...], pack: str, name: str, summary: str) -> Rule:
    """Return a rule for phrases: the longest at a place counts, so an exception outdoes what it holds."""
    table: dict[str, list[Fact]] = {}
    for fact in facts:
        for form in _spellings(fact.old):
            table.setdefault(form.lower(), []).append(fact)
    passed = {form for fact in facts for each in (*fact.exceptions, fact.new) for form in _spellings(each)}
    phrases = tuple(sorted({*table, *(each.lower() for each in passed if each)}))

    def check(doc: Document, spans: Iterable[Span]) -> Iterator[Hit]:
        for span in spans:
            found = doc.prose[span.start : span.end]
            for fact in table.get(found.lower(), ()):
                if matches_case(fact.old, found.replace("’", "'") if "'" in fact.old else found):
                    made = (_prefer if fact.new else _avoid)(fact, found, span)
                    # What somebody said stays as it was said.
                    quoted = in_quotation(doc, span.start, span.end)
                    yield made._replace(safety=Safety.QUERY) if quoted else made

    return _rule(pack, name, summary, Safety.SUGGEST, Phrases(phrases), check)


def _spellings(phrase: str) -> set[str]:
    return {phrase, phrase.replace("'", "’")}


def _prefer(fact: Fact, found: str, span: Span) -> Hit:
    new = in_case_of(fact.old, found, fact.new)
    return Hit(span.start, span.end, f"“{found}” is “{new}” in house style", (new,), fact.why)


def _avoid(fact: Fact, found: str, span: Span) -> Hit:
    message = f"house style avoids “{found}”" + (f": {fact.ask}" if fact.ask else "")
    return Hit(span.start, span.end, message, (), fact.why, Safety.QUERY if fact.ask else None)


def in_case_of(old: str, found: str, new: str) -> str:
    """Return the replacement with the capitals of what was found, as far as they differ from what was typed."""
    if found == old:
        return new
    if found == found.upper() and len(found) > 1 and found != found.lower():
        return new.upper()
    if old[:1].islower() and found[:1].isupper():
        return new[:1].upper() + new[1:]
    return new


class _Names:
    """The names of a pack by their words."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.forms: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.whole: dict[str, list[str]] = {}
        both: set[str] = set()
        for fact in facts:
            for word in _words(fact.old):
                low = stem(word)
                self.whole.setdefault(low, []).append(fact.old)
                if word == low or self.forms.setdefault(low, word) != word:
                    both.add(low)
                self.places.setdefault(low, fact.place)
        for low in both:  # written both ways in names, such as “De” and “de”: no word of its own
            self.forms.pop(low, None)

    def in_name(self, doc: Document, start: int, low: str) -> str:
        """Return the word as some name has it whose other words stand round it, empty if none do."""
        prose = doc.prose
        for name in self.whole.get(low, ())[:50]:
            if " " not in name:
                continue
            offset = name.lower().find(low)
            begin = start - offset
            if begin >= 0 and prose[begin : begin + len(name)].lower() == name.lower():
                return name[offset : offset + len(low)]
        return ""

    def near(self, form: str) -> list[str]:
        """Return the names one slip away: a letter too many, too few, another, or two that changed places."""
        low = form.lower()
        cuts = [(low[:place], low[place:]) for place in range(len(low) + 1)]
        slips = {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        slips |= {a + each + b[1:] for a, b in cuts if b for each in _LETTERS}
        slips |= {a + each + b for a, b in cuts for each in _LETTERS}
        return sorted({self.forms[each] for each in slips if each in self.forms and each != low})


def _names_rule(facts: tuple[Fact, ...], pack: str) -> Rule:
    names = _Names(facts)
    wrong = {form for low, right in names.forms.items() for form in (low, low.capitalize()) if form != right}
    wrong |= {form + ending for form in wrong for ending in ("'s", "’s")}
    wrong |= {form.replace("'", "’") for form in wrong if "'" in form}

    def check(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
        for word in words:
            low = stem(word.text)
            form, end = word.text[: len(low)], word.start + len(low)
            right = names.forms.get(low)
            if right is not None and "’" in form:
                right = right.replace("'", "’")
            if right is not None:
                if form in (form.lower(), form.capitalize()) and form != right:
                    ordinary = word.flags & _ORDINARY and form == form.lower()
                    right = names.in_name(doc, word.start, low) if ordinary else right
                    if right and right != form:
                        message = f"“{form}” should be “{right}”"
                        yield Hit(word.start, end, message, (right,), f"a name of the house: {names.places[low]}")
            elif word.flags & UNKNOWN and word.flags & TITLE and len(form) >= _SHORTEST:
                near = names.near(form)
                if len(near) == 1:
                    evidence = f"a name of the house: {names.places[near[0].lower()]}"
                    message = f"“{form}” is one slip from “{near[0]}”"
                    yield Hit(word.start, end, message, (near[0],), evidence, Safety.SUGGEST)

    wake = Words(UNKNOWN, frozenset(wrong))
    return _rule(pack, "house-name", "A name of the house is written as the house writes it.", Safety.SAFE, wake, check)
