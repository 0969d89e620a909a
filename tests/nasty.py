"""Text that tries to drive a terminal, a runner or a page, and what is left of it in an output."""

from __future__ import annotations

import unicodedata

CONTROLS = (
    "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://x/\x1b\\link\x1b]8;;\x1b\\"  # CSI, a title, a hyperlink
    "\x9b31m\x90q\x9c\x9d0;x\x9c"  # the same in C1
    "\r\x08\x7f\x0b\x0c\x00\u0085\u2028\u2029"  # what moves the cursor or ends a line
    "\u202e\u2066\u2069\u200e\u061c"  # direction
    "\u200b\u200d\u2060\ufeff\u00ad\u034f\u115f\u3164\ufe00\U000e0041\U000e0100"  # what nobody sees
)
NAME = CONTROLS.replace("\x00", "").replace("/", "")
NAME += " <img src=x onerror=alert(1)> \"'%0A::error::x,line=9|`_[a](b).md"
"""A file name with everything in it that a file name may have."""
STORY = (
    f"He went wiht {CONTROLS.replace(chr(0), '')} them,and then he <script>alert(1)</script> left.\n\n"
    "\n\nHe went\x1b[31mhome ]]> wiht \u202ehim\u202c,ok.\n\n##[error]The the\n::set-output name=x::wiht\n\n"
    "A wiht <img src=x onerror=alert(1)>&amp;|`x` [x](http://x) b.\r\rTHe may\u200bor recieved teh do\u00ador.\n\n"
    '| — | — |\n| a | b | c |\n\nHe said: "wiht" --> %0A::error::wiht\n'
)


def driving(data: bytes) -> list[str]:
    """Return the characters of an output that are not seen for what they are; line ends and tabs are."""
    text = set(data.decode("utf-8")) - {"\n", "\t"}
    seen = {char for char in text if _is_unseen(char) or not char.isprintable()}
    # Blanks of other widths are seen; what no font has yet drives nothing.
    return sorted(f"U+{ord(char):04X}" for char in seen if unicodedata.category(char) not in ("Zs", "Cn", "Co"))


def _is_unseen(char: str) -> bool:
    return (
        char in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
        or "\ufe00" <= char <= "\ufe0e"
        or "\U000e0100" <= char <= "\U000e01ef"
    )
