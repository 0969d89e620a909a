"""No blank stands inside brackets."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, count_between, last_between, line_of, rule


@rule(
    summary="No blank stands just inside round brackets.",
    why="The bracket may be left alone at the end or start of a line.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Scan(r"\([ ]+(?=\w)|(?<=[\w.!?’”])[ ]+\)", ("( ", " )")),
    flags=[
        ("The town ⟦( ⟧near Kyiv) fell.", "The town (near Kyiv) fell."),
        ("The town (near Kyiv⟦ )⟧ fell.", "The town (near Kyiv) fell."),
    ],
    allows=["The town (near Kyiv) fell :)", "A list ( ) of ( x ) boxes.", "Smile :( or frown ;)"],
)
def space_inside_brackets(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find blanks after an opening or before a closing bracket."""
    prose = doc.prose
    for match in matches:
        opening = match.group()[0] == "("
        start = match.start()
        line = line_of(doc, start)
        if not opening and count_between(doc, "(", line, start) <= count_between(doc, ")", line, start):
            continue
        close = prose.find(")", match.end(), match.end() + 400) if opening else match.start()
        begin = start if opening else last_between(doc, "(", line, start)
        if close < 0 or begin < 0 or len(prose[begin + 1 : min(close, begin + 400)].split()) < 2:
            continue
        if prose[begin - 1 : begin] in (":", ";"):
            continue
        new = "(" if opening else ")"
        yield Hit(match.start(), match.end(), "a blank stands inside the bracket", (new,))
