"""The lines of `names.txt`, `prefer.txt` and `avoid.txt`: read, and checked against one another.

A line is words and a few keywords; a phrase that holds a keyword stands in quotation marks.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from lint.opening import contents
from lint.source import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES, PREFER, AVOID = "names.txt", "prefer.txt", "avoid.txt"
_SPECIAL = ('"', "“", ",", " except ", " why ", " ask ")
"""What makes a line more than a name; most lines of a long list of names are read without a second look."""
KEYWORDS = ("->", "except", "why", "ask")
_TOKEN = re.compile(r'"([^"]*)"|“([^”]*)”|([^\s,"“]+)|(,)')


class HouseError(ValueError):
    """A line that cannot be used; the message begins with the file and the line."""


class Fact(NamedTuple):
    """One line: what it speaks of, what is to stand instead, where it does not hold, and why."""

    old: str
    new: str
    exceptions: tuple[str, ...]
    why: str
    ask: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """Return file and line."""
        return f"{self.file}:{self.line}"


class House(NamedTuple):
    """The facts of a pack's three files."""

    names: tuple[Fact, ...] = ()
    prefer: tuple[Fact, ...] = ()
    avoid: tuple[Fact, ...] = ()


def read_house(folder: str) -> House:
    """Read the text files of a pack; raises HouseError for a line that cannot be used or contradicts another."""
    house = House(
        tuple(_facts(folder, NAMES, arrow=False)),
        tuple(_facts(folder, PREFER, arrow=True)),
        tuple(_facts(folder, AVOID, arrow=False)),
    )
    _check_names(house.names)
    _check_phrases((*house.prefer, *house.avoid))
    return house


def _facts(folder: str, name: str, *, arrow: bool) -> Iterator[Fact]:
    path = os.path.join(folder, name)
    shown = os.path.relpath(path)
    shown = path if shown.startswith(os.pardir) else shown
    try:
        lines = contents(path).decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        return
    except UnicodeDecodeError as error:
        message = f"{shown}: it is not UTF-8 at byte {error.start}"
        raise HouseError(message) from None
    except OSError as error:
        message = f"{shown}: cannot be read: {reason_of(error)}"
        raise HouseError(message) from None
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and text[0] != "#":
            if name == NAMES and not any(mark in text for mark in _SPECIAL):
                yield Fact(" ".join(text.split()), "", (), "", "", shown, number)
            else:
                yield read_line(text, shown, number, arrow=arrow)


def read_line(text: str, file: str, number: int, *, arrow: bool) -> Fact:
    """Read one line: with an arrow `OLD -> NEW`, without one a phrase; then `except`, `ask` and `why` as needed."""
    parts: dict[str, list[str]] = {"": []}
    key, fresh = "", True
    why = ""
    for match in _TOKEN.finditer(text):
        bare, quoted = match.group(3), match.group(1) if match.group(1) is not None else match.group(2)
        word = "->" if bare == "→" else bare
        if word in KEYWORDS:
            key, fresh = word, True
            if key in parts:
                message = f"{file}:{number}: “{key}” stands twice; quote a phrase that holds it"
                raise HouseError(message)
            parts[key] = []
            if key == "why":
                why = text[match.end() :].strip()
                break
        elif match.group(4):
            if key != "except":
                message = f"{file}:{number}: a comma stands between exceptions; quote a phrase that holds one"
                raise HouseError(message)
            fresh = True
        else:
            piece = " ".join((quoted if quoted is not None else bare).split())
            if fresh or not parts[key]:
                parts[key].append(piece)
            else:
                parts[key][-1] += " " + piece
            fresh = False
    old, new, ask = (" ".join(parts.get(name, [])) for name in ("", "->", "ask"))
    if not old or ("->" in parts) != arrow or (arrow and not new):
        form = "OLD -> NEW" if arrow else "a phrase, without an arrow"
        message = f"{file}:{number}: a line here is {form}"
        raise HouseError(message)
    if old == new:
        message = f"{file}:{number}: both sides are the same"
        raise HouseError(message)
    exceptions = tuple(parts.get("except", ()))
    for each in exceptions:
        if not holds(each, old):
            message = f"{file}:{number}: the exception “{each}” does not hold “{old}”"
            raise HouseError(message)
    return Fact(old, new, exceptions, why, ask, file, number)


def holds(text: str, phrase: str) -> bool:
    """Tell whether a text holds a phrase as whole words, in any case."""
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def matches_case(phrase: str, found: str) -> bool:
    """Tell whether what was found is meant: a phrase in small letters means any case, another its own or capitals."""
    return phrase == phrase.lower() or found == phrase or (found == phrase.upper() and len(phrase) > 1)


def _check_names(names: tuple[Fact, ...]) -> None:
    seen: dict[str, Fact] = {}
    for fact in names:
        other = seen.setdefault(fact.old.lower(), fact)
        if other is not fact:
            what = "stands already" if other.old == fact.old else f"contradicts “{other.old}”"
            message = f"{fact.place}: “{fact.old}” {what} in {other.place}"
            raise HouseError(message)


def _check_phrases(facts: tuple[Fact, ...]) -> None:
    """Refuse duplicates, contradictions, and a replacement that another line would replace or avoid."""
    seen: dict[str, Fact] = {}
    for fact in facts:
        other = seen.get(fact.old.lower())
        if other is not None and (matches_case(other.old, fact.old) or matches_case(fact.old, other.old)):
            what = "stands already" if other.new == fact.new else f"contradicts “{other.new or 'avoid it'}”"
            message = f"{fact.place}: “{fact.old}” {what} in {other.place}"
            raise HouseError(message)
        seen[fact.old.lower()] = fact
    for fact in facts:
        words = fact.new.lower().split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                other = seen.get(" ".join(words[first:last]))
                if other is None or other is fact or not _would_flag(other, fact.new):
                    continue
                what = f"replaced by “{other.new}”" if other.new else "avoided"
                message = f"{fact.place}: its “{fact.new}” is itself {what} in {other.place}"
                raise HouseError(message)


def _would_flag(fact: Fact, text: str) -> bool:
    found = re.search(rf"(?<!\w){re.escape(fact.old)}(?!\w)", text, re.IGNORECASE)
    return (
        found is not None
        and matches_case(fact.old, found.group())
        and not any(holds(text, each) for each in fact.exceptions)
    )
