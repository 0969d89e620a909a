"""No note to the desk is left in a story."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule

_COUNTED = r"(?:per cent|percent|%|million|billion|people|years|months|days|dollars|euros|miles|km\b)"


@rule(
    summary="No note to the desk is left in a story.",
    why="TK, [LINK] and lorem ipsum are placeholders; a reader who meets one knows that nobody read the story.",
    severity=Severity.WARNING,
    safety=Safety.QUERY,
    wake=Scan(
        r"\bTK(?:TK)+\b|(?<=[\[(])TK(?=[\])\s:,])|\bTK(?:[ ]TK)+\b"
        rf"|(?<![\w.&-])(?:TK|XX+)(?=[ ]{_COUNTED})|(?<=\$)(?:TK|XX+)\b(?![\w-])"
        r"|\[(?:(?:TK|XXX+|TODO|TBC|TBD|FIXME|LINK|PHOTO|IMAGE|QUOTE|CAPTION|BYLINE|NAME|DATE|CHECK|INSERT|ADD)\b|(?:INSERT|ADD|CHECK|LINK)[ ][^\]\n]{1,60})[^\]\na-z]{0,60}\]"
        r"|\[[Ii]nsert [^\]\n]{1,60}\]|\b[Ii]nsert (?:name|text|quote|link|photo|image|caption|headline) here\b"
        r"|\b[Ll]orem ipsum(?= dolor\b)",
        ("TK", "XX", "[", "nsert ", "orem ipsum dolor"),
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
        "She put words in the place of the lorem ipsum. Insert the key here. To insert text, press here.",
    ],
)
def leftover_note(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find placeholders and notes in brackets that were meant to be replaced."""
    del doc
    for match in matches:
        yield Hit(match.start(), match.end(), f"“{match.group()}” is left from the writing")
