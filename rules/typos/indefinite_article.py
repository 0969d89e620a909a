"""`a` before a consonant sound, `an` before a vowel sound."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, is_article, rule, sounds_vowel

_MAY_NEED_AN = r"[“‘\"(]?(?:[aeiouyhAEIOUYHFLMNRSX81]|[flmnrsx](?![a-z])|[^\W\x00-\x7f])"
"""How a word begins that may begin with a vowel sound: a vowel, h or y, a letter that is spelt out, a number."""
_MAY_NEED_A = r"[“‘\"(]?(?:[^\WaeioAEIO]|[eE][uwUW]|[oO][nuNU])"
"""How a word begins that may begin with a consonant sound."""


@rule(
    summary="“a” stands before a consonant sound and “an” before a vowel sound.",
    why="The wrong one is usually left behind when the next word was changed.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan(
        r"[Aa](?<![\w’'.&/-][Aa])n?[ ][“‘\"(]?(?=([\w][\w’'./-]*))",
        near=((r"(?<![\w’'.&/-])[Aa]$", _MAY_NEED_AN), (r"(?<![\w’'.&/-])[Aa]n$", _MAY_NEED_A)),
    ),
    flags=[
        ("Create ⟦an⟧ cf tunnel.", "Create a cf tunnel."),
        ("She saw ⟦an⟧ prospect.", "She saw a prospect."),
        ("It took ⟦a⟧ hour and ⟦a⟧ MRI.", "It took an hour and an MRI."),
        ("⟦An⟧ European union and ⟦an⟧ one-off.", "A European union and a one-off."),
        ("It is ⟦a⟧ “honest” mistake.", "It is an “honest” mistake."),
    ],
    allows=[
        "A unit, a NATO ship, an FBI man, an 8 and a 1, an X-ray, a one, a UN envoy, an SMS.",
        "A historic day, an historic day, an heir, a uniform, an uninformed guess.",
        "Plan A is good; vitamin A and B; from A to Z; a la carte; grade A or B.",
        "Hepatitis A is rare.",
        "Siobhán Mac an tSaoir was there: *a* arrives, *d* departs.",
    ],
)
def indefinite_article(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find articles that do not suit the next word."""
    for match in matches:
        word = match.group(1)
        vowel = sounds_vowel(word)
        article = match.group().split(" ")[0]
        if vowel is None or vowel == (len(article) == 2) or not is_article(doc, match.start(), article, word):
            continue
        new = article[0] + "n" if vowel else article[0]
        end = match.start() + len(article)
        yield Hit(match.start(), end, f"“{article} {word}” should be “{new} {word}”", (new,))
