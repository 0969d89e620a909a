"""A mark stands once."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule


@rule(
    summary="A comma, stop or semicolon stands once.",
    why="Two are left behind when a sentence is cut or joined.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Scan(r"(?:,,|;;|,\.|\.\.)(?![.,;])", near=((r",,|;;|,\.|\.\.", ""),)),
    flags=[
        ("He came⟦,,⟧ saw and won.", "He came, saw and won."),
        ("He went home⟦..⟧ Then it rained.", "He went home. Then it rained."),
    ],
    allows=[
        "Wait... what?! No!!",
        "Apples, pears, etc., are cheap, Inc., too.",
        "Go up to ../docs or 1..10.",
    ],
)
def doubled_punctuation(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find marks typed twice."""
    prose = doc.prose
    for match in matches:
        before, after = prose[match.start() - 1 : match.start()], prose[match.end() : match.end() + 1]
        if not (before.isalpha() or before in ("”", ")", "%")) or before == "" or not (after in (" ", "\n", "”", "") or after == '"'):
            continue
        text = match.group()
        new = "." if text in (",.", "..") else text[0]
        safety = Safety.SUGGEST if text in (",.", "..") else None
        yield Hit(match.start(), match.end(), f"“{text}” should be “{new}”", (new,), safety=safety)
