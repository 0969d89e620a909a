"""Ignore comments: `<!-- copydesk: ignore RULE -- reason -->`, what they silence, and those that silence nothing.

On a line of text a comment holds for that line; alone on its line, for the block after it;
`ignore-file`, wherever it stands, for the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lint.model import Hit, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.model import Finding
    from lint.packs import Rulebook

OPENING = "<!-- copydesk:"
"""What every ignore comment begins with; a text without it has none."""
RULE = "unused-ignore"
"""The rule under whose name comments that silence nothing are reported."""
ALL = "all"
"""Stands for every rule."""
SECOND = "languagetool"
"""What the names of the second reader's rules begin with; as a name it stands for all of them."""
_COMMENT = re.compile(r"<!-- copydesk:((?:(?!-->)[^\r\n]){0,400})-->")
_BODY = re.compile(r"\s*(ignore-file|ignore)\b\s*([^\s,]+(?:\s*,\s*[^\s,]+)*)?\s*(?:(?:--|[—–:])\s*(.*?))?\s*")
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t>]*(?=[\r\n]|\Z)")
_LOOK_BACK = 8
"""How many comments back the one that holds for a place is looked for."""
_WIDEST = 200
"""How much blank space may stand beside a comment that is alone on its line."""
CONTAINER = " \t>"
"""What may stand before a comment that is alone on its line."""


class Ignore(NamedTuple):
    """An ignore comment: where it stands, which rules it names, and the stretch of the source it holds for."""

    start: int
    end: int
    names: tuple[str, ...]
    reason: str
    first: int
    last: int
    whole: bool = False
    problem: str = ""


def find_ignores(doc: Document) -> Iterator[Ignore]:
    """Yield the ignore comments of a document; one shown as code in Markdown is none."""
    text = doc.source.text
    blanks: list[int] = []
    for match in _COMMENT.finditer(text):
        start, end = match.span()
        if doc.format == "markdown" and doc.is_shown(start):
            continue
        body = _BODY.fullmatch(match.group(1))
        if body is None:
            yield Ignore(start, end, (), "", 0, 0, problem="an ignore comment reads “copydesk: ignore RULE -- reason”")
            continue
        names = tuple(name.strip() for name in (body.group(2) or "").split(",") if name.strip())
        if not names or names[0] in ("--", "—", "–", ":"):
            yield Ignore(start, end, (), "", 0, 0, problem="an ignore comment names the rules it silences")
            continue
        whole = body.group(1) == "ignore-file"
        first, last = (0, len(text)) if whole else _stretch(doc, start, end, blanks)
        yield Ignore(start, end, names, body.group(3) or "", first, last, whole)


def _stretch(doc: Document, start: int, end: int, blanks: list[int]) -> tuple[int, int]:
    """Return the line of a comment, or the block after it when the comment is alone on its line.

    ``blanks`` is filled with the places of blank lines when they are first asked for.
    """
    text, starts = doc.source.text, doc.source.line_starts
    number = bisect_right(starts, start) - 1
    following = starts[number + 1] if number + 1 < len(starts) else len(text)
    beside = (start - starts[number], following - end)
    if max(beside) > _WIDEST or text[starts[number] : start].strip(CONTAINER) or text[end:following].strip():
        return starts[number], following
    place = following
    while place < len(text) and text[place] in " \t>\r\n":
        place += 1
    near = bisect_right(doc.tables, place, key=lambda table: table.start) - 1
    if near >= 0 and place < doc.tables[near].end:
        return place, doc.tables[near].end
    if doc.format == "plain":
        number = bisect_right(starts, place) - 1
        return place, starts[number + 1] if number + 1 < len(starts) else len(text)
    if not blanks:
        blanks += [match.start() for match in _BLANK.finditer(text)] + [len(text)]
    return place, blanks[bisect_right(blanks, place - 1)]


class _Ignores:
    """The comments of a document by the names in them, and which names have silenced nothing yet."""

    def __init__(self, ignores: list[Ignore]) -> None:
        self._local: dict[str, list[tuple[int, int, int]]] = {}
        self._whole: dict[str, int] = {}
        for number, ignore in enumerate(ignores):
            for name in ignore.names:
                if ignore.whole:
                    self._whole.setdefault(name, number)
                else:
                    self._local.setdefault(name, []).append((ignore.first, ignore.last, number))
        for stretches in self._local.values():
            stretches.sort()

    def covering(self, name: str, start: int, end: int) -> int | None:
        """Return the number of the nearest comment that names this and holds for a stretch, if any does."""
        stretches = self._local.get(name, [])
        place = bisect_right(stretches, (end, end, 0))
        for first, last, number in reversed(stretches[max(0, place - _LOOK_BACK) : place]):
            if first <= end and start < max(last, first + 1):
                return number
        return self._whole.get(name)


def silence(doc: Document, findings: list[Finding], rulebook: Rulebook) -> tuple[list[Finding], list[Hit]]:
    """Return the findings no comment silences, and a hit for each comment that silences nothing."""
    groups = {name: rule.group for rule in rulebook.rules for name in (rule.name, *rule.aliases)}
    keys = {rule.name: (rule.name, *rule.aliases, rule.group, ALL) for rule in rulebook.rules}
    ignores = list(find_ignores(doc))
    found = _Ignores(ignores)
    idle = [{name for name in ignore.names if _runs(name, groups, rulebook)} for ignore in ignores]
    kept = []
    for finding in findings:
        for name in keys.get(finding.rule) or (finding.rule, SECOND, ALL):
            number = found.covering(name, finding.start, finding.end)
            if number is not None:
                idle[number].discard(name)
                break
        else:
            kept.append(finding)
    hits = [
        hit
        for ignore, left in zip(ignores, idle, strict=True)
        if (hit := _complaint(ignore, left, rulebook)) is not None
        and found.covering(RULE, ignore.start, ignore.end) is None
    ]
    return kept, hits


def _runs(name: str, groups: dict[str, str], rulebook: Rulebook) -> bool:
    """Tell whether a name speaks of a rule of this run; of another nobody knows whether it is needed."""
    if name.startswith(SECOND):
        return rulebook.second is not None and rulebook.second.may_speak(name)
    return name != RULE and (name == ALL or name in groups or name in groups.values())


def _complaint(ignore: Ignore, left: set[str], rulebook: Rulebook) -> Hit | None:
    """Say what is wrong with a comment, if anything."""
    if ignore.problem:
        return Hit(ignore.start, ignore.end, ignore.problem, raw=True)
    known = rulebook.names
    for name in ignore.names if known else ():
        if name != ALL and name not in known and not name.startswith(SECOND):
            from lint.packs import nearest_rule  # noqa: PLC0415 (only for the message)

            near = nearest_rule(name, sorted(known))
            hint = f"; did you mean “{near}”?" if near else ""
            return Hit(ignore.start, ignore.end, f"no rule is named “{name}”{hint}", raw=True)
    if not left:
        return None
    names = ", ".join(f"“{name}”" for name in ignore.names if name in left)
    whole = len(left) == len(ignore.names)
    message = f"nothing to ignore here for {names}"
    return Hit(ignore.start, ignore.end, message, ("",) if whole else (), safety=Safety.SUGGEST, raw=True)
