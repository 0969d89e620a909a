"""The second reader behind the same hits: which of its rules speak in a run, and what the engine must know of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.api import Rule, Whole
from lint.external.languagetool import LanguageTool
from lint.external.verdicts import HINT, OFF, verdict
from lint.model import Hit, Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint.document import Document
    from lint.external.client import Match

GROUP = "languagetool"
_NAME = re.compile(rf"{GROUP}(?::[\w.-]+)?")


class Readout(NamedTuple):
    """What the second reader found in a document, each hit with its rule; or why it did not read it."""

    found: list[tuple[Rule, Hit]]
    problem: str = ""


class Second(NamedTuple):
    """LanguageTool, with the names that were selected and ignored."""

    reader: LanguageTool
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    release: str = ""
    """The release that reads, where that is certain; what another finds cannot be kept for the next run."""

    def begin(self, doc: Document) -> Callable[[], Readout]:
        """Send a document, and return a function that waits for what is found in it."""
        if not self._is_wanted():
            return lambda: Readout([])
        end = self.reader.begin(doc)

        def readout() -> Readout:
            matches, problem = end()
            return Readout(list(self._hits(matches)), problem)

        return readout

    def may_speak(self, name: str) -> bool:
        """Tell whether a rule or the whole group may find something in this run."""
        return name.startswith(GROUP) and name not in self.ignore and self._is_wanted()

    def _is_wanted(self) -> bool:
        """Tell whether any of LanguageTool's rules can be chosen; if not, no server is asked."""
        if any(name.startswith(f"{GROUP}:") for name in self.select):
            return True
        return GROUP not in self.ignore and (not self.select or GROUP in self.select)

    def _hits(self, matches: list[Match]) -> Iterator[tuple[Rule, Hit]]:
        for match in matches:
            name = f"{GROUP}:{match.rule}"
            told = verdict(match.rule, match.category)
            if not self._is_chosen(name, off=told == OFF):
                continue
            doubtful = told in (HINT, OFF)
            yield (
                rule_named(name),
                Hit(
                    match.start,
                    match.end,
                    match.message,
                    match.replacements,
                    "LanguageTool",
                    safety=Safety.QUERY if doubtful else Safety.SUGGEST,
                    severity=Severity.HINT if doubtful else Severity.WARNING,
                ),
            )

    def _is_chosen(self, name: str, *, off: bool) -> bool:
        """Tell whether a rule speaks: its own name before the group's, and ignoring before selecting."""
        if name in self.ignore:
            return False
        if name in self.select:
            return True
        return not off and GROUP not in self.ignore and (not self.select or GROUP in self.select)


def is_second(name: str) -> bool:
    """Tell whether a name is that of the second reader or of one of its rules."""
    return _NAME.fullmatch(name) is not None


def rule_named(name: str) -> Rule:
    """Return what the engine and the reports need to know of one of the second reader's rules."""
    return Rule(
        name=name,
        group=GROUP,
        summary=f"LanguageTool’s rule {name.partition(':')[2]}.",
        why="LanguageTool is a second engine, for grammar and confused words; copydesk passes on what it trusts.",
        severity=Severity.WARNING,
        safety=Safety.SUGGEST,
        wake=Whole("another engine reads the document"),
        check=_never,
    )


def _never(_: Document, __: object) -> Iterator[Hit]:
    """Yield nothing: the other engine does the finding."""
    return iter(())
