"""No blank stands before a punctuation mark."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, is_emoticon, mark_habit, pattern, rule


@rule(
    summary="No blank stands before a comma, stop or other closing mark.",
    why="The mark may begin the next line on the page.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan(r"[ ]+[,.;:!?](?=[ \n”\"’)\]]|\Z|[^\W\d_])", near=((r"^[,.;:!?]", ""),)),
    flags=[
        ("In recent ⟦years ,⟧ prices rose.", "In recent years, prices rose."),
        ("He is a ⟦coder .⟧", "He is a coder."),
        ("We need ⟦auditability ,forcing⟧ change.", "We need auditability, forcing change."),
    ],
    allows=[
        "It runs on .NET and reads .env files :) or :smile: well.",
        "Wait ... then go .5 on.",
        "Let reverence for the laws . . . become the religion of all.",
        "Pourquoi ? Parce que ! Comment ? Oui ! Non ? Bien !",
    ],
)
def space_before_punctuation(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find marks with a blank before them."""
    prose = doc.prose
    for match in matches:
        mark = match.end() - 1
        sign, after = prose[mark], prose[mark + 1 : mark + 2]
        left = _WORD.search(prose, max(0, match.start() - 40), match.start())
        if left is None or (sign in ":;" and is_emoticon(prose, mark)):
            continue
        if sign == "." and ((after in (".", "") and prose[mark + 1 : mark + 2] == ".") or after.isalnum()):
            continue
        if sign == "." and (prose[mark + 1 : mark + 3] == " ." or prose[max(0, match.start() - 1) : match.start()] == "."):
            continue
        if sign == "." and prose[mark + 2 : mark + 3].islower():
            continue
        if sign in "!:" and after.isalnum():
            continue
        if sign in "!?:;" and doc.once(mark_habit).get(sign):
            continue
        right = _AFTER.match(prose, mark + 1)
        tail = right.group() if right and after.isalpha() else ""
        end = mark + 1 + len(tail)
        mended = left.group() + sign + (" " + tail if tail else "")
        yield Hit(left.start(), end, f"a blank stands before “{sign}”", (mended,))


_WORD = pattern(r"[\w’'%°-]*[\w’'”)%\]°]\Z")
_AFTER = pattern(r"[\w’'-]+")
