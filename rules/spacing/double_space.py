"""One blank stands between words."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Block, Document, Hit, Safety, Scan, Severity, rule, spaced_stops


@rule(
    summary="One blank stands between words.",
    why="An odd double blank shows in justified text; a habit of two after stops is a convention and left alone.",
    severity=Severity.WARNING,
    safety=Safety.SAFE,
    wake=Scan("  +", ("  ",)),
    flags=[
        ("There was food⟦  ⟧available.", "There was food available."),
        ("He left.⟦  ⟧She stayed. They met. It rained.", "He left. She stayed. They met. It rained."),
    ],
    allows=[
        "He left.  She stayed.  They met.  It rained.",
        "- one\n-   two\n",
        "Code `a  b` is left alone.",
        "Name        Age       Town",
        "Total  1,963.8  1,837.3  1,181.1",
    ],
)
def double_space(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find runs of blanks between words."""
    prose = doc.prose
    for match in matches:
        before, after = prose[match.start() - 1 : match.start()], prose[match.end() : match.end() + 1]
        if before in ("", "\n", "\ufffc") or after in ("", "\n", ",", ".", ";", ":", "!", "?", "\ufffc"):
            continue
        if after in "-–—|" or _is_label(doc, match):
            continue
        if _after_stop(prose, match.start()):
            if doc.once(spaced_stops):
                continue
        elif _is_layout(doc, match):
            continue
        yield Hit(match.start(), match.end(), f"{match.end() - match.start()} blanks in a row", (" ",))


def _is_label(doc: Document, match: re.Match[str]) -> bool:
    """Tell blanks that set off a label at the start of a block (`Q    Yes, thank you.`)."""
    start = doc.block_at(match.start()).start
    if match.start() - start > 200:
        return False
    before = doc.prose[start : match.start()].strip()
    return len(before) <= 2 or (len(before) < 30 and before.isupper())


def _after_stop(prose: str, place: int) -> bool:
    """Tell whether a sentence, its closing marks included, ends before a place."""
    return prose[max(0, place - 4) : place].rstrip("”\"’')]*")[-1:] in (".", "!", "?", ":", "…")


def _is_layout(doc: Document, match: re.Match[str]) -> bool:
    """Tell blanks that align columns: wide ones, or several runs in a short block."""
    if match.end() - match.start() > 8 or doc.answer(_is_wide, doc.block_at(match.start())):
        return True
    return doc.answer(_is_columns, doc.source.place(doc.to_source(match.start(), match.end())[0])[0])


def _is_wide(doc: Document, block: Block) -> bool:
    """Tell a block that holds wide runs of blanks."""
    text = doc.prose[block.start : block.end]
    wide = len(re.findall(r"\S {3,}\S", text))
    return wide > 1 or (wide == 1 and len(text) < 60)


def _is_columns(doc: Document, number: int) -> bool:
    """Tell a line in which all that stands between runs of blanks is single words."""
    _, *columns = re.split(" {2,}", doc.source.text[slice(*doc.source.line_span(number))].strip())
    return len(columns) > 1 and not any(" " in column for column in columns)
