"""People's names in lower case: told by what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.lexicon import CONTEXT, FREQ_MASK, FREQ_SHIFT, GIVEN, NEVER, PLACE, TIER_MASK, open_lexicon
from lint.patterns import pattern
from lint.text.context import context_of, fit
from lint.text.everyday_names import INITIAL, SURE_TITLES, TITLES, everyday_name
from lint.text.language import FOREIGN, is_in_phrase
from lint.text.misspelling import judge
from lint.text.morphology import is_derived, is_made_of_words
from lint.text.quotations import in_quotation
from lint.text.species import is_species
from lint.text.story import tally
from lint.text.surroundings import is_set_apart
from lint.text.words import (
    AFTER_CAPITAL,
    CAPITALISED,
    GIVEN_NAME,
    KNOWN,
    LOWER,
    MISSPELT,
    NEVER_CASE,
    PERSON,
    PROPER,
    RARE,
    SOFTWARE,
    UNKNOWN,
    UPPER,
    Word,
    flags,
    stem,
)

if TYPE_CHECKING:
    from lint.document import Document

_BEFORE = pattern(r"([\w’'-]+)(\.?)[ ]\Z")
_AFTER = pattern(r"(?:’s|'s)?[ ]([\w’'-]+)")
_LIST_BEFORE = pattern(r"([\w’'-]+)(?:,? and|,? or|,)[ ]\Z")
_LIST_AFTER = pattern(r"(?:,? and|,? or|,)[ ]([\w’'-]+)")
_LIST_END = pattern(r"[A-Z][\w’-]+, (?:[A-Z][\w’-]+,? )?[A-Z][\w’-]+,? (?:and|&)[ ]\Z")
_PARTNER = pattern(r"[ ]&[ ][A-Z]")
_OFFICE = pattern(
    r"(?:Secretary|Minister|Attorney|Director|Speaker|Leader)(?: (?:of|for)(?: the)?)?(?: [A-Z][a-z]+){1,3}[ ]\Z"
)
_THANKS = pattern(r"(?:\bThank you|\bThanks),[ ]\Z")
_PLACE_OF = pattern(
    r"\b(?:University|College|Republic|Kingdom|Province|Diocese|Archbishop|Bishop|Duke|Duchess|Earl|Bay|Isle|Gulf|"
    r"Battle) of[ ]\Z"
)
_NAME_ENDS = pattern(r"(?:’s|'s)?(?:[,.;:)”]| (?:and|said|says|told|was|is|has|had|will|who|from|of)\b|[ ]\(|\n|\Z)")
_REACH = 60
_SHORTEST = 4
_SLIP, _NEAR_NAME, _SURE_SLIP, _NEVER = 0.5, 0.89, 0.9, 1.1
"""How likely a slip must be to outweigh what stands beside a word."""
_UNLIKELY = 0.3
_FREQUENT = 22
"""Frequency class from which a given name is in everybody's mouth."""
_DAILY = 4
"""Lexicon tier up to which a word is in daily use in lower case."""


def name_evidence(doc: Document, word: Word) -> str:
    """Return what shows that a lower-case word is part of a name, empty if nothing does.

    Words in daily use in lower case are looked at only beside an initial.
    """
    found = word.flags
    if found & AFTER_CAPITAL and not writes_small(doc.prose, word):
        return everyday_name(doc, word)
    if (
        not found & LOWER
        or found & (PROPER | NEVER_CASE | MISSPELT)
        or word.text in _PARTICLES
        or is_of_another_language(doc, word)
        or writes_small(doc.prose, word)
    ):
        return ""
    base = stem(word.text)
    entry = open_lexicon().entry(base)
    prose = doc.prose
    if found & KNOWN and entry & TIER_MASK < _DAILY:
        return everyday_name(doc, word) if found & PERSON else ""
    if prose[word.start - 1 : word.start] in _GLUED_BEFORE and word.start:
        return ""
    if prose[word.end : word.end + 1] in _GLUED_AFTER and word.end < len(prose):
        return ""
    if is_slip_of_word(doc, word):
        return ""
    if (
        entry & GIVEN
        and not entry & CONTEXT
        and entry >> FREQ_SHIFT & FREQ_MASK >= _FREQUENT
        and len(base) >= _SHORTEST - 1
        and base not in _ALSO_WORDS
        and not (base == "donna" and prose.endswith("prima ", 0, word.start))
    ):
        return "a given name"
    if found & PERSON | entry & PLACE and (pair := _pair_in_story(doc, word)):
        return f"“{pair}” stands in this story"
    if found & SOFTWARE and not found & PERSON:
        return ""
    if word.text in FOREIGN or (
        not _AFTER_PARTICLE.search(prose, max(0, word.start - _REACH), word.start)
        and is_in_phrase(doc, word.start, word.end, unknown=False)
    ):
        return ""
    beside, least = _beside(prose, word)
    if beside and len(base) < _SHORTEST and not found & PERSON:
        return ""
    if _is_plural_acronym(base):
        return ""
    if found & UNKNOWN:
        return (
            beside
            if beside and not _is_slip(doc, word, base, least) and (least > _NEAR_NAME or not _is_coined(base))
            else ""
        )
    if not found & (CAPITALISED | PERSON):
        return ""
    if beside:
        return beside if not found & KNOWN or (least > _SLIP and found & PERSON) else ""
    if (
        found & (RARE | KNOWN)
        or is_set_apart(doc, word.start, word.end)
        or len(base) < _SHORTEST
        or doc.once(tally).get(word.text, 0) > 1
        or _is_slip(doc, word, base, _SLIP)
    ):
        return ""
    return "every list knows it as a name only"


def _pair_in_story(doc: Document, word: Word) -> str:
    """Return the capitalised pair that a word and the capitalised word after it make elsewhere in the story."""
    prose = doc.prose
    if prose[word.end : word.end + 1] != " " or not prose[word.end + 1 : word.end + 2].isupper():
        return ""
    following = _AFTER.match(prose, word.end)
    if following is None or flags(following.group(1)) & UPPER:
        return ""
    pair = f"{word.text[0].upper()}{word.text[1:]} {following.group(1)}"
    return pair if doc.answer(_stands_inside, pair) else ""


def _stands_inside(doc: Document, pair: str) -> bool:
    """Tell whether a pair of words stands somewhere inside a sentence."""
    prose = doc.prose
    place = prose.find(pair)
    while place > 1:
        if (
            prose[place - 1] == " "
            and (prose[place - 2].isalnum() or prose[place - 2] == ",")
            and not prose[place + len(pair) : place + len(pair) + 1].isalnum()
        ):
            return True
        place = prose.find(pair, place + 1)
    return False


_PARTICLES = frozenset("ab ap bin bint binti ibn von van der den del della dos das".split())
_AFTER_PARTICLE = pattern(
    r"[A-Z][\w’-]* (?:(?:van|von|de|der|den|la|le|du|di|da|del|dos|das|el|al|ten|ter|bin|ibn) ){1,2}\Z"
)
_SMALL = {"hooks": "bell", "boyd": "danah", "lang": "k.d.", "cummings": "e.e."}


def writes_small(prose: str, word: Word) -> bool:
    """Tell a word of the name of somebody who is known to write it small (`bell hooks`)."""
    given = _SMALL.get(word.text)
    return given is not None and prose.endswith(given, 0, max(0, word.start - 1))


_GLUED_BEFORE = ("-", "’", "'", "\ufffc", "/", ".", "@", "#", "_", ":")
_GLUED_AFTER = ("-", "\ufffc", "/", "_", "(", "@")
_ALSO_WORDS = frozenset(
    "ann una max jan ben dan phil tim sam dee mae rex val kay ike norm guy gus mel lou ron ned jo li min ed mia leo "
    "tod fe mona fletcher dexter merlin ambrose constance benedict grover celeste luna savannah terra isabella polly "
    "peggy willie nelly denis benny".split(),
)
"""Given names that are ordinary words, units or acronyms besides."""


def is_slip_of_word(doc: Document, word: Word) -> bool:
    """Tell a lower-case name that is a slip of an ordinary word here (`moore than a week`).

    The ordinary word is known to belong to what stands beside it.
    """
    if not word.flags & PERSON or word.flags & NEVER_CASE:
        return False
    base = stem(word.text)
    context = context_of(doc, word.start, word.end)
    verdict = judge(base, context)
    if verdict is None or verdict.probability < _SURE_SLIP or " " in verdict.forms[0]:
        return False
    tied = fit(verdict.forms[0], verdict.forms[0], context)
    return max(tied.left, tied.right) >= _SUITS


_SUITS = 0.6
"""Powers of ten above chance from which two words are known to belong together."""


def _is_plural_acronym(base: str) -> bool:
    """Tell the plural of a word that is never given a capital (`pdfs`)."""
    return base.endswith("s") and bool(open_lexicon().entry(base[:-1]) & NEVER)


def _is_slip(doc: Document, word: Word, base: str, least: float) -> bool:
    """Tell whether a word is more likely a slip of an ordinary word."""
    verdict = judge(base, context_of(doc, word.start, word.end))
    return verdict is not None and verdict.probability >= least


def _beside(prose: str, word: Word) -> tuple[str, float]:
    """Return what stands beside a word and makes it a name, and how sure a slip must be to outweigh it."""
    low = max(0, word.start - _REACH)
    before = _BEFORE.search(prose, low, word.start)
    if before and before.group(1)[0].isupper():
        title = before.group(1)
        if title.lower() in TITLES:
            return f"it follows the title “{title}”", _NEVER if title in SURE_TITLES else _SURE_SLIP
        if not before.group(2) and not title.endswith(("’s", "'s")) and _is_name_like(prose, before.start(1), title):
            if is_species(title, word.text):
                return "", _SLIP
            sure = bool(flags(title) & GIVEN_NAME) and not flags(title.lower()) & KNOWN
            if (
                sure
                or word.flags & PERSON
                or _is_no_slip(word)
                or _NAME_ENDS.match(prose, word.end)
                or prose[word.end + 1 : word.end + 2].isupper()
            ):
                return f"it follows the name “{title}”", _NEAR_NAME
    if _OFFICE.search(prose, low, word.start):
        return "it follows an office", _SURE_SLIP
    if _THANKS.search(prose, low, word.start) and prose[word.end : word.end + 1] in ",.!":
        return "somebody is thanked by name", _NEVER
    if _PLACE_OF.search(prose, low, word.start):
        return "it follows “of” in a name", _SURE_SLIP
    after = _AFTER.match(prose, word.end)
    if after and after.group(1)[0].isupper():
        following, small = flags(after.group(1)), flags(after.group(1).lower())
        known = word.flags & (CAPITALISED | PERSON)
        if (following & PERSON if not known else following & (CAPITALISED | PERSON | UNKNOWN)) and not small & KNOWN:
            return f"it stands before the name “{after.group(1)}”", _SLIP
    if INITIAL.match(prose, word.end) and word.flags & (PERSON | CAPITALISED):
        return "it stands before an initial", _SURE_SLIP
    if _LIST_END.search(prose, low, word.start) or _PARTNER.match(prose, word.end):
        return "it stands in a list of names", _SURE_SLIP
    one, other = _LIST_BEFORE.search(prose, low, word.start), _LIST_AFTER.match(prose, word.end)
    if one and other and one.group(1)[0].isupper() and other.group(1)[0].isupper() and not (
        one.group(1).isupper() and other.group(1).isupper()
    ):
        return f"it stands between “{one.group(1)}” and “{other.group(1)}”", _SURE_SLIP
    return "", _SLIP


def _is_coined(base: str) -> bool:
    """Tell a word made of known ones (`musclefest`, `prefeminist`), which may stand beside a name as any word may."""
    return is_made_of_words(base) or is_derived(base)


def _is_no_slip(word: Word) -> bool:
    """Tell a word in no list that is hardly a slip of another."""
    verdict = judge(stem(word.text))
    return bool(word.flags & UNKNOWN) and (verdict is None or verdict.probability < _UNLIKELY)


def is_of_another_language(doc: Document, word: Word) -> bool:
    """Tell a word beside one of another language, where it has a letter of that or is quoted (`“La vida es sueño”`)."""
    quoted = word.flags & PERSON and in_quotation(doc, word.start, word.end)
    return bool(quoted or not word.text.isascii()) and is_in_phrase(doc, word.start, word.end, unknown=False)


def _is_name_like(prose: str, start: int, title: str) -> bool:
    """Tell a capitalised word that may be a given name here from the first word of a sentence."""
    found, small = flags(title), flags(title.lower())
    if small & (PROPER | NEVER_CASE) and not found & GIVEN_NAME:
        return False
    if found & GIVEN_NAME and not small & KNOWN:
        return True
    inside = prose[start - 1 : start] == " " and (
        prose[start - 2 : start - 1].isalnum() or prose[start - 2 : start - 1] == ","
    )
    if small & KNOWN:
        return bool(found & GIVEN_NAME) and inside
    return bool(found & (UNKNOWN | PERSON)) and inside
