"""The stable contract for rule authors: everything a rule file may import.

A rule is a pure function from a document and the candidates that woke it to hits. Its
decorator carries what it is, why, how severe, how safe, what wakes it, and examples.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.document import Block, Cell, Document, Row, Table
from lint.model import Hit, Safety, Severity, Span
from lint.patterns import pattern
from lint.text.articles import is_article, sounds_vowel
from lint.text.dates import DAYS, MONTHS, day_number, month_length, month_number, weekday
from lint.text.everyday_names import GIVEN_IN_USE
from lint.text.glue import is_emoticon, is_glued
from lint.text.glue import sides as glued_sides
from lint.text.guesses import guess_typo
from lint.text.habits import mark_habit, spaced_stops
from lint.text.hyphens import find_broken_word, holds_broken_word
from lint.text.labels import Label, labels
from lint.text.listed_names import name_round
from lint.text.morphology import is_common, is_made_of_words
from lint.text.names import (
    SHORT_MONTHS,
    capital_votes,
    is_calendar,
    is_code_name,
    is_common_in,
    is_mentioned,
    is_part_of_identifier,
    is_titled,
    right_form,
)
from lint.text.near_names import near_names
from lint.text.people import is_of_another_language, is_slip_of_word, name_evidence, writes_small
from lint.text.quotations import in_quotation, quotes_messages
from lint.text.repeats import repeated_words
from lint.text.sentences import closes_sentence, is_inside, is_staccato
from lint.text.species import is_tautonym
from lint.text.starts import PARTICLES, begins_paragraph, may_begin, resumes
from lint.text.story import counts, occurrences, places_of, tally, types
from lint.text.surroundings import count_between, is_bare, last_between, line_of, stands_twice
from lint.text.tables import is_sound_delimiter, rebuilt_delimiter
from lint.text.typos import mended_typo
from lint.text.words import (
    AFTER_CAPITAL,
    CAPITALISED,
    DIGIT,
    DOUBTFUL,
    EITHER,
    KNOWN,
    LOWER,
    MISSPELT,
    MIXED,
    NAMELIKE,
    NEVER_CASE,
    PART,
    PERSON,
    PROPER,
    RARE,
    SOFTWARE,
    TITLE,
    UNKNOWN,
    UPPER,
    Word,
    flags,
    stem,
    word_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "AFTER_CAPITAL",
    "CAPITALISED",
    "DAYS",
    "DIGIT",
    "DOUBTFUL",
    "EITHER",
    "GIVEN_IN_USE",
    "KNOWN",
    "LOWER",
    "MISSPELT",
    "MIXED",
    "MONTHS",
    "NAMELIKE",
    "NEVER_CASE",
    "PART",
    "PARTICLES",
    "PERSON",
    "PROPER",
    "RARE",
    "SHORT_MONTHS",
    "SOFTWARE",
    "TITLE",
    "UNKNOWN",
    "UPPER",
    "Block",
    "Blocks",
    "Cell",
    "Document",
    "Hit",
    "Label",
    "Phrases",
    "Row",
    "Rule",
    "Safety",
    "Scan",
    "Severity",
    "Span",
    "Table",
    "Tables",
    "Whole",
    "Word",
    "Words",
    "begins_paragraph",
    "capital_votes",
    "closes_sentence",
    "count_between",
    "counts",
    "day_number",
    "find_broken_word",
    "flags",
    "glued_sides",
    "guess_typo",
    "holds_broken_word",
    "in_quotation",
    "is_article",
    "is_bare",
    "is_calendar",
    "is_code_name",
    "is_common",
    "is_common_in",
    "is_emoticon",
    "is_glued",
    "is_inside",
    "is_made_of_words",
    "is_mentioned",
    "is_of_another_language",
    "is_part_of_identifier",
    "is_slip_of_word",
    "is_sound_delimiter",
    "is_staccato",
    "is_tautonym",
    "is_titled",
    "labels",
    "last_between",
    "line_of",
    "mark_habit",
    "may_begin",
    "mended_typo",
    "month_length",
    "month_number",
    "name_evidence",
    "name_round",
    "near_names",
    "occurrences",
    "pattern",
    "places_of",
    "quotes_messages",
    "rebuilt_delimiter",
    "repeated_words",
    "resumes",
    "right_form",
    "rule",
    "sounds_vowel",
    "spaced_stops",
    "stands_twice",
    "stem",
    "tally",
    "types",
    "weekday",
    "word_at",
    "writes_small",
]


class Words(NamedTuple):
    """Wake on every occurrence of a word type whose flags share a bit with ``mask``.

    The flags are those of ``lint.text.words``. With ``need`` only types that have all its bits
    count, with ``lack`` only those that have none of its bits; the lower-case words in ``types``
    wake the rule too, whatever their flags. ``PART`` wakes only where the words beside could make
    a listed name with the word, ``AFTER_CAPITAL`` only after a title, a given name or an initial. The rule is
    handed ``Word`` values in the order they stand in the prose.
    """

    mask: int
    types: frozenset[str] = frozenset()
    need: int = 0
    lack: int = 0


class Scan(NamedTuple):
    """Wake on every match of a regular expression in the prose, handed as ``re.Match``.

    ``pattern`` should begin with a literal or punctuation, so the scan runs at C speed.
    When ``needles`` are given and none of them stands in the prose, nothing is scanned.

    ``near`` says where a match begins, so that the rest is not scanned: in a piece, a run of
    characters between blanks, in which the first expression of a pair is found (``^`` and ``$``
    are its ends), or in the blanks before it; and with a second expression only where the next
    piece begins with that. A function that tells it of a piece may stand for the first
    expression; it is asked once for each distinct piece. The matches are those that begin there
    and do not overlap.
    """

    pattern: str
    needles: tuple[str, ...] = ()
    near: tuple[tuple[str | Callable[[str], object], str], ...] = ()


class Phrases(NamedTuple):
    """Wake on every whole-word occurrence of a phrase, in any case, handed as ``Span``."""

    phrases: tuple[str, ...]


class Blocks(NamedTuple):
    """Wake on every block of the named kinds, handed as ``Block``."""

    kinds: tuple[str, ...]


class Tables(NamedTuple):
    """Wake on every table read from raw lines, handed as ``Table``."""


class Whole(NamedTuple):
    """Wake once for the whole document, handed nothing; ``reason`` says why no less will do."""

    reason: str


Wake = Words | Scan | Phrases | Blocks | Tables | Whole


class Rule(NamedTuple):
    """A rule as the engine sees it. ``name`` and ``group`` come from its file and folder."""

    name: str
    group: str
    summary: str
    why: str
    severity: Severity
    safety: Safety
    wake: Wake
    check: Callable[[Document, Iterable[Any]], Iterator[Hit]]
    flags: tuple[tuple[str, str | None], ...] = ()
    allows: tuple[str, ...] = ()
    default: bool = True
    formats: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    origin: str = ""


def rule(  # noqa: PLR0913 (a rule file is read as a table of these fields)
    *,
    summary: str,
    why: str,
    severity: Severity,
    safety: Safety,
    wake: Wake,
    flags: list[tuple[str, str | None]],
    allows: list[str],
    default: bool = True,
    formats: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Callable[[Callable[..., Iterator[Hit]]], Rule]:
    """Make a rule of the decorated function.

    ``flags`` pairs a text, in which ``⟦…⟧`` stands round exactly what is underlined, with
    the text after all fixes (``None`` when the finding offers no repair); ``allows`` are
    correct texts that must pass in silence. ``formats`` limits examples and rule to those
    readers (``"markdown"``, ``"plain"``); empty means all. A rule with ``default=False``
    runs only when selected.
    """

    def make(check: Callable[..., Iterator[Hit]]) -> Rule:
        return Rule(
            name=check.__name__.replace("_", "-"),
            group="",
            summary=summary,
            why=why,
            severity=severity,
            safety=safety,
            wake=wake,
            check=check,
            flags=tuple(flags),
            allows=tuple(allows),
            default=default,
            formats=formats,
            aliases=aliases,
        )

    return make
