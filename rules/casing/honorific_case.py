"""A title before a name has its capital."""

from collections.abc import Iterable, Iterator

from lint.api import LOWER, Document, Hit, Safety, Severity, Word, Words, rule, word_at

_TITLES = frozenset("dr mr mrs ms mx prof rev sen rep gov gen col capt lt sgt cmdr adm messrs".split())
_NEED_STOP = frozenset("sen rep gov gen col lt adm".split())


@rule(
    summary="An abbreviated title before a name has a capital.",
    why="`dr. Kovalenko` is a slip in every house style.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Words(0, _TITLES),
    flags=[
        ("Then ⟦dr⟧. Kovalenko spoke.", "Then Dr. Kovalenko spoke."),
        ("Yesterday ⟦mrs⟧ Okafor won.", "Yesterday Mrs Okafor won."),
    ],
    allows=["The gen X crowd came.", "It took 20 ms. Then it stopped.", "The dr is in."],
)
def honorific_case(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find lower-case titles that stand before a capitalised name."""
    prose = doc.prose
    for word in words:
        stop = prose[word.end : word.end + 1] == "."
        place = word.end + stop
        if prose[place : place + 1] != " " or prose[word.start - 1 : word.start] not in ("", " ", "\n", "“", '"', "(", "—"):
            continue
        if word.text in _NEED_STOP and not stop:
            continue
        if prose[max(0, word.start - 80) : word.start].rstrip(" ")[-1:].isdigit():
            continue
        name = word_at(doc, place + 1)
        if name is None or name.flags & LOWER or not name.text[0].isupper() or len(name.text) < 2:
            continue
        form = word.text.capitalize()
        yield Hit(word.start, word.end, f"“{word.text}” should be “{form}”", (form,), f"a title before “{name.text}”")
