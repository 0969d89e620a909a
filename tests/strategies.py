"""Stories of all kinds for properties: made of parts, or copy that was damaged, in any encoding and line end."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

FIXTURES = Path(__file__).parent.parent / "fixtures"
PIECES = [
    path.read_bytes().decode("utf-8")
    for folder in ("clean", "stories", "tables")
    for path in sorted((FIXTURES / folder).iterdir())
    if path.suffix in (".md", ".txt", ".html")
]
"""The copy that the repository holds."""
FORMS = {
    "utf-8": (b"", "utf-8"),
    "utf-8 with a mark": (b"\xef\xbb\xbf", "utf-8"),
    "utf-16-le": (b"\xff\xfe", "utf-16-le"),
    "utf-16-be": (b"\xfe\xff", "utf-16-be"),
    "windows-1252": (b"", "cp1252"),
}
ENDS = ("\n", "\r\n", "\r", "mixed")


class Copy(NamedTuple):
    """A story as bytes, and the text, the mark and the encoding they were made of."""

    data: bytes
    text: str
    mark: bytes
    encoding: str


# Documents made of parts

_WORD = st.sampled_from(
    (
        "the The a an of and and, to to wiht adn teh recieved Kyiv kyiv Kovalenko kovalenko Kovalneko Korea "
        "korea north North Ukraine,adn home,while question.North i I’m i'm don’t dont café naïve Łódź 漢字 "
        "👩\u200d🚀 é ﬁ “we” “Yes,”he 'tis U.S. e.g. p.m. Dr. dr. Mr 1,000.50 12:30 3–2 — – -- … ?? !! ,, .. "
        "( ) [ ] ( it) [sic] TK [LINK] &amp; &nbsp; &#8217; \\* \\| @desk #tag desk@example.org "
        "https://example.org/a,b www.example.org app.py snake_case {{x}} $x :+1: THe wHen reccommended "
        "occured occured, pro-duced re- elect do\xador may\u200bor a\xa0b x\u2028y \ufffc \u202e \x1b[31m "
        "\x00 \x0b \x0c \ud7ff senior Senior Editor: monday Monday may May 2023 said. he by with Jong-un kim "
        "Kim easyJet"
    ).split(" ")
)
_BLANK = st.sampled_from(
    [" ", " ", " ", " ", " ", "  ", "\t", "\u00a0", "", "\n", " \n", "  \n", "\\\n", "<br>", "<br/>\n"]
)
_AROUND = st.sampled_from(
    [
        ("*", "*"),
        ("**", "**"),
        ("***", "***"),
        ("_", "_"),
        ("__", "__"),
        ("~~", "~~"),
        ("`", "`"),
        ("``", "``"),
        ("“", "”"),
        ('"', '"'),
        ("‘", "’"),
        ("(", ")"),
        ("[", "](https://example.org/x,y)"),
        ("[", "][ref]"),
        ("![", '](a.png "t,itle")'),
        ("<b>", "</b>"),
        ("<span class='x,y'>", "</span>"),
        ("<code>", "</code>"),
        ("<!--", "-->"),
        ("[^", "]"),
        ("**", ""),
        ("", "**"),
        ("`", ""),
        ("<", ">"),
    ],
)


@st.composite
def _line(draw: st.DrawFn, most: int = 14) -> str:
    parts: list[str] = []
    for _ in range(draw(st.integers(1, most))):
        word = draw(_WORD)
        if draw(st.integers(0, 5)) == 0:
            before, after = draw(_AROUND)
            word = before + word + draw(_BLANK) + draw(_WORD) + after
        parts += [word, draw(_BLANK)]
    return "".join(parts).replace("\0", "\ufffd")


@st.composite
def _table(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 4))
    rows = []
    for number in range(draw(st.integers(1, 5))):
        count = max(1, columns + draw(st.sampled_from([0, 0, 0, 0, 1, -1])))
        cells = [draw(_line(3)).replace("\n", " ").replace("|", "") for _ in range(count)]
        if number == 1:
            cells = [draw(st.sampled_from(["---", ":--", "--:", "——", "–", "-", "— —", "--- "])) for _ in range(count)]
        edge = draw(st.sampled_from([("| ", " |"), ("| ", " |"), ("", ""), ("|", ""), ("| ", "| |")]))
        rows.append(edge[0] + draw(st.sampled_from([" | ", "|", " |", " | "])).join(cells) + edge[1])
    return draw(st.sampled_from(["\n", "\n", " "])).join(rows)


@st.composite
def _front_matter(draw: st.DrawFn) -> str:
    keys = ["title", "headline", "description", "slug", "tags", "date", "caption", "a b"]
    quotes = [("", ""), ('"', '"'), ("'", "'"), (">\n  ", ""), ("|\n  ", ""), ("[", "]"), ('"', "")]
    lines = []
    for _ in range(draw(st.integers(0, 5))):
        before, after = draw(st.sampled_from(quotes))
        lines.append(f"{draw(st.sampled_from(keys))}: {before}{draw(_line(6))}{after}")
    fence = draw(st.sampled_from(["---", "---", "+++", "--- "]))
    return "\n".join([fence, *lines, draw(st.sampled_from([fence, fence, "...", ""]))])


def _indented(parts: tuple[str, str, str]) -> str:
    first, rest, text = parts
    return "\n".join((rest if number else first) + line for number, line in enumerate(text.split("\n")))


_LEAF = st.one_of(
    _line(),
    _line(),
    _table(),
    st.builds("{} {}".format, st.sampled_from(["#", "##", "######", "#######", "#"]), _line(8)),
    st.builds("{}\n{}".format, _line(6), st.sampled_from(["===", "---", "-", "= "])),
    st.builds(
        "{}: {}".format,
        st.sampled_from(["Senior Editor", "Senior editor", "Dr. Kovalenko", "Q", "A", "**Q**"]),
        _line(),
    ),
    st.builds(
        "{0}{1}\n{2}\n{3}".format,
        st.sampled_from(["```", "~~~", "````"]),
        st.sampled_from(["", "sh", " x,y"]),
        _line(),
        st.sampled_from(["```", "~~~", "````", ""]),
    ),
    st.builds("    {}".format, _line(5)),
    st.builds('<div class="a,b">\n{}\n</div>'.format, _line()),
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["script", "style", "pre", "table", "p", "h2"]), _line(5)),
    st.builds("[ref]: https://example.org/{}\n[^1]: {}".format, st.sampled_from(["a", "b,c"]), _line(4)),
    st.sampled_from(
        [
            "---",
            "***",
            "- - -",
            "",
            " ",
            "\t",
            "<!-- copydesk: ignore all -->",
            "<!-- copydesk: ignore known-typo — x -->",
        ]
    ),
)
_MARKS = [
    ("- ", "  "),
    ("* ", "  "),
    ("1. ", "   "),
    ("10) ", "    "),
    ("> ", "> "),
    ("> ", ""),
    ("- [ ] ", "  "),
    ("-   ", "    "),
    (">", ">"),
]
_BLOCK = st.recursive(
    _LEAF,
    lambda inner: st.builds(
        lambda mark, blocks, gap: _indented((*mark, gap.join(blocks))),
        st.sampled_from(_MARKS),
        st.lists(inner, min_size=1, max_size=3),
        st.sampled_from(["\n\n", "\n"]),
    ),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return a story of blocks: lists, quotations, tables, code, HTML, links, front matter, odd characters."""
    blocks = draw(st.lists(_BLOCK, min_size=1, max_size=6))
    head = draw(_front_matter()) + "\n" if draw(st.integers(0, 4)) == 0 else ""
    return (
        head
        + draw(st.sampled_from(["\n\n", "\n\n", "\n"])).join(blocks)
        + draw(st.sampled_from(["\n", "", "\n\n", "  "]))
    )


# Correct copy that was damaged

_SLIPS = ("lower", "double", "glue", "swap", "gap", "stop", "upper", "drop", "dash", "cell", "quote", "line", "odd")


def damaged(text: str, seed: int, slips: int) -> str:
    """Return a piece of copy in which slips were made, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(slips):
        text = _slipped(text, chance)
    return text


def _slipped(text: str, chance: random.Random) -> str:
    slip = chance.choice(_SLIPS)
    if slip in ("dash", "cell", "line"):
        lines = text.split("\n")
        place = chance.randrange(len(lines))
        if slip == "dash":
            lines[place] = lines[place].replace("-", chance.choice("—–"))
        elif slip == "cell":
            lines[place] = lines[place].replace("|", chance.choice(["", "||"]), 1)
        else:
            lines.insert(place, lines[chance.randrange(len(lines))])
        return "\n".join(lines)
    words = text.split(" ")
    place = chance.randrange(len(words))
    word = words[place]
    cut = chance.randrange(len(word) + 1)
    if slip == "lower":
        words[place] = word.lower()
    elif slip == "double":
        words[place] = f"{word} {word}"
    elif slip == "glue" and place + 1 < len(words):
        words[place : place + 2] = [word + words[place + 1]]
    elif slip == "swap":
        words[place] = word[:cut] + word[cut + 1 : cut + 2] + word[cut : cut + 1] + word[cut + 2 :]
    elif slip == "gap":
        words[place] = word + chance.choice(["", " ", "  "]) + chance.choice(["", "\u00a0", "\t"])
    elif slip == "stop":
        words[place] = word + chance.choice([" ,", "..", " .", ",,", " ;", "( ", " )", ".x", ",x"])
    elif slip == "upper":
        words[place] = chance.choice([word.upper(), word.capitalize(), word[:2].upper() + word[2:]])
    elif slip == "drop":
        words[place] = word[:cut] + word[cut + 1 :]
    elif slip == "quote":
        words[place] = word.translate({ord("“"): '"', ord("’"): "'", ord('"'): "“", ord("*"): "", ord("`"): ""})
    elif slip == "odd":
        words[place] = word[:cut] + chance.choice("\u200b\u00ad\u2028\u202e\x1b\ufeff\u0301*_`<>|[]\\&") + word[cut:]
    return " ".join(words)


@st.composite
def damaged_pieces(draw: st.DrawFn) -> str:
    """Return a piece of the repository's copy, damaged."""
    return damaged(draw(st.sampled_from(PIECES)), draw(st.integers(0, 1 << 30)), draw(st.integers(1, 12)))


def texts() -> st.SearchStrategy[str]:
    """Return stories of both kinds."""
    return documents() | damaged_pieces()


# Bytes


def formed(text: str, form: str, ends: str, seed: int) -> Copy:
    """Return a text with these line ends in this encoding, what the encoding has no letter for left out."""
    chance = random.Random(seed)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    parts = text.split("\n")
    ending = [chance.choice(ENDS[:3]) if ends == "mixed" else ends for _ in parts[1:]]
    text = "".join(part + end for part, end in zip(parts, [*ending, ""], strict=True))
    mark, encoding = FORMS[form]
    text = text.encode(encoding, "ignore").decode(encoding)
    data = mark + text.encode(encoding)
    if encoding == "cp1252" and not _is_read_so(data):
        text, data = text + "é", data + b"\xe9"
    return Copy(data, text, mark, encoding)


def _is_read_so(data: bytes) -> bool:
    """Tell whether bytes are no UTF-8, so that they are taken for Windows-1252."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


@st.composite
def copies(draw: st.DrawFn) -> Copy:
    """Return a story as bytes."""
    form, ends = draw(st.sampled_from(sorted(FORMS))), draw(st.sampled_from(ENDS))
    return formed(draw(texts()), form, ends, draw(st.integers(0, 999)))
