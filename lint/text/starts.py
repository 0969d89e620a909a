"""Sentence starts: where a small letter is a slip."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.text.morphology import is_common
from lint.text.words import KNOWN, LOWER, MISSPELT, PROPER, RARE, Word, stem, word_at

if TYPE_CHECKING:
    from lint.document import Block, Document

PARTICLES = frozenset("al bin d da dal das de del della den der des di dos du el en la le los st t ten ter van vom von zu".split())
_GLUED = frozenset("_/\\=@#$~<>|{}+*^(" + OPAQUE)
_COMPOUND = re.compile(r"(?:-[a-z]+)+(?![\w-])")
_LONGEST_LOOK = 400
_SENTENCE_WORDS = 5
_ITEM_WORDS = 4
_CONTINUING = frozenset(
    "and or but then where which with to for as in on by of from at while that instead than who whose because so if when "
    "is are was were will would can could".split(),
)


def may_begin(doc: Document, offset: int) -> Word | None:
    """Return the small word at an offset if copy would write it with a capital there.

    Words no list knows, code, names that keep a small letter and particles before a name
    (`de Vries`) are none.
    """
    word = word_at(doc, offset)
    if word is None or not word.flags & LOWER or not word.flags & (KNOWN | RARE | MISSPELT | PROPER):
        return None
    prose = doc.prose
    after = prose[word.end : word.end + 1]
    if after in _GLUED and after:
        return None
    if after in (".", ":") and prose[word.end + 1 : word.end + 2].isalnum():
        return None
    if not word.flags & (MISSPELT | PROPER) and not is_common(stem(word.text)) and not word.flags & RARE:
        return None
    if after == "-" and not _is_plain_compound(prose, word.end):
        return None
    if len(word.text) == 1 and word.text not in ("a", "i"):
        return None
    if len(word.text) == 1 and after in (".", ")", "-"):
        return None
    if word.text in PARTICLES and prose[word.end + 1 : word.end + 2].isupper():
        return None
    return word


_RESUMING = frozenset(
    "the this that these those it there here if when while since because although though however so but and or our your my "
    "its in on at for with from as by to we what how why who where is are was were do does did can could would should will "
    "have has had all some many most one first today yesterday tomorrow last next".split(),
)
_SPEAKING = frozenset("he she they i we you it the a an".split())
_WORDS = re.compile(r"[\w’'-]+")
_LEAST_WORDS = 4
_SAID = re.compile(r"[ ][\w’'-]+(?:[ ][\w’'-]+)?[ ](?:said|says|asked|asks|cried|cries|wrote|writes|shouted|replied|added|answered)\b")


def resumes(doc: Document, stop: int, word: Word, *, closed: bool) -> bool:
    """Tell whether a small word after `?`, `!` or a closing quotation mark surely begins a new sentence.

    What stands before the mark must be a sentence of some length, not a title (`Shall We
    Dance?`), and the word one that seldom carries a sentence on after a quoted one.
    """
    prose = doc.prose
    mark = prose[stop]
    if word.text not in _RESUMING or _SAID.match(prose, word.end) or (closed and mark in "!?"):
        return False
    if mark == "!" and (word.text in ("and", "at", "or") or not prose[stop - 1 : stop].isalpha() or _last_is_capital(prose, stop)):
        return False
    if _ENUMERATED.match(prose, word.end):
        return False
    if closed and word.text in _SPEAKING | {"in", "to", "as", "with", "for", "at", "by", "on", "from", "and", "is", "was", "has", "had", "or"}:
        return False
    start = max((prose.rfind(mark, 0, stop - 1) for mark in ".!?\n"), default=-1) + 1
    words = _WORDS.findall(prose[start:stop])
    if len(words) < _LEAST_WORDS:
        return False
    small = sum(1 for each in words[1:] if each[0].islower())
    return 2 * small > len(words) - 1


_ENUMERATED = re.compile(r"[ ]\(?\d[.)]")


def _last_is_capital(prose: str, stop: int) -> bool:
    """Tell whether the word before a mark has a capital, as in a name that ends with one (`Yahoo!`)."""
    start = stop
    while start and (prose[start - 1].isalnum() or prose[start - 1] in "’'-"):
        start -= 1
    return prose[start : start + 1].isupper()


def _is_plain_compound(prose: str, hyphen: int) -> bool:
    """Tell a compound of ordinary words (`well-known`) from the name of a program (`search-api-v2`)."""
    match = _COMPOUND.match(prose, hyphen)
    if match is None:
        return False
    parts = match.group().split("-")[1:]
    return len(parts) < 3 and all(is_common(part) for part in parts)  # noqa: PLR2004 (`out-of-the` is four)


def begins_paragraph(doc: Document, block: Block) -> bool:
    """Tell whether a block that begins with a small letter ought to begin with a capital.

    A paragraph ought to when it is a sentence of some length and nothing before it runs on
    into it; a list item when it is one and its fellows begin with capitals.
    """
    prose = doc.prose
    text = prose[block.start : block.end]
    if block.kind == "item":
        first = _WORDS.match(text)
        if first is None or first.group() in _CONTINUING - _OPENING - {"to", "and", "then"}:
            return False
        return block.first and len(text[:_LONGEST_LOOK].split()) >= _ITEM_WORDS and _fellows_have_capitals(doc, block)
    if not _is_sentence(text, _SENTENCE_WORDS):
        return False
    number = doc.block_index(block.start)
    if number == 0:
        return block.start == 0 and not block.yaml and len(doc.blocks) > 1
    before = doc.blocks[number - 1]
    if before.kind == "headline" or before.yaml:
        return True
    if block.kind == "paragraph" and _is_shouted(prose[before.start : before.end]):
        return True
    if before.kind in ("code", "cell", "item", "quote") or prose[before.start : before.end] == OPAQUE:
        first = _WORDS.match(text)
        return first is not None and first.group() not in _CONTINUING and (before.kind != "code" or text.rstrip().endswith((".", "!", "?")))
    if prose[before.start : before.end].rstrip("”\"’')]*_ ").endswith((".", "!", "?")):
        return True
    first = _WORDS.match(text)
    long = len(text) >= _LONG_PARAGRAPH and first is not None and first.group() not in _CONTINUING - _OPENING
    return long and before.end - before.start >= _LEAST_LINE and not prose[before.end - 1] in ",:;—–-("


_LONG_PARAGRAPH = 160
_LEAST_LINE = 20
_OPENING = frozenset("in on at for with as by from if when while because".split())


def _is_shouted(text: str) -> bool:
    """Tell a line in capitals, which stands as a heading."""
    return text.isupper() and len(text.split()) > 1


def _is_sentence(text: str, words: int) -> bool:
    """Tell whether a block ends like a sentence and has enough words for one."""
    if not text.rstrip("”\"’')]*_ " + OPAQUE).endswith((".", "!", "?", "…", ":")):
        return False
    return len(text[:_LONGEST_LOOK].split()) >= words


def _fellows_have_capitals(doc: Document, block: Block) -> bool:
    """Tell whether the items round one all begin with capitals, and at least two do."""
    number = doc.block_index(block.start)
    firsts: list[str] = []
    for step in (-1, 1):
        place = number + step
        while 0 <= place < len(doc.blocks) and doc.blocks[place].kind == "item":
            if doc.blocks[place].first:
                firsts.append(doc.prose[doc.blocks[place].start])
            place += step
    letters = [char for char in firsts if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)
