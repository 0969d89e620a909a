"""`a` or `an`: decided by the sound the next word begins with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lint.patterns import pattern
from lint.text.surroundings import is_set_apart

if TYPE_CHECKING:
    from lint.document import Document

_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_YOU = (
    "eu", "ewe", "ewer", "ubiq", "ufo", "uk", "unanim", "unic", "unif", "unil", "unio", "uniq", "uniso", "unit", "univ",
    "uran", "urea", "ureth", "uri", "urol", "us", "ute", "util", "utop", "uvu", "unix", "ubuntu", "ukulele", "ur-",
)  # fmt: skip
_NOT_YOU = (
    "euler",
    "unimagin", "unimp", "unin", "unident", "unill", "uniss", "ush", "usher", "unir", "us-",
)  # fmt: skip
_ONE = pattern(r"one(?:s|ness|self|time|-|’s|'s)?\b|once\b|ouija|oui\b")
_VOWELS = frozenset("aeiouàáâäæèéêëìíîïòóôöøœùúûü")
_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")
_EITHER = (
    "historic", "hotel", "heroic", "hysteri", "habitual", "hallucin", "hilar", "horrific", "herb", "homage", "hypothe",
    "hereditary", "hispanic", "harangue",
)
_SPOKEN = frozenset(
    "NATO NASA NAFTA FEMA FIFA LAN LASER LIFO LOL MASH MIDI MODEM NASDAQ NAACP-no NORAD NICE NIMBY RAM REM REST ROM "
    "ROTC-no SAM SARS SAT-no SCUBA SEAL SIM SNAP SONAR SQL-no START SWAT SALT SMART STEM SAML SOAP SAP HAL HIPAA HUD "
    "HAZMAT FAQ-no FICA FISA LASIK LIDAR LEED MOMA MOOC MERS MINT NIST-no NISA NEET RICO RADAR RAID ROSAT RIB RIMPAC "
    "SIDS SARS-CoV SME-no FOIA-no FARC FAT LAMP LINQ LATAM MISO HELOC HEPA HOV-no HEROES LGBTQ-no NUKE SETI SIPRI SAG "
    "SAS SUV-no RSPCA-no UNESCO UNICEF".replace("-no", "").split()
) - frozenset("NAACP ROTC SAT SQL FAQ NIST SME FOIA HOV LGBTQ SUV RSPCA SAS".split())
"""Acronyms spoken as words although their first letter's name begins with a vowel."""


@lru_cache(maxsize=4096)
def sounds_vowel(word: str) -> bool | None:
    """Tell whether a word begins with a vowel sound, None where usage differs or nobody can tell.

    Letters are judged by their names (`an MRI`), numbers by their words (`an 8`), except
    acronyms spoken as words (`a NATO ship`).
    """
    head = re.split(r"[-–/.’']", word, maxsplit=1)[0]
    if not head:
        return None
    if head[0].isdigit():
        return _number(head)
    if not head[0].isalpha() or ord(head[0]) > 0x24F:  # noqa: PLR2004 (the end of the Latin blocks)
        return None
    if len(head) == 1:
        if word[1:2] in ("-", "", "’", "'", "."):
            return head in _LETTERS_WITH_VOWEL or (head.upper() in _LETTERS_WITH_VOWEL if len(word) > 1 else None)
        return None
    if head.isupper() or (head[:-1].isupper() and head[-1] == "s" and len(head) > 2):  # noqa: PLR2004 (`URLs`)
        return _acronym(head.removesuffix("s"))
    if any(char.isupper() for char in head[1:]):
        return _mixed(head)
    return _plain(word.lower())


def _plain(low: str) -> bool | None:
    if low.startswith(_EITHER):
        return None
    if low.startswith(_SILENT_H):
        return True
    if low.startswith(("nginx", "udev", "onedrive", "onenote", "oneplus")):
        return None
    if low[0] in "uúü" or low.startswith(("eu", "ew")):
        if low.startswith(("use", "usa", "usu", "usi", "usb")) or (
            low.startswith(_YOU) and not low.startswith(_NOT_YOU)
        ):
            return low.startswith("us") and not low.startswith(("use", "usa", "usu", "usi", "usb")) and low != "us"
        return True
    if _ONE.match(low):
        return False
    if not _VOWELS.union("y").intersection(low):
        return None if low[0].upper() in _LETTERS_WITH_VOWEL else False
    if low[0] == "y":
        return low.startswith(("ytt", "ypr", "yv", "ylang"))
    return low[0] in _VOWELS


def _acronym(head: str) -> bool | None:
    if head in ("SQL", "URL", "FAQ", "SAT"):
        return None if head != "SAT" else True
    if head in _SPOKEN:
        return head[0] in "AEIO"
    if head[0] in "AEIO":
        return True
    if head[0] == "H" or (head[0] in _LETTERS_WITH_VOWEL and head[1:2] in tuple("AEIOUY")):
        return None
    if len(head) > 5 or (len(head) > 3 and re.search(r"[AEIOU]", head[1:])):  # noqa: PLR2004 (long ones may be spoken)
        return None if head[0] in "FHLMNRSXU" else False
    return head[0] in _LETTERS_WITH_VOWEL


def _mixed(head: str) -> bool | None:
    if head[0].islower():
        return (
            None
            if head[0] in "eiou" and head[1].isupper() and head[0] == "u"
            else head[0] in "aeio" or (head[1].isupper() and head[0] in "fhlmnrsx")
        )
    if head[1].isupper():
        return None
    return _plain(head.lower())


def _number(head: str) -> bool | None:
    digits = re.match(r"\d+", head)
    number = digits.group() if digits else ""
    if number.startswith("8"):
        return True
    if number in ("11", "18"):
        return True
    if len(number) in (5, 8) and number[:2] in ("11", "18"):
        return True
    if len(number) == 4 and number[:2] in ("11", "18"):  # noqa: PLR2004 (a year, or a number said in hundreds)
        return None
    return False


_NO_NOUN = frozenset("and or is are was were of in to for the a an as at i if on it".split())
_BEFORE_LETTER = frozenset(
    "vitamin hepatitis plan grade class type group part section appendix annex exhibit option team series point figure "
    "level category schedule league serie side unit tier vitamins influenza big category block room gate hall "
    "table line path version phase step bus player person user company country service".split()
)


def is_article(doc: Document, start: int, article: str, word: str) -> bool:
    """Tell an article from a letter, a grade or a foreign word."""
    prose = doc.prose
    if word[:1].islower() and word[1:2].isupper() and article.lower() == "an" and word[:1] in "bdghmnt":
        return False  # Irish and Scottish Gaelic: `Mac an tSaoir`
    if is_set_apart(doc, start, start + len(article)):
        return False
    if (
        article == "A"
        and start
        and prose[start - 1] == " "
        and not _STOP_BEFORE.search(prose, max(0, start - 6), start)
    ):
        return False
    if article.lower() == "a":
        if word.lower() in _NO_NOUN and word.lower() not in ("is", "in"):
            return False
        if word.lower() in ("is", "in", "it", "and", "or", "of", "as", "at", "if", "on", "are", "i"):
            return False
        before = _LAST_WORD.search(prose, max(0, start - 24), start)
        if before and before.group(1).lower() in _BEFORE_LETTER:
            return False
    return True


_STOP_BEFORE = pattern(r"[.!?][”\"’')]*[ ]+\Z")
_LAST_WORD = pattern(r"([A-Za-z]+)[ ]\Z")
