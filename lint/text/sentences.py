"""Sentence ends: which stops close a sentence, and where a place stands in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.document import Document

HONORIFICS = frozenset(
    "dr mr mrs ms mx messrs prof rev fr hon sen rep reps sens gov lt sgt cpl pvt capt cmdr col gen maj adm pres supt "
    "insp det cllr sir".split(),
)
"""Abbreviated titles that stand before a name, without their stop."""

ABBREVIATIONS = HONORIFICS | frozenset(
    "jr sr esq st ste mt ft vs v al etc eg ie viz cf ca approx appt apt ave blvd rd bros co corp inc ltd llc plc pty "
    "dept dist div ed eds edn est ex ext fig figs incl max min misc no nos nr op p pp para pl pop pt pts ref refs ret "
    "rev sec sect ser ss sq supp tel temp trans univ vol vols yr yrs hr hrs mins secs wk wks lb lbs oz kg km cm mm mi "
    "gal kwh mph am pm jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn "
    "tex va vt wash wis wyo ont que alta sask assn assoc govt intl natl mgmt mfg dba aka attn cont ctr cst est exec "
    "admin arch bldg cpl ed.d ph.d ph.ds m.d b.a b.s m.a m.s d.phil j.d ll.b ll.m u.s u.k u.n e.u d.c a.m p.m e.g i.e "
    "mus bac hons spp sp subsp var gen nat soc proc avg phd ph mph freq qty std ver "
    "adj adv anag arr attrib cond cttee disch disq dbl doz fem lit masc neut obj obo obs obv ono orig pkt pron pronunc "
    "reg repl repr resp sgl susp tbsp tbsps tblsp tsp tsps unatt usu vb wkg".split(),
)
"""Lower-case abbreviations, without their last stop."""

POSTAL_CODES = frozenset(
    "AL AK AZ AR CA CO CT DE FL GA HI IA IL KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC "
    "SD TN TX UT VA VT WA WI WV WY".split(),
)
"""The United States' postal codes of states, which some write with a stop."""

_AFTER_FIGURES = frozenset("ac dn".split())
"""Abbreviations that stand right after a figure (`12ac.`)."""
_BEFORE = pattern(r"[\w.&’'-]*\Z")
_LOOK_BACK = 40


def token_before(prose: str, stop: int) -> str:
    """Return the run of word characters, inner stops and hyphens that ends at ``stop``."""
    found = _BEFORE.search(prose, max(0, stop - _LOOK_BACK), stop)
    return found.group() if found else ""


def closes_sentence(prose: str, stop: int) -> bool:
    """Tell whether the full stop at an offset can end a sentence.

    It cannot after an abbreviation, an initial or in an ellipsis.
    """
    if prose[stop - 1 : stop] in (")", "]", "”", "%", "’", '"') and stop:
        return True
    token = token_before(prose, stop)
    if not token or token[-1] == ".":
        return False
    low = token.lower().rstrip("’'")
    if low in ABBREVIATIONS or token in POSTAL_CODES or low.lstrip("0123456789") in _AFTER_FIGURES:
        return False
    if "." in low and len(low.split(".", 1)[0]) <= 2 and low[0] != token[0]:  # noqa: PLR2004 (`M.Phil`, `Ph.D`)
        return False
    last = low.rsplit(".", 1)[-1]
    if len(last) == 1 and last.isalpha():
        return False
    return "." not in low or not last.isalpha() or len(last) > 3  # noqa: PLR2004 (longer is no part of `a.k.a`)


_NAME = pattern(r"[A-Z][a-z]+[ ]\Z")
_ONE_WORD = pattern(r"([.…])[ ]?[a-z][\w’'-]*\Z")


def is_staccato(prose: str, stop: int, end: int) -> bool:
    """Tell stops set after single words for stress (`so. much. sense.`): no sentence begins there."""
    if prose[end : end + 1] in (".", "…"):
        return True
    found = _ONE_WORD.search(prose, max(0, stop - _LOOK_BACK), stop)
    return found is not None and (found.group(1) == "…" or closes_sentence(prose, found.start()))


def is_inside(doc: Document, start: int) -> bool:
    """Tell whether a word surely stands inside a sentence: its capital is no sentence's.

    The character before is one blank and the one before that ends a word or is a comma; the
    word before is no abbreviation but a title's (`Dr. Kovalenko`).
    """
    prose = doc.prose
    if start < 2:  # noqa: PLR2004 (a word and a blank)
        return False
    before, last = prose[start - 1], prose[start - 2]
    if before == "-":
        return last.isalpha()
    if before != " ":
        return False
    if last.isalnum() or last in ",;’'%)":
        return True
    if last == ".":
        token = token_before(prose, start - 2)
        if len(token) == 1 and token.isupper():
            return _NAME.search(prose, max(0, start - _LOOK_BACK), start - 3) is not None
        return token.lower() in HONORIFICS
    return False


def sentence_start(prose: str, offset: int) -> int:
    """Return the prose offset at which the sentence that holds an offset begins, roughly.

    It looks back for a stop that closes a sentence, a mark that ends one, or the block's start.
    """
    place = offset
    while place > 0:
        place -= 1
        char = prose[place]
        if char == "\n":
            return place + 1
        if char in "!?" or (char == "." and not prose[place + 1].isalnum() and closes_sentence(prose, place)):
            return place + 1
    return 0
