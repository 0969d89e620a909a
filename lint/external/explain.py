"""What a LanguageTool rule says of itself: its name and examples, read from the installed rule files."""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
import zipfile
from typing import NamedTuple

_FILES = ("org/languagetool/rules/en/grammar.xml", "org/languagetool/rules/en/style.xml")
_MOST_EXAMPLES = 3


class Entry(NamedTuple):
    """A rule's name, its category, and examples: in the wrong ones ``⟦…⟧`` stands round the slip."""

    name: str
    category: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]


def entry_of(jar: str, rule: str) -> Entry | None:
    """Return what the rule files beside a server's jar say of a rule; None for one that they do not hold."""
    english = os.path.join(os.path.dirname(jar), "libs", "language-en.jar")
    try:
        with zipfile.ZipFile(english) as archive:
            for name in _FILES:
                with archive.open(name) as file:
                    found = _search(file.read(), rule)
                if found is not None:
                    return found
    except (OSError, KeyError, zipfile.BadZipFile, ET.ParseError):
        return None  # an installation of another shape explains nothing, and that is no failure
    return None


def _search(data: bytes, rule: str) -> Entry | None:
    for category in ET.fromstring(data).iter("category"):  # noqa: S314 (LanguageTool's own file, run anyway)
        for element in category:
            if element.get("id") == rule and element.tag in ("rule", "rulegroup"):
                wrong, right = [], []
                for example in element.iter("example"):
                    text = " ".join(_marked(example).split())
                    if example.get("correction") is not None:
                        wrong.append(text)
                    elif not example.get("type"):
                        right.append(text.replace("⟦", "").replace("⟧", ""))
                return Entry(
                    element.get("name") or rule,
                    category.get("id") or "",
                    tuple(wrong[:_MOST_EXAMPLES]),
                    tuple(right[:_MOST_EXAMPLES]),
                )
    return None


def _marked(example: ET.Element) -> str:
    """Return an example's text with marks round what it is about."""
    text = example.text or ""
    for child in example:
        inside = "".join(child.itertext())
        text += (f"⟦{inside}⟧" if child.tag == "marker" else inside) + (child.tail or "")
    return text
