"""Packs: find rule files, load and check them, choose among them.

A pack is a directory of rule files, one folder per group. ``load_pack`` is the one door,
whether the pack is built in, a newsroom's folder or an installed package.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from lint.api import Rule
from lint.opening import opened
from lint.source import reason_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.second import Second


HOUSE_FILES = ("names.txt", "prefer.txt", "avoid.txt")
"""The files of a house pack that an editor writes."""


class Asked(NamedTuple):
    """How the rules of a run were asked for: with the same words, another process loads the same rules."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    packs: tuple[str, ...]
    trusted: bool


class Rulebook(NamedTuple):
    """The rules of a run, and the names of all rules, aliases and groups there are."""

    rules: tuple[Rule, ...]
    names: frozenset[str] = frozenset()
    right: frozenset[str] = frozenset()
    """Names and words that the house says are right as they stand."""
    asked: Asked | None = None
    second: Second | None = None
    """The second reader, if one was asked for."""


class PackError(ValueError):
    """A pack that cannot be loaded; the message names the file and, if known, the line."""


class UnknownRule(LookupError):  # noqa: N818 (it is a name that is unknown, not an error of ours)
    """A rule or group that no pack has, with the nearest name there is, if any."""

    def __init__(self, name: str, nearest: str | None) -> None:
        super().__init__(name, nearest)
        self.name = name
        self.nearest = nearest


def built_in_path() -> str:
    """Return the folder of the built-in pack: in the wheel, else beside the package."""
    here = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(here, "_rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(here), "rules")


def load_pack(path: str, pack: str = "", *, trusted: bool = True) -> list[Rule]:
    """Load every rule file of the pack in a directory, sorted by group and name; the built-in pack has no name.

    Raises PackError, naming file and line, for a rule file that cannot be loaded or is not trusted.
    """
    rules: list[Rule] = []
    try:
        groups = sorted(entry.name for entry in os.scandir(path) if entry.is_dir() and entry.name[0] not in "._")
    except OSError as error:
        message = f"{path}: {error.strerror}"
        raise PackError(message) from None
    for group in groups:
        folder = os.path.join(path, group)
        for name in sorted(os.listdir(folder)):
            file = os.path.join(folder, name)
            if name.endswith(".toml") and pack:
                rules.append(_load_data_rule(file, group, name[:-5], pack))
            if name.endswith(".py") and not name.startswith("_"):
                if not trusted:
                    message = f"{file}: a rule in Python runs code; say --trust-packs if you trust this pack"
                    raise PackError(message)
                rule = _load_rule(file, group, name[:-3])
                rules.append(rule._replace(name=f"{pack}:{rule.name}") if pack else rule)
    seen: dict[str, str] = {}
    for rule in rules:
        for name in (rule.name, *rule.aliases):
            if name in seen:
                message = f"{rule.origin}: the name {name} is taken by {seen[name]}"
                raise PackError(message)
            seen[name] = rule.origin
    return rules


def _load_data_rule(path: str, group: str, stem: str, pack: str) -> Rule:
    """Return the rule of a TOML file; it holds phrases and runs no code."""
    from lint.house.lines import HouseError  # noqa: PLC0415 (few packs have one)
    from lint.house.toml_rules import load_toml_rule  # noqa: PLC0415

    try:
        return load_toml_rule(path, group, stem.replace("_", "-"), pack)
    except HouseError as error:
        raise PackError(str(error)) from None


def _load_rule(path: str, group: str, stem: str) -> Rule:
    """Run one rule file and return the rule it defines."""
    from importlib.machinery import SourceFileLoader  # noqa: PLC0415 (already loaded by the interpreter)

    name = f"copydesk_rule_{group}_{stem}"
    module = ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    try:
        _check_file(path)
        code = SourceFileLoader(name, path).get_code(name)
        assert code is not None  # noqa: S101 (a source file always has code)
        exec(code, module.__dict__)  # noqa: S102 (a rule file is code; packs are trusted explicitly)
    except SyntaxError as error:
        message = f"{path}:{error.lineno or 1}: {error.msg}"
        raise PackError(message) from None
    except _NoFile as error:
        message = f"{path}: cannot be read: {error}"
        raise PackError(message) from None
    except (Exception, SystemExit) as error:  # noqa: BLE001 (a rule file may fail in any way)  # noqa: BLE001 (a rule file may fail in any way; the message says where)
        line = _line_in(error, path)
        message = f"{path}:{line}: {type(error).__name__}: {error}"
        raise PackError(message) from None
    finally:
        del sys.modules[name]
    found = [value for value in vars(module).values() if isinstance(value, Rule)]
    if len(found) != 1:
        message = f"{path}:1: a rule file defines one rule; this one defines {len(found)}"
        raise PackError(message)
    if found[0].name != stem.replace("_", "-"):
        message = f"{path}:1: the rule is named {found[0].name}, the file {stem}.py"
        raise PackError(message)
    return found[0]._replace(group=group, origin=path)


class _NoFile(Exception):  # noqa: N818 (what it is, in words)
    """What stands in a rule file's place cannot be read as a file."""


def _check_file(path: str) -> None:
    """Raise _NoFile for what Python would wait at for ever, such as a named pipe."""
    try:
        opened(path).close()
    except OSError as error:
        raise _NoFile(reason_of(error)) from None


def _line_in(error: BaseException, path: str) -> int:
    """Return the last line of a file that an exception passed through, 1 if none."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@lru_cache(maxsize=1)
def load_all() -> list[Rule]:
    """Return every built-in rule, those off by default too."""
    return load_pack(built_in_path())


class Pack(NamedTuple):
    """What a pack beside the built-in one holds: its rules, and names that are right as they stand."""

    rules: tuple[Rule, ...]
    right: frozenset[str] = frozenset()


def styles_path() -> str:
    """Return the folder of the packs that come with the program and are off unless named."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "styles")


def find_pack(name: str) -> tuple[str, bool]:
    """Return the folder of a pack and whether it is the user's own to trust.

    A name is a folder, one of the packs that come with the program, or an installed package
    that offers it. Raises PackError for any other.
    """
    if os.path.isdir(name):
        return name, False
    if os.path.isdir(os.path.join(styles_path(), name)) and name.strip("."):
        return os.path.join(styles_path(), name), True
    from importlib.metadata import entry_points  # noqa: PLC0415 (the scan costs, and few runs name such a pack)
    from importlib.util import find_spec  # noqa: PLC0415

    for point in entry_points(group="lint.packs", name=name):
        spec = find_spec(point.module)
        if spec is not None and spec.submodule_search_locations:
            return spec.submodule_search_locations[0], True
    message = f"there is no pack {name}: no such folder, and no pack that comes with copydesk or is installed"
    raise PackError(message)


def pack_name(name: str) -> str:
    """Return what the rules of a pack are called after: the last part of its folder, or its name."""
    return os.path.basename(os.path.normpath(os.path.abspath(name))).replace("_", "-")


@lru_cache(maxsize=32)
def load_other(name: str, *, trusted: bool = False) -> Pack:
    """Load a pack by its folder or name; its rules are called after it.

    Raises PackError for what cannot be loaded, and for rules in Python that nobody has said to trust.
    """
    from lint.house.lines import HouseError, read_house  # noqa: PLC0415 (few runs have house packs)
    from lint.house.rules import house_rules, right_forms  # noqa: PLC0415

    folder, own = find_pack(name)
    pack = pack_name(name)
    code = load_pack(folder, pack, trusted=trusted or own)
    try:
        house = read_house(folder)
    except HouseError as error:
        raise PackError(str(error)) from None
    rules = (*house_rules(house, pack), *code)
    if not rules:
        message = f"{name}: the pack holds no line and no rule"
        raise PackError(message)
    return Pack(rules, right_forms(house))


def load_rules(
    select: Sequence[str] = (), ignore: Sequence[str] = (), packs: Sequence[str] = (), *, trusted: bool = False
) -> Rulebook:
    """Return the rules of a run: the default ones, or those selected, less those ignored.

    A name is a rule, an alias or a group. Raises UnknownRule for any other.
    """
    others = [load_other(name, trusted=trusted) for name in packs]
    rules = [*load_all(), *(rule for pack in others for rule in pack.rules)]
    for name in (*select, *ignore):
        if not _is_second(name):
            _require(name, rules)
    chosen = tuple(rule for rule in rules if _is_chosen(rule, select, ignore))
    right = frozenset[str]().union(*(pack.right for pack in others))
    asked = Asked(tuple(select), tuple(ignore), tuple(packs), trusted)
    return Rulebook(chosen, frozenset(names_of(rules)), right, asked)


def _is_second(name: str) -> bool:
    """Tell whether a name is that of the second reader or one of its rules."""
    if not name.startswith("languagetool"):
        return False
    from lint.second import is_second  # noqa: PLC0415 (only where it is named)

    return is_second(name)


def _is_chosen(rule: Rule, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Tell whether a rule runs: its own name speaks before its group's, and ignoring before selecting."""
    names = {rule.name, *rule.aliases}
    if not names.isdisjoint(ignore):
        return False
    if not names.isdisjoint(select):
        return True
    groups = {rule.group, rule.name.rpartition(":")[0]}
    return rule.default and groups.isdisjoint(ignore) and (not select or not groups.isdisjoint(select))


def names_of(rules: list[Rule]) -> set[str]:
    """Return every name that rules may be asked for by: their own, their groups' and their former ones."""
    names = {rule.name for rule in rules} | {rule.group for rule in rules}
    names |= {rule.name.rpartition(":")[0] for rule in rules if ":" in rule.name}
    return names | {alias for rule in rules for alias in rule.aliases}


def _require(name: str, rules: list[Rule]) -> None:
    names = names_of(rules)
    if name not in names:
        raise UnknownRule(name, nearest_rule(name, sorted(names)))


def nearest_rule(name: str, names: Sequence[str]) -> str | None:
    """Return the name most like a wrong one, if any is like it."""
    from difflib import get_close_matches  # noqa: PLC0415 (only for the error message)

    near = get_close_matches(name, names, 1, 0.5)
    return near[0] if near else None
