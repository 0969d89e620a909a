"""House packs: what an editor's lines find, what is wrong with a line, and the commands that try them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.engine import check
from lint.fixing import fix
from lint.house.lines import HouseError, read_house, read_line
from lint.model import Safety
from lint.packs import PackError, Rulebook, load_other, load_rules
from lint.source import Source
from tests.conftest import Run

PREFER = 'per cent -> percent\nKiev -> Kyiv except "chicken kiev", "Dynamo Kiev" why house style since 2019-02-13\n'
AVOID = 'needless to say\nstay tuned ask "tuned to what?" why we are no station\n'
NAMES = "Elena Kovalenko\nTheresa May\nRonald McKowalczyk\nSiobhan O'Rourkety\nLudwig van Duvalovic\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "house"
    folder.mkdir()
    for name, text in (("names.txt", NAMES), ("prefer.txt", PREFER), ("avoid.txt", AVOID)):
        (folder / name).write_text(text, "utf-8")
    load_other.cache_clear()
    return folder


def told(text: str, least: Safety = Safety.SUGGEST) -> tuple[list[tuple[str, str]], str]:
    """Return what the pack alone finds, and the text after its repairs."""
    book = Rulebook(load_other("house").rules)
    source = Source(text, "a.md")
    found = [(finding.rule.partition(":")[2], finding.text) for finding in check(source, book, "markdown").findings]
    return found, fix(source, book, "markdown", least).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It rose 5 per cent.", "It rose 5 percent."),
        ("Per cent of what? PER CENT!", "Percent of what? PERCENT!"),
        ("It rose 5 per\ncent.", "It rose 5 percent."),
        ("He left Kiev, Kiev’s mayor said. KIEV!", "He left Kyiv, Kyiv’s mayor said. KYIV!"),
        ("He ate chicken Kiev, saw Dynamo Kiev, kiev and Kievan art.", ""),
        ("The superpercent and paper centre.", ""),
        ("He met elena kovalenko, and Kovalneko.", "He met Elena Kovalenko, and Kovalenko."),
        ("He met kovalenko’s and Mckowalczyk's men.", "He met Kovalenko’s and McKowalczyk's men."),
        ("He met o’rourkety and o'rourkety.", "He met O’Rourkety and O'Rourkety."),
        ("He met theresa may in may.", "He met Theresa May in may."),
        ("He met Theresa may in May; they may come.", "He met Theresa May in May; they may come."),
        ("Ludwig van Duvalovic and KOVALENKO came in a van.", ""),
    ],
)
def test_lines_find_and_mend(house: Path, before: str, after: str) -> None:
    found, mended = told(before)
    assert mended == (after or before)
    assert bool(found) == bool(after)
    if after:
        assert told(after) == ([], after)


def test_case_is_safe_and_near_misses_and_terms_are_suggested(house: Path) -> None:
    assert told("kovalenko, Kovalneko, Kiev.", Safety.SAFE)[1] == "Kovalenko, Kovalneko, Kiev."


def test_avoided_phrases_are_told_and_questions_asked(house: Path) -> None:
    source = Source("Needless to say, stay tuned.", "a.md")
    one, two = check(source, Rulebook(load_other("house").rules), "markdown").findings
    assert (one.message, one.severity.label, one.edits) == ("house style avoids “Needless to say”", "warning", ())
    assert (two.message, two.safety.label) == ("house style avoids “stay tuned”: tuned to what?", "query")
    assert two.evidence == "we are no station"


def test_quoted_words_stay(house: Path) -> None:
    text = "She said: “I love Kiev, and stay tuned.”"
    found, mended = told(text)
    assert (len(found), mended) == (2, text)


def test_a_name_of_the_house_is_right_whatever_other_rules_think(house: Path) -> None:
    text = "Kovalenko spoke. Kovalenko left, said Kovalenko. Kovalneko was there."
    (house / "names.txt").write_text("Oleh Kovalneko\n", "utf-8")
    load_other.cache_clear()
    rules = [each.rule for each in check(Source(text, "a.txt"), load_rules(packs=["house"]), "plain").findings]
    assert rules == []
    assert check(Source(text, "a.txt"), load_rules(), "plain").findings


@pytest.mark.parametrize(
    ("prefer", "avoid", "message"),
    [
        ("a -> b\n\na -> b", "", "house/prefer.txt:3: “a” stands already in house/prefer.txt:1"),
        ("a b -> c\nA b -> d", "", "house/prefer.txt:2: “A b” contradicts “c” in house/prefer.txt:1"),
        ("a -> b", "a", "house/avoid.txt:1: “a” contradicts “b” in house/prefer.txt:1"),
        ("a -> b\nb -> a", "", "house/prefer.txt:1: its “b” is itself replaced by “a” in house/prefer.txt:2"),
        ("a -> b\nb -> c", "", "house/prefer.txt:1: its “b” is itself replaced by “c” in house/prefer.txt:2"),
        ("a -> so b it is", "b it", "house/prefer.txt:1: its “so b it is” is itself avoided in house/avoid.txt:1"),
        ("a, b -> c", "", "house/prefer.txt:1: a comma stands between exceptions; quote a phrase that holds one"),
        ("a b", "", "house/prefer.txt:1: a line here is OLD -> NEW"),
        ("a ->", "", "house/prefer.txt:1: a line here is OLD -> NEW"),
        ("a -> a", "", "house/prefer.txt:1: both sides are the same"),
        ("a -> b -> c", "", "house/prefer.txt:1: “->” stands twice; quote a phrase that holds it"),
        ('a -> b except "c"', "", "house/prefer.txt:1: the exception “c” does not hold “a”"),
        ("", "a -> b", "house/avoid.txt:1: a line here is a phrase, without an arrow"),
    ],
)
def test_a_line_that_cannot_be_is_told(house: Path, prefer: str, avoid: str, message: str) -> None:
    (house / "prefer.txt").write_text(prefer, "utf-8")
    (house / "avoid.txt").write_text(avoid, "utf-8")
    with pytest.raises(HouseError) as error:
        read_house("house")
    assert str(error.value) == message


def test_two_forms_of_one_name_contradict(house: Path) -> None:
    (house / "names.txt").write_text("Ronald McKowalczyk\n# x\nRonald Mckowalczyk\n", "utf-8")
    with pytest.raises(PackError, match=r"^house/names\.txt:3: “Ronald Mckowalczyk” contradicts “Ronald McKowalczyk”"):
        load_other("house")


def test_quotation_marks_make_keywords_words() -> None:
    line = '"the reason why" -> the reason except "“the reason why” he" why it, says -> so'
    fact = read_line(line, "f", 1, arrow=True)
    assert (fact.old, fact.new) == ("the reason why", "the reason")
    assert fact.exceptions == ("“the reason why” he",)
    assert fact.why == "it, says -> so"
    assert read_line("a → b", "f", 1, arrow=True).new == "b"


def test_a_pack_in_the_configuration(copydesk: Run, house: Path, tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text('packs = ["house"]\nselect = ["typos"]', "utf-8")
    (tmp_path / "a.md").write_text("He left Kiev wiht elena kovalenko.\n", "utf-8")
    said = copydesk("check").stdout.decode()
    assert "a.md:1:9: warning house:preferred-term “Kiev” is “Kyiv” in house style" in said
    assert "house:house-name [*] “elena” should be “Elena”" in said
    assert said.endswith("Found 4 findings, 3 repairable with --fix, 1 more with --unsafe-fixes.\n")
    assert b"house:" not in copydesk("check", "--ignore", "house").stdout
    assert b"preferred" not in copydesk("check", "--ignore", "house:preferred-term").stdout
    (house / "prefer.txt").write_text("a\n", "utf-8")
    done = copydesk("check")
    assert (done.returncode, done.stderr) == (2, b"Error: house/prefer.txt:1: a line here is OLD -> NEW\n")


def test_rules_in_python_need_trust(copydesk: Run, house: Path, tmp_path: Path) -> None:
    rule = (Path(__file__).parent.parent / "rules/typos/repeated_word.py").read_text("utf-8")
    (house / "typos").mkdir()
    (house / "typos/repeated_word.py").write_text(rule, "utf-8")
    (tmp_path / "a.md").write_text("It is the the end.\n", "utf-8")
    done = copydesk("check", "--pack", "house", "a.md")
    assert (done.returncode, b"--trust-packs" in done.stderr, done.stdout) == (2, True, b"")
    done = copydesk("check", "--pack", "house", "--trust-packs", "--select", "house", "a.md")
    assert b"house:repeated-word" in done.stdout


@pytest.mark.parametrize("style", ["us-news", "uk-news"])
def test_the_example_packs_hold_and_are_off(copydesk: Run, tmp_path: Path, style: str) -> None:
    done = copydesk("pack", "test", style)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, len(lines)) == (0, 1), lines
    (tmp_path / "a.md").write_text("The color of labour in Kiev.\n", "utf-8")
    assert b"Kiev" not in copydesk("check", "a.md").stdout
    assert b"Kyiv" in copydesk("check", "a.md", "--pack", style).stdout


def test_pack_test_names_the_line_that_does_not_hold(copydesk: Run, house: Path) -> None:
    assert copydesk("pack", "test", "house").stdout == b"9 of 9 lines do what they say.\n"
    (house / "names.txt").write_text("Elena Kovalenko\nMay\n", "utf-8")
    done = copydesk("pack", "test", "house")
    assert done.returncode == 1
    assert done.stdout.decode().startswith("house/names.txt:2: no slip is found in “They spoke of may there.”")


def test_pack_expand_proposes_lines_that_hold(copydesk: Run, house: Path) -> None:
    (house / "prefer.txt").write_text("organise -> organize why so\ncolours -> colors\ncolour -> color\n", "utf-8")
    lines = copydesk("pack", "expand", "house").stdout.decode().splitlines()
    assert "organising -> organizing why so" in lines
    assert "coloured -> colored" in lines
    assert not any(line.startswith("colours ") for line in lines)
    with (house / "prefer.txt").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    assert copydesk("pack", "test", "house").returncode == 0


def test_pack_try_counts_samples_and_rate(copydesk: Run, house: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for number in range(5):
        (tmp_path / f"old/{number}.md").write_text("They left Kiev and it rose five per cent.\n", "utf-8")
    lines = copydesk("pack", "try", "house", "old").stdout.decode().splitlines()
    assert lines[0] == "     5  “Kiev” is “Kyiv” in house style"
    assert lines[1] == "        old/0.md:1: … They left Kiev and it rose five per cent. …"
    assert lines[-1] == "Findings 10 in 5 files and 45 words: 2222.2 per 10,000 words."


@pytest.mark.parametrize("name", ["nowhere", "..", "../styles", ""])
def test_a_pack_that_is_none_is_told(copydesk: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    for arguments in (["check", "--pack", name, "-"], ["pack", "test", name], ["pack", "try", name]):
        done = copydesk(*arguments, where=tmp_path / "a")
        assert done.returncode == 2
        assert done.stderr.startswith(b"Error: ")


def test_the_cache_knows_when_a_line_has_changed(copydesk: Run, house: Path, tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number}.md").write_text("They left Kiev.\n", "utf-8")
    cache = {"COPYDESK_CACHE_DIR": str(tmp_path / "cache")}
    for _ in range(2):
        assert copydesk("check", "--pack", "house", "--quiet", **cache).stdout.count(b"is \xe2\x80\x9cKyiv") == 20
    (house / "prefer.txt").write_text("Kiev -> Kyjiw\n", "utf-8")
    assert copydesk("check", "--pack", "house", "--quiet", **cache).stdout.count(b"Kyjiw") == 20
    (house / "prefer.txt").unlink()
    assert copydesk("check", "--pack", "house", "--quiet", **cache).stdout == b""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("summary = 1", "house/typos/a_b.toml:1: “summary” is a sentence"),
        ("summary = 'x'\nwhy = 'y'", "house/typos/a_b.toml:1: a rule has phrases to “prefer” or to “avoid”"),
        ("summary = 'x'\nwhy = 'y'\nsafety = 'sure'", "house/typos/a_b.toml:3: “safety” is one of query"),
        ("summary = 'x'\nwhy = 'y'\nprefer = 1", "house/typos/a_b.toml:3: “prefer” is a table from phrases to"),
        ("\nreplace = 1", "house/typos/a_b.toml:2: there is no key “replace”; a rule has summary, why"),
        ("summary = ", "house/typos/a_b.toml:1: it is no TOML: invalid value"),
    ],
)
def test_a_rule_in_toml_that_cannot_be_is_told(house: Path, text: str, message: str) -> None:
    (house / "typos").mkdir()
    (house / "typos/a_b.toml").write_text(text, "utf-8")
    with pytest.raises(PackError) as error:
        load_other("house")
    assert str(error.value).startswith(message)


def test_a_rule_in_toml_needs_no_trust(house: Path) -> None:
    (house / "typos").mkdir()
    (house / "typos/a_b.toml").write_text("summary = 'x'\nwhy = 'y'\nsafety = 'safe'\navoid = ['foo bar']\n", "utf-8")
    rule = load_other("house").rules[-1]
    assert (rule.name, rule.group) == ("house:a-b", "typos")
    found = check(Source("A Foo bar.", "a"), Rulebook((rule,)), "plain").findings
    assert [finding.message for finding in found] == ["house style avoids “Foo bar”"]
