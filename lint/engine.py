"""Document and rules to findings: each scan made once, a failing rule isolated."""

from __future__ import annotations

from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from lint.api import Rule
from lint.merging import merged, with_second
from lint.model import Edit, Finding, Hit, Safety, Severity
from lint.patterns import pattern
from lint.readers import read_document
from lint.text.language import is_foreign
from lint.text.quotations import in_message, in_quotation, in_register
from lint.text.registers import in_odd_spelling, in_verse
from lint.waking import Waking

if TYPE_CHECKING:

    from lint.document import Document
    from lint.packs import Rulebook
    from lint.source import Source

_SIC = pattern(r"[\"'”’]?[ ]?[\[(]sic[\])]")
_FREE_IN_QUOTATION = frozenset({"casing", "spacing", "tables"})
_ENGLISH_ONLY = frozenset({"casing", "typos"})
_MARKUP_MAKES_THEM = frozenset({"double-space", "doubled-punctuation", "repeated-word", "space-before-punctuation"})
"""Rules whose defects appear in prose where markup was taken out, though no reader sees them."""
_CERTAIN_MISSPELLING = "known-typo"
_GUESSED_NAME = "name-case"
_NOT_IN_VERSE = frozenset({"casing", "spacing", "typos"})
_YAML_EDIT = pattern(r"[\w ,.;!?’]*")


MOST_HITS, CHARACTERS_A_HIT = 10_000, 50
"""Of one rule in one source so many hits are taken, and one more for so many characters: a text with more is no copy,
and what was found in it would fill the memory."""
READING, WORDS, SECOND = "(reading)", "(words)", "(languagetool)"
"""What a clock calls the time before the first rule."""


class Report(NamedTuple):
    """What a run over one source found, sorted by place, and which rules failed on it."""

    findings: list[Finding]
    errors: list[str]
    unread: str = ""
    """Why the second reader did not read the source, if it was to."""
    flooding: tuple[str, ...] = ()
    """Rules that found more than was taken from them."""


def check(
    source: Source,
    rulebook: Rulebook,
    format: str,  # noqa: A002
    clock: dict[str, float] | None = None,
) -> Report:
    """Run the rules over a source read as ``format``; the clock, if given, is told the seconds each takes.

    What several rules ask the text counts for the first of them.
    """
    begun = perf_counter()
    doc = read_document(source, format)
    if clock is not None:
        begun = _tick(clock, READING, begun)
    found: list[tuple[Finding, str]] = []
    errors: list[str] = []
    if not doc.prose and not doc.tables:
        return Report([], [])
    flooding: list[str] = []
    most = MOST_HITS + len(source.text) // CHARACTERS_A_HIT
    rules = [rule for rule in rulebook.rules if not rule.formats or format in rule.formats]
    second = rulebook.second.begin(doc) if rulebook.second else None
    waking = Waking(doc, rules)
    if clock is not None:
        begun = _tick(clock, WORDS, begun)
    for rule in rules:
        try:
            candidates = waking.candidates(rule.wake)
            if candidates is None:
                continue
            given = iter(rule.check(doc, candidates))
            found += [
                (finding, rule.group)
                for hit in islice(given, most)
                if (finding := _finding(doc, rule, hit)) is not None
            ]
            if next(given, None) is not None:
                flooding.append(rule.name)
        except Exception as error:  # noqa: BLE001 (a rule may fail in any way; the run goes on and names it)
            errors.append(f"rule {rule.name} failed on {source.path}: {type(error).__name__}: {error}")
        if clock is not None:
            begun = _tick(clock, rule.name, begun)
    if rulebook.right:
        # What the house says is right as it stands is no slip to a rule that cannot know the name.
        found = [pair for pair in found if pair[0].text not in rulebook.right]
    findings = merged(found)
    unread = ""
    if second is not None:
        try:
            hits, unread = second()
            others = [each for rule, hit in hits if (each := _finding(doc, rule, hit)) is not None]
            findings = with_second(findings, [each for each in others if each.text not in rulebook.right])
        except Exception as error:  # noqa: BLE001 (as a rule may fail, so may the second reader)
            errors.append(f"the second reader failed on {source.path}: {type(error).__name__}: {error}")
        if clock is not None:
            _tick(clock, SECOND, begun)
    if "<!-- copydesk:" in source.text:
        findings = _unsilenced(doc, findings, rulebook._replace(second=None) if unread else rulebook)
    return Report(findings, errors, unread, tuple(flooding))


def _tick(clock: dict[str, float], name: str, begun: float) -> float:
    """Add the seconds since ``begun`` under a name, and return the time it is now."""
    now = perf_counter()
    clock[name] = clock.get(name, 0.0) + now - begun
    return now


def _unsilenced(doc: Document, findings: list[Finding], rulebook: Rulebook) -> list[Finding]:
    """Return the findings that no ignore comment silences, and one for each comment that silences nothing."""
    from lint.suppress import RULE, silence  # noqa: PLC0415 (few files hold such a comment)

    kept, hits = silence(doc, findings, rulebook)
    for rule in rulebook.rules:
        if rule.name == RULE:
            kept += [finding for hit in hits if (finding := _finding(doc, rule, hit)) is not None]
            kept.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return kept


def _finding(doc: Document, rule: Rule, hit: Hit) -> Finding | None:
    """Place a hit in the source, or drop it where the text says it is meant."""
    source = doc.source
    if not 0 <= hit.start <= hit.end <= len(source.text if hit.raw else doc.prose):
        message = f"the span {hit.start}:{hit.end} is not in the text"
        raise ValueError(message)
    safety = min(rule.safety, hit.safety) if hit.safety is not None else rule.safety
    severity = min(rule.severity, hit.severity) if hit.severity is not None else rule.severity
    if hit.raw:
        start, end = hit.start, hit.end
        edits, suggestions = _raw_repairs(source.text, hit)
    else:
        if _SIC.match(doc.prose, hit.end):
            return None
        if rule.name in _MARKUP_MAKES_THEM and not doc.is_plain(hit.start, hit.end):
            return None
        if rule.group in _ENGLISH_ONLY and is_foreign(doc, hit.start, hit.end):
            return None
        if rule.group == "casing" and in_register(doc, hit.start, hit.end):
            return None
        if rule.group == "typos" and in_message(doc, hit.start, hit.end):
            return None
        if (rule.group == "typos" or rule.name == _GUESSED_NAME) and in_odd_spelling(doc, hit.start, hit.end):
            return None
        if rule.group in _NOT_IN_VERSE and in_verse(doc, hit.start, hit.end):
            return None
        if rule.group not in _FREE_IN_QUOTATION and rule.name != _CERTAIN_MISSPELLING and safety == Safety.SAFE:
            safety = Safety.SUGGEST if in_quotation(doc, hit.start, hit.end) else safety
        start, end = doc.to_source(hit.start, hit.end)
        edits, suggestions = _repairs(doc, hit, start, end)
    if safety == Safety.QUERY:
        severity = Severity.HINT
    line, column = source.place(start)
    end_line, end_column = source.place(end)
    return Finding(
        path=source.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        rule=rule.name,
        severity=severity,
        safety=safety,
        message=hit.message,
        evidence=hit.evidence,
        text=source.text[start:end],
        suggestions=suggestions,
        start=start,
        end=end,
        edits=edits if safety != Safety.QUERY else (),
        probability=hit.probability,
    )


def smallest(text: str, replacement: str) -> tuple[int, int, str]:
    """Return the smallest edit that turns text into replacement: start, end, new text.

    A common beginning and then a common end are left out; offsets count from the text's start.
    """
    limit = min(len(text), len(replacement))
    first = 0
    while first < limit and text[first] == replacement[first]:
        first += 1
    last = 0
    while last < limit - first and text[-1 - last] == replacement[-1 - last]:
        last += 1
    return first, len(text) - last, replacement[first : len(replacement) - last]


def _raw_repairs(text: str, hit: Hit) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    old = text[hit.start : hit.end]
    replacements = tuple(each for each in hit.replacements if each != old)
    if not replacements:
        return (), ()
    first, last, new = smallest(old, replacements[0])
    return (Edit(hit.start + first, hit.start + last, new),), replacements


def _repairs(doc: Document, hit: Hit, start: int, end: int) -> tuple[tuple[Edit, ...], tuple[str, ...]]:
    """Carry a hit's repairs over to the source; those that would cross markup are left out."""
    edits: tuple[Edit, ...] = ()
    suggestions: list[str] = []
    source = doc.source.text
    prose = doc.prose[hit.start : hit.end]
    for number, replacement in enumerate(each for each in hit.replacements if each != prose):
        edit = _source_edit(doc, hit, prose, replacement, start)
        if edit is None:
            if number == 0:
                return (), ()
            continue
        suggestion = source[start : edit.start] + edit.text + source[edit.end : end]
        if number == 0:
            edits = (edit,)
        if suggestion not in suggestions:
            suggestions.append(suggestion)
    return edits, tuple(suggestions)


def _source_edit(doc: Document, hit: Hit, prose: str, replacement: str, start: int) -> Edit | None:
    first, last, new = smallest(prose, replacement)
    begin, finish = hit.start + first, hit.start + last
    if begin == finish:
        place = start if first == 0 else doc.to_source(begin, begin)[0]
        if first and new.isspace():
            place = _after_emphasis(doc, begin, place)
        edit = Edit(place, place, new)
    else:
        if not doc.is_plain(begin, finish):
            return None
        edit = Edit(*doc.to_source(begin, finish), new)
    if doc.block_at(hit.start).yaml and not _keeps_yaml(doc.source.text, edit):
        return None
    return edit


_EMPHASIS_REACH = 20_000
"""Characters: emphasis that began before them in the same block is that of no article."""
_EMPHASIS = pattern(r"\*{1,3}|_{1,3}|~~")


def _after_emphasis(doc: Document, begin: int, place: int) -> int:
    """Return where a blank goes in: after the mark that closes emphasis, if one stands before the next character.

    A blank before that mark would leave it open (`**so: **`). It closes if an odd number of its kind stands before.
    """
    source = doc.source
    mark = _EMPHASIS.match(source.text, place, doc.to_source(begin, begin + 1)[0])
    if mark is None:
        return place
    block = doc.block_at(begin)
    line, _ = source.place(doc.to_source(block.start, block.start + 1)[0])
    start = max(source.line_starts[line - 1], place - _EMPHASIS_REACH)
    return mark.end() if source.text.count(mark.group(), start, place) % 2 else place


def _keeps_yaml(text: str, edit: Edit) -> bool:
    """Tell whether an edit in front matter leaves a scalar a scalar, whatever its quoting."""
    if not _YAML_EDIT.fullmatch(edit.text):
        return False
    return not (edit.text.endswith(" ") and text[edit.end : edit.end + 1] in ("#", ":")) and not (
        edit.text.startswith(" ") and text[edit.start - 1 : edit.start] == ":"
    )
