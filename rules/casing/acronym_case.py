"""An acronym is written one way throughout a story."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lint.api import (
    KNOWN,
    NEVER_CASE,
    RARE,
    TITLE,
    UNKNOWN,
    UPPER,
    Document,
    Hit,
    Safety,
    Severity,
    Word,
    Words,
    flags,
    is_bare,
    is_inside,
    places_of,
    right_form,
    rule,
    stem,
    tally,
)

_LEAST_TIMES, _SHORTEST = 3, 3


@rule(
    summary="An acronym is written one way throughout a story.",
    why="NATO or Nato is a house’s choice, but one of them among the other’s is a slip.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Words(UPPER),
    flags=[
        (
            "The head of NATO met NATO envoys. What NATO wants is clear: ⟦Nato⟧ wants time.",
            "The head of NATO met NATO envoys. What NATO wants is clear: NATO wants time.",
        ),
        (
            "Aid from Unicef, and the Unicef lorries, and Unicef’s staff, came late. Then ⟦UNICEF⟧ left.",
            "Aid from Unicef, and the Unicef lorries, and Unicef’s staff, came late. Then Unicef left.",
        ),
        (
            "When the ZKGB met, the ZKGB voted. Only the ZKGB knows why ⟦Zkgb⟧’s head left.",
            "When the ZKGB met, the ZKGB voted. Only the ZKGB knows why ZKGB’s head left.",
        ),
    ],
    allows=[
        "The Nato envoy met Nato, and Nato’s head met Unicef, in a Nato base.",
        "In the US we help us, and those who know the WHO, of the WHO, by the WHO, know who.",
        "“Go now!” said the NATO head to a NATO envoy. Nato was silent. NATO and Nato differ.",
        "KOVALENKO: Yes.\n\nKOVALENKO: No.\n\nKOVALENKO: Well.\n\nThen Kovalenko left.",
        "The AIDS ward, an AIDS drug and AIDS care: she aids them.",
    ],
)
def acronym_case(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find the one odd form of an acronym that otherwise stands three times or more."""
    held = doc.once(tally)
    capitals = Counter(stem(word.text) for word in words if is_inside(doc, word.start) and not _is_shouted(doc, word))
    odd: dict[str, tuple[str, int]] = {}
    for base, times in capitals.items():
        if not _is_acronym(base):
            continue
        form = base.capitalize()
        title, small = _times(held, form), _times(held, base) if right_form(base).isupper() else 0
        if times >= _LEAST_TIMES and title + small == 1:
            odd[form if title else base] = (base.upper(), times)
        elif title >= _LEAST_TIMES and _times(held, base.upper()) == 1 and not small:
            odd[base.upper()] = (form, title)
    if not odd:
        return
    for word in places_of(doc, {ending for form in odd for ending in (form, f"{form}’s", f"{form}'s")}):
        core = word.text.split("’")[0].split("'")[0]
        right, times = odd[core]
        if is_bare(doc.prose, word) and not (word.flags & TITLE and _is_shouted(doc, word)):
            yield Hit(word.start, word.start + len(core), f"“{core}” should be “{right}”", (right,), f"“{right}” {times} times in this story")


def _is_acronym(base: str) -> bool:
    """Tell a listed acronym, or letters no list has, from a word or a name in capitals."""
    if len(base) < _SHORTEST or not base.isalpha() or flags(base) & NEVER_CASE:
        return False
    if right_form(base).isupper():
        return not flags(base) & KNOWN
    return bool(flags(base) & UNKNOWN) and not flags(base) & (KNOWN | RARE)


def _times(held: dict[str, int], form: str) -> int:
    return held.get(form, 0) + held.get(f"{form}’s", 0) + held.get(f"{form}'s", 0)


def _is_shouted(doc: Document, word: Word) -> bool:
    """Tell a word that stands among others in capitals: its own prove nothing."""
    prose = doc.prose
    before = prose[max(0, word.start - 30) : word.start].split()[-1:]
    after = prose[word.end : word.end + 30].split()[:1]
    return any(len(other) > 1 and other.isupper() for other in (*before, *after))
