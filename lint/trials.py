"""Try a house pack: each line on itself, and a draft on an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.engine import check
from lint.fixing import apply, chosen_edits
from lint.house.lines import HouseError, read_house
from lint.house.rules import house_rules
from lint.model import Safety
from lint.packs import PackError, Rulebook, find_pack, load_other, pack_name
from lint.source import Source
from lint.text.tokens import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.house.lines import Fact, House
    from lint.model import Finding
    from lint.run import FileResult

SAMPLES = 3
_SIDE = 40
"""Characters shown on either side of a sample."""


def house_of(pack: str) -> House:
    """Return the lines of a pack; raises PackError."""
    try:
        return read_house(find_pack(pack)[0])
    except HouseError as error:
        raise PackError(str(error)) from None


def line_problems(pack: str) -> Iterator[str]:
    """Yield a sentence for each line that does not do what it says in a sentence made for it.

    Only the lines are tried: a rule in Python that stands beside them does not run.
    """
    house = house_of(pack)
    if not any(house):
        load_other(pack)  # says what is missing
    rulebook = Rulebook(tuple(house_rules(house, pack_name(pack))))
    for fact in (*house.prefer, *house.avoid):
        yield from _phrase_problems(fact, rulebook)
    for fact in house.names:
        yield from _name_problems(fact, rulebook)


def _phrase_problems(fact: Fact, rulebook: Rulebook) -> Iterator[str]:
    text, found = _found(fact.old, rulebook)
    if [finding.text for finding in found] != [fact.old]:
        yield f"{fact.place}: “{fact.old}” is not found in “{text}”"
    elif fact.new:
        mended = apply(text, chosen_edits(found, Safety.SUGGEST))
        if mended != _sentence(fact.new):
            yield f"{fact.place}: the repair gives “{mended}”"
        elif _found(fact.new, rulebook)[1]:
            yield f"{fact.place}: “{fact.new}” is itself found"
    for each in fact.exceptions:
        text, found = _found(each, rulebook)
        if found:
            yield f"{fact.place}: the exception “{each}” is found all the same: {found[0].message}"


def _name_problems(fact: Fact, rulebook: Rulebook) -> Iterator[str]:
    _, found = _found(fact.old, rulebook)
    if found:
        yield f"{fact.place}: “{fact.old}” is itself found: {found[0].message}"
    text, found = _found(fact.old.lower(), rulebook)
    if fact.old != fact.old.lower() and not found:
        yield f"{fact.place}: no slip is found in “{text}”: each word is an ordinary one, or is written both ways"


def _sentence(phrase: str) -> str:
    return f"They spoke of {phrase} there."


def _found(phrase: str, rulebook: Rulebook) -> tuple[str, list[Finding]]:
    text = _sentence(phrase)
    return text, check(Source(text, "line.txt"), rulebook, "plain").findings


class Said(NamedTuple):
    """What a pack says of an archive: each message with its number and samples, and the words it read."""

    messages: list[tuple[str, int, list[str]]]
    found: int
    words: int
    files: int

    @property
    def rate(self) -> float:
        """Return the findings per 10,000 words."""
        return 10_000 * self.found / self.words if self.words else 0.0


def said_of(results: Iterable[FileResult]) -> Said:
    """Sum up what was found, the commonest first."""
    counts: dict[str, int] = {}
    samples: dict[str, list[str]] = {}
    words = files = 0
    for result in results:
        if result.source is None:
            continue
        files += 1
        words += sum(1 for _ in TOKEN.finditer(result.source.text))
        for finding in result.findings:
            counts[finding.message] = counts.get(finding.message, 0) + 1
            held = samples.setdefault(finding.message, [])
            if len(held) < SAMPLES:
                held.append(f"{finding.path}:{finding.line}: {_excerpt(finding, result.source.text)}")
    order = sorted(counts, key=lambda message: (-counts[message], message))
    return Said([(each, counts[each], samples[each]) for each in order], sum(counts.values()), words, files)


def _excerpt(finding: Finding, text: str) -> str:
    before = " ".join(text[max(0, finding.start - _SIDE) : finding.start].split(" ")).rpartition("\n")[2]
    after = text[finding.end : finding.end + _SIDE].partition("\n")[0]
    return f"… {before}{finding.text}{after} …".replace("\n", " ")
