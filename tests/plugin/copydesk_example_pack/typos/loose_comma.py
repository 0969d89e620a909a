"""A comma before a closing bracket."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule


@rule(
    summary="No comma stands before a closing bracket.",
    why="It is left over from words that were cut.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Scan(r",\)"),
    flags=[("He came (late⟦,)⟧ and left.", "He came (late) and left.")],
    allows=["He came (late), and left."],
)
def loose_comma(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find a comma with a closing bracket after it."""
    for match in matches:
        yield Hit(match.start(), match.end(), "a comma before a closing bracket", (")",))
