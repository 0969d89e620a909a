"""An apostrophe is an apostrophe: no opening mark, accent or backtick."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, pattern, rule

_WORD = pattern(r"[^\W\d_]+\Z")
_REACH = 40
_BEFORE_D = frozenset("i you he she it we they who that there this what where how why when".split())


@rule(
    summary="An apostrophe is written as an apostrophe.",
    why="An opening mark or an accent inside `don´t` is a slip of the keyboard, and search does not find the word.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Scan(r"[‘´`′](?=(?:s|t|re|ve|ll|d|m)\b(?![-‘´`′]))", ("‘", "´", "`", "′")),
    flags=[
        ("I don⟦´⟧t know what’s wrong.", "I don’t know what’s wrong."),
        ("It⟦‘⟧s late, and they⟦‘⟧re here.", "It’s late, and they’re here."),
        ("The town⟦´⟧s mayor said we⟦′⟧ll see.", "The town's mayor said we'll see.".replace("'", "’")),
        ("It's late, she said, and I can⟦´⟧t go.", "It's late, she said, and I can't go."),
    ],
    allows=[
        "Hawai‘i, O‘ahu, Sa`d ibn Abi Waqqas and the Qur‘an; the ‘s’ and the ‘t’ of it.",
        "A path of 5′ and 10′s; he said ‘so’ and ‘see’.",
        "Run `s` or `d` and `m`.",
        "It’s late, it's late.",
    ],
)
def apostrophe_mark(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find other marks between the letters of a contraction or possessive."""
    prose = doc.prose
    straight = "’" not in prose and "'" in prose
    for match in matches:
        place = match.start()
        word = _WORD.search(prose, max(0, place - _REACH), place)
        if word is None or not _takes(word.group().lower(), prose[place + 1]) or (match.group() == "`" and prose.count("`") > 1):
            continue
        right = "'" if straight else "’"
        yield Hit(place, place + 1, f"“{match.group()}” should be “{right}”", (right,), "it stands inside a word")


def _takes(word: str, letter: str) -> bool:
    """Tell whether English writes an apostrophe and an ending that begins with a letter after a word."""
    if letter == "t":
        return word.endswith("n")
    if letter in "md":
        return word == "i" if letter == "m" else word in _BEFORE_D
    return True
