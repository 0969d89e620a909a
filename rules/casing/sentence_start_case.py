"""A sentence begins with a capital."""

import re
from collections.abc import Iterable, Iterator

from lint.api import (
    MISSPELT,
    Document,
    Hit,
    Safety,
    Scan,
    Severity,
    closes_sentence,
    is_staccato,
    may_begin,
    pattern,
    quotes_messages,
    resumes,
    rule,
)


@rule(
    summary="A sentence begins with a capital letter.",
    why="A small letter after a full stop is a slip, or a full stop that should be a comma.",
    severity=Severity.ERROR,
    safety=Safety.SAFE,
    wake=Scan(
        r"[.!?][)\]”\"’']*[ ]+[‘“\"'(\[]?(?=[a-zà-öø-ÿ])",
        near=((r"[.!?][)\]”\"’']*$", r"[‘“\"'(\[]?[a-zà-öø-ÿ]"),),
    ),
    flags=[
        ("It ended the conflict. ⟦by⟧ offering this, he won.", "It ended the conflict. By offering this, he won."),
        ("He came in 2012. ⟦before⟧ that, he was away.", "He came in 2012. Before that, he was away."),
    ],
    allows=[
        "He met Mr. de Vries at 5 p.m. and left.",
        "Fruit, e.g. apples, is cheap, etc. and so on.",
        "It is … well. iPhones sell.",
        "“Go.” he said. “Why?” she asked. “Now!” the guard cried.",
        "Shall We Dance? at number three; Vodafone live! as a brand. In short, What Time Is It There? is clever.",
        "He came (see p. 3). It was wow! so nice.",
        "Sales at Acme Inc. rose. eBay fell.",
        "Belgium, 2024. 107 mins. dir: A. Roe. cast: T. Poe. At 1.20pm the tide came in. “thier off,” wrote Ann.",
        "See 12ac. might it be so? Cond. discharge, 12 mths. He is a reg. charity trustee; 2 Tbsp. golden syrup.",
    ],
)
def sentence_start_case(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find small letters after a full stop."""
    prose = doc.prose
    for match in matches:
        mark, marks = match.group()[0], match.group()
        if mark == "." and not closes_sentence(prose, match.start()):
            continue
        if ")" in marks or "[" in marks or is_staccato(prose, match.start(), match.end()):
            continue
        if marks[-1] == "(" and not _is_sentence_in_brackets(prose, match.end()):
            continue
        if marks[-1] in "“‘\"'" and _QUOTED_WORDS.match(prose, match.end()):
            continue
        word = may_begin(doc, match.end())
        if word is None or prose[word.end : word.end + 1] in (".", "…", ":"):
            continue
        if marks[-1] in '“"' and (word.flags & MISSPELT or doc.once(quotes_messages)):
            continue  # A message, quoted as it was typed.
        closed = any(quote in marks[1:].rstrip("“‘ ") for quote in "”\"’'")
        if (closed or mark in "!?") and not resumes(doc, match.start(), word, closed=closed):
            continue
        form = word.text[0].upper() + word.text[1:]
        safety = None if mark == "." and not closed else Safety.SUGGEST
        yield Hit(word.start, word.end, f"“{word.text}” should be “{form}”", (form,), "it begins a sentence", safety)


_IN_BRACKETS = pattern(r"[\w’]+ [^()\n]{15,400}[.!?][”\"]?\)")


def _is_sentence_in_brackets(prose: str, start: int) -> bool:
    """Tell a whole sentence in brackets, its stop inside them, from a remark."""
    return _IN_BRACKETS.match(prose, start) is not None


_QUOTED_WORDS = pattern(r"[^A-Z“”‘\"\n]{1,40}[^A-Z“”‘\"\n.,!?][”’\"']")
"""A few quoted words without a capital or a stop: a title some write small."""
