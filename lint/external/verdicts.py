"""How much each LanguageTool rule is worth, from measurement; the figures are in verdicts.txt."""

from __future__ import annotations

import os
from functools import cache

WARNING, HINT, OFF = "warning", "hint", "off"


def verdict(rule: str, category: str = "") -> str:
    """Return ``warning``, ``hint`` or ``off`` for a rule; its category speaks for one that is not named."""
    table = _table()
    return table.get(rule) or table.get(f"[{category}]") or OFF


def is_listed(rule: str) -> bool:
    """Tell whether a rule has a verdict of its own."""
    return rule in _table()


@cache
def _table() -> dict[str, str]:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "verdicts.txt")
    with open(path, encoding="utf-8") as file:
        return dict(line.split() for line in file if not line.startswith("#"))
