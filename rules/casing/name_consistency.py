"""The story's own capitals prove a name."""

from collections.abc import Iterable, Iterator

from lint.api import (
    KNOWN,
    LOWER,
    NEVER_CASE,
    PERSON,
    PROPER,
    RARE,
    SOFTWARE,
    Document,
    Hit,
    Safety,
    Severity,
    Whole,
    capital_votes,
    flags,
    is_code_name,
    is_made_of_words,
    is_mentioned,
    is_part_of_identifier,
    occurrences,
    rule,
)


@rule(
    summary="A name is written one way throughout a story.",
    why="A word the story itself capitalises is a name, even when no list has it.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Whole("the capitals of the whole story are the evidence"),
    flags=[
        (
            "We met Dr. Kovalenko. Later Dr. Kovalenko left.\n\nThen ⟦kovalenko⟧ wrote.",
            "We met Dr. Kovalenko. Later Dr. Kovalenko left.\n\nThen Kovalenko wrote.",
        ),
        (
            "Nobody in Zhabinka or near Zhabinka knew ⟦zhabinka⟧’s mayor.",
            "Nobody in Zhabinka or near Zhabinka knew Zhabinka’s mayor.",
        ),
    ],
    allows=[
        "The Chapter on names follows this chapter, and the Chapter on dates that chapter.",
        "Zhabinka is a town. The zhabinka, a pond frog, is common.",
    ],
)
def name_consistency(doc: Document, _: Iterable[object]) -> Iterator[Hit]:
    """Find lower-case words that the story capitalises elsewhere and that are no common words."""
    for base, votes in doc.once(capital_votes).items():
        found = flags(base)
        if found & (NEVER_CASE | KNOWN) or len(base) < 3 or (found & SOFTWARE and not found & PERSON):
            continue
        least = max(1, 2 * votes.lower - 1)
        if is_made_of_words(base) and not found & PROPER:
            least = max(3, votes.lower + 2)
        elif found & RARE:
            least = 2 * votes.lower
        if votes.capital < least or votes.upper > votes.capital:
            continue
        if is_code_name(doc, base):
            continue
        for word in occurrences(doc, base):
            if not word.flags & LOWER or is_part_of_identifier(doc.prose, word.start, word.end) or doc.prose[word.start - 1 : word.start] in ("\ufffc", "/", "_", ".", "@", "#") or doc.prose[word.end : word.end + 1] in ("/", "_", "\ufffc", "("):
                continue
            if is_mentioned(doc.prose, word):
                continue
            form = base[:1].upper() + base[1:]
            times = f"capitalised {votes.capital} time{'s' * (votes.capital > 1)} in this story"
            yield Hit(word.start, word.start + len(base), f"“{base}” should be “{form}”", (form,), times)
