"""A text in a line of JSON is replaced, and every other byte stays."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.archive import json_text
from lint.archive.json_text import with_edits

WORDS = st.text(st.sampled_from('ab"\\/\u2028é😀\n\t\x00{}:,'), max_size=12)
OTHERS = st.dictionaries(WORDS, st.one_of(WORDS, st.integers(), st.lists(WORDS, max_size=2), st.none()), max_size=3)


@given(OTHERS, OTHERS, WORDS, st.booleans(), st.sampled_from([(",", ":"), (" , ", " : ")]), WORDS, st.data())
def test_only_the_text_changes(  # noqa: PLR0913, PLR0917 (an example has many parts)
    before: dict[str, object],
    after: dict[str, object],
    text: str,
    escaped: bool,  # noqa: FBT001 (an example's part)
    separators: tuple[str, str],
    new: str,
    data: st.DataObject,
) -> None:
    head, tail = (
        json.dumps(each, ensure_ascii=escaped, separators=separators)[1:-1] for each in (before, after)
    )
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    def line(value: str) -> str:
        pair = '"text"' + separators[1] + json.dumps(value, ensure_ascii=escaped)
        return " {" + separators[0].join(each for each in (head, pair, tail) if each) + "}\r"

    changed = with_edits(line(text).encode(), "text", [(start, end, new)])
    assert json.loads(changed)["text"] == text[:start] + new + text[end:]
    unchanged = with_edits(line(text).encode(), "text", [])
    assert unchanged == line(text).encode()
    edge = line("\x01").encode().index(b"\\u0001")
    assert changed[:edge] == line("").encode()[:edge]
    rest = line("").encode()[edge:]
    assert changed.endswith(rest)


def test_escapes_outside_the_edit_stay_as_they_are() -> None:
    line = rb'{"text": "a\/b \u00e9 \ud83d\ude00 teh \u0022x\u0022 \n", "text2": "\u0041"}'
    start = json.loads(line)["text"].index("teh")
    assert with_edits(line, "text", [(start, start + 3, "thé")]) == line.replace(b"teh", rb"th\u00e9")


def test_unescaped_copy_gets_unescaped_repairs() -> None:
    line = '{"text":"“teh”\\n"}'.encode()
    assert with_edits(line, "text", [(1, 4, "thé")]) == '{"text":"“thé”\\n"}'.encode()
    assert with_edits(b'{"text":"teh"}', "text", [(0, 3, "“the”")]) == '{"text":"“the”"}'.encode()


def test_a_byte_order_mark_stays() -> None:
    line = b'\xef\xbb\xbf{"text":"teh"}'
    assert with_edits(line, "text", [(0, 3, "the")]) == b'\xef\xbb\xbf{"text":"the"}'


def test_of_twin_keys_the_last_is_the_text() -> None:
    line = b'{"text":"teh","a":{"text":"teh"},"text":"teh"}'
    assert with_edits(line, "text", [(0, 3, "the")]) == b'{"text":"teh","a":{"text":"teh"},"text":"the"}'


def test_other_encodings_of_json_stay() -> None:
    for encoding in ("utf-16-le", "utf-16", "utf-32-be"):
        changed = with_edits('{"text":"teh"}'.encode(encoding), "text", [(0, 3, "the")])
        assert changed.decode(encoding) == '{"text":"the"}'


def test_a_line_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    line = rb'{"text":"\/ab teh"}'
    assert with_edits(line, "text", [(4, 7, "the")]) == rb'{"text":"\/ab the"}'
    monkeypatch.setattr(json_text, "_UNIT", re.compile("."))
    with pytest.raises(ValueError, match="do not fit the line"):
        with_edits(line, "text", [(4, 7, "the")])
