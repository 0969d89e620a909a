"""What a text looks like on a terminal: escaped so that it drives nothing, measured in columns."""

from __future__ import annotations

import unicodedata

from lint.patterns import pattern

_JOINER, _EMOJI_LOOK = "\u200d", "\ufe0f"
_SKINS = ("\U0001f3fb", "\U0001f3ff")
_JAMO = ("\u1160", "\u11ff")
_JOINER_IN_EMOJI = pattern("(?<=[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f])\u200d")
_JOINED = pattern("(?<=[\U0001f000-\U0001faff\u2190-\u2bff\ufe0f])\u200d|\ufe0f")


_UNSEEN = pattern("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]")
"""Marks that Unicode has among letters and accents, and that nobody sees."""


def shown(text: str) -> str:
    """Return text that cannot drive a terminal: controls, direction marks and invisible marks escaped.

    Inside an emoji the joiner and the emoji selector are left out, because terminals disagree
    on how wide what they join is.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_escaped, _JOINED.sub("", text)))


def shown_lines(text: str) -> str:
    """Return text of many lines that cannot drive a terminal; tabs and emoji stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    parts = _JOINER_IN_EMOJI.split(text)
    return _JOINER.join("".join(char if char in "\t\n" else _escaped(char) for char in part) for part in parts)


def _escaped(char: str) -> str:
    if (char.isprintable() and not _UNSEEN.match(char)) or unicodedata.category(char) == "Zs":
        return char
    return char.encode("unicode_escape").decode("ascii")


def width(text: str) -> int:
    """Return the terminal columns of a text that is already shown: wide characters two, marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or _JAMO[0] <= char <= _JAMO[1]:
        return 0
    if _SKINS[0] <= char <= _SKINS[1]:
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def beginning(text: str, limit: int) -> tuple[str, bool]:
    """Return the shown beginning of a text, within so many columns, and whether that is all of it."""
    kept = _fitting(list(map(_escaped, _JOINED.sub("", text))), limit)
    return "".join(kept[0]), kept[1]


def ending(text: str, limit: int) -> tuple[str, bool]:
    """Return the shown end of a text, within so many columns, and whether that is all of it."""
    pieces, whole = _fitting([_escaped(char) for char in reversed(_JOINED.sub("", text))], limit)
    while not whole and pieces and not width(pieces[-1]):
        pieces.pop()  # a mark whose letter did not fit
    return "".join(reversed(pieces)), whole


def _fitting(pieces: list[str], limit: int) -> tuple[list[str], bool]:
    """Return the pieces that fit into so many columns, and whether all do."""
    used = 0
    for count, piece in enumerate(pieces):
        used += width(piece)
        if used > limit:
            return pieces[:count], False
    return pieces, True
