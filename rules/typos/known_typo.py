"""A listed misspelling is mended."""

from collections.abc import Iterable, Iterator

from lint.api import MISSPELT, Document, Hit, Safety, Severity, Word, Words, mended_typo, rule


@rule(
    summary="Known misspellings are mended.",
    why="The lists hold slips that are no word in any variety of English.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Words(MISSPELT),
    flags=[
        ("He went home ⟦wiht⟧ them.", "He went home with them."),
        ("⟦Teh⟧ town ⟦recieved⟧ aid.", "The town received aid."),
        ("It ⟦doesnt⟧ matter, he said; it’s fine.", "It doesn’t matter, he said; it’s fine."),
    ],
    allows=[
        "Maria Thier and Jonas Teh spoke.",
        "The colour of the aeroplane and the color of the airplane.",
    ],
)
def known_typo(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find listed misspellings that are no names here."""
    for word in words:
        mended = mended_typo(doc, word)
        if mended is not None:
            message = f"“{word.text}” should be “{mended.forms[0]}”"
            safety = None if mended.sure else Safety.SUGGEST
            yield Hit(word.start, word.end, message, mended.forms, "a listed misspelling", safety)
