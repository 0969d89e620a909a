"""No invisible character stands in copy."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, pattern, rule

_NAMES = {
    "\u200b": "zero-width space",
    "\ufeff": "byte order mark",
    "\u00ad": "soft hyphen",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "direction mark",
    "\u202b": "direction mark",
    "\u202c": "direction mark",
    "\u202d": "direction mark",
    "\u202e": "direction mark",
    "\u2066": "direction mark",
    "\u2067": "direction mark",
    "\u2068": "direction mark",
    "\u2069": "direction mark",
}

_INVISIBLE = "[" + "".join(_NAMES) + "]"


@rule(
    summary="No invisible character stands in a word or between words.",
    why="Pasted from elsewhere, it breaks search, spelling and line breaks, and nobody sees it.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Scan(_INVISIBLE, near=((_INVISIBLE, ""),)),
    flags=[
        ("The zero⟦\u200b⟧width space.", "The zerowidth space."),
        ("A soft hyphen ⟦\u00ad⟧at the edge.", "A soft hyphen at the edge."),
    ],
    allows=[
        "In a hy­phen and after COVID-⁠19 it is meant.",
        "A family: 👩\u200d👩\u200d👧 and 10\u00a0km.",
        "שלום \u200eabc\u200f עולם",
    ],
)
def invisible_character(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find characters that show nothing."""
    for match in matches:
        if match.group() > "\u200d" and match.group() != "\ufeff" and doc.once(_is_right_to_left):
            continue
        if match.group() == "\u00ad" and doc.prose[match.start() - 1 : match.start()].isalpha() and doc.prose[match.end() : match.end() + 1].isalpha():
            continue
        yield Hit(match.start(), match.end(), f"an invisible {_NAMES[match.group()]}", ("",))


_RIGHT_TO_LEFT = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _is_right_to_left(doc: Document) -> bool:
    """Tell a text that holds letters which run from right to left."""
    return _RIGHT_TO_LEFT.search(doc.prose) is not None
