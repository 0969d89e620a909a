"""Configuration: which file speaks, what it may say, how a wrong word in it is answered."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from lint.cli.config import commented, json_schema
from lint.config import KEYS, ConfigError, Configs, Settings, load
from tests.conftest import Run

SLIPS = "He went home wiht them,and she stayed.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def rules_in(copydesk: Run, *arguments: str) -> list[str]:
    done = copydesk("check", "--output-format", "json-lines", *arguments)
    assert done.returncode in (0, 1), done.stderr
    return [f"{row['path']} {row['rule']}" for row in map(json.loads, done.stdout.decode().splitlines())]


def test_the_nearest_file_decides_alone(desk: Path) -> None:
    write(desk / "copydesk.toml", 'ignore = ["typos"]\nfail-on = "error"')
    write(desk / "a/b/copydesk.toml", 'select = ["spacing"]')
    write(desk / "a/c/pyproject.toml", "[project]\nname = 'x'")
    configs = Configs()
    assert configs.of("x.md").ignore == configs.of("a/x.md").ignore == configs.of("a/c/x.md").ignore == ("typos",)
    inner = configs.of("a/b/d/e.md")
    assert (inner.select, inner.ignore, inner.fail_on) == (("spacing",), (), "warning")
    assert configs.of("a/b").select == ("spacing",)


def test_in_one_folder_the_order_is_ruffs(desk: Path) -> None:
    write(desk / "pyproject.toml", '[tool.copydesk]\nselect = ["typos"]')
    assert Configs().of(".").select == ("typos",)
    write(desk / "copydesk.toml", 'select = ["spacing"]')
    assert Configs().of(".").select == ("spacing",)
    write(desk / ".copydesk.toml", 'select = ["casing"]')
    assert Configs().of(".").select == ("casing",)


def test_the_user_s_own_file_speaks_where_no_other_does(desk: Path) -> None:
    write(desk / "home/copydesk/copydesk.toml", 'fail-on = "never"')
    assert Configs().of("x.md").fail_on == "never"
    assert Configs(isolated=True).of("x.md") == Settings()
    write(desk / "copydesk.toml", "")
    assert Configs().of("x.md").fail_on == "warning"


def test_extend_starts_from_another_file(desk: Path) -> None:
    write(desk / "shared/base.toml", 'fail-on = "error"\nselect = ["typos"]')
    settings = load(str(write(desk / "copydesk.toml", 'extend = "shared/base.toml"\n\nselect = ["casing"]')))
    assert (settings.fail_on, settings.select) == ("error", ("casing",))
    assert settings.origin("fail-on") == ("shared/base.toml", 1)
    assert settings.origin("select") == ("copydesk.toml", 3)
    assert settings.origin("ignore") == ("", 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nselct = []", "copydesk.toml:2: there is no key “selct”; did you mean “select”?"),
        ("zzz = 1", "copydesk.toml:1: there is no key “zzz”"),
        ("ignore = 'typos'", 'copydesk.toml:1: “ignore” is a list of rules or groups, such as ["typos"]'),
        ("select = [1]", 'copydesk.toml:1: “select” is a list of rules or groups, such as ["typos"]'),
        (
            "# x\n\nfail-on = 'eror'",
            "copydesk.toml:3: “fail-on” is one of “hint”, “warning”, “error”, “never”; did you mean “error”?",
        ),
        ("force-exclude = 1", "copydesk.toml:1: “force-exclude” is true or false"),
        (
            "[per-path-ignores]\na = 'typos'",
            (
                "copydesk.toml:1: “per-path-ignores” is a table from globs to lists of rules, "
                'such as { "archive" = ["typos"] }'
            ),
        ),
        ("select = [\n", "copydesk.toml:2: it is no TOML: invalid value"),
        ("a = 1\na = 2\n", "copydesk.toml:2: it is no TOML: cannot overwrite a value"),
        ("extend = 'none.toml'", "copydesk.toml:1: there is no file none.toml"),
        ("extend = 'copydesk.toml'", "copydesk.toml:1: it extends itself"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(desk: Path, text: str, message: str) -> None:
    write(desk / "copydesk.toml", text)
    with pytest.raises(ConfigError) as error:
        Configs().of("a.md")
    assert str(error.value) == message


def test_the_line_in_a_pyproject_is_that_of_the_table(desk: Path) -> None:
    write(desk / "pyproject.toml", "[tool.other]\nselct = 1\n[tool.copydesk]\nselct = 1\n")
    with pytest.raises(ConfigError, match=r"^pyproject\.toml:4: there is no key “selct”"):
        Configs().of("a.md")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('select = [\n  "casing",\n  "knwon-typo",\n]', 3),
        ('[per-path-ignores]\n"a" = ["typos"]\n"b" = ["knwon-typo"]', 3),
        ('ignore = ["knwon-typo"]', 1),
    ],
)
def test_an_unknown_rule_is_told_with_its_line(copydesk: Run, desk: Path, text: str, line: int) -> None:
    write(desk / "copydesk.toml", text)
    write(desk / "b/a.md", SLIPS)
    done = copydesk("check")
    message = f"Error: copydesk.toml:{line}: no rule or group is named “knwon-typo”; did you mean “known-typo”?\n"
    assert (done.returncode, done.stderr.decode()) == (2, message)


def test_a_broken_file_is_an_error_without_a_traceback(copydesk: Run, desk: Path) -> None:
    (desk / "copydesk.toml").write_bytes(b"\xff")
    done = copydesk("check", ".")
    assert (done.returncode, done.stderr.decode()) == (2, "Error: copydesk.toml: it is not UTF-8 at byte 0\n")


def test_the_command_line_outdoes_the_file(copydesk: Run, desk: Path) -> None:
    write(desk / "a.md", SLIPS)
    write(desk / "copydesk.toml", 'select = ["known-typo"]\nfail-on = "never"')
    assert rules_in(copydesk, "a.md") == ["a.md known-typo"]
    assert rules_in(copydesk, "a.md", "--select", "missing-space") == ["a.md missing-space"]
    assert rules_in(copydesk, "a.md", "--isolated") == ["a.md known-typo", "a.md missing-space"]
    assert copydesk("check", "a.md").returncode == 0
    assert copydesk("check", "a.md", "--fail-on", "error").returncode == 1
    write(desk / "copydesk.toml", 'ignore = ["known-typo"]')
    assert rules_in(copydesk, "a.md") == ["a.md missing-space"]
    assert rules_in(copydesk, "a.md", "--select", "known-typo") == ["a.md known-typo"]
    write(desk / "other.toml", 'select = ["known-typo"]')
    assert rules_in(copydesk, "a.md", "--config", "other.toml") == ["a.md known-typo"]


def test_each_file_has_the_rules_of_its_folder(copydesk: Run, desk: Path) -> None:
    for name in ("a/1.md", "b/2.md", "c/3.md"):
        write(desk / name, SLIPS)
    write(desk / "copydesk.toml", '[per-path-ignores]\n"b" = ["known-typo"]\n"c/*.md" = ["spacing"]')
    write(desk / "a/copydesk.toml", 'select = ["spacing"]')
    assert rules_in(copydesk) == ["a/1.md missing-space", "b/2.md missing-space", "c/3.md known-typo"]
    assert rules_in(copydesk, "b/2.md") == ["b/2.md missing-space"]


def test_exclude_is_relative_to_its_file_and_spares_named_files(copydesk: Run, desk: Path) -> None:
    for name in ("desk/wire/1.md", "desk/2.md", "wire/3.md"):
        write(desk / name, SLIPS)
    write(desk / "desk/copydesk.toml", 'exclude = ["wire/*"]\nselect = ["known-typo"]')
    assert {row.split()[0] for row in rules_in(copydesk)} == {"desk/2.md", "wire/3.md"}
    assert rules_in(copydesk, "desk/wire/1.md") == ["desk/wire/1.md known-typo"]
    assert rules_in(copydesk, "desk/wire/1.md", "--force-exclude") == []


def test_init_writes_a_file_that_changes_nothing_and_never_overwrites(copydesk: Run, desk: Path) -> None:
    assert copydesk("init").returncode == 0
    assert load("copydesk.toml")._replace(file="") == Settings()
    assert (desk / "copydesk.toml").read_text("utf-8") == commented()
    done = copydesk("init")
    assert (done.returncode, done.stdout) == (2, b"")


def test_every_line_of_init_is_right_when_its_mark_is_taken_away(desk: Path) -> None:
    write(desk / "copydesk.toml", "")
    text = re.sub(r"^# (?=[a-z-]+ = )", "", commented(), flags=re.MULTILINE)
    write(desk / "below/copydesk.toml", text)
    assert set(tomllib.loads(text)) == set(KEYS)
    assert {name for name, _, _ in load("below/copydesk.toml").origins} == set(KEYS)


def test_config_shows_values_and_origins(copydesk: Run, desk: Path) -> None:
    write(desk / "copydesk.toml", '\nselect = ["typos"]\n[per-path-ignores]\n"b" = ["casing"]')
    text = copydesk("config", "b/x.md").stdout.decode()
    rows = {line.split(" = ")[0]: line for line in text.splitlines()[1:]}
    assert list(rows) == list(KEYS)
    assert re.fullmatch(r'select = \["typos"\] +# copydesk\.toml:2', rows["select"])
    assert re.fullmatch(r'per-path-ignores = \{ "b" = \["casing"\] \} +# copydesk\.toml:3', rows["per-path-ignores"])
    assert re.fullmatch(r'fail-on = "warning" +# default', rows["fail-on"])
    tomllib.loads(text)


def test_the_schema_knows_every_key(copydesk: Run) -> None:
    schema = json.loads(copydesk("config", "--schema").stdout)
    assert schema == json_schema()
    assert list(schema["properties"]) == list(KEYS)


def test_no_toml_is_read_without_a_file(copydesk: Run, desk: Path) -> None:
    write(desk / "a.md", "Good.\n")
    quiet = copydesk("check", "a.md", PYTHONPROFILEIMPORTTIME="1").stderr
    assert b"lint.config" in quiet
    assert b"tomllib" not in quiet
    write(desk / "copydesk.toml", "")
    assert b"tomllib" in copydesk("check", "a.md", PYTHONPROFILEIMPORTTIME="1").stderr
