"""Names keep their capitals: single words that are always capital, and names of several words."""

from collections.abc import Iterable, Iterator

from lint.api import (
    LOWER,
    PART,
    PARTICLES,
    PROPER,
    SHORT_MONTHS,
    Document,
    Hit,
    Safety,
    Severity,
    Word,
    Words,
    is_calendar,
    is_common_in,
    is_mentioned,
    is_of_another_language,
    is_part_of_identifier,
    is_slip_of_word,
    is_tautonym,
    name_round,
    right_form,
    rule,
    stem,
    writes_small,
)


@rule(
    summary="Proper nouns keep their capital letters.",
    why="A place, people, month or name without its capital reads as a slip and may be missed by search.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Words(PROPER | PART, SHORT_MONTHS | {"march", "may", "august"}, need=LOWER),
    flags=[
        ("Troops near ⟦kursk⟧ held the line.", "Troops near Kursk held the line."),
        ("The ⟦ukrainian⟧ president spoke.", "The Ukrainian president spoke."),
        ("Talks with ⟦north⟧ Korea failed.", "Talks with North Korea failed."),
        ("It was North ⟦korea⟧’s third test.", "It was North Korea’s third test."),
        ("They met on ⟦friday⟧ in ⟦march⟧ 2023.", "They met on Friday in March 2023."),
        ("sure that the ⟦ukrainian⟧ public is safe", "sure that the Ukrainian public is safe"),
    ],
    allows=[
        "i met the ukrainian envoy today. she was kind to us all",
        "They drove north on the march to the coast.",
        "The file kursk.csv and the tag #ukraine are no prose.",
        "An easter egg, french fries and roman numerals by the venetian blinds.",
        "You may turn the china over in the turkey season.",
        "He walked north; Korea was far away.",
        "A new york minute? No: `new york` is code here.",
        "The eel, Anguilla anguilla, was sung of in “La vida es un scone”.",
    ],
)
def proper_noun_case(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find words that a name's capital is missing from."""
    for word in words:
        if not word.flags & LOWER or _is_code_like(doc.prose, word):
            continue
        if is_part_of_identifier(doc.prose, word.start, word.end):
            continue
        if is_common_in(doc.prose, word):
            continue
        if word.flags & PROPER:
            if is_slip_of_word(doc, word) or is_tautonym(doc.prose, word):
                continue
            if is_of_another_language(doc, word):
                continue
            form, reason = right_form(word.text), "always capitalised"
        elif word.text in ("march", "may", "august") or word.text in SHORT_MONTHS:
            if not is_calendar(doc, word):
                continue
            form, reason = word.text.capitalize(), "a date"
        else:
            name = name_round(doc, word.start, word.end)
            if name is None or word.text in PARTICLES | {"sub", "trans", "mid"}:
                continue
            form, reason = name.form[word.start - name.start : word.end - name.start], f"part of “{name.form}”"
            form += word.text[len(form) :]
        base, right = stem(word.text), form[: len(stem(word.text))]
        if right != base and not is_mentioned(doc.prose, word) and not writes_small(doc.prose, word):
            yield Hit(word.start, word.start + len(base), f"“{base}” should be “{right}”", (right,), reason)


def _is_code_like(prose: str, word: Word) -> bool:
    """Tell a word glued to a sign that copy does not put beside a name."""
    before, after = prose[word.start - 1 : word.start], prose[word.end : word.end + 1]
    if after == "/" and not prose[word.end + 1 : word.end + 2].isalnum():
        return True
    return (before in ("_", "/", "\\", "=", "@", "#", "$", "~", ".", "\ufffc", "+") and before != "") or (after in (
        "_",
        "\\",
        "=",
        "@",
        "(",
        "\ufffc",
        "+",
    ) and after != "")
