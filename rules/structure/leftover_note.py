"""No note to the desk is left in a story."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, pattern, rule

_WORD = "TK|XXX|TODO|TBC|TBD|FIXME|LINK|PHOTO|IMAGE|QUOTE|CAPTION|BYLINE|NAME|DATE|CHECK|INSERT|ADD"
_THING = "name|text|quote|link|photo|image|caption|headline"
_QUOTED = pattern(r"[“\"][Ll]orem ipsum[ \w]{1,60}[”\"]\W*\w")
"""Lorem ipsum that is spoken of: in quotation marks, and the sentence goes on."""
_COUNTED = pattern(r"[ ](?:per cent|percent|%|million|billion|people|years|months|days|dollars|euros|miles|km)\b|[ ]?%")



@rule(
    summary="No note to the desk is left in a story.",
    why="TK, [LINK] and lorem ipsum are placeholders; a reader who meets one knows that nobody read the story.",
    severity=Severity.HINT,
    safety=Safety.QUERY,
    wake=Scan(
        r"TK(?:TK){0,9}(?:[ ]TK){0,9}\b|XXX{0,9}\b"
        rf"|\[(?:{_WORD})\b[^\]\na-z]{{0,60}}\]|\[(?:INSERT|ADD|CHECK|LINK|[Ii]nsert)[ ][^\]\n]{{1,60}}\]"
        rf"|insert (?:{_THING}) here\b|Insert (?:{_THING}) here\b|lorem ipsum(?= dolor\b)|Lorem ipsum(?= dolor\b)",
        near=((r"TK|XX|\[(?:[A-Z]|[Ii]nsert)|nsert$|orem$", ""),),
    ),
    flags=[
        ("He won ⟦TK⟧ percent of the vote, ⟦TKTK⟧ said, in a town of ⟦XXX⟧ people.", None),
        ("See the report ⟦[LINK]⟧ and the picture ⟦[INSERT PHOTO OF MAYOR]⟧.", None),
        ("⟦Lorem ipsum⟧ dolor sit amet.", None),
        ("“I am glad,” said ⟦insert name here⟧, the mayor (⟦TK⟧).", None),
    ],
    allows=[
        "T.K. Jones shops at TK Maxx, flies TK 1971 and uses Tk.",
        "Super Bowl XXX, Pope John XXIII and chapter XXX; a XXX film.",
        "He said that “they [the mayors] left [sic]” and [laughs] [applause] [LAUGHTER].",
        "Call 555-XXXX or write XXX-XX-XXXX on the [link](https://example.org).",
        "“Lorem ipsum dolor sit amet” is no Latin. She put words in the place of the lorem ipsum. Insert the key here. To insert text, press here.",
    ],
)
def leftover_note(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find placeholders and notes in brackets that were meant to be replaced."""
    for match in matches:
        if match.group()[0] in "Ll" and _QUOTED.match(doc.prose, match.start() - 1):
            continue
        if match.group()[0] not in "TX" or _is_placeholder(doc.prose, match):
            yield Hit(match.start(), match.end(), f"“{match.group()}” is left from the writing")


def _is_placeholder(prose: str, match: re.Match[str]) -> bool:
    """Tell TK or XX that stands for words to come from initials, a number or a name."""
    before, after = prose[match.start() - 1 : match.start()] if match.start() else "", prose[match.end() : match.end() + 1]
    if before.isalnum() or before in tuple("-.&_") or after in tuple("-&_"):
        return False
    if len(match.group()) > 2 and match.group()[0] == "T":
        return True
    bracketed = before in ("[", "(") and after in ("]", ")", " ", ":", ",") and match.group()[0] == "T"
    return bracketed or before == "$" or _COUNTED.match(prose, match.end()) is not None
