"""The dashes that set off a thought are of one kind throughout a story."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule

_NAMES = {
    " – ": "spaced en dashes", " — ": "spaced em dashes", "—": "closed-up em dashes", " - ": "spaced hyphens",
    " -- ": "spaced double hyphens", "--": "closed-up double hyphens",
}  # fmt: skip


@rule(
    summary="The dashes that set off a thought are of one kind throughout a story.",
    why="A spaced en dash in one paragraph and an em dash in the next show two hands; which is right is the house’s choice.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Scan(r"(?<=[^\W_]) ?(?:[–—]|--?) ?(?=[^\W_])", ("—", " – ", " - ", "--")),
    default=False,
    flags=[
        ("He left—at last—in May. She stayed⟦ – ⟧for now.", None),
        ("He left – at last – in May. She stayed⟦ - ⟧for now.", None),
        ("He left⟦ — ⟧at last. She stayed—for now—and slept.", None),
    ],
    allows=[
        "He left—at last—in May. It was well-known, and took 10–15 days in 2019–20.",
        "He left – at last – in May. The London–Paris train was late.",
        "From 3 – 5 pm, he said—and left.",
    ],
)
def mixed_dashes(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find the first dash of the kind that stands least often, if there are several kinds."""
    kinds: dict[str, list[re.Match[str]]] = {}
    for match in matches:
        text, place = match.group(), match.start()
        ranges = doc.prose[place - 1].isdigit() and doc.prose[match.end()].isdigit()
        if text in _NAMES and not ranges and doc.block_at(place).kind in ("paragraph", "quote"):
            kinds.setdefault(text, []).append(match)
    if len(kinds) > 1:
        rare = min(kinds.values(), key=lambda found: (len(found), -found[0].start()))
        counted = ", ".join(f"{len(found)} {_NAMES[text]}" for text, found in sorted(kinds.items(), key=lambda item: -len(item[1])))
        yield Hit(rare[0].start(), rare[0].end(), "dashes of different kinds are mixed", evidence=counted)
