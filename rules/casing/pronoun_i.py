"""The pronoun I is a capital."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Word, Words, is_bare, pattern, rule, types, word_at

_SHORT = frozenset(f"i{mark}{end}" for mark in "’'" for end in ("m", "ve", "ll", "d"))
_VERBS = frozenset(
    "am was have had haven’t hadn’t wasn’t do did don’t didn’t can can’t could couldn’t will won’t would wouldn’t should "
    "shouldn’t may might must think thought know knew guess hope hoped wish believe believed feel felt want wanted need "
    "needed love loved like liked hate see saw said say went go got get came took told heard remember mean meant live "
    "lived work worked tried try promise suppose understand agree doubt wonder wondered thank asked just also never "
    "always really still even only actually often once ever".split(),
)
_SYMBOLS = frozenset("in of for each index chapter part section volume act page figure let letter".split())
_REACH = 30


@rule(
    summary="The pronoun “I” is a capital letter.",
    why="It is one in every house, and a lower-case one reads as a message typed in haste.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Words(0, _SHORT | {"i"}),
    flags=[
        ("Then ⟦i⟧ think we left, and ⟦i’m⟧ sure.", "Then I think we left, and I’m sure."),
        ("“⟦i'm⟧ sure,” Ann said.", "“I'm sure,” Ann said."),
        ("We know, said Maria, that ⟦i⟧ don’t. So ⟦i’ve⟧ left.", "We know, said Maria, that I don’t. So I’ve left."),
        ("My brother and ⟦i⟧ went home.", "My brother and I went home."),
    ],
    allows=[
        "i) one\n\nii) two, i.e. the second, and (i) the third.",
        "For i in 1 to 10, if i was 3 and i is the index, let i have a value.",
        "She texted, “i think we should go home.” He did not.",
        "La gent i la terra són de tots, i això és el que diuen els que hi viuen.",
        "See part i was there, page i, and the iPhone.",
        "Their single is called “i love you.”",
        "i think so. i went home, and nobody saw what i did.",
    ],
)
def pronoun_i(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find the pronoun in lower case, alone before a verb or with a verb joined to it."""
    found = [word for word in words if is_bare(doc.prose, word)]
    if not any(word[:1] == "I" and (len(word) == 1 or word[1] in "’'") for word in doc.once(types)) and len(found) > 2:
        return
    lone = [word for word in found if word.text == "i"]
    variables = any(not _has_verb(doc, word) for word in lone)
    for word in found:
        if (word.text == "i" and (variables or not _has_verb(doc, word))) or _SMALL_TITLE.match(doc.prose, word.start - 1):
            continue
        form = "I" + word.text[1:]
        yield Hit(word.start, word.end, f"“{word.text}” should be “{form}”", (form,), "the pronoun")


_SMALL_TITLE = pattern(r"[“\"][^A-Z“”\"\n]{1,60}[^,“”\"\n][”\"]")
"""Quoted words without a capital: a title, or a message."""


def _has_verb(doc: Document, word: Word) -> bool:
    """Tell whether a word that only follows the pronoun comes after a lone letter, and no word of symbols before it."""
    following = word_at(doc, word.end + 1)
    if doc.prose[word.end : word.end + 1] != " " or following is None or following.text.replace("'", "’") not in _VERBS:
        return False
    before = doc.prose[max(0, word.start - _REACH) : word.start].split()[-1:]
    return not before or before[0].lower() not in _SYMBOLS
