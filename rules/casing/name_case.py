"""A name that no list settles, shown by what stands beside it."""

from collections.abc import Iterable, Iterator

from lint.api import (
    AFTER_CAPITAL,
    GIVEN_IN_USE,
    NAMELIKE,
    Document,
    Hit,
    Safety,
    Severity,
    Word,
    Words,
    name_evidence,
    rule,
    stem,
)


@rule(
    summary="People and places keep their capitals, also those no list settles.",
    why="After a title, beside another name, or where every list knows a word as a name only, a small letter is a slip.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Words(NAMELIKE | AFTER_CAPITAL, GIVEN_IN_USE),
    flags=[
        ("He met Governor ⟦whitmer⟧ on Monday.", "He met Governor Whitmer on Monday."),
        ("The shots fell in ⟦uvalde⟧ at noon.", "The shots fell in Uvalde at noon."),
        ("It was written by Paul ⟦hammant⟧.", "It was written by Paul Hammant."),
        ("The captain ⟦john⟧ Fitzgerald left.", "The captain John Fitzgerald left."),
    ],
    allows=[
        "It is another Arnie musclefest; Joan’s prefeminist plight; the Milan bourse; a prima donna.",
        "The kubectl and grafana commands run.",
        "Kim Tae-hyo met Han Duck-soo.",
        "President elect or secretary general, he came.",
        "They will sue Microsoft, bill Whitmer and mark Fitzgerald’s work in Kyiv.",
    ],
)
def name_case(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find lower-case words that are names by what stands beside them."""
    for word in words:
        evidence = name_evidence(doc, word)
        if evidence:
            base = stem(word.text)
            form = base[:1].upper() + base[1:]
            yield Hit(word.start, word.start + len(base), f"“{base}” should be “{form}”", (form,), evidence)
