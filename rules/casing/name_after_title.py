"""A name after `Mr`, `Mrs`, `Ms` or `Dr` has its capital."""

import re
from collections.abc import Iterable, Iterator

from lint.api import LOWER, PARTICLES, Document, Hit, Safety, Scan, Severity, rule, stem, word_at

_NO_NAMES = frozenset("and or of the who in at to is was for with from le who's no right wrong big ie eg vs".split())


@rule(
    summary="A name after “Mr”, “Mrs”, “Ms” or “Dr” has its capital.",
    why="Nothing but a name stands there, also when it is an everyday word.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan(r"(?:M(?<![\w’'.-]M)(?:rs?|s|x)|D(?<![\w’'.-]D)r)\.?[ ](?=[a-z])", near=((r"(?:M(?:rs?|s|x)|Dr)\.?$", "[a-z]"),)),
    flags=[
        ("“We waited,” Mr ⟦bush⟧ said.", "“We waited,” Mr Bush said."),
        ("Then Dr. ⟦hill⟧’s team and Mrs ⟦wran⟧ left.", "Then Dr. Hill’s team and Mrs Wran left."),
    ],
    allows=[
        "Mr de Souza, Dr van Dyke and Mrs bin Yusuf met.",
        "The plays of Dr Who and Mr Right; the Mr and Mrs quiz.",
        "A Dr of philosophy is no Mr in this house.",
    ],
)
def name_after_title(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find small words right after a title."""
    for match in matches:
        word = word_at(doc, match.end())
        if word is None or not word.flags & LOWER or word.text in PARTICLES | _NO_NAMES or len(word.text) < 2:
            continue
        if doc.prose[word.end : word.end + 1] == "-" or doc.prose.endswith("Mr and ", 0, match.start()):
            continue
        base = stem(word.text)
        form = base[0].upper() + base[1:]
        title = match.group().rstrip(". ")
        yield Hit(word.start, word.start + len(base), f"“{base}” should be “{form}”", (form,), f"it follows “{title}”")
