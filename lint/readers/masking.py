"""Blank out what is not prose wherever it stands: URLs, addresses, file names, templates.

The masked text has the same length as the text, every masked character being U+FFFC, so
offsets stay true. Each pattern is anchored on a literal, so a scan runs at C speed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.document import OPAQUE
from lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMES = ("https", "http", "ftp", "file", "mailto", "tel")
_URL = pattern(r":(?:" + "|".join(f"(?<={each}:)" for each in _SCHEMES) + r")(?://)?[^\s<>\"”“\ufffc|]*[^\s<>\"”“\ufffc|.,;:!?'’*_)\]}]>?")
_SCHEME = pattern(r"://[^\s<>\"”“|]*[^\s<>\"”“|.,;:!?'’*_)\]}]")
_WWW = pattern(r"www\.[^\s<>\"”“|]*[^\s<>\"”“|.,;:!?'’*_)\]}]", re.IGNORECASE)
_TEMPLATES = (
    ("{", (
        ("{{", pattern(r"\{\{[^{}\n]*(?:\n[^{}\n]*){0,8}\}\}")),
        ("{%", pattern(r"\{%[^%\n]*(?:[%\n](?!\})[^%\n]*){0,40}%\}")),
        ("{:", pattern(r"\{:[^{}\n]*\}")),
        ("{#", pattern(r"\{#[\w-]+\}")),
        ("${", pattern(r"\$\{[^{}\n]*\}")),
    )),
    ("%", (("<%", pattern(r"<%[^%\n]*(?:%(?!>)[^%\n]*){0,40}%>")),)),
    ("[", (("[[", pattern(r"\[\[[A-Za-z_]+(?::[^\[\]\n]*)?\]\]")),)),
)
_HASHTAG = pattern(r"#[A-Za-z_][\w-]*")
_CLOSE = pattern(r"[.,;:!?'’*_]*\)")
_VARIABLE = pattern(r"\$[A-Za-z_]\w+")
_OPTION = pattern(r"--?[A-Za-z][\w-]*(?:=\S+)?")
_DOT = pattern(r"\.(?=[A-Za-z0-9_*])")
_TOKEN_LEFT = pattern(r"[\w.~/+@%-]*\Z")
_TOKEN = pattern(r"[\w.~/+@%:-]*")
_MAIL_LEFT = pattern(r"[\w.+-]+\Z")
_MAIL_RIGHT = pattern(r"@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HANDLE = pattern(r"@[A-Za-z_][\w.-]*\w")
_SLASHED = pattern(r"[\w.~@%+/-]*")
_EMOJI = pattern(r":[a-z0-9_+-]{2,30}:(?![\w:])")
_SNAKE = pattern(r"[\w.:-]*")

_SUFFIXES = frozenset(
    "com org net gov edu mil info biz io dev app ai tv fm xyz eu uk au nz ca de fr es nl ch ie jp cn ru ua pl se dk br "
    "za kr tw mx ly gg news blog online site cloud tech co gle be cfg conf cpp css csv doc docx eml env exe gif go gz "
    "htm html ics ini ipynb java jpeg jpg js json jsx key lock log md mdx mjs mov mp3 mp4 odt pdf php png ppt pptx "
    "proto ps1 py rar rb rs rst rtf scss sh sql svg tar tf tgz toml ts tsv tsx txt war wav webm webp xls xlsx xml "
    "yaml yml zip exe dll jar css map h c erb haml vue ttf woff woff2 properties gradle kt swift bat cmd "
    "example".split(),
)
_CAPITAL_TLDS = frozenset("com org net gov edu io ai tv co uk eu fm info biz".split())


def masked(text: str) -> str:
    """Return the text with everything that cannot be prose replaced, length unchanged."""
    spans = sorted(_spans(text))
    if not spans:
        return text
    parts: list[str] = []
    last = 0
    for start, end in spans:
        if end <= last:
            continue
        begin = max(start, last)
        parts.append(text[last:begin])
        hidden = text[begin:end]
        if "\n" in hidden:
            first, *others = hidden.split("\n")
            parts.append("\n".join([OPAQUE * len(first), *map(_masked_line, others)]))
        else:
            parts.append(OPAQUE * (end - begin))
        last = end
    parts.append(text[last:])
    return "".join(parts)


def _masked_line(line: str) -> str:
    """Return a further line of something masked, its indent and quotation marks kept: they hold the block together."""
    indent = len(line) - len(line.lstrip(" \t>"))
    return line[:indent] + OPAQUE * (len(line) - indent)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield every span that is not prose, in no order."""
    for sign, templates in _TEMPLATES:
        if sign in text:
            for needle, template in templates:
                if needle in text:
                    for match in template.finditer(text):
                        yield match.span()
    if "://" in text or "mailto:" in text or "tel:" in text:
        for match in _URL.finditer(text):
            scheme = next(each for each in _SCHEMES if text.endswith(each, 0, match.start()))
            start = match.start() - len(scheme)
            start -= text[start - 1 : start] == "<"
            if start == 0 or not text[start - 1].isalnum():
                yield start, _url_end(text, start, _before_bracket(text, start, match.end()))
        for match in _SCHEME.finditer(text):
            left = _MAIL_LEFT.search(text, max(0, match.start() - 40), match.start())
            if left:
                yield left.start(), match.end()
    if "www." in text or "WWW." in text:
        for match in _WWW.finditer(text):
            yield match.span()
    if "@" in text:
        yield from _addresses(text)
    if "#" in text:
        for match in _HASHTAG.finditer(text):
            start = match.start()
            if start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "#&/"):
                yield match.span()
    if "$" in text:
        for match in _VARIABLE.finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                yield match.span()
    yield from _options(text)
    yield from _dotted(text)
    if ":" in text:
        for match in _EMOJI.finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum() or match.start() == 0:
                yield match.span()
    if "_" in text:
        yield from _around(text, "_")
    if "/" in text:
        yield from _paths(text)


def _before_bracket(text: str, start: int, end: int) -> int:
    """Return where an address in round brackets ends: at the bracket that closes them."""
    if text[start - 1 : start] != "(":
        return end
    depth = 0
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth < 0:
            return place
    return end


def _url_end(text: str, start: int, end: int) -> int:
    """Return the end of a URL with the brackets that close those opened inside it."""
    for _ in range(text.count("(", start, end) - text.count(")", start, end)):
        close = _CLOSE.match(text, end)
        if close is None:
            break
        end = close.end()
    return end + (text[start] == "<" and text[end : end + 1] == ">")


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield e-mail addresses and handles."""
    place = text.find("@")
    while place != -1:
        left = _MAIL_LEFT.search(text, max(0, place - 64), place)
        right = _MAIL_RIGHT.match(text, place)
        if left and right:
            yield left.start(), right.end()
        elif not left:
            handle = _HANDLE.match(text, place)
            if handle:
                yield handle.span()
        place = text.find("@", place + 1)


def _options(text: str) -> Iterator[tuple[int, int]]:
    """Yield command-line options: `--name`, and `-n` of one letter."""
    place = text.find(" -")
    while place != -1:
        match = _OPTION.match(text, place + 1)
        if match and (match.group().startswith("--") or len(match.group()) == 2):  # noqa: PLR2004 (dash, letter)
            yield match.span()
        place = text.find(" -", place + 1)


def _dotted(text: str) -> Iterator[tuple[int, int]]:
    """Yield file names, domains, versions and dotted identifiers, never a glued sentence."""
    done = seen = 0
    for match in _DOT.finditer(text):
        if match.start() < seen:
            continue
        left = _TOKEN_LEFT.search(text, max(done, match.start() - 80), match.start())
        start = left.start() if left else match.start()
        right = _TOKEN.match(text, match.end())
        end = right.end() if right else match.end()
        while end > start and text[end - 1] in ".,:;!?-":
            end -= 1
        seen = end
        if is_identifier(text[start:end]):
            done = end
            yield start, end


def is_identifier(token: str) -> bool:
    """Tell a dotted token that names a thing (`app.py`, `gov.uk`) from glued sentences."""
    body = token.strip("*")
    if body.startswith(".") and body[1:2].isalpha() and body[1:].islower():
        return True
    parts = body.split(".")
    last = parts[-1].split("/")[0].split(":")[0]
    if not all(parts[1:]):
        return False
    if all(len(part) == 1 for part in parts):
        return False
    if last.lower() in _SUFFIXES and (last.islower() or last.isupper() or last.lower() in _CAPITAL_TLDS):
        return parts[0] != "" or len(parts) > 1
    if "/" in body or "_" in body:
        return True
    if len(parts) > 2 and all(part[:1].islower() or part[:1].isdigit() for part in parts):  # noqa: PLR2004 (a.b.c)
        return True
    if parts[0][:1].lower() == "v" and parts[0][1:].isdigit():
        return True
    return any(_camel(part) for part in parts) and all(part.isidentifier() for part in parts)


def _camel(part: str) -> bool:
    """Tell a camel-case word, with a lower-case first letter, from any other."""
    return part[:1].islower() and any(char.isupper() for char in part)


def _around(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """Yield identifiers joined by underscores (`snake_case`), not Markdown emphasis."""
    place = text.find(needle)
    done = 0
    while place != -1:
        inner = text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()
        if inner and place >= done:
            left = pattern(r"[\w.:/-]*\Z").search(text, max(done, place - 80), place)
            right = _SNAKE.match(text, place)
            start = left.start() if left else place
            end = right.end() if right else place + 1
            while text[start] == "_":
                start += 1
            while text[end - 1] in "_.:-":
                end -= 1
            done = max(end, place + 1)
            yield start, done
        place = text.find(needle, max(place + 1, done))


def _paths(text: str) -> Iterator[tuple[int, int]]:
    """Yield paths: absolute, relative with dots, or of three parts and more in lower case."""
    place = text.find("/")
    done = 0
    left_edge = pattern(r"[\w.~@%+-]*\Z")
    while place != -1:
        if place >= done:
            left = left_edge.search(text, max(done, place - 80), place)
            start = left.start() if left else place
            match = _SLASHED.match(text, start)
            end = match.end() if match else place + 1
            token = text[start:end]
            rooted = token[:1] == "/" and len(token) > 1 and text[start - 1 : start] in ("", " ", "\n", "(", "`", '"')
            deep = token.count("/") > 1 and token == token.lower() and not token.replace("/", "").isdigit()
            dotted = token[:2] in ("./", "~/", "..")
            if (rooted and token[1:2].isalnum()) or deep or dotted:
                while end > start + 1 and text[end - 1] in ".-":
                    end -= 1
                yield start, end
            done = max(end, place + 1)
        place = text.find("/", max(place + 1, done))
