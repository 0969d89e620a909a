"""A word has no stray second capital and no first letter typed twice in two cases."""

from collections.abc import Iterable, Iterator

from lint.api import (
    LOWER,
    MIXED,
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
    is_common,
    is_inside,
    pattern,
    right_form,
    rule,
    tally,
)

_LITTLE = frozenset(
    "the this that these those then there they their them what when where which while who why with without will would "
    "and but for from has have had how into its not our out over she was were you your he we it in on of to at by be".split(),
)
_BRAND_LETTERS = "eimx"
_LEAST_DOUBLED, _LEAST_INNER = 5, 6


@rule(
    summary="A word has no stray second capital.",
    why="A shift key held too long or too late leaves `THe`, `wHen` or `HThis`, and no spelling list shows it.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Words(MIXED | UNKNOWN, lack=LOWER | UPPER),
    flags=[
        ("⟦THe⟧ town was hit. It was ⟦tHe⟧ third raid, ⟦wHen⟧ nobody slept.", "The town was hit. It was the third raid, when nobody slept."),
        ("⟦HThis⟧ page was written by the desk.", "This page was written by the desk."),
        ("⟦RRetrieved⟧ in May. The ⟦Ddiscovery⟧ was made public.", "Retrieved in May. The Discovery was made public."),
        ("The ⟦goverNment⟧ fell. ⟦DOn’t⟧ go.", "The government fell. Don’t go."),
    ],
    allows=[
        "McDonald, DeVos, MacArthur, O’Brien, LeBron and DiCaprio ate at McDonald’s.",
        "The PCs, IDs, MPs, URLs, TVs and NGOs, a PhD, and the CEO’s OKs.",
        "Buy an iPhone on eBay, send an eMail, watch YouTube, use JavaScript, RStudio, JQuery, LaTeX or HyperText.",
        "It weighs 3 kWh at 5 GHz and 2 mAh, in chapters IIa and XIVth, for DDay.",
        "Llamas, Aaron, Eeyore and Lloyd spell with two; the call reSet() and the file maKe.py do not count.",
        "A tribute to tUnE-yArDs, iN pIeCeS. Use `goverNment` in code. StatusCode and statusCode are names there.",
    ],
)
def stray_capital(doc: Document, words: Iterable[Word]) -> Iterator[Hit]:
    """Find known words with one capital or one letter too many at the front, or a capital inside."""
    for word in words:
        form = _doubled(word.text) if word.flags & TITLE else _mended(word.text) if word.flags & MIXED else ""
        if not form or not is_bare(doc.prose, word) or _PLAYFUL.search(doc.prose[max(0, word.start - 20) : word.end + 20]):
            continue
        often = doc.once(tally)[word.text]
        if often > 1 and form.lower() not in _LITTLE:
            continue
        starts = word.text[0].islower() and not is_inside(doc, word.start)
        forms = (form[0].upper() + form[1:], form) if starts else (form,)
        yield Hit(word.start, word.end, f"“{word.text}” should be “{forms[0]}”", forms)


_PLAYFUL = pattern(r"[a-z][A-Z]+[a-z]+[A-Z]")
"""Capitals inside a word more than once: a name that plays with them (`tUnE-yArDs`), and so may what stands beside it."""


def _mended(text: str) -> str:
    """Return the right form of a word with capitals inside, nothing where they may be meant."""
    low = text.lower()
    capitals = [place for place, char in enumerate(text) if char.isupper()]
    if right_form(text)[1:].replace("'", "’") not in (low[1:].replace("'", "’"), text[1:]) or any(low.endswith(end) for end in ("’m", "'m")):
        return ""
    if capitals == [0, 1]:
        return _two_capitals(text, low)
    if capitals == [1]:
        return low if low in _LITTLE or (_is_word(low) and not _is_word(low[1:]) and low[0] not in _BRAND_LETTERS) else ""
    inner = [place for place in capitals if place]
    if len(inner) != 1 or len(text) < _LEAST_INNER or not _is_word(low):
        return ""
    parts = low[: inner[0]], low[inner[0] :]
    strange = any(flags(part) & UNKNOWN for part in parts) and not any(map(_is_word, parts))
    return text[0] + low[1:] if strange else ""


def _two_capitals(text: str, low: str) -> str:
    """Return the right form of a word that begins with two capitals, as an acronym's plural also does."""
    rest = low[1:]
    if low in _LITTLE or (len(low) > 3 and _is_word(low) and not _is_branded(low) and low[2:] not in ("ed", "ing", "er", "es")):
        return text[0] + rest
    if not flags(low) & UNKNOWN:
        return ""
    if rest in _LITTLE and len(rest) > 3:
        return text[1] + rest[1:]
    return text[1] + rest[1:] if low[0] == rest[0] and len(rest) >= _LEAST_DOUBLED and _is_word(rest) else ""


def _doubled(text: str) -> str:
    """Return the right form of `Ddiscovery`: the first letter typed in both cases."""
    rest = text[1:]
    return text[0] + rest[1:] if text[0].lower() == rest[:1] and len(rest) >= _LEAST_DOUBLED and _is_word(rest) else ""


def _is_branded(low: str) -> bool:
    """Tell a word made with a letter before it, as `email` is."""
    return low[0] in _BRAND_LETTERS and _is_word(low[1:])


def _is_word(low: str) -> bool:
    """Tell an ordinary word."""
    return is_common(low.replace("’", "'"))
