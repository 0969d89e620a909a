"""Plain text: one line per paragraph or hard-wrapped lines, with lists, quotes and tables."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lint.patterns import pattern
from lint.readers.building import Builder
from lint.readers.cells import add_table
from lint.readers.masking import masked
from lint.text.tables import find_tables

if TYPE_CHECKING:
    from lint.document import Document
    from lint.source import Source

_ITEM = pattern(r"[ \t]*(?:[-*•·‣▪–]|\d{1,3}[.)]|\(?[a-z]\))[ \t]+(?=\S)")
_QUOTE = pattern(r"[ \t]*(?:>[ \t]?)+")
_COMMENT = pattern(r"<!--.*?-->", re.DOTALL)
_TAG = pattern(r"</?[A-Za-z][^<>\n]*>")
_PROGRAM = pattern(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_INSIDE = pattern(r".*", re.DOTALL)
_PROGRAM_ENDS = {name: pattern(f"</{name}\\b", re.IGNORECASE) for name in ("script", "style")}
_CODE = pattern(r"(?<!`)`(?!`)[^`\n]+`(?!`)")
_TERMINAL = pattern(r"[.!?…:;,][\"'”’)\]]*$")
_FENCE = pattern(r"[ \t]*(```|~~~)")
_RULE_MARKS = "-=*_~#—–"
_LONG_LINE = 120
_HEADLINE_LENGTH = 110
_WRAP_FLOOR = 40
_STEP = 2


def read_plain(source: Source) -> Document:
    """Read plain text; a pipe table in it is a table, and markup that stands in it is no prose."""
    text = masked(source.text)
    if "<" in text:
        # Behind the last closing mark no comment ends, and each opening one would be scanned to the end.
        close = text.rfind("-->") + 1
        text = _COMMENT.sub(_blank, text[: close + 2]) + text[close + 2 :] if close else text
        text = _TAG.sub(_blank, _without_programs(text))
    if "`" in text:
        text = _CODE.sub(_blank, text)
    builder = Builder(text)
    lines = _lines(text, source.line_starts)
    tables = find_tables(source.text, markdown=False, skip=_fenced(text, lines)) if "|" in text else []
    inside = {number: table for table in tables for number in range(table.rows[0].line, table.rows[-1].line + 1)}
    wrapped = not _has_long_line(text, lines) and _is_wrapped([text[start:end] for start, end in lines])
    paragraph: list[tuple[int, int]] = []
    kind, fenced = "paragraph", False

    def flush() -> None:
        nonlocal kind
        if paragraph:
            _add_lines(builder, paragraph)
            if kind == "paragraph" and len(paragraph) == 1 and _is_headline(text[slice(*paragraph[0])]):
                kind = "headline"
            builder.close(kind)
            paragraph.clear()
        kind = "paragraph"

    for number, (start, end) in enumerate(lines):
        if start == end and not inside:
            if paragraph:
                flush()
            continue
        table = inside.get(number)
        if table is not None:
            flush()
            if table.rows[0].line == number:
                add_table(builder, table)
            continue
        line = text[start:end]
        if line[:1].isalpha() and line[1:2] != ")":
            # Nothing but words begins so: neither a fence nor a rule, an item or a quotation.
            if not wrapped or fenced:
                if paragraph:
                    flush()
                if not fenced:
                    builder.line("headline" if _is_headline(line) else "paragraph", start, end)
                continue
            if not (paragraph and kind != "quote"):
                flush()
            paragraph.append((start, end))
            continue
        if _FENCE.match(line):
            flush()
            fenced = not fenced
            continue
        if fenced or not line.strip() or _is_rule(line):
            flush()
            continue
        item, quote = _ITEM.match(line), _QUOTE.match(line)
        if item:
            flush()
            kind = "item"
            paragraph.append((start + item.end(), end))
        elif quote:
            if kind != "quote":
                flush()
            kind = "quote"
            paragraph.append((start + quote.end(), end))
        elif (
            wrapped and paragraph and (kind == "item" or (kind == "paragraph" and not _steps_in(text, paragraph, line)))
        ):
            paragraph.append((start, end))
        else:
            flush()
            paragraph.append((start, end))
        if not wrapped:
            flush()
    flush()
    return builder.document(source, "plain", tables)


def _without_programs(text: str) -> str:
    """Return a text with the inside of each script and style sheet blanked; one that never ends is left."""
    parts: list[str] = []
    last = 0
    for opening in _PROGRAM.finditer(text):
        if opening.start() < last:
            continue
        closing = _PROGRAM_ENDS[opening.group(1).lower()].search(text, opening.end())
        if closing is None:
            break
        inside = _INSIDE.match(text, opening.end(), closing.start())
        parts += [text[last : opening.end()], _blank(inside) if inside else ""]
        last = closing.start()
    return "".join([*parts, text[last:]])


def _is_rule(line: str) -> bool:
    """Tell a line of three or more of one mark, and blanks."""
    line = line.strip(" \t")
    return line[0] in _RULE_MARKS and line.count(line[0]) > 2 and not line.strip(line[0] + " \t")  # noqa: PLR2004 (three)


def _steps_in(text: str, paragraph: list[tuple[int, int]], line: str) -> bool:
    """Tell a line that begins a paragraph by its indent: the line before has less."""
    return _indent(line) >= _indent(text[slice(*paragraph[-1])]) + _STEP


def _indent(line: str) -> int:
    """Return the columns a line stands in."""
    if line[:1] not in " \t":
        return 0
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip(" "))


def _fenced(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans between fences; one that is never closed goes to the end."""
    marks = [start for start, end in lines if _FENCE.match(text, start, end)]
    return list(zip(marks[::2], [*marks[1::2], len(text)], strict=False))


def _blank(match: re.Match[str]) -> str:
    """Return as many opaque marks as the match is long, line ends kept."""
    return "".join("\n" if char == "\n" else "\ufffc" for char in match.group())


def _lines(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Return each line's span without its line end."""
    if "\r" not in text:
        return list(zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True))
    spans: list[tuple[int, int]] = []
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        while end > start and text[end - 1] in "\r\n":
            end -= 1
        spans.append((start, end))
    return spans


def _add_lines(builder: Builder, lines: list[tuple[int, int]]) -> None:
    """Join the lines of one paragraph by soft breaks."""
    text = builder.text
    last = 0
    for index, (start, end) in enumerate(lines):
        begin, finish = start, end
        while begin < finish and text[begin] in " \t":
            begin += 1
        while finish > begin and text[finish - 1] in " \t":
            finish -= 1
        if index:
            builder.unit(" ", last, begin)
        builder.copy(begin, finish)
        last = finish


def _is_headline(line: str) -> bool:
    """Tell a short line without a closing mark from a paragraph."""
    line = line.strip()
    return len(line) <= _HEADLINE_LENGTH and not _TERMINAL.search(line) and any(map(str.isalpha, line))


def _has_long_line(text: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether a line is too long to be one of hard-wrapped text."""
    return any(end - start > _LONG_LINE and len(text[start:end].rstrip()) > _LONG_LINE for start, end in lines)


def _is_wrapped(lines: list[str]) -> bool:
    """Tell hard-wrapped text from text with one line per paragraph.

    In wrapped text a line breaks only where the next word would not have fitted into the
    usual width; that width is the longest line, provided no line is longer than 120. A line
    that stands further in than most begins a paragraph, or is a row of figures.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _WRAP_FLOOR <= width <= _LONG_LINE:
        return False
    base = min((_indent(line) for line in lines if line.strip()), default=0)
    pairs = full = 0
    for line, following in pairwise(lines):
        if not line.strip() or not following.strip() or _ITEM.match(following):
            continue
        if _indent(following) >= base + _STEP:
            continue
        pairs += 1
        full += len(line.rstrip()) + 1 + len(following.split(None, 1)[0]) > width - 12
    return pairs > 0 and full >= 0.6 * pairs
