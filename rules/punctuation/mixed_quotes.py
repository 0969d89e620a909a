"""Quotation marks are curly or straight throughout a story."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule


@rule(
    summary="Double quotation marks are curly or straight throughout a story.",
    why="Both in one story show where text was pasted in; which of them is right is the house’s choice.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Scan('[“”"]', ('"',)),
    default=False,
    flags=[
        ('“We left,” he said. ⟦"⟧So did I," she said. “Well.”', None),
        ('"We left," he said. "So did I," she said. ⟦“⟧Well.”', None),
        ('“We left,” he said.\n\nThen ⟦"⟧it" rained.', None),
    ],
    allows=[
        "“We left,” he said. “So did I,” she said.",
        '"We left," he said. "So did I," she said.',
        'A 6" pipe and a 12" one beside a “fat” one.',
        'A `"quoted"` piece of code and a “fat” one.',
    ],
    formats=("markdown",),
)
def mixed_quotes(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find the first mark of the kind that stands less often; marks of inches do not count."""
    straight: list[int] = []
    curly: list[int] = []
    for match in matches:
        place = match.start()
        if match.group() != '"':
            curly.append(place)
        elif not doc.prose[place - 1 : place].isdigit() or place == 0:
            straight.append(place)
    if straight and curly:
        first = (straight if len(straight) <= len(curly) else curly)[0]
        yield Hit(first, first + 1, "straight and curly quotation marks are mixed", evidence=f"{len(curly)} curly, {len(straight)} straight")
