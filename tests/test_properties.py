"""The contract of repairs, held over generated copy: damaged, marked up and encoded in many ways."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lint.engine import check
from lint.fixing import apply, chosen_edits, fix
from lint.model import Safety, Severity
from lint.packs import load_rules
from lint.readers import read_document
from lint.source import Source, read

RULES = load_rules()
FORMATS = st.sampled_from(["markdown", "plain"])
LEAST = st.sampled_from([Safety.SAFE, Safety.SUGGEST])

FORMS = [(b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]

SENTENCES = st.sampled_from(
    [
        "The ferry left Kyiv at noon.",
        "Officials in kyiv met the ukrainian delegation.",
        "“We waited,adn then we left,” said Dr. Kovalenko.",
        "dr. kovalenko did not answer.",
        "It was an prospect nobody wanted ,she said.",
        "The the town recieved aid.",
        "he went home wiht them.So did we.",
        "North korea and south Korea agreed .",
        "There was food  available (  or so it seemed ).",
        "Senior Editor: What happened?",
        "Senior editor: what happened next?",
        "Visit https://example.org/a,b or mail desk@example.org.",
        "She wrote `teh code` and **bold,text** in *teh* evening.",
        "Kim Jong-un met kim Jong-un on monday.",
        "He said: “i went wiht her” [sic].",
        "Really ??",
        "It cost 1,000.50,which was much..",
        "The do\u00ador and the may\u200bor.",
        "qui vivra verra, disait le vieux marin.",
        "👩‍🚀 went wiht 漢字 to café,bar.",
        "| Town | Dead |",
        "|——|——|",
        "| Sumy | 4 | |",
        "| kyiv | 2",
        "a | b | c",
        "- item wiht text",
        "> quoted,text",
        "# a headline about kyiv",
        "```",
        "<b>Teh</b> end.",
        "[the link,text](https://example.org)",
        "title: the the day",
        "---",
    ]
)
SEPARATORS = st.sampled_from([" ", " ", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "  ", "", "\r", "\t"])


@st.composite
def stories(draw: st.DrawFn) -> str:
    """Return copy of a few sentences and lines, some of them damaged."""
    parts: list[str] = []
    for sentence in draw(st.lists(SENTENCES, min_size=1, max_size=12)):
        parts += [sentence, draw(SEPARATORS)]
    return "".join(parts)


PIECES = [
    path.read_text("utf-8") for path in sorted((Path(__file__).parent.parent / "fixtures" / "clean").iterdir())
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Return a piece of correct copy in which a few slips were made, by whatever hand."""
    words = draw(st.sampled_from(PIECES)).split(" ")
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(words) - 1))
        word = words[place]
        slip = draw(st.sampled_from(["lower", "double", "glue", "swap", "gap", "stop", "upper"]))
        if slip == "lower":
            words[place] = word.lower()
        elif slip == "double":
            words[place] = f"{word} {word}"
        elif slip == "glue" and place + 1 < len(words):
            words[place : place + 2] = [word + words[place + 1]]
        elif slip == "swap" and len(word) > 2:
            words[place] = word[0] + word[2] + word[1] + word[3:]
        elif slip == "gap":
            words[place] = word + " "
        elif slip == "stop":
            words[place] = word + " ,"
        elif slip == "upper":
            words[place] = word.capitalize()
    return " ".join(words)


@given(text=damaged(), format_=FORMATS, least=LEAST)
def test_repairs_of_damaged_copy_settle(text: str, format_: str, least: Safety) -> None:
    once = fix(Source(text, "a"), RULES, format_, least)
    assert once.report.errors == []
    assert fix(Source(once.text, "a"), RULES, format_, least).text == once.text


@given(text=stories(), format_=FORMATS, least=LEAST)
def test_repairs_settle_and_a_second_run_changes_nothing(text: str, format_: str, least: Safety) -> None:
    once = fix(Source(text, "a"), RULES, format_, least)
    again = fix(Source(once.text, "a"), RULES, format_, least)
    assert (again.text, again.made) == (once.text, 0)
    assert chosen_edits(once.report.findings, least) == []


@given(text=stories(), format_=FORMATS, least=LEAST, seed=st.integers(0, 999))
def test_the_order_of_findings_and_rules_does_not_matter(text: str, format_: str, least: Safety, seed: int) -> None:
    findings = check(Source(text, "a"), RULES, format_).findings
    shuffled = list(findings)
    random.Random(seed).shuffle(shuffled)
    assert chosen_edits(shuffled, least) == chosen_edits(findings, least)
    rules = list(RULES.rules)
    random.Random(seed).shuffle(rules)
    assert check(Source(text, "a"), RULES._replace(rules=tuple(rules)), format_).findings == findings


@given(text=stories(), format_=FORMATS)
def test_findings_are_what_the_contract_says(text: str, format_: str) -> None:
    source = Source(text, "a")
    report = check(source, RULES, format_)
    assert report.errors == []
    names = {rule.name: rule for rule in RULES.rules}
    assert report.findings == sorted(report.findings, key=lambda each: (each.start, each.end, each.rule))
    assert len({(each.start, each.end, each.rule) for each in report.findings}) == len(report.findings)
    for finding in report.findings:
        assert text[finding.start : finding.end] == finding.text
        assert source.place(finding.start) == (finding.line, finding.column)
        assert source.place(finding.end) == (finding.end_line, finding.end_column)
        assert finding.severity <= names[finding.rule].severity
        assert finding.safety <= names[finding.rule].safety
        assert finding.safety != Safety.QUERY or (finding.severity == Severity.HINT and not finding.edits)
        assert finding.text not in finding.suggestions
        for edit in finding.edits:
            assert finding.start <= edit.start <= edit.end <= finding.end
        if finding.edits:
            (edit,) = finding.edits
            inside = edit._replace(start=edit.start - finding.start, end=edit.end - finding.start)
            assert finding.suggestions[0] == apply(finding.text, [inside])


@given(text=stories(), format_=FORMATS, least=LEAST)
def test_no_character_outside_the_findings_changes(text: str, format_: str, least: Safety) -> None:
    findings = check(Source(text, "a"), RULES, format_).findings
    fixed = apply(text, chosen_edits(findings, least))
    place = shift = 0
    for edit in chosen_edits(findings, least):
        assert text[place : edit.start] == fixed[place + shift : edit.start + shift]
        assert any(finding.start <= edit.start <= edit.end <= finding.end for finding in findings)
        shift += len(edit.text) - (edit.end - edit.start)
        place = edit.end
    assert text[place:] == fixed[place + shift :]


@given(text=stories(), form=st.sampled_from(FORMS))
def test_mark_encoding_and_line_ends_stay(text: str, form: tuple[bytes, str]) -> None:
    mark, encoding = form
    source = read(mark + text.encode(encoding), "a")
    fixed = fix(source, RULES, "markdown").text
    assert source.encode(source.text) == mark + text.encode(encoding)
    assert read(source.encode(fixed), "a").text == fixed
    for ends in ("\r\n", "\r", "\n"):
        assert fixed.count(ends) == text.count(ends)


@given(text=stories(), format_=FORMATS)
def test_opaque_parts_stay(text: str, format_: str) -> None:
    """A repair may stand beside a link or an address, never in one."""
    fixed = fix(Source(text, "a"), RULES, format_, Safety.SUGGEST).text
    for part in ("https://example.org/a,b", "desk@example.org", "](https://example.org)"):
        assert fixed.count(part) == text.count(part)


@given(words=st.lists(st.text(max_size=12), max_size=20), format_=FORMATS)
def test_any_text_at_all_is_read(words: list[str], format_: str) -> None:
    text = " ".join(words)
    report = check(Source(text, "a"), RULES, format_)
    assert report.errors == []
    assert read_document(Source(text, "a"), format_).source.text == text


FIXTURES = Path(__file__).parent.parent / "fixtures"
EXAMPLES = sorted(path for path in FIXTURES.rglob("*.*") if FIXTURES / "hostile" not in path.parents)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name)
def test_every_example_settles(path: Path) -> None:
    source = read(path.read_bytes(), path.name)
    for format_ in ("markdown", "plain"):
        once = fix(source, RULES, format_, Safety.SUGGEST)
        assert fix(Source(once.text, path.name), RULES, format_, Safety.SUGGEST).made == 0
