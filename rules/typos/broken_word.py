"""A word is not broken by a hyphen that a line's end left in it."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, find_broken_word, holds_broken_word, rule


@rule(
    summary="A line-end hyphen does not stay inside a word.",
    why="Copy pasted from a column keeps the hyphens of its line ends: `pro-duced` for `produced`.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Scan(r"(?<=[a-z])-(?=[a-z]{2})", near=((holds_broken_word, ""),)),
    flags=[
        ("It ⟦pro-duced⟧ a mark.", "It produced a mark."),
        ("⟦Achiev-ing⟧ it takes 20 ounces of ⟦liq-uor⟧.", "Achieving it takes 20 ounces of liquor."),
    ],
    allows=[
        "Their look-alikes co-operate in well-known, re-elected, e-mail-only follow-ups.",
        "The kubectl-exec and pre-commit hooks; a socio-economic, semi-annual report.",
        "The al-hamdu line and Jong-un, p-value, x-ray, to-do.",
    ],
)
def broken_word(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find hyphens that part a known word into what are no words."""
    for match in matches:
        found = find_broken_word(doc.prose, match.start())
        if found is not None:
            start, end, whole = found
            yield Hit(start, end, f"“{doc.prose[start:end]}” is one word", (whole,), "half of it is no word")
