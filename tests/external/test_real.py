"""The real LanguageTool: what it adds, and that it never outlives, disturbs or stops a run."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lint.external.installation import Installation, find_java
from lint.external.languagetool import LanguageTool, Reading
from lint.external.server import LocalServer
from lint.readers import read_document
from lint.source import Source
from tests.conftest import COMMAND, PATIENCE, Run

pytestmark = pytest.mark.real
STORIES = Path(__file__).parent.parent.parent / "fixtures" / "stories"
STORY = "We did it wiht care 🎉, and it **could** of been 🎉 Kovalenko. Each of the two could of been.\n"


@pytest.fixture
def jar(languagetool: Path) -> Iterator[str]:
    """Return the server's jar, and see to it that no Java with it is left when a test is over."""
    path = str(next(languagetool.glob("*/languagetool-server.jar")))
    assert javas(path) == {}
    yield path
    for _ in range(100):
        if not javas(path):
            return
        threading.Event().wait(0.1)
    assert javas(path) == {}


def javas(jar: str) -> dict[int, str]:
    """Return the Java processes that run a jar, by process number, with their command lines."""
    lines = subprocess.run(["ps", "-ww", "-eo", "pid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in lines.splitlines()]
    return {
        int(pid): line for pid, stat, line in rows if f"-cp {jar}" in line and "keeper" not in line and stat[0] != "Z"
    }


@contextmanager
def waiting(languagetool: Path, jar: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Run copydesk up to where the first of two stories is read and the rest of the second is awaited.

    Yields the process, the process number of its Java, and the pipe that the rest is to be written to.
    """
    known = javas(jar)
    folder.mkdir()
    folder.joinpath("first.md").write_text(STORY, "utf-8")
    command = [*COMMAND, "check", "--engine", "languagetool", "--output-format", "json-lines", "--no-cache"]
    end, pipe = os.pipe()
    process = subprocess.Popen(
        [*command, "first.md", f"/dev/fd/{end}"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LTP_PATH": str(languagetool)},
        pass_fds=[end],
    )
    try:
        os.write(pipe, b"They waited.\n\n")
        _taken(end)
        (java,) = javas(jar).keys() - known.keys()
        yield process, java, pipe
    finally:
        os.close(end)
        process.kill()
        process.communicate()


def _taken(end: int) -> None:
    """Wait until somebody has read all that was written to a pipe."""
    for _ in range(10 * PATIENCE):
        if not int.from_bytes(fcntl.ioctl(end, termios.FIONREAD, bytes(4)), sys.byteorder):
            return
        threading.Event().wait(0.1)
    pytest.fail("the second story was never asked for")


def finish(process: subprocess.Popen[str], pipe: int) -> tuple[int, list[dict[str, Any]], str]:
    """Hand over the awaited story; return the exit status, the findings and what was said beside them."""
    os.write(pipe, STORY.replace("We", "They").replace("*", "").encode())
    os.close(pipe)
    out, said = process.communicate(timeout=PATIENCE)
    return process.returncode, [json.loads(line) for line in out.splitlines()], said


def test_slips_of_grammar_are_found_in_their_places(copydesk: Run, languagetool: Path, jar: str) -> None:
    done = copydesk(
        "check", "-", "--engine", "languagetool", "--output-format", "json-lines",
        given=STORY.encode(), LTP_PATH=str(languagetool),
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["rule"], each["text"], each["suggestions"][0]) for each in found] == [
        ("known-typo", "wiht", "with"),
        ("languagetool:MODAL_OF", "could** of", "could** have"),
        ("languagetool:MODAL_OF", "could of", "could have"),
    ]
    assert all(STORY[each["column"] - 1 : each["end_column"] - 1] == each["text"] for each in found)
    assert done.stderr == b""


def test_the_first_story_stays_as_it_is(copydesk: Run, languagetool: Path, jar: str) -> None:
    command = ("check", STORIES, "--engine", "languagetool", "--output-format", "json-lines")
    done = copydesk(*command, LTP_PATH=str(languagetool))
    found = [json.loads(line) for line in done.stdout.splitlines()]
    ours = [each for each in found if not each["rule"].startswith("languagetool:")]
    alone = copydesk("check", STORIES, "--output-format", "json-lines").stdout.splitlines()
    assert ours == list(map(json.loads, alone))
    assert len(ours) == 27
    assert [each for each in found if each not in ours] == []
    assert b"Covalent" not in done.stdout


def test_repairs_settle(copydesk: Run, languagetool: Path, jar: str, tmp_path: Path) -> None:
    story = tmp_path / "a.md"
    text = "It could of been **fixed**, you must to see it’s APIs. You can login, setup it and backup it.\n"
    story.write_text(text, "utf-8")
    command = ("check", "a.md", "--engine", "languagetool", "--fix", "--unsafe-fixes", "--quiet")
    copydesk(*command, LTP_PATH=str(languagetool))
    once = story.read_text("utf-8")
    assert once.startswith("It could have been **fixed**, you must see its APIs. You can log in")
    copydesk(*command, LTP_PATH=str(languagetool))
    assert story.read_text("utf-8") == once


def test_a_rule_is_explained(copydesk: Run, languagetool: Path) -> None:
    done = copydesk("rule", "languagetool:MODAL_OF", LTP_PATH=str(languagetool))
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "could of (could have)" in text
    assert "Severity: warning." in text
    assert "⟦" in text
    done = copydesk("rule", "languagetool:MODAL_OFF", LTP_PATH=str(languagetool))
    assert (done.returncode, b"has no rule MODAL_OFF" in done.stderr) == (2, True)


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM])
def test_a_server_that_is_killed_is_one_warning(
    languagetool: Path, jar: str, tmp_path: Path, death: signal.Signals
) -> None:
    with waiting(languagetool, jar, tmp_path / "a") as (process, java, pipe):
        os.kill(java, death)
        status, found, said = finish(process, pipe)
    assert status == 2
    assert [(each["path"] == "first.md", each["rule"]) for each in found] == [
        (True, "known-typo"),
        (True, "languagetool:MODAL_OF"),
        (True, "languagetool:MODAL_OF"),
        (False, "known-typo"),
    ]
    warning, which = said.splitlines()
    assert warning.startswith("warning: LanguageTool gave no answer: it ")
    assert which.startswith("not grammar-checked: /dev/fd/")


def test_a_server_that_hangs_is_given_up_and_ended(jar: str) -> None:
    server = LocalServer(Installation(find_java(), jar))
    server.start()
    try:
        doc = read_document(Source(STORY, "a.md"), "markdown")
        assert len(LanguageTool(lambda: server.url).begin(doc)().matches) == 2
        reader = LanguageTool(lambda: server.url, patience=1)
        assert reader.begin(read_document(Source("Good.\n", "a.md"), "markdown"))() == Reading([])
        (java,) = javas(jar)
        os.kill(java, signal.SIGSTOP)
        assert reader.begin(doc)().problem == "LanguageTool gave no answer: it does not answer"
    finally:
        server.stop()


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_no_java_outlives_copydesk(languagetool: Path, jar: str, tmp_path: Path, death: signal.Signals) -> None:
    with waiting(languagetool, jar, tmp_path / "a") as (process, java, pipe):
        assert list(javas(jar)) == [java]
        process.send_signal(death)
        process.wait(PATIENCE)
        os.close(pipe)
    # The fixture counts what is left.


def test_two_runs_at_once_do_not_disturb_each_other(languagetool: Path, jar: str, tmp_path: Path) -> None:
    with (
        waiting(languagetool, jar, tmp_path / "a") as (one, first, pipe),
        waiting(languagetool, jar, tmp_path / "b") as (other, second, other_pipe),
    ):
        assert first != second
        status, found, said = finish(one, pipe)
        assert (status, len(found), said) == (1, 6, "")
        assert list(javas(jar)) == [second]
        status, found, said = finish(other, other_pipe)
        assert (status, len(found), said) == (1, 6, "")


def test_what_our_own_server_found_is_kept(copydesk: Run, languagetool: Path, jar: str, tmp_path: Path) -> None:
    for number in range(20):
        tmp_path.joinpath(f"{number:02}.md").write_text(f"It could of been {number}.\n", "utf-8")
    environment = {"LTP_PATH": str(languagetool), "COPYDESK_CACHE_DIR": str(tmp_path / ".cache")}
    first = copydesk("check", "--engine", "languagetool", **environment)
    assert first.stdout.count(b"MODAL_OF") == 20
    # The second run needs no server, and so no Java.
    again = copydesk("check", "--engine", "languagetool", **{**environment, "LTP_PATH": str(tmp_path)})
    assert (again.returncode, again.stdout, again.stderr) == (1, first.stdout, b"")
