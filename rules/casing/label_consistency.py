"""A speaker is labelled one way."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Whole, labels, rule


@rule(
    summary="A speaker label is written one way throughout a story.",
    why="`Senior editor:` beside eight `Senior Editor:` is a slip, and a reader may take it for another speaker.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Whole("the labels of the whole story are the evidence"),
    flags=[
        (
            "Senior Editor: Why now?\n\nDr. Roe: It is time.\n\nSenior Editor: How?\n\nSenior ⟦editor⟧: And who?",
            "Senior Editor: Why now?\n\nDr. Roe: It is time.\n\nSenior Editor: How?\n\nSenior Editor: And who?",
        ),
        (
            "Host: Hello.\n\nGuest: Hi.\n\nHost: Who are you?\n\n⟦guest⟧: A guest.\n\nHost: Well.\n\nGuest: Yes.",
            "Host: Hello.\n\nGuest: Hi.\n\nHost: Who are you?\n\nGuest: A guest.\n\nHost: Well.\n\nGuest: Yes.",
        ),
    ],
    allows=[
        "Host: Hello.\n\nHOST: Hello again.",
        "Senior Editor: Why now?\n\nJunior Editor: It is time.",
    ],
)
def label_consistency(doc: Document, _: Iterable[object]) -> Iterator[Hit]:
    """Find the words of a label that the same label capitalises elsewhere, more often."""
    families: dict[str, dict[str, list[int]]] = {}
    for label in doc.once(labels):
        families.setdefault(label.text.lower(), {}).setdefault(label.text, []).append(label.start)
    for forms in families.values():
        if len(forms) < 2:
            continue
        best = max(forms, key=lambda form: (len(forms[form]), sum(map(str.isupper, form))))
        for form, starts in forms.items():
            if form == best or form.isupper() or best.isupper() or len(forms[best]) < len(starts):
                continue
            for start in starts:
                yield from _differences(start, form, best, len(forms[best]))


def _differences(start: int, form: str, best: str, times: int) -> Iterator[Hit]:
    """Yield each word of a label that differs from the majority's."""
    place = 0
    for wrong, right in zip(form.split(" "), best.split(" "), strict=True):
        if wrong != right:
            core, mended = wrong.rstrip("."), right.rstrip(".")
            begin = start + place
            message = f"“{core}” should be “{mended}”"
            yield Hit(begin, begin + len(core), message, (mended,), f"the label is “{best}” {times} times in this story")
        place += len(wrong) + 1
