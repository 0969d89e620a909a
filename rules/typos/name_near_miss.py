"""A name is spelt one way throughout a story."""

from collections.abc import Iterable, Iterator

from lint.api import TITLE, UNKNOWN, Document, Hit, Safety, Severity, Word, Words, near_names, rule, stem


@rule(
    summary="A name is spelt one way throughout a story.",
    why="No list of names holds every Kovalenko; the story that names him five times shows that Kovalneko is he.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Words(UNKNOWN),
    flags=[
        (
            "Dr. Kovalenko spoke. Then Dr. Kovalenko left, and Kovalenko’s men too. ⟦Kovalneko⟧ wrote later.",
            "Dr. Kovalenko spoke. Then Dr. Kovalenko left, and Kovalenko’s men too. Kovalenko wrote later.",
        ),
        (
            "The road to Zhabinka is shut. Those who left Zhabinka waited. The mayor of ⟦Zhabinnka⟧ did not.",
            "The road to Zhabinka is shut. Those who left Zhabinka waited. The mayor of Zhabinka did not.",
        ),
        (
            "The road to Zhabinka is shut, they said. Those who left Zhabinka had to wait. ⟦Zhabynka⟧’s mayor did not.",
            "The road to Zhabinka is shut, they said. Those who left Zhabinka had to wait. Zhabinka’s mayor did not.",
        ),
    ],
    allows=[
        "Jon Steen met John Sten. Ann, Anne, Stephen and Steven met Jon, Ann and Stephen.",
        "The Kovalenkos met Kovalenko; Kovalenko’s wife, Kovalenka, left.",
        "Zhabinka and Zhabinka; Zhabinku and Zhabinkas are its cases. In Zhabinka, Zhabinski reigned.",
        "Olha Kovalenko and Olha Kovalenko; Ivan Kovalynko is another man, who left years ago.",
        "Zhabinka was Zhabynka (in the old spelling of Zhabinka).",
    ],
)
def name_near_miss(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find capitalised words no list has, one slip from a name of this story."""
    for word in words:
        if not word.flags & TITLE:
            continue
        form = word.text[: len(stem(word.text))]
        near = doc.once(near_names).get(form)
        if near is not None:
            message = f"“{form}” should be “{near.form}”"
            evidence = f"“{near.form}” {near.times} times in this story, “{form}” once"
            yield Hit(word.start, word.start + len(form), message, (near.form,), evidence, None if near.proved else Safety.SUGGEST)
