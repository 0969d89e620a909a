"""What LanguageTool finds, as copydesk passes it on; its server is a stand-in that finds what it is told to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lint.external import verdicts
from lint.external.languagetool import BATCH, LONGEST_BLOCK, LanguageTool, Reading
from lint.external.verdicts import verdict
from lint.readers import read_document
from lint.source import Source
from tests.conftest import Run
from tests.external.fake import Answer, Fake, Slip, finding, serving

OF = Slip(r"could of", "MODAL_OF", "TYPOS", ("could have",))
GO = Slip(r"\bgo\b", "HE_VERB_AGR", "GRAMMAR", ("goes",))
DASH = Slip(r" - ", "DASH_RULE", "PUNCTUATION", (" – ",))


def check(copydesk: Run, fake: Fake, text: str, *more: str, name: str = "story.md") -> list[dict[str, Any]]:
    done = copydesk(
        "check", "-", "--stdin-filename", name, "--engine", "languagetool", "--languagetool-url", fake.url,
        "--output-format", "json-lines", *more, given=text.encode(),
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def rules(findings: list[dict[str, Any]]) -> list[str]:
    return [each["rule"] for each in findings]


def read(answer: Answer, text: str, patience: float = 20) -> Reading:
    with serving(answer) as fake:
        return LanguageTool(lambda: fake.url, patience).begin(read_document(Source(text, "a.md"), "markdown"))()


def test_a_match_is_a_finding_in_its_place(copydesk: Run) -> None:
    text = "# Head 🎉\n\n`x` 🎉🎉 It **could** of been 🎉 you, and it *could of* been me.\n"
    with serving(finding(OF)) as fake:
        first, second = check(copydesk, fake, text)
    line = text.splitlines()[2]
    assert (first["line"], first["column"]) == (3, line.index("could") + 1)
    assert first["end_column"] == line.index(" been") + 1
    assert (first["text"], first["suggestions"]) == ("could** of", ["could** have"])
    assert (second["text"], second["suggestions"]) == ("could of", ["could have"])
    assert second["column"] == line.index("could of") + 1
    assert (second["rule"], second["severity"], second["safety"]) == ("languagetool:MODAL_OF", "warning", "suggest")
    assert second["evidence"] == "LanguageTool"


def test_without_the_option_nobody_is_asked(copydesk: Run) -> None:
    with serving(finding(OF)) as fake:
        done = copydesk("check", "-", "--languagetool-url", fake.url, given=b"It could of been.\n")
    assert (done.returncode, fake.texts) == (0, [])


def test_the_configuration_and_the_environment_name_the_engine(copydesk: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").write_text("It could of been.\n", "utf-8")
    with serving(finding(OF)) as fake:
        config = f'engine = "languagetool"\nlanguagetool-url = "{fake.url}"\n'
        tmp_path.joinpath("copydesk.toml").write_text(config, "utf-8")
        assert b"MODAL_OF" in copydesk("check", "a.md").stdout
        assert b"MODAL_OF" not in copydesk("check", "a.md", "--engine", "copydesk").stdout
        tmp_path.joinpath("copydesk.toml").unlink()
        done = copydesk("check", "a.md", "--engine", "languagetool", COPYDESK_LANGUAGETOOL_URL=fake.url)
        assert b"MODAL_OF" in done.stdout


def test_no_proxy_stands_between_us_and_this_machine(copydesk: Run) -> None:
    with serving(finding(OF)) as fake:
        done = copydesk(
            "check", "-", "--engine", "languagetool", "--languagetool-url", fake.url,
            given=b"It could of been.\n", http_proxy="http://127.0.0.1:9", no_proxy="",
        )  # fmt: skip
    assert b"MODAL_OF" in done.stdout


SPELLING = Slip(r"Kovalenko|wugs", "MORFOLOGIK_RULE_EN_US", "TYPOS", ("Covalent",))
NAME = Slip(r"Kovalenko|Brown|Bess", "SOME_RULE", "TYPOS", ("Covalent",))
LABEL = Slip(r"Anna", "SOME_RULE", "GRAMMAR", ("An",))


@pytest.mark.parametrize(
    ("slip", "text"),
    [
        (SPELLING, "We saw wugs with Kovalenko there."),
        (NAME, "We met Kovalenko there, and Brown, and Bess."),
        (LABEL, "Anna: We could see it.\n\nPetro: And we could.\n\nAnna: It was there.\n\nPetro: So it was."),
        (OF, "He said: “It could of been me, you know.”"),
        (OF, "> It could of been me, you know, and all of us.\n"),
        (OF, "That `x`could of been."),
        (OF, "```\nIt could of been.\n```\n\nGood."),
        (OF, "| A | B |\n|---|---|\n| It could of been. | 2 |"),
        (Slip(r"vous", "SOME_RULE", "GRAMMAR", ("you",)), "Nous avons le droit de dire que vous êtes dans la ville."),
        (DASH, "It was there - and then not."),
        (Slip(r"was", "NEVER_HEARD_OF", "NO_CATEGORY", ("is",)), "It was there."),
    ],
)  # fmt: skip
def test_what_copydesk_knows_better_is_not_passed_on(copydesk: Run, slip: Slip, text: str) -> None:
    with serving(finding(slip)) as fake:
        assert [name for name in rules(check(copydesk, fake, text)) if name.startswith("languagetool")] == []


def test_a_capital_that_only_begins_a_sentence_is_no_name(copydesk: Run) -> None:
    their = Slip(r"Their", "THEIR_IS", "CONFUSED_WORDS", ("There",))
    with serving(finding(their)) as fake:
        (found,) = check(copydesk, fake, "It is so. Their is no doubt.\n")
    assert found["suggestions"] == ["There"]


def test_advice_in_both_directions_is_none(copydesk: Run) -> None:
    one = Slip(r"organised", "SOME_RULE", "TYPOS", ("organized",))
    other = Slip(r"organized", "SOME_RULE", "TYPOS", ("organised",))
    with serving(finding(one, other)) as fake:
        assert check(copydesk, fake, "They organised what others had organized well.\n") == []
        assert len(check(copydesk, fake, "They organised what others had done well.\n")) == 1


def test_where_both_find_something_copydesk_speaks(copydesk: Run) -> None:
    both = Slip(r"it wiht", "SOME_RULE", "TYPOS", ("it with",))
    with serving(finding(both)) as fake:
        (found,) = check(copydesk, fake, "We did it wiht care.\n")
    assert (found["rule"], found["suggestions"]) == ("known-typo", ["with"])


def test_of_two_of_its_findings_on_one_place_one_is_told(copydesk: Run) -> None:
    with serving(finding(Slip(r"could of been", "HE_VERB_AGR", "GRAMMAR"), OF)) as fake:
        assert rules(check(copydesk, fake, "It could of been.\n")) == ["languagetool:MODAL_OF"]


def test_select_and_ignore_know_its_rules(copydesk: Run) -> None:
    text = "He go wiht us - it could of been.\n"
    with serving(finding(OF, GO, DASH)) as fake:
        go, of = "languagetool:HE_VERB_AGR", "languagetool:MODAL_OF"
        assert rules(check(copydesk, fake, text)) == [go, "known-typo", of]
        assert rules(check(copydesk, fake, text, "--select", "languagetool")) == [go, of]
        assert rules(check(copydesk, fake, text, "--ignore", "languagetool")) == ["known-typo"]
        assert rules(check(copydesk, fake, text, "--ignore", of)) == [go, "known-typo"]
        assert rules(check(copydesk, fake, text, "--select", "languagetool:DASH_RULE")) == ["languagetool:DASH_RULE"]
        asked = len(fake.texts)
        assert rules(check(copydesk, fake, text, "--select", "typos")) == ["known-typo"]
        assert len(fake.texts) == asked


def test_a_name_that_is_nearly_its_name_is_refused(copydesk: Run) -> None:
    done = copydesk("check", "--select", "languagetools", given=b"")
    assert (done.returncode, b"no rule or group" in done.stderr) == (2, True)


def test_ignore_comments_know_its_rules(copydesk: Run) -> None:
    text = "It could of been. <!-- copydesk: ignore {} -->\n"
    with serving(finding(OF)) as fake:
        for name in ("languagetool:MODAL_OF", "languagetool", "all"):
            assert check(copydesk, fake, text.format(name)) == []
        (left, idle) = check(copydesk, fake, text.format("languagetool:HE_VERB_AGR"))
        assert (left["rule"], idle["rule"]) == ("languagetool:MODAL_OF", "unused-ignore")
    # Without the engine nobody knows whether the comment is needed.
    assert copydesk("check", "-", given=text.format("languagetool:MODAL_OF").encode()).returncode == 0


def test_a_baseline_keeps_its_findings_silent(copydesk: Run, tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").write_text("It could of been.\n", "utf-8")
    with serving(finding(OF)) as fake:
        config = f'engine = "languagetool"\nlanguagetool-url = "{fake.url}"\n'
        tmp_path.joinpath("copydesk.toml").write_text(config, "utf-8")
        assert copydesk("check", "a.md").returncode == 1
        assert copydesk("baseline", "write", "a.md").returncode == 0
        assert copydesk("check", "a.md").returncode == 0


def test_its_repairs_are_suggestions_at_most(copydesk: Run, tmp_path: Path) -> None:
    story = tmp_path / "a.md"
    with serving(finding(OF, GO)) as fake:
        command = ("check", "a.md", "--engine", "languagetool", "--languagetool-url", fake.url, "--fix")
        story.write_text("He go wiht us; it could of been.\n", "utf-8")
        copydesk(*command)
        assert story.read_text("utf-8") == "He go with us; it could of been.\n"
        copydesk(*command, "--unsafe-fixes")
        assert story.read_text("utf-8") == "He go with us; it could have been.\n"


def test_repairs_take_the_apostrophe_of_the_story(copydesk: Run) -> None:
    slip = Slip(r"could of", "MODAL_OF", "TYPOS", ("could've",))
    with serving(finding(slip)) as fake:
        (found,) = check(copydesk, fake, "It’s what could of been.\n")
    assert found["suggestions"] == ["could’ve"]


def test_what_cannot_stand_in_a_story_is_no_repair(copydesk: Run) -> None:
    bad = ("\x1b[31mred", "two\nlines", "x" * 5000, "could have")
    slip = Slip(r"could of", "MODAL_OF", "TYPOS", bad, "\x1b]0;x\x07 No.")
    with serving(finding(slip)) as fake:
        (found,) = check(copydesk, fake, "It could of been.\n")
        shown = copydesk(
            "check", "-", "--engine", "languagetool", "--languagetool-url", fake.url, given=b"It could of been.\n"
        )
    assert found["suggestions"] == ["could have"]
    assert b"\x1b" not in shown.stdout


@pytest.mark.parametrize("format_", ["sarif", "gitlab", "github", "rdjson", "junit", "json", "full", "concise"])
def test_every_format_shows_its_findings(copydesk: Run, format_: str) -> None:
    with serving(finding(OF)) as fake:
        done = copydesk(
            "check", "-", "--engine", "languagetool", "--languagetool-url", fake.url, "--output-format", format_,
            given=b"It could of been.\n",
        )  # fmt: skip
    assert (done.returncode, b"languagetool:MODAL_OF" in done.stdout) == (1, True)
    if format_ == "sarif":
        run = json.loads(done.stdout)["runs"][0]
        (result,) = run["results"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "languagetool:MODAL_OF"


def test_prose_is_sent_in_whole_blocks_and_code_tables_and_monsters_are_not() -> None:
    texts: list[str] = []

    def answer(text: str, number: int) -> bytes | None:
        texts.append(text)
        return finding(OF)(text, number)

    paragraph = "It could of been. " * 40
    long = "word " * (LONGEST_BLOCK // 5 + 1)
    story = f"{paragraph}\n\n" * 20 + f"```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n{long}\n"
    reading = read(answer, story)
    assert len(reading.matches) == 800
    assert "".join(texts).count("could of") == 800
    assert max(map(len, texts)) < BATCH + len(paragraph) + 10
    assert not any("code" in text or "word word" in text or "c" in text.split() for text in texts)


def test_a_batch_is_asked_about_once() -> None:
    with serving(finding(OF)) as fake:
        reader = LanguageTool(lambda: fake.url)
        doc = read_document(Source("It could of been.\n", "a.md"), "markdown")
        assert reader.begin(doc)() == reader.begin(doc)()
        assert len(fake.texts) == 1


def test_what_a_strange_server_found_is_not_kept(copydesk: Run, tmp_path: Path) -> None:
    for number in range(20):
        tmp_path.joinpath(f"{number:02}.md").write_text(f"It could of been {number}.\n", "utf-8")
    with serving(finding(OF)) as fake:
        command = ("check", "--engine", "languagetool", "--languagetool-url", fake.url)
        assert copydesk(*command).stdout.count(b"MODAL_OF") == 20
        assert copydesk("check").stdout == b"Nothing found in 20 files.\n"
        asked = len(fake.texts)
        assert copydesk(*command).stdout.count(b"MODAL_OF") == 20
        assert len(fake.texts) == 2 * asked


def test_the_verdicts_are_a_table() -> None:
    lines = Path(verdicts.__file__).with_name("verdicts.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    assert all(len(row) == 2 and row[1] in ("warning", "hint", "off") for row in rows)
    names = [name for name, _ in rows]
    assert len(set(names)) == len(names)
    assert (verdict("MODAL_OF", "TYPOS"), verdict("HE_VERB_AGR"), verdict("X", "STYLE")) == ("warning", "hint", "off")
