"""The values every layer shares: frozen, without behaviour beyond their own reading.

All offsets count Unicode code points. All spans are half-open: ``start`` is the first
character inside, ``end`` the first one past it.
"""

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a finding matters; an error or a warning left over makes the run fail."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """Return the lower-case name used in configuration and output."""
        return self.name.lower()


class Safety(IntEnum):
    """What may be done with a finding's repair.

    ``SAFE`` is proved and applied by ``--fix``; ``SUGGEST`` is likely and applied only on
    request; ``QUERY`` is a question for a person and never edits.
    """

    QUERY = 1
    SUGGEST = 2
    SAFE = 3

    @property
    def label(self) -> str:
        """Return the lower-case name used in configuration and output."""
        return self.name.lower()


class Span(NamedTuple):
    """A half-open stretch of text in code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace ``start:end`` of the source by ``text``; an insertion has ``start == end``."""

    start: int
    end: int
    text: str


class Hit(NamedTuple):
    """What a rule yields: a span of the text it was given, what is wrong, and the repairs.

    ``start`` and ``end`` are in prose coordinates, unless ``raw`` is set: then they are in
    source coordinates (table rules read raw lines). Each of ``replacements``, best first,
    replaces exactly that span. ``safety`` and ``severity`` may lower what the rule declares.
    ``probability`` is the calibrated chance that the first replacement is right, if known.
    """

    start: int
    end: int
    message: str
    replacements: tuple[str, ...] = ()
    evidence: str = ""
    safety: Safety | None = None
    severity: Severity | None = None
    probability: float | None = None
    raw: bool = False


class Finding(NamedTuple):
    """A hit with its place in the source, its rule and its repair.

    ``start`` and ``end`` are source offsets; ``line`` and ``column`` count from 1 in code
    points and ``end_column`` is exclusive. ``text`` is the source between them and each of
    ``suggestions``, best first, replaces exactly that. ``edits`` are the smallest source
    edits that make the first suggestion; empty when the repair is only shown, not applied.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: Severity
    safety: Safety
    message: str
    evidence: str
    text: str
    suggestions: tuple[str, ...]
    start: int
    end: int
    edits: tuple[Edit, ...] = ()
    probability: float | None = None
    also: tuple[str, ...] = ()
    """Other rules that found the same defect, merged into this finding."""
