"""An unknown word with one strong candidate is a slip."""

from collections.abc import Iterable, Iterator

from lint.api import DOUBTFUL, LOWER, Document, Hit, Safety, Severity, Word, Words, guess_typo, rule

_SURE = 0.97


@rule(
    summary="Words are spelt right.",
    why="A word no list has, one slip of the finger from a common one, is most often that word.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Words(DOUBTFUL),
    flags=[
        ("The long ⟦serise⟧ of talks ended.", "The long series of talks ended."),
        ("They ⟦annonuced⟧ the plan.", "They announced the plan."),
    ],
    allows=[
        "Zhabinka and Kovalenko met the mayor.",
        "The kubectl command and the gRPC call.",
        "A livestream of the unboxing went viral.",
    ],
)
def likely_typo(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find unknown words that are likely slips."""
    for word in words:
        guess = guess_typo(doc, word)
        if guess is not None:
            sure = guess.probability >= _SURE and word.flags & LOWER
            safety = None if sure else Safety.SUGGEST
            message = f"“{word.text}” is likely “{guess.forms[0]}”"
            yield Hit(word.start, word.end, message, guess.forms, guess.evidence, safety, None, guess.probability)
