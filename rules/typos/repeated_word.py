"""A word is not typed twice."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Whole, repeated_words, rule


@rule(
    summary="A word does not stand twice in a row.",
    why="Typed or pasted twice, it is the slip that spelling never shows.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Whole("a repetition is two neighbours of any word type"),
    flags=[
        ("It is ⟦the the⟧ end.", "It is the end."),
        ("It ⟦fails fails⟧ at once.", "It fails at once."),
    ],
    allows=[
        "He did what he had to to win, and the house it is connected to to save power.",
        "He had had enough, and that that was so is very very sad.",
        "Duran Duran played in Walla Walla; bye bye, no no.",
        "What it is is a mess.",
        "One, two, two, three. New York, New York.",
        "“Shoo shoo!” he cried. “The hoi polloi” is “the the many”; Darren Lee LEE, 41, went on snoring snoring snoring.",
    ],
)
def repeated_word(doc: Document, _: Iterable[object]) -> Iterator[Hit]:
    """Find words that stand twice with only a blank between them."""
    for first, second in doc.once(repeated_words):
        word = first.text
        message = f"“{doc.prose[first.start : second.end]}” repeats a word"
        yield Hit(first.start, second.end, message, (word,))
