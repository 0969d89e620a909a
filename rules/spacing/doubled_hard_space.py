"""A no-break or thin space does not stand beside another blank."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule

_SPECIAL = "\u00a0\u202f\u2009\u200a\u2007\u2002\u2003"


@rule(
    summary="One blank stands between words, whatever blanks there are.",
    why="A no-break space beside another blank shows as a hole in the line.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Scan(rf"[{_SPECIAL}][ {_SPECIAL}]|[ ][{_SPECIAL}]", tuple(_SPECIAL)),
    flags=[
        ("The price is 5⟦\u00a0 ⟧euros.", "The price is 5\u00a0euros."),
        ("He left⟦ \u2009⟧early.", "He left early."),
        ("He left⟦\u00a0\u00a0⟧early.", "He left early."),
    ],
    allows=[
        "The price is 5\u00a0euros and 10\u202fkm.",
        "He left. \u00a0She stayed. \u00a0They met.",
        "\u00a0\u00a0\u00a0Name\u00a0\u00a0\u00a0\u00a0Age",
        "He left \u2014 at last.",
    ],
)
def doubled_hard_space(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find two blanks between words of which at least one is no ordinary one."""
    prose = doc.prose
    for match in matches:
        before, after = prose[match.start() - 1 : match.start()], prose[match.end() : match.end() + 1]
        if not (before.isalnum() or before in ",;") or not before or not after.isalnum():
            continue
        kept = match.group().strip(" ")[:1] if before.isdigit() else " "
        yield Hit(match.start(), match.end(), "two blanks in a row, one of them no ordinary one", (kept,))
