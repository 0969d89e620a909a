"""What a speaker says begins with a capital."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Whole, labels, may_begin, pattern, rule


@rule(
    summary="The first word after a speaker label has a capital.",
    why="What a speaker says begins a sentence.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Whole("whether a label recurs is known only from the whole story"),
    flags=[
        (
            "Dr. Roe: It is late.\n\nEditor: Why?\n\nDr. Roe: ⟦it⟧ adds up.",
            "Dr. Roe: It is late.\n\nEditor: Why?\n\nDr. Roe: It adds up.",
        ),
        (
            "Q: ⟦who⟧ came?\n\nA: Nobody.\n\nQ: Why?\n\nA: Rain.",
            "Q: Who came?\n\nA: Nobody.\n\nQ: Why?\n\nA: Rain.",
        ),
    ],
    allows=[
        "Policy: a rule that is written down.\n\nMethod: the way it is done.",
        "Severity: warning\n\nSeverity: error\n\nSeverity: note",
        "Editor: Why?\n\nDr. Roe: iPhones.\n\nEditor: Really?",
        "Editor: (crosstalk) Well, why?\n\nDr. Roe: [coughs twice] Why not?\n\nEditor: Go.\n\nDr. Roe: I shall.",
        "Mum: have you had breakfast\n\nMe: mum im kind of busy\n\nMum: is it the whale\n\nMe: yes it is huge",
    ],
)
def label_sentence_case(doc: Document, _: Iterable[object]) -> Iterator[Hit]:
    """Find small letters after a label that recurs."""
    bodies = [(label, _first(doc.prose, label.body)) for label in doc.once(labels) if label.recurs]
    small = sum(doc.prose[place : place + 1].islower() for _, place in bodies)
    if small >= _HABIT and 2 * small > len(bodies):
        return  # A chat: nobody in it types a capital.
    for label, place in bodies:
        if _ASIDE.match(doc.prose, label.body):
            continue
        word = may_begin(doc, place)
        if word is not None and _is_said(doc.prose[place : doc.block_at(place).end]):
            form = word.text[0].upper() + word.text[1:]
            evidence = f"it begins what “{label.text}” says"
            yield Hit(word.start, word.end, f"“{word.text}” should be “{form}”", (form,), evidence)


_ASIDE = pattern(r"[(\[][^()\[\]\n]{1,40}[)\]]")
"""What a transcript says of how something is said (`(crosstalk)`)."""


def _first(prose: str, place: int) -> int:
    """Return where the first word of what is said begins."""
    while prose[place : place + 1] in ("“", '"', "‘", "(", "["):
        place += 1
    return place


def _is_said(text: str) -> bool:
    """Tell what somebody says from the value of a field (`Severity: warning`)."""
    return len(text.split(None, _FEW)) >= _FEW or text.rstrip("”\"’')]*_ ").endswith((".", "!", "?", "…"))


_FEW = 4
_HABIT = 3
