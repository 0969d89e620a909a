"""`copydesk init` and `copydesk config`."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import click

from lint.config import KEYS, ConfigError, Configs, Key, Settings
from lint.packs import load_all
from lint.report.columns import shown
from lint.writing import write_new

NAME = "copydesk.toml"
_HEAD = "# copydesk reads this file for every story in this folder and below.\n# `copydesk config` shows what holds.\n"


@click.command("init")
def init_command() -> None:
    """Write a copydesk.toml in which every key is explained and none is set."""
    try:
        write_new(NAME, commented())
    except FileExistsError:
        message = f"there is a {NAME} already; it was left as it is"
        raise click.ClickException(message) from None
    click.echo(f"Wrote {NAME}. Next: `copydesk check`; `copydesk rules` lists what it looks for.")


def commented() -> str:
    """Return the text of a configuration in which every key stands as a comment with its meaning."""
    parts = [_HEAD]
    for name, key in KEYS.items():
        choices = f" One of: {', '.join(key.choices)}." if key.choices else ""
        parts.append(f"# {key.meaning}{choices}\n# {name} = {key.example}\n")
    return "\n".join(parts)


@click.command("config")
@click.argument("path", default=os.curdir, type=click.Path())
@click.option("--schema", is_flag=True, help="Print the JSON schema of copydesk.toml instead.")
def config_command(path: str, *, schema: bool) -> None:
    """Show the configuration that holds for a file or folder, and where each value comes from."""
    if schema:
        click.echo(json.dumps(json_schema(), indent=2))
        return
    try:
        settings = Configs().of(path)
    except ConfigError as error:
        raise click.ClickException(shown(str(error))) from None
    sys.stdout.write(in_force(settings))


def in_force(settings: Settings) -> str:
    """Return every key with its value and its origin, as TOML."""
    rows = []
    for name, key in KEYS.items():
        value = getattr(settings, name.replace("-", "_"))
        file, line = settings.origin(name)
        rows.append((f"{name} = {_toml(key, value)}", f"{shown(file)}:{line}" if file else "default"))
    width = max(len(row) for row, _ in rows)
    head = f"# {shown(settings.file)}\n" if settings.file else "# no configuration file\n"
    return head + "".join(f"{row:{width}}  # {origin}\n" for row, origin in rows)


def _toml(key: Key, value: Any) -> str:  # noqa: ANN401 (a value of the configuration)
    if key.kind == "names by glob":
        rows = [f"{_quoted(glob)} = {_listed(names)}" for glob, names in value]
        return "{ " + ", ".join(rows) + " }" if rows else "{}"
    if isinstance(value, tuple):
        return _listed(value)
    return json.dumps(value) if isinstance(value, bool) else _quoted(value)


def _listed(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_quoted, values)) + "]"


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=not value.isprintable())


def json_schema() -> dict[str, object]:
    """Return the JSON schema of copydesk.toml, with the names of the rules there are."""
    rules = load_all()
    names = sorted({rule.name for rule in rules} | {rule.group for rule in rules})
    shapes: dict[str, dict[str, object]] = {
        "names": {"type": "array", "items": {"$ref": "#/definitions/rule"}},
        "globs": {"type": "array", "items": {"type": "string"}},
        "packs": {"type": "array", "items": {"type": "string"}},
        "names by glob": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"$ref": "#/definitions/rule"}},
        },
        "flag": {"type": "boolean"},
        "file": {"type": "string"},
        "text": {"type": "string"},
        "choice": {"type": "string"},
    }
    properties = {
        name: {**shapes[key.kind], "description": key.meaning, **({"enum": list(key.choices)} if key.choices else {})}
        for name, key in KEYS.items()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "copydesk.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "definitions": {"rule": {"type": "string", "anyOf": [{"enum": names}, {"pattern": ":"}]}},
    }
