"""Hostile shapes: much of one thing. Each is made at any size, for what grows faster than the text it is given."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count, cycle, islice
from typing import NamedTuple

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Shape(NamedTuple):
    """A text of about ``n`` characters, and the name of the file it is read as."""

    make: Callable[[int], str]
    name: str


def _many(piece: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    return lambda n: head + piece * max(1, n // len(piece)) + tail


def _series(piece: Callable[[int], str], head: str = "") -> Callable[[int], str]:
    """Return a maker of pieces that differ: the first ones until they are long enough."""

    def make(n: int) -> str:
        parts, size = [head], 0
        for number in count():
            if size >= n:
                return "".join(parts)
            parts.append(piece(number))
            size += len(parts[-1])
        raise AssertionError

    return make


def word(number: int) -> str:
    """Return a word of small letters that no list has, another for each number."""
    letters = "q"
    for _ in range(5):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return letters + "x"


def _mixed(words: str) -> Callable[[int], str]:
    """Return a maker of a run of words in turn."""
    return lambda n: " ".join(islice(cycle(words.split()), n // 6))


_BOTH = {
    "one long line": _many("They met the mayor in Kyiv on Monday. "),
    "one letter words": _many("a "),
    "one word": _many("a"),
    "one word of capitals": _many("Ab"),
    "no blanks": _many("They,met.the;mayor"),
    "misspellings": _many("wiht "),
    "misspellings a line": _many("wiht it\n"),
    "unknown words": _series(lambda number: word(number) + " "),
    "unknown names": _series(lambda number: word(number).capitalize() + " "),
    "unknown names twice": _series(lambda number: f"{word(number).capitalize()} saw {word(number)}. "),
    "one name in both cases": _many("He saw Qabcx and qabcx. "),
    "names in a sentence": _series(lambda number: f"Then {word(number).capitalize()} Kim met {word(number + 9)}. "),
    "near names": _series(lambda number: "Kovalenko" + LETTERS[number % 26] + LETTERS[number // 26 % 26] + " said. "),
    "the same word again": _many("the the "),
    "capitals": _many("KYIV MET "),
    "titles": _many("Dr. Mr. St. "),
    "abbreviations": _many("A.B.C. e.g. "),
    "initials": _many("A. "),
    "glued sentences": _many("a.B"),
    "full stops": _many("."),
    "spaced full stops": _many(". "),
    "ellipses": _many("… ..."),
    "commas": _many(","),
    "a comma, a letter": _many("a,b"),
    "colons": _many(": "),
    "slashes": _many("/"),
    "paths": _many("a/"),
    "backslashes": _many("\\"),
    "hyphens": _many("-"),
    "hyphenated words": _many("a-"),
    "long hyphenated words": _many("well-made-"),
    "dashes": _many("– — "),
    "apostrophes": _many("'"),
    "curly apostrophes": _many("’"),
    "words in apostrophes": _many("d'd’"),
    "open quotation marks": _many("“"),
    "open quotations": _many("“wiht it "),
    "closed quotations": _many("“wiht it” "),
    "straight quotation marks": _many('"'),
    "open straight quotations": _many(' "a'),
    "round brackets": _many("("),
    "closing brackets": _many(")"),
    "pairs of brackets": _many("()"),
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "square brackets": _many("["),
    "closed square brackets": lambda n: "[" * (n // 2) + "]" * (n // 2),
    "braces": _many("{{"),
    "broken templates": _many("{% a "),
    "broken templates by line": _many("{{\n"),
    "broken tags": _many("<% a"),
    "broken wiki tags": _many("[[a:"),
    "angle brackets": _many("<"),
    "open tags": _many("<a "),
    "open tags of a letter": _many("<a"),
    "open comments": _many("<!-- "),
    "closed comments": _many("<!-- a -->"),
    "entities": _many("&amp;"),
    "ampersands": _many("&"),
    "ignore comments": _many("wiht <!-- copydesk: ignore typos -->\n"),
    "idle ignore comments": _many("it <!-- copydesk: ignore typos -->\n"),
    "ignore comments by block": _many("<!-- copydesk: ignore typos -->\n\nwiht\n\n"),
    "ignore comments of nothing": _many("<!-- copydesk: ignore nosuch -->\n"),
    "ignore comments for the file": _many("<!-- copydesk: ignore-file typos -->\n\nwiht\n\n"),
    "sic": _many("wiht [sic] "),
    "sic alone": _many("[sic]"),
    "at signs": _many("a@"),
    "at signs alone": _many("@"),
    "addresses": _many("a@b.cd "),
    "hashes": _many("#a"),
    "dollars": _many("$a"),
    "schemes": _many("https://"),
    "a long address": _many("a", "https://b.c/"),
    "a long address of brackets": _many("(", "(https://b.c/"),
    "addresses in a row": _many("https://b.c/d "),
    "addresses in brackets": _many("(https://b.c/(d)) "),
    "www": _many("www."),
    "underscores": _many("_"),
    "snakes": _many("a_"),
    "options": _many(" -a"),
    "dotted words": _many("a.b.c "),
    "file names": _many("a.md "),
    "emoji names": _many(":a"),
    "digits": _many("1"),
    "numbers": _many("1,000.5 "),
    "dates": _many("Monday, 5 May 2024, "),
    "blanks": _many(" "),
    "tabs": _many("\t"),
    "no-break spaces": _many("\u00a0"),
    "double spaces": _many("a  b "),
    "blanks before marks": _many("a , b . "),
    "zero width spaces": _many("\u200b"),
    "zero width spaces in words": _many("a\u200b"),
    "bidirectional controls": _many("\u202ea\u202c"),
    "combining marks": _many("\u0301", "e"),
    "letters with combining marks": _many("e\u0301"),
    "soft hyphens": _many("a\u00ad"),
    "object replacements": _many("\ufffc"),
    "object replacements apart": _many("\ufffc "),
    "controls": _many("\x07"),
    "wide characters": _many("漢"),
    "emoji": _many("👩\u200d🚀"),
    "many scripts": _many("a б γ 漢 ש "),
    "scripts in a word": _many("aбγ"),
    "foreign": _mixed("que el la los las del una por para con"),
    "hard wrapped": _many("it is of the to and in for on at by as\n"),
    "one word a line": _many("a\n"),
    "one word a paragraph": _many("a\n\n"),
    "empty lines": _many("\n"),
    "carriage returns": _many("\r"),
    "line separators": _many("\u2028"),
    "the same paragraph": _many("It was a long day for all of the people who had come.\n\n"),
    "labels": _many("Bob: it is.\n"),
    "many labels": _series(lambda number: f"{word(number).capitalize()}: it is.\n"),
    "labels in both cases": _many("Bob Editor: it is.\nBob editor: it was.\n"),
    "labels in a line": _many("Bob: a: "),
    "items": _many("- a\n"),
    "items that are sentences": _many("- the mayor was there.\n"),
    "numbered items": _many("1. a\n"),
    "headlines": _many("# A day\n\n"),
    "headlines in small letters": _many("# a day\n\n"),
    "underlined headlines": _many("a\n===\n"),
    "quotation marks of blocks": _many(">"),
    "quotation marks of blocks apart": _many("> "),
    "quoted lines": _many("> a\n"),
    "lazy quotations": _many("a\n", "> "),
    "fences": _many("```\n"),
    "an open fence": _many("wiht it\n", "```\n"),
    "backticks": _many("`"),
    "backticks of growing length": _series(lambda number: "`" * (number + 1) + " "),
    "code": _many("`a` "),
    "stars": _many("*"),
    "stars apart": _many("* "),
    "emphasis": _many("*a "),
    "emphasis of two kinds": _many("*a **a "),
    "emphasis in words": _many("a*b_c"),
    "strikes": _many("~~a "),
    "links": _many("[a](b) "),
    "open links": _many("[a]("),
    "open links of angles": _many("[a](<b"),
    "images": _many("!["),
    "references": _series(lambda number: f"[{word(number)}]: b\n"),
    "uses of references": _many("[a] ", "[a]: b\n\n"),
    "footnotes": _series(lambda number: f"[^{number}]: a\n"),
    "uses of footnotes": _many("[^a] ", "[^a]: b\n\n"),
    "pipes": _many("|"),
    "pipes a line": _many("|\n"),
    "escaped pipes": _many("\\|"),
    "backslashes before a pipe": lambda n: "\\" * n + "|",
    "cells": _many("| a "),
    "a wide table": lambda n: "\n".join(("| a " * (n // 12) + "|", "|---" * (n // 12) + "|", "| 1 " * (n // 12) + "|")),
    "a wide row": lambda n: "| a | b |\n|---|---|\n" + "| a " * (n // 4) + "|\n",
    "a table without end": _many("| a | 1 |\n", "| a | b |\n|---|---|\n"),
    "a table of wrong rows": _many("| a | 1 | wiht\n", "| a | b |\n|---|---|\n"),
    "a table of sums": _many("| a | 1,000 |\n", "| a | b |\n|---|---|\n", "| Total | 5 |\n"),
    "tables": _many("| a | b |\n|---|---|\n| 1 | 2 |\n\n"),
    "tables in a run": _many("| a | b |\n|---|---|\n"),
    "delimiters": _many("|---|\n"),
    "delimiters of dashes": _many("|——|——|\n", "| a | b |\n"),
    "a delimiter": _many("-|", "a|b\n"),
    "a delimiter that breaks off": _many("-", "| a | b |\n|", "x|\n"),
    "spaced dashes in a cell": _many("- ", "| a | b |\n|", "x|\n"),
    "a table on one line": _many("|---"),
    "pipes in text": _many("a | b\n"),
    "columns of text": _many("a | b | c\n"),
    "front matter without end": _many("wiht: it\n", "---\n"),
    "a line of front matter": _many("wiht it ", "---\ntitle: ", "\n---\n"),
    "many titles": _many("title: wiht it\n", "---\n", "---\n"),
    "a folded title": _many("  wiht it\n", "---\ntitle: >\n", "---\n"),
    "a quoted title": _many("'' ", "---\ntitle: '", "\n---\n"),
    "escapes of front matter": _many("\\x41", '---\ntitle: "', '"\n---\n'),
    "folded lines of front matter": _many("a\n", "---\ntitle: 'a\n", "'\n---\n"),
    "rules": _many("---\n"),
    "rules of plus signs": _many("+++\n"),
    "html blocks": _many("<div>\n"),
    "html paragraphs": _many("<p>wiht it</p>\n"),
    "hidden html": _many("<script>\n", "<div>\n"),
    "closing tags": _many("</b>"),
    "processing instructions": _many("<?a "),
    "declarations": _many("<!A "),
    "character data": _many("<![CDATA["),
    "line breaks of html": _many("a<br>"),
    "line breaks of html alone": _many("<br>"),
    "commas after strong words": _many("It is **so**,but not. "),
    "blanks in brackets": _many("It ( was ) so. "),
    "blanks before closing brackets": _many("it ) was so "),
    "quotations after commas": _many('It was,"so" he said. '),
    "closing quotations after commas": _many("It was,”so” he said. "),
    "slips without blanks": _many("wiht-"),
    "slips between carriage returns": _many("He went wiht them ,and so.\r"),
    "tables after text in carriage returns": _many("It is so.\r| a | b |\r|---|---|\r| 1 | 2 |\r"),
    "headlines and text": _many("# The day\n\nit was late in the day and so he went.\n\n"),
    "verse": _many("roses are red\nviolets are blue\n\n"),
    "a quotation in small letters": _many("he said it was late. ", "“"),
    "quotations in small letters": _many("“he said it was late and went.” "),
    "paragraphs that run on": _many("The mayor said that it was\n\nand he went home.\n\n"),
    "glued emphasis": _many("*a*,b "),
    "misspellings in emphasis": _many("*wiht* "),
    "tables that end in carriage returns": _many("| a | b |\r|---|---|\r| 1 | 2 |\r\r"),
    "mixed line ends": _many("a\r\nb\rc\n"),
    "html in a line": _many("a <code>b "),
    "nested html": lambda n: "<div>" * (n // 11) + "</div>" * (n // 11),
    "growing lists": lambda n: "".join("  " * depth + "- a\n" for depth in range(int(n**0.5))),
    "nested items": _many("- "),
    "nested numbers": _many("1. "),
    "quotations and items": _many("> - "),
    "indented sentences": _many("    it was of the man and the day in it\n"),
    "indented code": _many("    a = b;\n"),
    "indents that grow": lambda n: "".join(" " * depth + "a\n" for depth in range(int((2 * n) ** 0.5))),
    "small letters at line starts": _many("it was late.\nthe man\n"),
    "sentences in small letters": _many("it was late. the man went home. "),
    "questions": _many("What? where? "),
    "broken words": _many("mar- ket "),
    "broken lines": _many("mar-\nket "),
    "dancing capitals": _many("tHE wHEN "),
    "pronouns": _many("i went and i'm "),
    "articles": _many("an prospect "),
    "spellings that vary": _many("organised organized "),
    "joined words": _many("inthe ofthe "),
    "leftover notes": _many("TK XXX [LINK] "),
    "doubled marks": _many("a,, b.. "),
    "ordinals": _many("1st 2nd 3th "),
    "months": _many("may march "),
    "listed names": _many("new york north korea "),
    "parts of names": _many("new north kim los "),
    "a name that never ends": _many("Kim "),
    "smileys": _many(":-) "),
}

SHAPES = {
    f"{what} ({kind})": Shape(make, name)
    for what, make in _BOTH.items()
    for kind, name in (("markdown", "a.md"), ("plain", "a.txt"))
}
