"""An apostrophe is an apostrophe: no opening mark, accent or backtick."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule


@rule(
    summary="An apostrophe is written as an apostrophe.",
    why="An opening mark or an accent inside `don´t` is a slip of the keyboard, and search does not find the word.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Scan(r"[‘´`′](?=(?:s|t|re|ve|ll|d|m)\b(?![-‘´`′]))", ("‘", "´", "`", "′")),
    flags=[
        ("I don⟦´⟧t know what’s wrong.", "I don’t know what’s wrong."),
        ("It⟦‘⟧s late, and they⟦‘⟧re here.", "It’s late, and they’re here."),
        ("The town⟦´⟧s mayor said we⟦′⟧ll see.", "The town's mayor said we'll see.".replace("'", "’")),
        ("It's late, she said, and I can⟦´⟧t go.", "It's late, she said, and I can't go."),
    ],
    allows=[
        "Hawai‘i, O‘ahu and the Qur‘an; the ‘s’ and the ‘t’ of it.",
        "A path of 5′ and 10′s; he said ‘so’ and ‘see’.",
        "Run `s` or `d` and `m`.",
        "It’s late, it's late.",
    ],
)
def apostrophe_mark(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find other marks between the letters of a contraction or possessive."""
    prose = doc.prose
    straight = "’" not in prose and "'" in prose
    for match in matches:
        place = match.start()
        if not prose[place - 1 : place].isalpha() or (match.group() == "`" and prose.count("`") > 1):
            continue
        right = "'" if straight else "’"
        yield Hit(place, place + 1, f"“{match.group()}” should be “{right}”", (right,), "it stands inside a word")
