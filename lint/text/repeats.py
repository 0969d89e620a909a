"""Words that stand twice in a row, told from those that may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.lexicon import CONTEXT, open_lexicon
from lint.patterns import pattern
from lint.text.candidates import FUNCTION_WORDS
from lint.text.pieces import pieces
from lint.text.surroundings import stands_twice
from lint.text.words import DIGIT, GIVEN_NAME, KNOWN, TITLE, UPPER, Word, flags

if TYPE_CHECKING:
    from lint.document import Document

_MAY_REPEAT = frozenset(
    "aye beep blah bla boo bora bye cha chop choo chow clang clap click cluck cuckoo da ding dong dum duran fifty go "
    "ha had hah haw hear heh hee hey hi ho hoo hooray hop hubba hush hush hut itsy jo kiss knock la long lo ma mahi "
    "mama mm more mu my na nana no now oh ok okay out over pago papa pawpaw pom poo pooh please really rah row so sing "
    "sirhan tap tart that there tick tock toc toot tra tsk tut tuk twenty uh um very vroom wah wakey walla wee "
    "well whoa woof wow yada ya yeah yes yay yo yoyo zzz boutros humuhumu chin dik aku baden agar gaga couscous bling "
    "ping pong yum hip meow surprise help night far many much too bang baa moo quack oink tweet second st "
    "shoo glug chuff miaow knit purl".split(),
)
"""Words that copy repeats on purpose: sounds, stress, songs, names, and grammar (`had had`, `that that`)."""
_GRAMMAR = {
    "is": frozenset({"it", "what", "that", "this", "there", "who", "problem", "thing"}),
    "in": frozenset(
        "take took takes check checked checking log logged logging sign signed signing come came coming go goes going "
        "went live lived living move moved moving moves believe trade traded tune tuned set sets setting give gave "
        "kick kicked kicks fill filled join joined drop dropped turn turned opt opted opting weigh weighed step "
        "stepped cash bring brought phone phoned write plug plugged hand handed call called stay stayed settle settled "
        "dial dialed".split()
    ),
    "on": frozenset(
        "go goes going went carry carried carrying move moved moving log logged put come came turn turned hold held "
        "keep kept pass passed sign signed work worked early later live lived lives build".split()
    ),
    "do": frozenset({"we", "they", "you", "i", "to", "what", "can"}),
    "you": frozenset({"thank", "for", "see", "to", "all", "give", "tell", "miss", "love", "what"}),
    "her": frozenset({"give", "gave", "told", "tell", "made", "of", "with", "showed", "see", "saw"}),
    "did": frozenset({"they", "he", "she", "we", "you", "i", "what"}),
}
"""For words that grammar may double (`log in in`), what stands before them then."""
_CLAUSES = {
    "it": (
        frozenset("on about of with for to do in at by from without like doing over through into after before".split()),
        frozenset("will would is was has can could should may might seems must looks feels takes makes does".split()),
    ),
    "happens": (frozenset({"whatever", "what"}), None),
    "goes": (frozenset({"anything"}), None),
}
"""Words that may end one clause and begin the next (`look back on it it will`): what stands before and after."""
_ASKING = frozenset({"what", "who", "how", "where", "why", "problem", "thing", "point", "question", "truth"})
_REACH, _PIECES = 6, 9
"""Tokens either side that are looked at, and pieces that surely hold them."""
_QUOTES = "“”\"'‘’"


def repeated_words(doc: Document) -> list[tuple[Word, Word]]:
    """Return each pair of equal neighbours that is a slip; use as ``doc.once(repeated_words)``."""
    every = doc.once(pieces)
    found: list[tuple[Word, Word]] = []
    for place in every.echoes():
        one, other = every.words(place), every.words(place + 1)
        if not one or not other:
            continue
        first, second = one[-1], other[0]
        if doc.prose[first.end : second.start] != " " or first.text.lower() != second.text.lower():
            continue
        near = [word for number in every.round(place, _PIECES) for word in every.words(number)]
        number = near.index(first)
        begin = max(0, number - _REACH)
        low = [word.text.lower() for word in near[begin : number + _REACH]]
        if _is_slip(doc, low, number - begin, first.start, second.start):
            found.append((first, second))
    return found


def _is_slip(doc: Document, low: list[str], number: int, first: int, second: int) -> bool:
    """Weigh what stands round two equal neighbours."""
    prose, word = doc.prose, low[number]
    if word in _MAY_REPEAT:
        return False
    a = prose[first : first + len(word)]
    b = prose[second : second + len(word)]
    shape = flags(b)
    if shape & DIGIT or (len(word) == 1 and word not in ("a", "i")):
        return False
    before, after = prose[first - 1 : first], prose[second + len(word) : second + len(word) + 1]
    if (before in ("-", "/", "_", "\ufffc") and before) or (after in ("-", "/", "_", "=", "(") and after):
        return False
    thrice = (number and low[number - 1] == word) or (number + 2 < len(low) and low[number + 2] == word)
    if thrice and prose.startswith(" " + word, second + len(word)):
        return False
    if thrice and word not in FUNCTION_WORDS and prose[max(0, first - len(word) - 1) : first].lower() == word + " ":
        return False
    if (flags(b) & UPPER and not flags(a) & UPPER and len(word) > 1) or _is_said_so(prose, first, second + len(word)):
        return False
    if a == b and b[0].isupper() and stands_twice(doc, f"{a} {b}"):
        return False
    if b[0].islower() and f" {word.capitalize()} {word.capitalize()}" in prose:
        return False  # The name of a band or a place, which the story has with its capitals too.
    if shape & (TITLE | UPPER) and a == b and (word_is_name(b) or (first and prose[first - 2 : first - 1].isalnum())):
        return doc.block_at(first).kind == "headline" and not word_is_name(b)
    if a[0].isupper() and b[0].islower() and (flags(a) & GIVEN_NAME or not flags(b) & KNOWN or _is_also_name(word)):
        return False
    if a[0].islower() and b[0].isupper() and (_is_also_name(word) or flags(b) & GIVEN_NAME):
        return False
    if (
        word in _GRAMMAR
        and number
        and low[number - 1] in _GRAMMAR[word]
        and (word != "is" or set(low[max(0, number - 5) : number]) & _ASKING)
    ):
        return False
    if word == "to" and number and _ends_clause(low, number):
        return False
    if number and word in _CLAUSES and low[number - 1] in _CLAUSES[word][0]:
        then = _CLAUSES[word][1]
        if then is None or (number + 2 < len(low) and low[number + 2] in then):
            return False
    if shape & TITLE and flags(a) & UPPER and len(word) > 1:
        return False
    if after in (",", ".") and after:
        after = prose[second + len(word) + 1 : second + len(word) + 2]
    return not (before in _QUOTES and after in _QUOTES and before)


_SHORT_QUOTE = pattern(r"(?:[ ][\w’'-]+){0,2}[”\"](?![\w])")
_CRY = pattern(r"[!,.?…]*[”\"]")


def _is_said_so(prose: str, start: int, end: int) -> bool:
    """Tell two equal words that open a quotation of a few words: they are cried, or quoted for being two."""
    return prose[start - 1 : start] in ("“", '"') and start > 0 and bool(
        _CRY.match(prose, end) or _SHORT_QUOTE.match(prose, end)
    )


def _ends_clause(low: list[str], number: int) -> bool:
    """Tell a `to` that ends a clause before an infinitive (`whatever I need to to stay healthy`)."""
    before = low[number - 1]
    if number + 2 < len(low) and low[number + 2] in _DETERMINERS:
        return False
    return before in _REFERRED or (before in _NEEDING and not _OPENERS.isdisjoint(low[max(0, number - 5) : number]))


_REFERRED = frozenset("referred connected applied listened subscribed related linked spoken talked".split())
_NEEDING = frozenset("need needs needed have has had want wants wanted refer refers relate able supposed".split())
_OPENERS = frozenset("what whatever which who whoever one ones as everything anything all where wherever if".split())
_DETERMINERS = frozenset("the a an this that these those his her its our their my your".split())


def _is_also_name(word: str) -> bool:
    """Tell an ordinary word that is a name besides (`the Polish polish factory`)."""
    return bool(open_lexicon().entry(word) & CONTEXT)


def word_is_name(word: str) -> bool:
    """Tell whether a capitalised word is a name, which may double (`Duran Duran`)."""
    return not flags(word.lower()) & KNOWN
