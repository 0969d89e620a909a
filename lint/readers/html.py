"""HTML inside Markdown: which tags are formatting, and the text of an HTML block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.patterns import pattern

if TYPE_CHECKING:
    from lint.readers.building import Builder

_NAME = pattern(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_FORMATTING = frozenset(
    "a abbr b bdi bdo big cite del dfn em font i ins label mark q s small span strike strong time tt u wbr".split(),
)
_HIDING = frozenset("code kbd samp var sub sup script style pre svg math object button select textarea".split())
_TOKEN = pattern(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+|#x[0-9A-Fa-f]+);|\n", re.DOTALL)
_KINDS = {"li": "item", "td": "cell", "th": "cell", "blockquote": "quote", "figcaption": "caption"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NO_BREAK = "\u00a0"
_LONGEST_ENTITY = 40
"""Characters; a longer one stands for nothing, and Python refuses a number of thousands of digits."""


def tag_effect(tag: str) -> str:
    """Say what an inline tag does to the prose.

    ``""`` it vanishes, ``break`` it is a line break, ``hide`` what follows is no prose until
    ``unhide``, ``opaque`` it stands for something that is not prose.
    """
    match = _NAME.match(tag)
    if not match:
        return ""
    closing, name = match.group(1), match.group(2).lower()
    if name in _FORMATTING:
        return ""
    if name in ("br", "hr", "p", "div", "li", "td", "tr"):
        return "break"
    if name in _HIDING:
        return "unhide" if closing else "hide"
    return "opaque"


def add_html(builder: Builder, start: int, end: int) -> None:
    """Add the readable text of an HTML block, one prose block per block-level element."""
    text = builder.text
    place, hidden, kind, level = start, 0, "paragraph", 0
    for match in _TOKEN.finditer(text, start, end):
        if not hidden:
            builder.copy(place, match.start())
        place = match.end()
        token = match.group()
        if token == "\n":
            if not hidden and builder.pending:
                while place < end and text[place] in " \t>":
                    place += 1
                builder.unit(" ", match.start(), place)
            continue
        if token[0] == "&":
            if not hidden:
                builder.unit(_entity(token), match.start(), match.end())
            continue
        if token.startswith("<!--"):
            continue
        effect = tag_effect(token)
        if effect == "hide":
            hidden += 1
            builder.opaque(match.start(), match.end())
        elif effect == "unhide":
            hidden = max(0, hidden - 1)
        elif effect and not hidden:
            builder.close(kind, first=False, level=level)
            name = _NAME.match(token)
            tag = name.group(2).lower() if name and not name.group(1) else ""
            level = _HEADINGS.get(tag, 0)
            kind = "headline" if level else _KINDS.get(tag, "paragraph")
    if not hidden:
        builder.copy(place, end)
    builder.close(kind, first=False, level=level)


def _entity(token: str) -> str:
    """Return the character an entity stands for."""
    if token == "&nbsp;":
        return _NO_BREAK
    if len(token) > _LONGEST_ENTITY:
        return OPAQUE
    from html import unescape  # noqa: PLC0415 (its table costs, and few files need it)

    return unescape(token)
