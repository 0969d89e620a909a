"""No escape: whatever an article, its name, a configuration or a pack says, an output only shows it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint.cli.output import FORMATS
from lint.report.columns import beginning, ending, shown, shown_lines
from lint.report.json_lines import dumped
from tests.conftest import Run
from tests.nasty import CONTROLS, NAME, STORY, driving

RAW = b"caf\xe9 \n\x1b[2J.md"
"""A name that is not UTF-8, with a blank, a line end and an escape in it."""
TEXTS = st.text(st.characters() | st.sampled_from(CONTROLS + "\ud800\u0301👩🚀漢e"))


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_bytes(STORY.encode())
    (tmp_path / os.fsdecode(RAW)).write_bytes(b"He went wiht them.\n")
    return tmp_path


@pytest.mark.parametrize("how", [*FORMATS, "--diff", "--statistics"])
def test_an_article_and_its_name_are_shown_and_drive_nothing(how: str, copydesk: Run, stories: Path) -> None:
    asked = (how,) if how.startswith("--") else ("--output-format", how)
    done = copydesk("check", "--no-cache", *asked, ".", GITHUB_STEP_SUMMARY=str(stories / "page"))
    assert done.returncode == 1, done.stderr
    assert b"wiht" in done.stdout or how == "--statistics"
    assert (driving(done.stdout), driving(done.stderr)) == ([], [])
    if how == "github":
        assert driving((stories / "page").read_bytes()) == []


def test_a_name_that_is_not_utf_8_is_named_in_every_format(copydesk: Run, stories: Path) -> None:
    def told(how: str) -> bytes:
        done = copydesk("check", "--output-format", how, os.fsdecode(RAW), where=stories)
        assert done.returncode == 1, done.stderr
        return done.stdout

    name = os.fsdecode(RAW)
    assert json.loads(told("json"))[0]["path"] == json.loads(told("json-lines"))["path"] == name
    assert json.loads(told("rdjson"))["diagnostics"][0]["location"]["path"] == name
    assert json.loads(told("gitlab"))[0]["location"]["path"] == name
    (result,) = json.loads(told("sarif"))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(uri) == RAW
    assert result["fixes"][0]["artifactChanges"][0]["artifactLocation"]["uri"] == uri
    seen = "caf\\udce9 \\n\\x1b[2J.md"
    assert ET.fromstring(told("junit"))[0].get("name") == seen
    assert told("concise").decode().startswith(f"{seen}:1:9: ")
    assert f"file={seen.replace(',', '%2C')},line=1,".encode() in told("github")


def test_messages_show_what_a_configuration_says(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("He went wiht them.\n", "utf-8")
    said = '"' + "".join(f"\\U{ord(char):08x}" for char in CONTROLS if char != "\0") + '"'
    for text in (f"select = [{said}]", f"{said} = 1", f"extend = {said}"):
        (tmp_path / "copydesk.toml").write_text(text, "utf-8")
        done = copydesk("check", ".")
        assert (done.returncode, b"\\x1b[2J" in done.stderr) == (2, True)
        assert (driving(done.stdout), driving(done.stderr)) == ([], [])


@given(text=TEXTS)
@example(text=CONTROLS)
def test_shown_text_is_seen_for_what_it_is(text: str) -> None:
    for said in (shown(text), beginning(text, 30)[0], ending(text, 30)[0]):
        assert driving(said.encode()) == []
        assert "\n" not in said
        assert "\t" not in said
    lines = shown_lines(text)
    assert driving(lines.replace("\u200d", "").encode()) == []
    assert lines.count("\n") == text.count("\n")


@given(text=TEXTS)
@example(text=CONTROLS)
def test_json_is_seen_for_what_it_is_and_says_the_same(text: str) -> None:
    said = dumped({"text": text})
    assert driving(said.encode()) == []
    assert json.loads(said) == {"text": text}
