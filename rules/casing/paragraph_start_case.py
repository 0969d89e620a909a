"""A paragraph begins with a capital."""

from collections.abc import Iterable, Iterator

from lint.api import Block, Blocks, Document, Hit, Safety, Severity, begins_paragraph, may_begin, pattern, rule


@rule(
    summary="A paragraph begins with a capital letter.",
    why="A small letter there is a slip, also after a headline without a full stop.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Blocks(("headline", "paragraph", "item", "quote")),
    flags=[
        (
            "# A Bold Proposal\n\n⟦in⟧ a surprising move, the president has offered to exchange soldiers.",
            "# A Bold Proposal\n\nIn a surprising move, the president has offered to exchange soldiers.",
        ),
        (
            "The town woke up.\n\n⟦the⟧ snow had fallen all night long, and nobody was out.",
            "The town woke up.\n\nThe snow had fallen all night long, and nobody was out.",
        ),
    ],
    allows=[
        "The list of towns is long,\n\nand it grows every year that the council waits.",
        "Run this:\n\n```\ngo\n```\n\nand then wait until the command comes back to you.",
        "- apples from the orchard\n- pears from the market",
        "iPhones sold well again in the quarter that ended last week.",
        "The words:\n\n**quid pro quo** n. something for something, as they say.\n\n**sub judice** adj. & adv. under a judge.",
        "It is out.\n\npick-e will be shown at the fair in June, said the firm. Its pick-e is small.",
    ],
)
def paragraph_start_case(doc: Document, blocks: Iterable[Block]) -> Iterator[Hit]:
    """Find small letters at the start of a paragraph or a list item that is a sentence."""
    for block in blocks:
        place = block.start
        while place < min(block.end, block.start + 3) and doc.prose[place] in '*_“"':
            place += 1
        if not doc.prose[place : place + 1].islower() or not begins_paragraph(doc, block):
            continue
        if place > block.start and doc.prose[place - 1] in '“"' and not _is_speech(doc.prose, place):
            continue
        word = may_begin(doc, place)
        if word is not None:
            form = word.text[0].upper() + word.text[1:]
            yield Hit(word.start, word.end, f"“{word.text}” should be “{form}”", (form,), "it begins a paragraph")


_SPEECH = pattern(r"(?:[^“”\"\s]+[ ]){4,}[^“”\"]*[,.!?][”\"]")


def _is_speech(prose: str, start: int) -> bool:
    """Tell a quoted sentence, of five words or more, from quoted words."""
    return _SPEECH.match(prose, start) is not None
