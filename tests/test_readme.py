"""README says what the program does: its commands are run, its output is compared, its tables are held to the code."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from lint.cli.check import check_command
from lint.config import KEYS
from lint.files import DEFAULT_EXCLUDE
from lint.model import Finding, Safety, Severity
from lint.packs import load_all
from lint.report.json_lines import as_object

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^```sh\n(.*?)```$", README, re.DOTALL | re.MULTILINE)
CONSOLES = re.findall(r"^```console\n\$ (copydesk [^\n]*)\n(.*?)```$", README, re.DOTALL | re.MULTILINE)
LEFT_OUT = "…\n"
"""A line that stands for output README does not show."""
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")


def test_the_first_command_installs_and_checks_the_first_story(copydesk: Run) -> None:
    assert re.fullmatch(r"python3 -m venv [^\n]* && pip install --quiet \. && copydesk check [^\n]*\n", COMMANDS[0])
    check = COMMANDS[0].rpartition("&& copydesk ")[2]
    done = copydesk(*shlex.split(check), where=ROOT)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1].startswith("Found 27 findings")


def test_the_second_command_installs_and_tests() -> None:
    assert COMMANDS[1:] == ["pip install -e '.[test]' && pytest\n"]


@pytest.mark.parametrize(("command", "shown"), CONSOLES, ids=[command for command, _ in CONSOLES])
def test_output_is_what_the_program_prints(copydesk: Run, command: str, shown: str) -> None:
    words = shlex.split(command)[1:]
    if words[0] == "check" and "--output-format" not in words:
        words += ["--output-format", "full"]  # what a terminal gets
    rest = copydesk(*words, where=ROOT).stdout.decode()
    parts = [part for part in re.split(rf"^{LEFT_OUT}", shown, flags=re.MULTILINE) if part]
    assert parts
    if LEFT_OUT not in shown:
        assert rest == shown
    for part in parts:
        before, found, rest = rest.partition(part)
        assert found, f"not printed, or not in this order:\n{part}"
        assert not before or before.endswith("\n")


def test_the_paragraph_shown_is_the_story_s() -> None:
    (paragraph,) = re.findall(r"^```text\n(.*?)\n```$", README, re.DOTALL | re.MULTILINE)
    assert paragraph.replace("\n", " ") in (ROOT / "fixtures/stories/soldier-exchange.txt").read_text("utf-8")


def test_every_option_is_described_and_no_other() -> None:
    section = README.split("## Options of `copydesk check`")[1].split("\n### ")[0]
    described = set(re.findall(r"`(--[a-z-]+)", "".join(re.findall(r"^\| .*? \|", section, re.MULTILINE))))
    options = [option for option in check_command.params if isinstance(option, click.Option)]
    names = {name for option in options for name in (*option.opts, *option.secondary_opts)}
    assert described == {name for name in names if name.startswith("--")}


def test_every_field_is_described_and_no_other() -> None:
    section = README.split("## For programs")[1].split("\n## ")[0]
    column = "".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE))
    finding = Finding("a.md", 1, 1, 1, 4, "known-typo", Severity.ERROR, Safety.SAFE, "", "", "adn", ("and",), 0, 3)
    assert re.findall(r"`(\w+)`", column) == list(as_object(finding._replace(probability=0.5)))


def test_every_key_is_described_and_no_other() -> None:
    section = README.split("## Configuration")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE) == list(KEYS)


def test_the_hooks_and_the_action_are_described_as_they_are() -> None:
    section = README.split("## In a pre-commit hook")[1].split("\n## ")[0]
    hooks = re.findall(r"^- id: ([a-z-]+)$", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"), re.MULTILINE)
    assert hooks == ["copydesk", "copydesk-fix"]
    assert all(f"`{hook}`" in section for hook in hooks)
    section = README.split("## In continuous integration")[1].split("\n## ")[0]
    inputs = (ROOT / "action.yml").read_text("utf-8").split("inputs:\n")[1].split("runs:")[0]
    described = re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE)
    assert described == re.findall(r"^  ([a-z-]+):", inputs, re.MULTILINE)


def test_every_group_is_named_and_no_other() -> None:
    (named,) = re.findall(r"lists all rules, in \w+ groups: ([^.]*)\.", README)
    assert set(re.split(", | and ", named)) == {rule.group for rule in load_all()}


def test_every_exclusion_is_named() -> None:
    for pattern in DEFAULT_EXCLUDE:
        assert f"`{pattern}`" in README


def test_every_link_leads_to_a_file() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / page).read_text("utf-8")):
            assert (ROOT / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_pass_their_own_check(copydesk: Run, page: str) -> None:
    done = copydesk("check", ROOT / page, "--fail-on", "hint")
    assert (done.returncode, done.stdout.decode()) == (0, "Nothing found in 1 file.\n")
