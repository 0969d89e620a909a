"""Names: what the story itself proves of a word's capitals, and names of several words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.lexicon import open_lexicon
from lint.patterns import pattern
from lint.text.pieces import pieces
from lint.text.sentences import is_inside
from lint.text.story import mixed_stems
from lint.text.watch import Sought, seek
from lint.text.words import (
    DIGIT,
    LITTLE,
    LOWER,
    TITLE,
    UPPER,
    stem,
)

if TYPE_CHECKING:
    from lint.document import Block, Document
    from lint.text.words import Word

_TITLE_SHARE, _SENTENCE_SHARE = 0.6, 0.85
"""Share of capitals among longer words that makes a title, without and with a full stop at its end."""
_HEADS = seek(Sought(lambda found: not found & (LITTLE | DIGIT)))
"""Words that are not little: little words stay small in titles."""
_CAPITAL_HEADS = seek(Sought(lambda found: found & (TITLE | UPPER) and not found & LITTLE))
_DATE_AFTER = pattern(r",?[ ](\d{1,4})(?![\d%:])(?:st|nd|rd|th)?\b")
_WORD_BEFORE = pattern(r"([\w-]+)[ ]\Z")
_DAY = pattern(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")


class Votes(NamedTuple):
    """How a word is written in one story; only capitals inside sentences count."""

    capital: int
    lower: int
    upper: int


def capital_votes(doc: Document) -> dict[str, Votes]:
    """Count capitals inside sentences of every stem that also stands in lower case and is no ordinary word.

    Headlines, table heads, labels and passages in title case give no evidence. Use as
    ``doc.once(capital_votes)``; keys are stems (lower case, no possessive).
    """
    capital: dict[str, int] = {}
    lower: dict[str, int] = {}
    upper: dict[str, int] = {}
    for base, words in doc.once(mixed_stems).items():
        for word in words:
            if not word.flags & (LOWER | TITLE | UPPER) or is_part_of_identifier(doc.prose, word.start, word.end):
                continue
            if word.text.islower():
                lower[base] = lower.get(base, 0) + 1
            elif not is_inside(doc, word.start) or is_titled(doc, doc.block_at(word.start)):
                continue
            elif word.flags & UPPER:
                upper[base] = upper.get(base, 0) + 1
            else:
                capital[base] = capital.get(base, 0) + 1
    return {
        base: Votes(capital.get(base, 0), count, upper.get(base, 0))
        for base, count in lower.items()
        if base in capital or base in upper
    }


def is_titled(doc: Document, block: Block) -> bool:
    """Tell whether a block's capitals are those of a title: they prove nothing of a name."""
    if block.kind == "headline" or (block.kind == "cell" and block.level):
        return True
    return doc.answer(_has_title_capitals, block)


def _has_title_capitals(doc: Document, block: Block) -> bool:
    every = doc.once(pieces)
    heads, capitals = every.within(block.start, block.end, _HEADS, _CAPITAL_HEADS)
    share = _SENTENCE_SHARE if doc.prose[block.end - 1 : block.end] in (".", "”") else _TITLE_SHARE
    return heads > 1 and capitals >= share * heads


_BESIDE_NAMES = frozenset(
    "anti pro un non pre post mid ex trans neo cross inter all half born led based backed made speaking style wide "
    "funded owned occupied controlled held backed bound era american european speaking language majority dominated "
    "trained friendly linked sponsored inspired born".split(),
)


def is_part_of_identifier(prose: str, start: int, end: int) -> bool:
    """Tell whether a hyphen ties a word to others as in the name of a program (`infra-fastly-logs`).

    Not where a name is joined to words that copy joins to names (`pro-Ukrainian`, `Swiss-born`).
    """
    if prose[start - 1 : start] != "-" and prose[end : end + 1] != "-":
        return False
    for place, step in ((start - 1, -1), (end, 1)):
        if prose[place : place + 1] != "-" or place < 0:
            continue
        edge = place + step
        while 0 <= edge < len(prose) and prose[edge].isalnum():
            edge += step
        other = prose[edge + 1 : place] if step < 0 else prose[place + 1 : edge]
        if other and not other[0].isupper() and other.lower() not in _BESIDE_NAMES:
            return True
    return False


_COMMON_IN = {
    "arabic": "numeral numerals", "bermuda": "shorts", "boston": "terrier", "brazil": "nut nuts",
    "brussels": "sprout sprouts", "chinese": "whispers lantern lanterns", "cuban": "heel heels",
    "danish": "pastry pastries", "dutch": "oven auction courage door", "easter": "egg eggs",
    "english": "muffin muffins", "french": "fries fry toast window windows door doors horn press kiss dressing "
    "bread bean beans polish cuff cuffs", "german": "measles shepherd shepherds", "greek": "chorus", "india": "ink",
    "indian": "summer", "irish": "coffee stew", "italian": "dressing", "jersey": "cow cows",
    "manila": "envelope envelopes", "panama": "hat hats", "persian": "rug rugs cat cats",
    "roman": "numeral numerals type", "russian": "roulette doll dolls dressing", "scotch": "whisky tape egg",
    "spanish": "fly omelette", "swiss": "cheese chard roll", "turkish": "bath baths towel delight",
    "valencia": "orange oranges", "catholic": "taste tastes interests sympathies", "venetian": "blind blinds",
    "vienna": "sausage sausages", "welsh": "rarebit dresser",
}  # fmt: skip
_NEXT_WORD = pattern(r"[ -](\w+)")


def is_common_in(prose: str, word: Word) -> bool:
    """Tell whether a name stands in a thing named after it, which many houses write small (`french fries`)."""
    following = _NEXT_WORD.match(prose, word.end)
    return following is not None and following.group(1) in _COMMON_IN.get(word.text, "").split()


SHORT_MONTHS = frozenset("jan feb apr jul aug sept oct nov dec".split())
_MONTH_BEFORE = frozenset("in of since until by last next this early late mid during before after from through".split())
_YEAR_LENGTH = 4


def is_calendar(doc: Document, word: Word) -> bool:
    """Tell whether a word that may be a month stands in a date: beside a day or a year."""
    prose = doc.prose
    after = _DATE_AFTER.match(prose, word.end + (prose[word.end : word.end + 1] == "." and word.text in SHORT_MONTHS))
    before = _WORD_BEFORE.search(prose, max(0, word.start - 24), word.start)
    previous = before.group(1).lower() if before else ""
    if after and len(after.group(1)) == _YEAR_LENGTH and after.group(1)[:2] in ("17", "18", "19", "20"):
        return word.text != "may" or previous in _MONTH_BEFORE or previous[:1].isdigit()
    if after and len(after.group(1)) <= 2 and word.text != "may":  # noqa: PLR2004 (a day has two digits)
        return True
    if after and len(after.group(1)) <= 2 and previous in ("on", "by", "until", "since"):  # noqa: PLR2004
        return True
    return bool(_DAY.fullmatch(previous)) and word.text != "may"


def right_form(word: str) -> str:
    """Return the right form of a word that is always capital, its ending kept."""
    base = stem(word)
    form = open_lexicon().canonical(base) or base[:1].upper() + base[1:]
    return form + word[len(base) :]


_GLOSS = pattern(r"(?:[ ][\w’'-]+)?[ ]\([A-Z]{2,}[ –-]")


def is_mentioned(prose: str, word: Word) -> bool:
    """Tell a word that is spoken of, in quotation marks or with its pronunciation, from one that is used."""
    if prose[word.start - 1 : word.start] in ("“", '"') and prose[word.end : word.end + 1] in ("”", '"'):
        return word.start > 0
    return _GLOSS.match(prose, word.end) is not None


def is_code_name(doc: Document, base: str) -> bool:
    """Tell whether the story also has a lower-case word in code, as the name of a program or field."""
    return base in doc.once(_code_words)


_CODE = pattern(r"(?<!`)(`++)([^`\n]++)\1")
_IN_CODE = pattern(r"[A-Za-z]+")


def _code_words(doc: Document) -> frozenset[str]:
    """Return the words of a document that stand in code inside a line."""
    text = doc.source.text
    found = _CODE.finditer(text) if "`" in text else ()
    return frozenset(word for match in found for word in _IN_CODE.findall(match.group(2)))
