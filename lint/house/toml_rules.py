"""A rule without code: a TOML file with phrases to replace or to avoid, and its examples."""

from __future__ import annotations

import os
from typing import Any

from lint.api import Rule, Safety, Severity
from lint.house.lines import Fact, HouseError
from lint.house.rules import phrase_rule
from lint.toml import Toml, TomlError

_TEXTS = ("summary", "why")
_KEYS = (*_TEXTS, "severity", "safety", "flags", "allows", "prefer", "avoid")
_SEVERITIES = {each.label: each for each in Severity}
_SAFETIES = {each.label: each for each in Safety}


def load_toml_rule(path: str, group: str, name: str, pack: str) -> Rule:
    """Return the rule a TOML file defines; raises HouseError, naming file and line."""
    shown = os.path.relpath(path)
    try:
        toml = Toml.read(path, path if shown.startswith(os.pardir) else shown)
    except TomlError as error:
        raise HouseError(str(error)) from None
    values = toml.values
    for key in values:
        if key not in _KEYS:
            message = toml.at((key,)) + f"there is no key “{key}”; a rule has {', '.join(_KEYS)}"
            raise HouseError(message)
    for key in _TEXTS:
        if not isinstance(values.get(key), str):
            message = toml.at((key,)) + f"“{key}” is a sentence"
            raise HouseError(message)
    severity = _one_of(toml, "severity", _SEVERITIES, "warning")
    safety = _one_of(toml, "safety", _SAFETIES, "suggest")
    facts = tuple(_facts(toml))
    if not facts:
        message = f"{toml.shown}:1: a rule has phrases to “prefer” or to “avoid”"
        raise HouseError(message)
    rule = phrase_rule(facts, pack, name, values["summary"])
    return rule._replace(
        group=group,
        why=values["why"],
        severity=severity,
        safety=safety,
        flags=tuple(_pair(toml, each) for each in _list(toml, "flags")),
        allows=tuple(_list(toml, "allows", str)),
        origin=path,
    )


def _one_of(toml: Toml, key: str, values: dict[str, Any], default: str) -> Any:  # noqa: ANN401 (either of two enumerations)
    value = toml.values.get(key, default)
    if not isinstance(value, str) or value not in values:
        message = toml.at((key,)) + f"“{key}” is one of {', '.join(values)}"
        raise HouseError(message)
    return values[value]


def _list(toml: Toml, key: str, kind: type = object) -> list[Any]:
    """Return the list under a key, empty without it."""
    value = toml.values.get(key, [])
    if isinstance(value, list) and all(isinstance(each, kind) for each in value):
        return value
    message = toml.at((key,)) + f"“{key}” is a list" + " of texts" * (kind is str)
    raise HouseError(message)


def _pair(toml: Toml, value: object) -> tuple[str, str | None]:
    """Return a flagged example: the marked text, and the text after the repair if there is one."""
    if isinstance(value, list) and 1 <= len(value) <= 2 and all(isinstance(each, str) for each in value):  # noqa: PLR2004
        return value[0], value[1] if len(value) > 1 else None
    message = toml.at(("flags",)) + "“flags” is a list of pairs: the marked text, and the text repaired"
    raise HouseError(message)


def _facts(toml: Toml) -> list[Fact]:
    prefer, avoid = toml.values.get("prefer", {}), toml.values.get("avoid", [])
    if not isinstance(prefer, dict) or not all(isinstance(new, str) for new in prefer.values()):
        message = toml.at(("prefer",)) + "“prefer” is a table from phrases to phrases"
        raise HouseError(message)
    if not isinstance(avoid, list) or not all(isinstance(old, str) for old in avoid):
        message = toml.at(("avoid",)) + "“avoid” is a list of phrases"
        raise HouseError(message)
    made = [Fact(old, new, (), "", "", toml.shown, toml.line(("prefer", old))) for old, new in prefer.items()]
    return made + [Fact(old, "", (), "", "", toml.shown, toml.line(("avoid",), old)) for old in avoid]
