"""A slip that happens to spell a name in lower case."""

from collections.abc import Iterable, Iterator

from lint.api import (
    KNOWN,
    LOWER,
    MISSPELT,
    NEVER_CASE,
    PROPER,
    Document,
    Hit,
    Safety,
    Severity,
    Word,
    Words,
    guess_typo,
    is_slip_of_word,
    rule,
)


@rule(
    summary="A lower-case name that stands where an ordinary word belongs is that word misspelt.",
    why="`moore than a week` is a slip of “more”; a capital would make nonsense of it.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Words(PROPER, need=LOWER, lack=MISSPELT | KNOWN | NEVER_CASE),
    flags=[
        ("It took ⟦moore⟧ than a week.", "It took more than a week."),
        ("It was a ⟦greta⟧ honour for us.", "It was a great honour for us."),
    ],
    allows=[
        "Roger Moore and Greta Thunberg met.",
        "It took Moore a week and Mooney a day.",
    ],
)
def name_for_word(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find lower-case names that are likely slips of ordinary words."""
    for word in words:
        guess = guess_typo(doc, word) if is_slip_of_word(doc, word) else None
        if guess is not None:
            message = f"“{word.text}” is likely “{guess.forms[0]}”"
            yield Hit(word.start, word.end, message, guess.forms, guess.evidence, None, None, guess.probability)
