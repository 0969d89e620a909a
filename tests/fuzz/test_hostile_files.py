"""Every file of `fixtures/hostile` keeps what the fuzzer's targets say, and goes through the whole command."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Run
from tests.fuzz import fixer, readers, settings, tables

HOSTILE = Path(__file__).parents[2] / "fixtures" / "hostile"
COPY = sorted(path for path in HOSTILE.iterdir() if path.is_file())
CONFIGURATIONS = sorted((HOSTILE / "config").iterdir())
FORMATS = ("full", "concise", "json", "json-lines", "html", "github", "gitlab", "sarif", "rdjson", "junit")
COMMANDS = re.compile("::(?:(?:error|warning|notice) file=|(?:group|endgroup|stop-commands|[0-9a-f]{64})::)")
REFUSED = {
    "not-text.txt",
    "nul-bytes.txt",
    "utf-16-lone-surrogate.txt",
    "utf-16-odd-length.txt",
    "utf-32.txt",
    "utf-8-mark-and-windows-1252.txt",
    "windows-1252-hole.txt",
}
"""Files that no encoding explains: nothing is found in them and nothing is changed."""
TOLD = {"bidirectional-controls.txt", "escapes-of-a-terminal.txt", "line-separators.txt", "windows-1252.txt"}
"""Some of the files in which every format tells of a slip."""


@pytest.mark.parametrize("path", COPY, ids=lambda path: path.name)
def test_copy_keeps_what_the_targets_say(path: Path) -> None:
    data = path.read_bytes()
    readers.target(data)
    tables.target(data)
    fixer.target(data)


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: path.name)
def test_a_configuration_is_used_or_refused(path: Path) -> None:
    settings.target(path.read_bytes())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a copy of every file."""
    for path in COPY:
        shutil.copy(path, tmp_path)
    return tmp_path


def test_every_format_tells_of_all_files(copydesk: Run, folder: Path) -> None:
    for output in FORMATS:
        done = copydesk("check", "--output-format", output, ".", GITHUB_STEP_SUMMARY="")
        _is_calm(done.stderr.decode())
        assert done.returncode == 2
        shown = done.stdout.decode()
        drives = {char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")}
        assert drives <= set("\n\t\u200d" if output == "html" else "\n"), output
        assert all(name in shown for name in TOLD)
        _is_well_formed(shown, output)


def _is_well_formed(text: str, output: str) -> None:
    rows: list[Any]
    if output in ("json", "gitlab", "rdjson", "sarif"):
        assert json.loads(text)
    elif output == "json-lines":
        rows = [json.loads(line) for line in text.splitlines()]
        assert rows
    elif output == "junit":
        assert ET.fromstring(text).tag == "testsuites"
    elif output == "github":
        assert all(COMMANDS.match(line) for line in text.splitlines() if line.lstrip().startswith("::"))


def _is_calm(said: str) -> None:
    """Tell that nothing but refusals and notes went to standard error: no failure of a rule or of the program."""
    problems = {line.split(":")[0] for line in said.splitlines() if ": not checked: " in line}
    assert problems == REFUSED
    for sign in ("Traceback", "internal error", "failed on", "did not settle", "panicked"):
        assert sign not in said
    assert not [char for char in said if char != "\n" and not char.isprintable()]


def test_repairs_settle_and_refused_files_stay(copydesk: Run, folder: Path) -> None:
    for grade in ((), ("--unsafe-fixes",)):
        _is_calm(copydesk("check", "--fix", *grade, ".").stderr.decode())
        once = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert sorted(once) == [path.name for path in COPY]
        assert all(once[path.name] == path.read_bytes() for path in COPY if path.name in REFUSED)
        _is_calm(copydesk("check", "--fix", *grade, "--no-cache", ".").stderr.decode())
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == once
