"""No escape, against the real command and real files: no output is driven, no special file waited at, no code run."""

from __future__ import annotations

import ctypes
import json
import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pyromark
import pytest

from tests.conftest import COMMAND, PATIENCE, Run
from tests.contract.runs import EAGER, command
from tests.nasty import CONTROLS, NAME, STORY, driving
from tests.test_changes import git
from tests.test_review import at_a_terminal

pytestmark = pytest.mark.real

SLIP, MENDED = b"He went home wiht them.\n", b"He went home with them.\n"
QUOTED = CONTROLS.replace("\0", "").replace("/", "")
TOML = '"' + "".join(f"\\U{ord(char):08x}" for char in QUOTED) + '"'
NAMES = (b"two words.md", b"two\nlines.md", b"caf\xe9.md", b"\xff\xfe \t.md", b"-x.md", NAME.encode())
"""Names with a blank, a line end, bytes that are not UTF-8, the look of an option, and everything else."""


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Return a folder in which the stories, the configuration, the pack and the baseline all try to escape."""
    (tmp_path / NAME).write_bytes(STORY.encode())
    (tmp_path / "story.md").write_bytes(STORY.encode())
    house = tmp_path / "house"
    (house / "style").mkdir(parents=True)
    (house / "names.txt").write_text(f"Ab{QUOTED.translate({10: None, 13: None})}c Dé\n", "utf-8", "surrogatepass")
    (house / "style" / "own_rule.toml").write_text(
        f'summary = {TOML}\nwhy = {TOML}\n[prefer]\n"them" = {TOML}\n', "utf-8"
    )
    (tmp_path / "copydesk.toml").write_text(
        f'packs = ["house"]\nexclude = [{TOML}]\n[per-path-ignores]\n{TOML} = ["tables"]\n', "utf-8"
    )
    return tmp_path


COMMANDS = (
    ("check", "."),
    ("check", "--diff", "--unsafe-fixes", "."),
    ("check", "--show-timing", "--output-format", "full", "."),
    ("check", "--output-format", "html", "."),
    ("check", "--output-format", "sarif", "."),
    ("check", "--output-format", "github", "."),
    ("check", "--pack", QUOTED, "."),
    ("check", "--config", QUOTED, "."),
    ("check", "--output-file", f"none/{QUOTED}", "."),
    ("check", "--changed", QUOTED, "."),
    ("check", "--select", QUOTED, "."),
    ("check", QUOTED),
    (f"--{QUOTED}",),
    ("check", f"--{QUOTED}"),
    ("rule", "house:own-rule"),
    ("rule", QUOTED),
    ("rules",),
    ("config", "story.md"),
    ("config", NAME),
    ("pack", "test", "house"),
    ("pack", "expand", "house"),
    ("pack", "try", "house", "."),
    ("pack", "test", QUOTED),
    ("names", "learn", "."),
    ("review", QUOTED),
    ("archive", "check", QUOTED, "--out", "out"),
    ("archive", "report", QUOTED),
    ("baseline", "write", "."),
)


def test_no_command_is_driven_by_what_it_reads(newsroom: Path, copydesk: Run) -> None:
    git(newsroom, "init")
    said = b""
    for arguments in COMMANDS:
        done = copydesk(*arguments, where=newsroom)
        assert (driving(done.stdout), driving(done.stderr)) == ([], []), arguments
        assert b"Traceback" not in done.stderr, arguments
        assert b"internal error" not in done.stderr, arguments
        said += done.stdout + done.stderr
    assert said.count(b"\\x1b[2J") > len(COMMANDS)
    baseline = newsroom / "copydesk-baseline.jsonl"
    head, *rows = baseline.read_text("utf-8").splitlines()
    rows = [json.dumps({**json.loads(row), "rule": QUOTED, "text": QUOTED}) for row in rows]
    baseline.write_text("\n".join([head, *rows, '{"path": ' + json.dumps(QUOTED)]) + "\n", "utf-8")
    done = copydesk("check", ".", where=newsroom)
    assert (done.returncode, driving(done.stdout + done.stderr)) == (2, [])


def test_review_shows_an_article_and_is_not_driven(newsroom: Path) -> None:
    status, screen = at_a_terminal(newsroom, "review", "story.md", keys="a")
    assert status == 0
    assert "\\x1b[2J" in screen
    assert driving(screen.replace("\r\n", "\n").encode()) == []


def test_the_summary_of_a_job_holds_no_markup_of_an_article(newsroom: Path, copydesk: Run) -> None:
    copydesk("check", "--output-format", "github", ".", where=newsroom, GITHUB_STEP_SUMMARY=str(newsroom / "page"))
    page = (newsroom / "page").read_text("utf-8")
    events = list(pyromark.events(page, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_GFM))
    kinds = {next(iter(event)) if isinstance(event, dict) else event for event in events}
    assert kinds == {"Start", "End", "Text"}
    said = "".join(str(event) for event in events if isinstance(event, dict) and "Text" not in event)
    assert not re.search(r"Link|Image|Html|Code|Emphasis|Strong|List|Quote|Footnote", said)
    assert str(events).count("TableRow") > 2 * page.count("\n| error") > 10


def test_what_a_runner_obeys_in_a_log_is_ours(newsroom: Path, copydesk: Run) -> None:
    """The log is read as the runner reads it: commands at the start of a line, none between stop and the token."""
    out = copydesk("check", "--output-format", "github", ".", where=newsroom).stdout.decode()
    obeyed: list[tuple[str, dict[str, str], str]] = []
    token = ""
    for line in re.split(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029", out):
        if token:
            token = "" if line == f"::{token}::" else token
            continue
        assert not re.search(r"##\[", line)
        found = re.match(r"\s*::([\w-]+)( [^:]*)?::(.*)", line)
        if found and found.group(1) == "stop-commands":
            token = found.group(3)
        elif found:
            pairs = [pair.split("=", 1) for pair in (found.group(2) or "").strip().split(",") if pair]
            obeyed.append((found.group(1), {key: _decoded(value) for key, value in pairs}, found.group(3)))
    assert not token
    assert {name for name, _, _ in obeyed} == {"error", "group", "endgroup"}
    placed = [values for name, values, _ in obeyed if name in ("error", "warning")]
    assert len(placed) == 10
    for values in placed:
        assert set(values) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert values["title"].startswith("copydesk: ")
        assert values["file"] == "story.md" or values["file"].startswith("\\x1b[2J\\x1b]0;owned")


def _decoded(value: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        value = value.replace(code, char)
    return value


# Names


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_strange_name_is_read_repaired_and_compared(name: bytes, tmp_path: Path, copydesk: Run) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(SLIP)
    for asked in (".", os.fsdecode(b"./" + name)):
        (row,) = json.loads(copydesk("check", "--output-format", "json", asked).stdout)
        assert os.path.normpath(row["path"]) == os.fsdecode(name)
    diff = copydesk("check", "--diff", ".").stdout.decode().split("\n")
    assert len(diff) == 6
    assert diff[3:] == ["-He went home wiht them.", "+He went home with them.", ""]
    done = copydesk("baseline", "write", ".")
    assert done.returncode == 0, done.stderr
    assert copydesk("check", ".").returncode == 0
    assert copydesk("check", "--no-baseline", ".").returncode == 1
    done = copydesk("check", "--fix", "--no-baseline", ".")
    assert (done.returncode, done.stderr) == (0, b"")
    assert path.read_bytes() == MENDED
    assert sorted(os.listdir(os.fsencode(tmp_path))) == sorted([name, b"copydesk-baseline.jsonl"])


def test_strange_names_are_known_to_git_to_workers_and_to_the_cache(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "old.md").write_bytes(b"Old copy.\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "old")
    text = b"".join(b"Anna Kovalenko had been to the town, and it rained %d days.\n\n" % number for number in range(50))
    for number in range(4):
        for name in NAMES:
            (tmp_path / os.fsdecode(b"%d%s" % (number, name))).write_bytes(text + SLIP)
    git(tmp_path, "add", ".")

    def told(*arguments: str) -> list[str]:
        done = subprocess.run(
            command("check", "--output-format", "json", *arguments, before=EAGER),
            cwd=tmp_path, capture_output=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (1, b"")
        return [row["path"] for row in json.loads(done.stdout)]

    wanted = sorted(os.fsdecode(b"%d%s" % (number, name)) for number in range(4) for name in NAMES)
    assert sorted(told("--jobs", "1", "--no-cache")) == wanted
    for arguments in (("--jobs", "2"), ("--jobs", "2"), ("--staged",), ("--changed", "HEAD")):
        assert sorted(told(*arguments)) == wanted
    fixed = subprocess.run(
        command("check", "--fix", "--jobs", "2", ".", before=EAGER), cwd=tmp_path, capture_output=True, check=False
    )
    assert fixed.returncode == 0, fixed.stderr
    assert {(tmp_path / name).read_bytes() for name in wanted} == {text + MENDED}


# What is no file


def _special(folder: Path) -> dict[str, str]:
    """Make one of each thing that is no file, and return what is to be said of it."""
    os.mkfifo(folder / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()
        os.chdir(folder)  # the address of a socket may have 107 bytes
        listener.bind("socket.md")
        os.chdir(here)
    (folder / "endless.md").symlink_to("/dev/zero")
    (folder / "to-pipe.md").symlink_to("pipe.md")
    (folder / "one.md").symlink_to("two.md")
    (folder / "two.md").symlink_to("one.md")
    (folder / "self").symlink_to(".")
    (folder / "up").symlink_to("..")
    said = {"pipe.md": "named pipe", "to-pipe.md": "named pipe", "socket.md": "socket", "endless.md": "device"}
    if os.geteuid() == 0:
        os.mknod(folder / "zero.md", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        os.mknod(folder / "block.md", 0o666 | stat.S_IFBLK, os.makedev(7, 77))
        said |= {"zero.md": "device", "block.md": "device"}
    return {**said, "one.md": "link"}


def test_what_is_no_file_is_passed_by_in_a_walk_and_refused_when_named(tmp_path: Path, copydesk: Run) -> None:
    said = _special(tmp_path)
    (tmp_path / "story.md").write_bytes(SLIP)
    (tmp_path / "link.md").symlink_to("story.md")
    walked = copydesk("check", ".")
    assert walked.stdout.count(b"known-typo") == 1
    assert (walked.returncode, walked.stderr) == (1, b"")
    for name, word in said.items():
        for more in ((), ("--fix",), ("--diff",), ("--add-ignore", "as it is")):
            done = copydesk("check", *more, name, "story.md" if more == () else name)
            assert done.returncode == 2
            assert name.encode() in done.stderr
            assert word.encode() in done.stderr
            assert (b"known-typo" in done.stdout) == (more == ())
        if name != "one.md":
            assert copydesk("names", "learn", name).returncode == 2
            assert copydesk("baseline", "write", name).returncode == 2
    assert (tmp_path / "story.md").read_bytes() == SLIP


def test_many_files_and_a_pipe_among_them(tmp_path: Path, copydesk: Run) -> None:
    for number in range(20):
        (tmp_path / f"{number}.md").write_bytes(SLIP)
    os.mkfifo(tmp_path / "pipe.md")
    done = copydesk("check", "pipe.md", ".")
    assert (done.stdout.count(b"known-typo"), done.stderr) == (20, b"pipe.md: cannot be read: it is a named pipe\n")


@pytest.mark.parametrize(
    "place",
    ["copydesk.toml", "pyproject.toml", ".gitignore", "house/names.txt", "house/a/b_c.toml", "house/a/b_c.py"],
)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_setting_that_is_no_file_is_not_waited_at(place: str, kind: str, tmp_path: Path, copydesk: Run) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "story.md").write_bytes(SLIP)
    if place.startswith("house"):
        (tmp_path / "copydesk.toml").write_text('packs = ["house"]\n', "utf-8")
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    done = copydesk("check", "--trust-packs", "story.md", ".")
    if place.startswith("house"):
        assert (done.returncode, b"cannot be read: it is a" in done.stderr) == (2, True)
    else:
        assert (done.returncode, done.stderr) == (1, b"")
    assert b"cannot be read: it is a" in copydesk("check", "--config", place, ".").stderr


def test_what_a_shell_has_opened_is_read(tmp_path: Path) -> None:
    for line in ("\"$@\" check <(printf 'He went wiht us.')", "printf 'He went wiht us.' | \"$@\" check /dev/stdin"):
        done = subprocess.run(
            ["bash", "-c", line, "bash", *COMMAND], cwd=tmp_path, capture_output=True, check=False, timeout=PATIENCE
        )
        assert (done.returncode, b"known-typo" in done.stdout) == (1, True), done.stderr


def _without_privileges() -> None:
    """Give up the right of root to read what is closed; nobody else has it."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_a_closed_folder_is_told_and_stops_no_other(tmp_path: Path) -> None:
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "story.md").write_bytes(SLIP)
    (tmp_path / "open" / "closed.md").write_bytes(SLIP)
    (tmp_path / "open" / "closed.md").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        done = subprocess.run(
            [*COMMAND, "check", "--fix", "."], cwd=tmp_path, capture_output=True, check=False, timeout=PATIENCE,
            preexec_fn=_without_privileges if os.geteuid() == 0 else None,
        )  # fmt: skip
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert done.returncode == 2
    assert sorted(done.stderr.decode().splitlines()) == [
        "closed: cannot be read: permission denied",
        "open/closed.md: cannot be read: permission denied",
    ]
    assert (tmp_path / "open" / "story.md").read_bytes() == MENDED
    assert (tmp_path / "closed" / "story.md").read_bytes() == SLIP


# Code


RUNS = "import pathlib; pathlib.Path(__file__).with_name('ran').touch()\n"
LOVED = ("sitecustomize.py", "click.py", "json.py", "lint/__init__.py", "lint/cli/__init__.py", "rules/a/b_c.py")
"""Files that would run if a repository that is checked could be imported from."""
ASKED = (
    "check .", "check --fix .", "check -", "config story.md", "baseline write .", "rules", "rule house:own-rule",
    "pack test house", "pack try house .", "pack expand house", "names learn .", "archive check . --out out",
)  # fmt: skip


def _ran(folder: Path) -> list[Path]:
    return sorted(folder.rglob("ran"))


@pytest.mark.parametrize(
    "text",
    ['packs = ["house"]', 'packs = ["./house"]\nselect = ["house"]', 'extend = "more.toml"', "[tool.copydesk]"],
)
def test_nothing_in_a_checked_repository_runs_unless_it_is_trusted(text: str, tmp_path: Path) -> None:
    """The installed command stands in a repository that would love to be imported."""
    house = tmp_path / "house" / "style"
    house.mkdir(parents=True)
    (house / "own_rule.py").write_text(RUNS, "utf-8")
    (tmp_path / "house" / "names.txt").write_text("Anna Kovalenko\n", "utf-8")
    for name in LOVED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(RUNS, "utf-8")
    (tmp_path / "story.md").write_bytes(SLIP)
    (tmp_path / "more.toml").write_text('packs = ["house"]\n', "utf-8")
    if text.startswith("["):
        (tmp_path / "pyproject.toml").write_text(text + '\npacks = ["house"]\n', "utf-8")
    else:
        (tmp_path / "copydesk.toml").write_text(text + "\n", "utf-8")

    def run(*arguments: str) -> int:
        line = [str(Path(sys.executable).parent / "copydesk"), *arguments]
        return subprocess.run(line, cwd=tmp_path, capture_output=True, check=False, timeout=PATIENCE).returncode

    for asked in ASKED:
        run(*asked.split())
        assert _ran(tmp_path) == [], asked
    assert run("check", "--isolated", "--pack", "house", ".") == 2
    assert _ran(tmp_path) == []
    run("check", "--trust-packs", ".")
    assert _ran(tmp_path) == [house / "ran"]
