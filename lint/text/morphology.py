"""Regular derivations and compounds of known words, which no list can hold in full."""

from __future__ import annotations

from lint.lexicon import TIER_MASK, open_lexicon

PREFIXES = tuple(
    sorted(
        "anti auto bio co counter cross cyber de dis down eco electro en ex extra fore geo hydro hyper immuno in inter "
        "intra mal mega meta micro mid mini mis mono multi nano neo neuro non out over paleo para photo physio poly "
        "post pre pro proto pseudo psycho quasi re retro self semi socio step sub super tele thermo trans ultra un "
        "under up vice".split(),
        key=len,
        reverse=True,
    ),
)
SUFFIXES = (
    ("izations", "ize"), ("isations", "ise"), ("ization", "ize"), ("isation", "ise"), ("izing", ""), ("ising", ""),
    ("ized", ""), ("ised", ""), ("ize", ""), ("ise", ""), ("izes", ""), ("ises", ""), ("nesses", ""), ("ness", ""),
    ("lessly", ""), ("less", ""), ("fully", ""), ("ful", ""), ("ability", "able"), ("abilities", "able"),
    ("ably", "able"), ("able", ""), ("ibility", "ible"), ("ishly", ""), ("ish", ""), ("isms", ""), ("ism", ""),
    ("ists", ""), ("ist", ""), ("like", ""), ("wise", ""), ("wards", ""), ("ward", ""), ("ships", ""), ("ship", ""),
    ("hood", ""), ("ically", "ic"), ("ly", ""), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ings", ""),
    ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("y", ""), ("ier", "y"), ("iest", "y"), ("ily", "y"), ("ies", "y"),
    ("ied", "y"), ("iness", "y"), ("est", ""), ("ic", ""), ("ical", ""), ("al", ""), ("ian", ""), ("ification", "ify"),
    ("proof", ""), ("free", ""), ("esque", ""), ("ees", ""), ("ee", ""), ("scape", ""), ("gate", ""), ("athon", ""),
    ("maker", ""), ("making", ""),
)  # fmt: skip
_COMMON = 4
_SHORTEST_STEM = 4
_SHORTEST_PART = 3
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = "aeiouy"


def is_common(word: str) -> bool:
    """Tell whether a word is an ordinary one in lower case."""
    return 0 < open_lexicon().entry(word) & TIER_MASK <= _COMMON


def is_derived(word: str) -> bool:
    """Tell whether a word is a known one with a regular prefix or suffix, or both."""
    if _is_suffixed(word):
        return True
    for prefix in PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= _SHORTEST_STEM and (is_common(rest) or _is_suffixed(rest)):
            return True
    return False


def _is_suffixed(word: str) -> bool:
    for suffix, replacement in SUFFIXES:
        if not word.endswith(suffix):
            continue
        stem = word[: -len(suffix)] + replacement
        if (
            len(stem) < _SHORTEST_STEM
            or (suffix == "s" and stem.endswith("s"))
            or (suffix == "es" and not stem.endswith(_SIBILANTS))
        ):
            continue
        if suffix in ("ed", "ing", "er", "ers", "ings") and _wants_doubling(stem):
            continue
        if is_common(stem) and not (stem.endswith("e") and suffix[0] in "aeiouy"):
            return True
        if (
            suffix[0] in _VOWELS
            and not replacement
            and is_common(stem + "e")
            and len(stem) >= _SHORTEST_STEM - 1
            and suffix != "s"
        ):
            return True
        if (
            suffix[0] in _VOWELS
            and len(stem) > _SHORTEST_STEM
            and stem[-1] == stem[-2]
            and is_common(stem[:-1])
            and _wants_doubling(stem[:-1])
        ):
            return True
    return False


def is_made_of_words(word: str) -> bool:
    """Tell whether a word is a derivation or a closed compound of ordinary words."""
    return is_derived(word) or compound(word) is not None


def _wants_doubling(stem: str) -> bool:
    """Tell whether English doubles a stem's last letter before a vowel, one syllable stems only."""
    if len(stem) < 3 or stem[-1] in "wxyaeiou" or stem[-2] not in "aeiou" or stem[-3] in "aeiou":  # noqa: PLR2004
        return False
    return sum(1 for char in stem if char in "aeiouy") == 1


def compound(word: str) -> tuple[str, str] | None:
    """Return the two ordinary words that make up a closed compound, the longest first part first."""
    for place in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        one, other = word[:place], word[place:]
        if is_common(one) and (is_common(other) or (other.endswith("s") and is_common(other[:-1]))):
            return one, other
    return None
