"""Readers: which text is prose, of which kind, and the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.document import OPAQUE, Document
from lint.readers import format_of, read_document
from lint.source import Source, find_line_starts, read

FORMATS = ("markdown", "plain")
both = pytest.mark.parametrize("format_", FORMATS)


def doc_of(text: str, format_: str = "markdown") -> Document:
    return read_document(Source(text, "a"), format_)


def blocks(text: str, format_: str = "markdown") -> list[tuple[str, str]]:
    doc = doc_of(text, format_)
    return [(block.kind, doc.prose[block.start : block.end]) for block in doc.blocks]


PIECES = st.sampled_from(
    [
        "Kyiv", "kyiv", "café", "naïve", "漢字", "😀", "👩‍🚀", "e\u0301", "the", "“word”", "don’t", "a", "1,000",
        "U.S.",
        " ", "  ", "\u00a0", "\t", ",", ".", "…", "—", "?", ":", "*", "**", "_", "`", "``", "[", "](https://example.org)",
        "![x](y.png)", "<b>", "</b>", "<br>", "<!-- c -->", "&amp;", "&nbsp;", "\\", "\\*", "|", "| a | b |",
        "|---|---|",
        "|——|——|", "# ", "- ", "> ", "1. ", "```", "    ", "---", "title: A day", "[^1]", "{{ x }}",
        "https://example.org/a_b",
        "me@example.org", "@handle", "#tag", "snake_case", OPAQUE, "\n", "\n", "\n\n", "\n\n", "\r\n", "\r",
        "\f", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(text=TEXTS, format_=st.sampled_from(FORMATS))
def test_every_place_in_the_prose_leads_back_to_its_text(text: str, format_: str) -> None:
    doc = doc_of(text, format_)
    for block in doc.blocks:
        assert 0 <= block.start < block.end <= len(doc.prose)
        last = -1
        for place in range(block.start, block.end):
            start, end = doc.to_source(place, place + 1)
            assert 0 <= start <= end <= len(text)
            assert last <= start or doc.prose[place] == OPAQUE or end - start != 1
            last = max(last, start)
            char = doc.prose[place]
            if char.isalpha() and end - start == 1:
                assert text[start] == char
    for one, other in zip(doc.blocks, doc.blocks[1:], strict=False):
        assert doc.prose[one.end : other.start] == "\n\n"


@given(text=TEXTS, format_=st.sampled_from(FORMATS))
def test_a_plain_stretch_is_the_same_text_in_the_source(text: str, format_: str) -> None:
    doc = doc_of(text, format_)
    for block in doc.blocks:
        for start in range(block.start, block.end):
            end = min(block.end, start + 5)
            begin, finish = doc.to_source(start, end)
            if doc.is_plain(start, end):
                assert " ".join(text[begin:finish].split()) == " ".join(doc.prose[start:end].split())
            place = doc.to_source(start, start)
            assert place[0] == place[1]


@given(text=st.text(alphabet="a\r\n\f\x0b\u2028\x85 ", max_size=30))
def test_lines_end_at_line_feeds_and_returns_only(text: str) -> None:
    starts = find_line_starts(text)
    expected = [0]
    for place, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[place + 1 : place + 2] != "\n"):
            expected.append(place + 1)
    assert starts == expected
    source = Source(text, "a")
    for place in range(len(text) + 1):
        line, column = source.place(place)
        assert starts[line - 1] + column - 1 == place
        assert source.line_span(line)[0] <= place
    for line in range(1, len(starts) + 1):
        start, end = source.line_span(line)
        assert not set("\r\n") & set(text[start:end])


@both
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_part_paragraphs_alike(format_: str, end: str) -> None:
    text = f"First day.{end}{end}Second day, Kyiv.{end}"
    if format_ == "markdown" and end == "\r":
        # CommonMark ends a line at a lone return too.
        assert "Kyiv" in doc_of(text, format_).prose
        return
    assert blocks(text, format_) == [("paragraph", "First day."), ("paragraph", "Second day, Kyiv.")]
    doc = doc_of(text, format_)
    place = doc.prose.index("Kyiv")
    assert doc.source.place(doc.to_source(place, place + 4)[0]) == (3, 13)


@both
def test_a_byte_order_mark_is_no_column(format_: str) -> None:
    source = read(b"\xef\xbb\xbfKyiv is calm.\n", "a")
    doc = read_document(source, format_)
    assert doc.prose == "Kyiv is calm."
    assert source.place(doc.to_source(0, 4)[0]) == (1, 1)


def test_front_matter_shows_what_a_reader_sees() -> None:
    text = (
        "---\ntitle: 'It''s on'\ndescription: \"A \\u0041 day\"\nslug: not-prose\ntags: [kyiv]\n"
        "summary: >\n  Two lines\n  of text\n---\n\nText.\n"
    )
    assert blocks(text) == [
        ("headline", "It's on"),
        ("caption", "A A day"),
        ("caption", "Two lines of text"),
        ("paragraph", "Text."),
    ]
    doc = doc_of(text)
    place = doc.prose.index("on")
    assert text[slice(*doc.to_source(place, place + 2))] == "on"
    assert all(block.yaml for block in doc.blocks[:3])


def test_toml_front_matter() -> None:
    text = '+++\ntitle = "On air"\nweight = 3\n+++\n\nText.\n'
    assert blocks(text) == [("headline", "On air"), ("paragraph", "Text.")]


def test_plain_text_has_no_front_matter() -> None:
    assert ("headline", "title: A day") in blocks("---\ntitle: A day\n---\n", "plain")


def test_markdown_blocks_have_their_kinds() -> None:
    text = (
        "# Head *line*\n\nOne **bold** and [link](https://example.org) line\nwrapped.\n\n- item\n\n  more\n\n"
        "> quoted\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n"
    )
    assert blocks(text) == [
        ("headline", "Head line"),
        ("paragraph", "One bold and link line wrapped."),
        ("item", "item"),
        ("item", "more"),
        ("quote", "quoted"),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
        ("cell", "d"),
        ("code", OPAQUE),
    ]
    assert [block.first for block in doc_of(text).blocks if block.kind == "item"] == [True, False]


def test_plain_blocks_have_their_kinds() -> None:
    text = "A headline\nA paragraph of one line.\n- item\n> quoted\na | b | c\n---|---|---\nd | e | f\n"
    assert blocks(text, "plain") == [
        ("headline", "A headline"),
        ("paragraph", "A paragraph of one line."),
        ("item", "item"),
        ("quote", "quoted"),
        *(("cell", letter) for letter in "abcdef"),
    ]


def test_hard_wrapped_plain_text_is_joined() -> None:
    line = "The ferry left the harbour at dawn and nobody on the quay saw"
    text = f"{line}\n{line}\n{line}\nit go.\n\n{line}\n{line}\nit come.\n"
    first, second = blocks(text, "plain")
    assert first == ("paragraph", f"{line} {line} {line} it go.")
    assert second == ("paragraph", f"{line} {line} it come.")


@both
@pytest.mark.parametrize(
    "thing",
    [
        "https://example.org/a_b?c=d", "www.example.org", "me@example.org", "@handle_x", "#hashTag", "app.module.ts",
        "snake_case", "{{ site.title }}", "./run.sh", "--dry-run",
    ],
)  # fmt: skip
def test_what_is_no_prose_leaves_one_mark(format_: str, thing: str) -> None:
    doc = doc_of(f"See {thing} for more.", format_)
    assert doc.prose == f"See {OPAQUE} for more."
    start = doc.prose.index(OPAQUE)
    assert doc.source.text[slice(*doc.to_source(start, start + 1))] == thing


@pytest.mark.parametrize("thing", ["`code`", "![alt](a.png)", "<kbd>x</kbd>", "[^1]", "<https://example.org>"])
def test_what_is_no_prose_in_markdown_leaves_one_mark(thing: str) -> None:
    assert doc_of(f"See {thing} for more.\n\n[^1]: Note.\n").prose.startswith(f"See {OPAQUE} for more.")


def test_format_follows_the_suffix() -> None:
    names = ["a.md", "A.MARKDOWN", "a.txt", "a.TEXT", "-", "", "a.rst", "README", "dir.md/file", "C:\\a.md\\b.txt"]
    kinds = "markdown markdown plain plain markdown markdown plain plain plain plain".split()
    assert [format_of(name) for name in names] == kinds


def test_code_in_plain_text_is_no_prose_and_no_table() -> None:
    doc = doc_of("See `a  b` here.\n```\n| a | b |\n|——|——|\n| 1 | 2 |\n```\nText.\n", "plain")
    assert doc.prose == f"See {OPAQUE} here.\n\nText."
    assert doc.tables == []
    assert doc_of("He said ``no'' and ``yes''.", "plain").prose == "He said ``no'' and ``yes''."


def test_a_template_over_two_lines_keeps_the_code_round_it_together() -> None:
    text = (
        "1. Add it:\n\n   ```yaml\n   dist:\n\n   parts:\n     - name: a {{%\n       version b %}}\n\n"
        "   more:\n   ```\n\n> A note.\n\nThe end.\n"
    )
    assert blocks(text) == [
        ("item", "Add it:"),
        ("code", OPAQUE),
        ("quote", "A note."),
        ("paragraph", "The end."),
    ]


def test_wrapped_text_whose_paragraphs_begin_with_an_indent() -> None:
    text = (
        "The company said its first quarter profits may be below the\n"
        "two millions it earned in the first quarter of last year.\n"
        "    It blamed the decline on expenses related to the seven\n"
        "licensees it had taken over, and on the cost of the stock.\n"
    )
    found = blocks(text, "plain")
    assert [kind for kind, _ in found] == ["paragraph", "paragraph"]
    assert found[1][1].startswith("It blamed")
    assert found[1][1].endswith("the stock.")


@pytest.mark.parametrize("thing", ["`GET`", "<kbd>Q</kbd>", "<img src=x>", "![a](b)", "<br>"])
def test_what_begins_a_list_item_is_not_joined_to_the_table_before(thing: str) -> None:
    found = blocks(f"| a | b |\n|---|---|\n| 1 | 2 |\n\n- {thing} comes\n")
    assert found[:-1] == [("cell", "a"), ("cell", "b"), ("cell", "1"), ("cell", "2")]
    assert found[-1] == ("item", "comes" if thing == "<br>" else f"{OPAQUE} comes")


@pytest.mark.parametrize("point", [0xD800, 0xDFFF])
def test_half_a_character_in_a_text_from_elsewhere_is_read(point: int) -> None:
    half = chr(point)
    text = f"---\ntitle: a {half}\n---\nHe {half} *went*.\n\n| a | *{half}* |\n|---|---|\n| 1 | 2 |\n"
    for format_ in ("markdown", "plain"):
        assert read_document(Source(text, "a"), format_).source.text == text


def test_a_mark_at_the_start_of_a_line_is_quotation_or_text_never_both() -> None:
    doc = doc_of("The man\n\t> went wiht it.\n")
    start = doc.prose.index(">")
    assert doc.to_source(start - 1, start) == (7, 9)
    assert doc.to_source(start, start + 1) == (9, 10)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("- ~~~\n  x\n  ```\n\n| a |\n| --- |\n", ["code"]),
        ("e\n    >e|\n    >-|\n", ["paragraph"]),
        ("e\n    > |e|\n    > |-|\n\nEnd.", ["paragraph", "paragraph"]),
        ("| a |\n| --- |\n\nEnd.\n\n| b |\n| --- |\n", ["cell", "paragraph", "cell"]),
    ],
)
def test_a_table_that_the_parser_reads_as_more_of_another_block_is_read_once(text: str, kinds: list[str]) -> None:
    doc = doc_of(text)
    places = [doc.to_source(place, place + 1) for block in doc.blocks for place in range(block.start, block.end)]
    assert places == sorted(places)
    assert [block.kind for block in doc.blocks] == kinds
