"""Words are not run together at a punctuation mark."""

import re
from collections.abc import Iterable, Iterator

from lint.api import (
    Document,
    Hit,
    Safety,
    Scan,
    Severity,
    count_between,
    glued_sides,
    is_glued,
    line_of,
    rule,
    stands_twice,
)

_GLUED = r"[,.;:!?][)\]”\"’']*(?=[“‘\"(]?[^\W\d_])"


@rule(
    summary="A blank follows a punctuation mark.",
    why="`home,while` and `question.North` stumble the reader, and search finds neither word.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan(_GLUED, near=((_GLUED, ""),)),
    flags=[
        ("One wants to return ⟦home,while⟧ the other stays.", "One wants to return home, while the other stays."),
        ("That’s the ⟦question.North⟧ Korea is silent.", "That’s the question. North Korea is silent."),
        ("Stay in ⟦Ukraine.How⟧ so?", "Stay in Ukraine. How so?"),
        ("“We ⟦lost,”he⟧ said.", "“We lost,” he said."),
    ],
    allows=[
        "J.K. Rowling met the U.S. envoy at 5 p.m. on Booking.com.",
        "She has a high verbal I.Q. score.",
        "See app.py, v1.2.3 and 12:30, 3:2 or 1,000.",
        "e.g. Node.js, Yahoo! and ASP.NET",
        "Write a,b,c or x:y in it.",
        "“Stop!” “Why?” (No.) “Yes.”",
    ],
)
def missing_space(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find words joined by a mark that a blank should follow."""
    prose = doc.prose
    done = -1
    for match in matches:
        mark = match.start()
        if mark < done or not prose[mark - 1 : mark].strip():
            continue
        middle = match.group()[1:]
        if middle and middle[-1] in "'\"’" and not _closes(doc, mark, match.end()):
            continue
        after = match.end()
        start, end = glued_sides(prose, mark, after + (prose[after] in '“‘"('))
        block = doc.block_at(start)
        if not is_glued(doc, start, mark, after, end) or (match.group() == "." and (start, end) == (block.start, block.end)):
            continue
        if match.group() == "." and stands_twice(doc, prose[start:end]):
            continue  # A name such as `One.Tel`: a slip is not made twice.
        done = end
        mended = prose[start:after] + " " + prose[after:end]
        safety = Safety.SUGGEST if match.group() in (".", ":") and prose[after].islower() else None
        yield Hit(
            start, end, f"no blank after “{match.group()}” in “{prose[start:end]}”", (mended,), safety=safety
        )


def _closes(doc: Document, mark: int, end: int) -> bool:
    """Tell whether a straight or single mark after the stop closes a quotation, not opens one."""
    prose = doc.prose
    quote = prose[end - 1]
    if quote == "’":
        return "‘" in prose[max(0, mark - 300) : mark]
    return count_between(doc, quote, line_of(doc, mark), end - 1) % 2 == 1
