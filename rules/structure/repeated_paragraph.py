"""A long paragraph stands once under its headline."""

from collections.abc import Iterable, Iterator

from lint.api import Block, Blocks, Document, Hit, Safety, Severity, rule

_LEAST_LENGTH = 120
_BRIDGE = (
    "The mayor of Zhabinka said on Friday that the bridge over the river would stay shut until the spring, and that "
    "buses would run."
)
_TRAIN = (
    "A spokesman for the railway told reporters that no train would leave the station before noon. “We are sorry,” he "
    "said, and left it at that."
)
_LORRIES = (
    "Nobody knew why the lorries had turned back at the border, or who had told their drivers to wait there until the "
    "morning of the next day."
)


@rule(
    summary="A long paragraph stands once under a headline.",
    why="The same paragraph twice is most often one that was pasted and not cut.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Blocks(("paragraph", "headline")),
    flags=[(f"{text}\n\nThen it rained.\n\n⟦{text}⟧\n", None) for text in (_BRIDGE, _TRAIN, _LORRIES)],
    allows=[
        "Yes, he said.\n\nNo, she said.\n\nYes, he said.\n",
        "Subscribe to our letter.\n\nIt rained.\n\nSubscribe to our letter.\n",
        f"{_BRIDGE}\n\n{_BRIDGE.replace('Friday', 'Sunday')}\n",
        f"## In Sumy\n\n{_BRIDGE}\n\n## In Kyiv\n\n{_BRIDGE}\n",
        f"- {_BRIDGE}\n- {_BRIDGE}\n",
    ],
)
def repeated_paragraph(doc: Document, blocks: Iterable[Block]) -> Iterator[Hit]:
    """Find paragraphs of a line and a half or more that stood before under the same headline."""
    seen: set[str] = set()
    for block in blocks:
        if block.kind == "headline":
            seen.clear()
            continue
        if block.end - block.start < _LEAST_LENGTH:
            continue
        text = doc.prose[block.start : block.end]
        if "\ufffc" in text:
            continue
        if text in seen:
            yield Hit(block.start, block.end, "the paragraph stands twice")
        seen.add(text)
