"""Sentence starts: where a small letter is a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.patterns import pattern
from lint.text.fellows import fellows
from lint.text.morphology import is_common
from lint.text.sentences import sentence_start
from lint.text.tokens import TOKEN
from lint.text.words import KNOWN, LOWER, MISSPELT, PERSON, PROPER, RARE, SOFTWARE, Word, flags, stem, word_at

if TYPE_CHECKING:
    from lint.document import Block, Document

PARTICLES = frozenset(
    "al ab ap bin bint binti ibn d da dal das de del della den der des di dos du el en la le los st t ten ter van vom "
    "von zu".split()
)
_GLUED = frozenset("_/\\=@#$~<>|{}+*^(" + OPAQUE)
_COMPOUND = pattern(r"(?:-[a-z]+)+(?![\w-])")
_LONGEST_LOOK = 400
_SHORTEST_RARE = 6
_SMALL_NAMES = frozenset(
    "apt bash brew cron curl dig diff git grep jq kubectl make npm npx pip pnpm rsync ruby sed ssh sudo tar tmux vim "
    "wget yum".split()
)
"""Programs whose names stay small at a sentence's start."""
_SENTENCE_WORDS = 5
_ITEM_WORDS = 4
_CONTINUING = frozenset(
    "and or but then where which with to for as in on by of from at while that instead than who whose because so if "
    "when is are was were will would can could".split(),
)


def may_begin(doc: Document, offset: int) -> Word | None:
    """Return the small word at an offset if copy would write it with a capital there.

    Words no list knows, code, names that keep a small letter and particles before a name
    (`de Vries`) are none.
    """
    word = word_at(doc, offset)
    if word is None or not word.flags & LOWER:
        return None
    prose = doc.prose
    if not word.flags & (KNOWN | RARE | MISSPELT | PROPER):
        return word if _begins_name(prose, word) else None
    after = prose[word.end : word.end + 1]
    if after in _GLUED and after:
        return None
    if after in (".", ":") and prose[word.end + 1 : word.end + 2].isalnum():
        return None
    if (
        not word.flags & (MISSPELT | PROPER)
        and not is_common(stem(word.text))
        and (not word.flags & RARE or len(word.text) < _SHORTEST_RARE)
    ):
        return None
    if stem(word.text) in _SMALL_NAMES or (word.flags & SOFTWARE and not is_common(stem(word.text))):
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


def _begins_name(prose: str, word: Word) -> bool:
    """Tell a word no list knows, or knows as a name only, that stands before another part of a name."""
    if word.flags & SOFTWARE or len(word.text) < _SHORTEST_NAME or prose[word.end : word.end + 1] != " ":
        return False
    following = _token_at(prose, word.end + 1)
    return bool(following) and following[0].isupper() and following[1:].islower() and bool(flags(following) & PERSON)


def _token_at(prose: str, offset: int) -> str:
    """Return the token that begins at a prose offset, empty if none does."""
    match = TOKEN.match(prose, offset)
    return match.group() if match else ""


_SHORTEST_NAME = 4
_RESUMING = frozenset(
    "the this that these those it there here if when while since because although though however so but and or our "
    "your my its in on at for with from as by to we what how why who where is are was were do does did can could would "
    "should will have has had all some many most one first today yesterday tomorrow last next he she they you".split(),
)
_POINTING = frozenset("this these those it he she they we you there".split())
_AFTER_CRY = _RESUMING - frozenset(
    "as at and or in on for to with by from so since though first next has had last some".split()
)
_CARRYING = frozenset(
    "and or nor as in to with for at by on from of into onto about because while when where who which whose that than "
    "is was are were has had have be been being said says reads read goes went ran i".split(),
)
"""Words that carry on a sentence after a quoted one."""
_CRIES = frozenset("hey oh ah wow yes no ha well hello hi yay boom".split())
_WORDS = pattern(r"[\w’'-]+")
_LEAST_WORDS = 4
_SAID = pattern(
    r"(?:[ ][\w’'-]+){0,2}[ ](?:said|says|say|asked|asks|ask|cried|cries|wrote|writes|write|shouted|replied|"
    r"replies|added|adds|"
    r"answered|answers|told|tells|thought|thinks|explained|explains|noted|notes|recalled|recalls|insisted|insists|"
    r"continued|"
    r"continues|laughed|laughs|joked|jokes|whispered|yelled|screamed|exclaimed|wondered|wonders|demanded|called|"
    r"tweeted)\b",
)


def resumes(doc: Document, stop: int, word: Word, *, closed: bool) -> bool:
    """Tell whether a small word after `?`, `!` or a closing quotation mark surely begins a new sentence.

    What stands before the mark must be a sentence, not a title (`Shall We Dance?`), and the
    word one that seldom carries a sentence on after a quoted one.
    """
    prose = doc.prose
    mark = prose[stop]
    if (closed and (mark in "!?" or _SAID.match(prose, word.end))) or _ENUMERATED.match(prose, word.end):
        return False
    start = sentence_start(prose, stop - 1) if stop else 0
    words = [each for each in _WORDS.findall(prose[start:stop]) if not each[0].isdigit()]
    small = sum(1 for each in words[1:] if each[0].islower())
    if not closed and _OPENING_CLAUSE.match(prose, word.start):
        return True
    if mark == "!" and (
        word.text not in _AFTER_CRY or (words and words[-1].lower() in _CRIES and word.text in ("what", "how", "the"))
    ):
        return False
    if closed and not _LEAST_SENTENCE.match(prose, word.end):
        return False
    if closed:
        return word.text not in _CARRYING and len(words) >= _LEAST_WORDS and 2 * small > len(words) - 1
    if mark == "!" and not prose[stop - 1 : stop].isalpha():
        return False
    if mark == "!" and _last_is_capital(prose, stop):
        return word.text in _POINTING and len(words) > _LEAST_WORDS and word.end < len(prose)
    if mark == "?" and len(words) > 1 and _last_is_capital(prose, stop):
        if word.text not in _RESUMING:
            return False
        if words[-2][0].isupper() and len(words) > 2 and word.text not in _POINTING:  # noqa: PLR2004 (a title)
            return False
    if len(words) < _LEAST_WORDS:
        cry = len(words) == 1 and words[0].lower() in _CRIES
        return (
            len(words) > 0
            and word.text in _RESUMING
            and (cry or not _last_is_capital(prose, stop))
            and prose[start : start + 2].strip('“"( ')[:1].isupper()
        )
    return 2 * small >= len(words) - 1


_LEAST_SENTENCE = pattern(r"(?:[ ][^\s.!?]+){2,}")
_ENUMERATED = pattern(r"[ ]\(?\d[.)]")


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
    return len(parts) < 3 and all(is_common(part) and len(part) > 1 for part in parts)  # noqa: PLR2004 (`out-of-the` is four)


def begins_paragraph(doc: Document, block: Block) -> bool:
    """Tell whether a block that begins with a small letter ought to begin with a capital.

    A paragraph ought to when it is a sentence of some length and nothing before it runs on
    into it; a list item when it is one and its fellows begin with capitals.
    """
    prose = doc.prose
    text = prose[block.start : block.end]
    if block.kind == "headline":
        return len(text.split()) >= _ITEM_WORDS and _fellows_have_capitals(doc, block)
    if block.kind == "item":
        first = _WORDS.match(text)
        if first is None or first.group() in _CONTINUING - _OPENING - {"to", "and", "then"}:
            return False
        return block.first and len(text[:_LONGEST_LOOK].split()) >= _ITEM_WORDS and _fellows_have_capitals(doc, block)
    if not _is_sentence(text, _SENTENCE_WORDS) or _HEADWORD.match(text):
        return False
    number = doc.block_index(block.start)
    if number == 0:
        return block.start == 0 and not block.yaml and len(doc.blocks) > 1
    before = doc.blocks[number - 1]
    if before.kind == "headline" or before.yaml:
        return (
            text.split(" ", 1)[0] not in ("and", "or", "then")
            or len(prose[before.start : before.end].split()) >= _ITEM_WORDS
        )
    if block.kind == "paragraph" and _is_shouted(prose[before.start : before.end]):
        return True
    last = prose[before.start : before.end].rstrip("”\"’')]*_ ")
    if before.kind in ("code", "cell", "item") or not last.strip(OPAQUE + " "):
        first = _WORDS.match(text)
        if first is not None and first.group() in _CONTINUING:
            several = last.endswith(".") and _INNER_SENTENCE.search(text) is not None
            return several or _OPENING_CLAUSE.match(text) is not None
        return first is not None and (before.kind != "code" or text.rstrip().endswith((".", "!", "?")))
    if last.endswith((".", "!", "?", "[…", "[...")):
        return True
    if _stands_alone(doc, before):
        return True
    first = _WORDS.match(text.lstrip('“"*_('))
    quoted = text[0] == "“" and first is not None and first.group() not in _CONTINUING - _OPENING
    return (
        (quoted or _OPENING_CLAUSE.match(text) is not None)
        and before.end - before.start >= _LEAST_LINE
        and prose[before.end - 1] not in ",:;—–-("
    )


_HEADWORD = pattern(
    r"[*_]{0,3}[a-zà-öø-ÿ’' -]{2,40}[*_]{0,3}[ ,][ ]?\(?(?:n|v|vb|adj|adv|prep|conj|pron|interj|abbr|phr)\.[ ,);&]"
)
"""The headword of a dictionary and its part of speech (`quid pro quo n. something for something`)."""
_BREAK = pattern(r"[^\n]*\n\s*(?:-(?:[ ]?-){2,}|\*(?:[ ]?\*){2,}|_{3,})[ ]*\n")
"""What stands between a block and the next, with a thematic break in it."""


def _stands_alone(doc: Document, block: Block) -> bool:
    """Tell a paragraph no sentence runs on from: emphasised, ended by a bracket or a break, or a salutation."""
    prose, source = doc.prose, doc.source.text
    if prose[block.end - 1] == "]" or (prose[block.start] == "(" and prose[block.end - 1] == ")"):
        return True
    start, end = doc.to_source(block.start, block.end)
    if _BREAK.match(source, end):
        return True
    emphasised = source[start - 1 : start] in ("*", "_") and source[end : end + 1] in ("*", "_")
    return emphasised or prose.startswith("Dear ", block.start)


_OPENING_CLAUSE = pattern(
    r"(?:in|on|at|for|with|as|by|from|if|when|while|because|to)[ ][^,.;:!?\n]{3,80}(?:,[ ](?:you|we|the|it|this|"
    r"these|they|he|she|there|"
    r"an?|I|our|your|all|no|add|see|use|run|enter|stick|make|try|create|set|click|select|go)\b|:[ ][A-Z])"
    r"|(?:by default|for (?:example|instance|now|more)|in (?:addition|general|short|fact|practice|theory|total|"
    r"response|turn|particular|a nutshell)|as a result|"
    r"on (?:average|balance)|at (?:first|last|present)|to date|with that|from there)[,:][ ]",
)
"""A clause that opens a sentence, and the first word of the main one (`by default, all`)."""
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


_CAPITAL_SHARE = 0.6
_LONG_ITEM = 8
_INNER_SENTENCE = pattern(r"[a-z)”][.!?:][ ][A-Z]")


def _fellows_have_capitals(doc: Document, block: Block) -> bool:
    """Tell whether the headlines, or the items of the list, round one mostly begin with capitals.

    Two fellows must say so; one is enough for an item of several sentences.
    """
    letters, capitals = fellows(doc, block)
    if letters > 1 and capitals == letters:
        return True
    text = doc.prose[block.start : block.end]
    several = _INNER_SENTENCE.search(text) is not None
    sentence = several or text.endswith((".", "!", "?"))
    enough = letters > 1 or several or (letters == 1 and len(text.split()) >= _LONG_ITEM)
    return block.kind == "item" and sentence and enough and capitals > 0 and capitals >= _CAPITAL_SHARE * letters
