"""A word is spelt the British or the American way throughout a story."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Whole, counts, is_common, places_of, rule

_PAIRS = (
    ("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("isation", "ization"), ("isations", "izations"), ("iser", "izer"),
    ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"), ("our", "or"), ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"),
    ("ourite", "orite"), ("ourites", "orites"), ("ourable", "orable"), ("tre", "ter"), ("tres", "ters"), ("ogue", "og"), ("ogues", "ogs"),
    ("lled", "led"), ("lling", "ling"), ("ller", "ler"), ("llers", "lers"), ("ence", "ense"),
)  # fmt: skip
_SHORTEST = 5
_BOTH_WORDS = frozenset("license licence licenses licences metre metres prise prised prises prising filled filling filler fillers polled polling tilled tiller billed stilled".split())


@rule(
    summary="A word is spelt the British or the American way throughout a story.",
    why="“Organised” in one paragraph and “organized” in the next show two hands; which is right is the house’s choice.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Whole("it asks which words the whole story holds"),
    default=False,
    flags=[
        ("They organised a march. She had organised it. Who ⟦organized⟧ the second?", None),
        ("The color of the flag is a ⟦colour⟧ like that color.", None),
        ("The travelling show met other travelling shows, while ⟦traveling⟧ home.", None),
    ],
    allows=[
        "They organised a march of every colour, and analysed it.",
        "The Labour leader met the Labor leader at the Centre for Defence and the Center for Defense.",
        "A metre is read on a meter; he filled in what was filed.",
        "He organizes what she organised.",
    ],
)
def variant_spelling(doc: Document, _: Iterable[object]) -> Iterator[Hit]:
    """Find the first word, in lower case, that the story also spells the other way, and more often."""
    tally = doc.once(counts)
    rare: dict[str, str] = {}
    for word in tally:
        if len(word) < _SHORTEST or not word.islower() or word in _BOTH_WORDS or not is_common(word):
            continue
        for british, american in _PAIRS:
            other = word[: -len(british)] + american
            if word.endswith(british) and other in tally and is_common(other):
                less, more = sorted((word, other), key=lambda form: tally[form])
                rare[less] = more
    for first in places_of(doc, rare.keys())[:1]:
        other = rare[first.text]
        evidence = f"“{other}” {tally[other]} times, “{first.text}” {tally[first.text]}"
        yield Hit(first.start, first.end, f"“{first.text}” is spelt “{other}” elsewhere in this story", evidence=evidence)
