"""TOML with the lines of its keys, for messages that say where."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NamedTuple

from lint.opening import contents
from lint.source import reason_of


class TomlError(ValueError):
    """A file that is no TOML or cannot be read; the message begins with the file and the line."""


class Toml(NamedTuple):
    """The values of a table of a TOML file, and its text to find their lines in."""

    shown: str
    text: str
    table: tuple[str, ...]
    values: dict[str, Any]

    @classmethod
    def read(cls, path: str, shown: str, table: tuple[str, ...] = ()) -> Toml:
        """Read a file and choose a table in it; raises TomlError."""
        try:
            text = contents(path).decode("utf-8-sig")
            values = tomllib.loads(text)
        except OSError as error:
            message = f"{shown}: cannot be read: {reason_of(error)}"
            raise TomlError(message) from None
        except UnicodeDecodeError as error:
            message = f"{shown}: it is not UTF-8 at byte {error.start}"
            raise TomlError(message) from None
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"^(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(error))
            line = found.group(2) if found and found.group(2) else str(text.count("\n") + 1)
            said = found.group(1) if found else str(error)
            message = f"{shown}:{line}: it is no TOML: {said[0].lower()}{said[1:]}"
            raise TomlError(message) from None
        except RecursionError:
            message = f"{shown}: it is nested too deeply"
            raise TomlError(message) from None
        for name in table:
            values = values.get(name, {})
            if not isinstance(values, dict):
                values = {}
        return cls(shown, text, table, values)

    def line(self, keys: tuple[str, ...], value: str = "") -> int:
        """Return the 1-based line of a key of the table, or of a text in its value; 1 if it is not seen."""
        wanted = (*self.table, *keys)
        head: tuple[str, ...] = ()
        found = 0
        for number, line in enumerate(self.text.splitlines(), 1):
            header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
            if not found and header:
                head = _parts(header.group(1))
                if head == wanted:
                    found = number
            elif not found:
                key = re.match(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""", line)
                if key and wanted[: len(head + _parts(key.group(1)))] == head + _parts(key.group(1)):
                    found = number
            if found and (not value or f'"{value}"' in line or f"'{value}'" in line):
                return number
        return found or 1

    def at(self, keys: tuple[str, ...], value: str = "") -> str:
        """Return the beginning of a message about a key, or about a text in its value."""
        return f"{self.shown}:{self.line(keys, value)}: "


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts of a dotted key."""
    return tuple(
        (quoted or single or bare) for quoted, single, bare in re.findall(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)", name)
    )
