"""Configuration: which file speaks for a story, what it says, and where each value comes from.

The nearest `.copydesk.toml`, `copydesk.toml` or `pyproject.toml` with a `[tool.copydesk]`
table in the folder of a story or above it decides alone; it may `extend` another file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.opening import contents

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = (".copydesk.toml", "copydesk.toml", "pyproject.toml")
"""Where configuration is looked for in a folder; the first there is speaks."""
_TABLE = b"[tool.copydesk"


class Key(NamedTuple):
    """One key of the configuration: what it may hold, what holds without it, and what it does."""

    kind: str
    """``names``, ``globs``, ``packs``, ``names by glob``, ``flag``, ``choice``, ``file`` or ``text``."""
    default: Any
    meaning: str
    example: str
    choices: tuple[str, ...] = ()


ENGINES = ("copydesk", "languagetool")
"""Who reads: copydesk alone, or LanguageTool too."""

KEYS = {
    "extend": Key("file", "", "Another configuration file to start from, relative to this one.", '"../copydesk.toml"'),
    "select": Key("names", (), "Run only these rules or groups.", '["casing", "typos"]'),
    "ignore": Key("names", (), "Leave these rules or groups out.", '["double-space"]'),
    "exclude": Key("globs", (), "Leave these files or folders out.", '["archive", "wire/*.txt"]'),
    "force-exclude": Key("flag", False, "Leave excluded files out even when they are named.", "true"),  # noqa: FBT003
    "per-path-ignores": Key(
        "names by glob", (), "Leave rules or groups out in files or folders.", '{ "letters" = ["typos"] }'
    ),
    "fail-on": Key(
        "choice",
        "warning",
        "The least severity that makes the exit status 1.",
        '"error"',
        ("hint", "warning", "error", "never"),
    ),
    "packs": Key(
        "packs", (), "House packs: folders relative to this file, or names of packs that are installed.", '["house"]'
    ),
    "baseline": Key(
        "file",
        "copydesk-baseline.jsonl",
        "Where the findings of old copy are kept, relative to this file.",
        '"old-copy.jsonl"',
    ),
    "engine": Key(
        "choice", "copydesk", "With `languagetool`, LanguageTool reads too, for grammar.", '"languagetool"', ENGINES
    ),
    "languagetool-url": Key(
        "text", "", "A LanguageTool server that runs already.", '"http://127.0.0.1:8081"'
    ),
}
"""Every key, in the order in which it is explained."""


class Settings(NamedTuple):
    """What is in force for a file: the values of the keys, and for each where it comes from."""

    extend: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: str = "warning"
    packs: tuple[str, ...] = ()
    baseline: str = "copydesk-baseline.jsonl"
    engine: str = "copydesk"
    languagetool_url: str = ""
    file: str = ""
    """The configuration file; empty when there is none."""
    origins: tuple[tuple[str, str, int], ...] = ()
    """Key, file and line of each value that is not the default."""

    @property
    def root(self) -> str:
        """Return the folder that globs are relative to."""
        return os.path.dirname(self.file) or os.curdir

    def origin(self, key: str) -> tuple[str, int]:
        """Return the file and line a value comes from; an empty name and 0 for the default."""
        return next(((file, line) for name, file, line in self.origins if name == key), ("", 0))


class ConfigError(ValueError):
    """A configuration that cannot be used; the message begins with the file and the line."""


DEFAULTS = Settings()


class Configs:
    """The configuration of each folder, found and read once."""

    def __init__(self, only: str = "", *, isolated: bool = False) -> None:
        """Use just one file for everything when it is given, and none at all when isolated."""
        self._isolated = isolated
        self._folders: dict[str, Settings] = {}
        self._only = load(only) if only else None

    def of(self, path: str) -> Settings:
        """Return what is in force for a file or folder."""
        if self._isolated:
            return DEFAULTS
        if self._only is not None:
            return self._only
        full = os.path.abspath(path)
        return self._of_folder(full if os.path.isdir(full) else os.path.dirname(full))

    def _of_folder(self, folder: str) -> Settings:
        """Return what is in force in a folder, asking every folder above it only once."""
        passed = []
        while folder not in self._folders:
            passed.append(folder)
            file = find_in(folder)
            if file:
                found = load(file)
                break
            above = os.path.dirname(folder)
            if above == folder:
                file = _of_the_user()
                found = load(file) if file else DEFAULTS
                break
            folder = above
        else:
            found = self._folders[folder]
        for each in passed:
            self._folders[each] = found
        return found


def find_in(folder: str) -> str:
    """Return the configuration file of a folder, empty if it has none."""
    for name in FILES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != "pyproject.toml" or _has_table(path)):
            return path
    return ""


def _has_table(path: str) -> bool:
    try:
        return _TABLE in contents(path)
    except OSError:
        return False


def _of_the_user() -> str:
    """Return the user's own configuration file, which speaks where no other does; empty without one."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    path = os.path.join(home, "copydesk", "copydesk.toml")
    return path if os.path.isfile(path) else ""


def load(path: str, before: tuple[str, ...] = ()) -> Settings:
    """Read a configuration file and what it extends.

    Raises ConfigError, naming file and line, for what cannot be read or is no key or value.
    """
    from lint.toml import Toml, TomlError  # noqa: PLC0415 (tomllib costs, and many runs meet no configuration)

    full = os.path.realpath(path)
    shown = os.path.relpath(path) if not os.path.relpath(path).startswith(os.pardir) else path
    try:
        toml = Toml.read(path, shown, ("tool", "copydesk") if os.path.basename(path) == "pyproject.toml" else ())
    except TomlError as error:
        raise ConfigError(str(error)) from None
    settings = DEFAULTS
    values = toml.values
    if isinstance(values.get("extend"), str) and _FITS["file"](values["extend"]):
        other = os.path.join(os.path.dirname(path), os.path.expanduser(values["extend"]))
        if os.path.realpath(other) in (*before, full):
            raise ConfigError(toml.at(("extend",)) + "it extends itself")
        if not os.path.isfile(other):
            raise ConfigError(toml.at(("extend",)) + f"there is no file {values['extend']}")
        settings = load(other, (*before, full))
    origins = {name: (file, line) for name, file, line in settings.origins}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in KEYS:
            raise ConfigError(toml.at((name,)) + f"there is no key “{name}”" + _nearest(name, tuple(KEYS)))
        problem = _problem(KEYS[name], value)
        if problem:
            raise ConfigError(toml.at((name,)) + f"“{name}” {problem}")
        changes[name.replace("-", "_")] = _frozen(value)
        origins[name] = (shown, toml.line((name,)))
    return settings._replace(
        **changes, file=path, origins=tuple((name, *origins[name]) for name in KEYS if name in origins)
    )


def place_of(settings: Settings, name: str) -> str:
    """Return the beginning of a message about the name of a rule that some key holds."""
    from lint.toml import Toml  # noqa: PLC0415 (only for the message)

    held = {"select": settings.select, "ignore": settings.ignore}
    held["per-path-ignores"] = tuple(each for _, names in settings.per_path_ignores for each in names)
    for key, names in held.items():
        file, _ = settings.origin(key)
        if name in names and file:
            path = os.path.join(os.curdir, file)
            table = ("tool", "copydesk") if os.path.basename(path) == "pyproject.toml" else ()
            return Toml.read(path, file, table).at((key,), name)
    return ""


def _frozen(value: Any) -> Any:  # noqa: ANN401 (a TOML value)
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return tuple((key, tuple(each)) for key, each in value.items())
    return value


def _problem(key: Key, value: Any) -> str:  # noqa: ANN401 (a TOML value)
    """Say what a value should be, if it is not."""
    if key.kind == "choice" and value not in key.choices:
        near = _nearest(value, key.choices) if isinstance(value, str) else ""
        return "is one of " + ", ".join(f"“{each}”" for each in key.choices) + near
    return "" if _FITS[key.kind](value) else _SHOULD[key.kind]


def _strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


_FITS: dict[str, Callable[[Any], bool]] = {
    "names": _strings,
    "globs": _strings,
    "packs": lambda value: _strings(value) and not any("\0" in each for each in value),
    "names by glob": lambda value: isinstance(value, dict) and all(map(_strings, value.values())),
    "flag": lambda value: isinstance(value, bool),
    "choice": lambda value: isinstance(value, str),
    "file": lambda value: isinstance(value, str) and "\0" not in value,
    "text": lambda value: isinstance(value, str),
}
_SHOULD = {
    "names": 'is a list of rules or groups, such as ["typos"]',
    "globs": 'is a list of globs, such as ["archive/*"]',
    "packs": 'is a list of folders or names, such as ["house"]',
    "names by glob": 'is a table from globs to lists of rules, such as { "archive" = ["typos"] }',
    "flag": "is true or false",
    "file": "is the path of a file, in quotation marks",
    "text": "is text in quotation marks",
}


def _nearest(word: str, words: tuple[str, ...]) -> str:
    """Return a question with the nearest right word, if any is near."""
    from difflib import get_close_matches  # noqa: PLC0415 (only for the message)

    near = get_close_matches(word, words, 1, 0.5)
    return f"; did you mean “{near[0]}”?" if near else ""
