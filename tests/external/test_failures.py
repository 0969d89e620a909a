"""LanguageTool missing, dying, hanging or talking rubbish: one warning, our own findings, status 2, nothing left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import click
import pytest

from lint.cli import second
from lint.external.installation import FOLDER, Installation, Unavailable, find_java, install
from lint.external.languagetool import LanguageTool
from lint.external.server import LocalServer
from lint.readers import read_document
from lint.source import Source
from tests.conftest import Run
from tests.external.fake import Answer, Slip, finding, serving

OF = Slip(r"could of", "MODAL_OF", "TYPOS", ("could have",))
STORY = b"We did it wiht care, and it could of been.\n"
OUT_OF_TEXT = b'{"matches":[{"message":"x","replacements":[],"offset":9999,"length":3,'
OUT_OF_TEXT += b'"context":{"text":"x","offset":0},'
OUT_OF_TEXT += b'"rule":{"id":"MODAL_OF","issueType":"x","category":{"id":"TYPOS"}}}]}'
NO_NUMBER = OUT_OF_TEXT.replace(b"9999", b'"abc"')
RUBBISH = {
    "text": b"<html>gateway</html>",
    "nothing": b"",
    "a list": b"[]",
    "no matches": b"{}",
    "matches of nothing": b'{"matches": null}',
    "a match of nothing": b'{"matches": [null]}',
    "a place out of the text": OUT_OF_TEXT,
    "a place that is no number": NO_NUMBER,
    "bytes": bytes(range(256)),
    "a line broken off": None,
}


def after(count: int, body: bytes | None) -> Answer:
    """Answer well so many times, and then always with the same body."""
    well = finding(OF)
    return lambda text, number: well(text, number) if number <= count else body


@pytest.mark.parametrize("kind", RUBBISH)
def test_rubbish_is_one_warning_and_our_own_findings_stay(copydesk: Run, tmp_path: Path, kind: str) -> None:
    for name in "abcd":
        tmp_path.joinpath(f"{name}.md").write_bytes(STORY.replace(b"We", name.upper().encode() + b"nna"))
    with serving(after(2, RUBBISH[kind])) as fake:
        done = copydesk("check", "--engine", "languagetool", "--languagetool-url", fake.url)
    assert done.returncode == 2
    assert done.stdout.count(b"known-typo") == 4
    assert done.stdout.count(b"MODAL_OF") == 2
    lines = done.stderr.decode().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["warning", "not grammar-checked"]
    assert lines[1] == "not grammar-checked: c.md, d.md"


def test_an_error_of_the_server_is_rubbish_too(copydesk: Run) -> None:
    done = copydesk("check", "-", "--engine", "languagetool", "--languagetool-url", "http://127.0.0.1:1", given=STORY)
    assert (done.returncode, b"known-typo" in done.stdout) == (2, True)
    assert b"warning: LanguageTool gave no answer: it refuses connections" in done.stderr


def test_a_server_that_hangs_is_given_up() -> None:
    release = threading.Event()

    def hang(_: str, __: int) -> bytes:
        release.wait(60)
        return b"{}"

    doc = read_document(Source("It could of been.\n", "a.md"), "markdown")
    with serving(hang) as fake:
        reader = LanguageTool(lambda: fake.url, patience=0.3)
        assert reader.begin(doc)().problem == "LanguageTool gave no answer: it does not answer"
        asked = len(fake.texts)
        assert reader.begin(doc)().problem
        assert len(fake.texts) == asked  # it is not asked again
        release.set()


def test_a_comment_is_not_called_idle_when_nobody_read_the_story(copydesk: Run) -> None:
    text = b"It could of been. <!-- copydesk: ignore languagetool:MODAL_OF -->\n"
    with serving(after(0, b"")) as fake:
        done = copydesk("check", "-", "--engine", "languagetool", "--languagetool-url", fake.url, given=text)
    assert (done.returncode, done.stdout) == (2, b"Nothing found in 1 file.\n")


def test_machine_formats_tell_what_was_not_read(copydesk: Run) -> None:
    with serving(after(0, b"")) as fake:
        done = copydesk(
            "check", "-", "--engine", "languagetool", "--languagetool-url", fake.url, "--output-format", "sarif",
            given=STORY,
        )  # fmt: skip
    assert b"LanguageTool gave no answer" in done.stdout


@pytest.mark.parametrize("url", ["ftp://x", "localhost:8081", "http://", "http://x:99999", "file:///x", "\x1b[31m"])
def test_an_address_that_is_none_is_refused(copydesk: Run, url: str) -> None:
    done = copydesk("check", "-", "--engine", "languagetool", "--languagetool-url", url, given=STORY)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is no address of a server" in done.stderr
    assert b"\x1b" not in done.stderr


def test_without_an_installation_two_lines_say_how_to_get_one(copydesk: Run, tmp_path: Path) -> None:
    done = copydesk("check", "-", "--engine", "languagetool", given=STORY, LTP_PATH=str(tmp_path))
    assert (done.returncode, b"known-typo" in done.stdout) == (2, True)
    how, offline, which = done.stderr.decode().splitlines()
    assert how.startswith(f"warning: LanguageTool is not installed in {tmp_path}: `copydesk languagetool install`")
    assert offline.startswith("offline: ")
    assert which == "not grammar-checked: -"


def test_without_the_package_a_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "find_spec", lambda _: None)
    doc = read_document(Source("It could of been.\n", "a.md"), "markdown")
    with click.Context(click.Command("check")):
        assert "pip install 'copydesk[languagetool]'" in second.second_reader("").begin(doc)().problem


def program(path: Path, text: str) -> Path:
    """Write a Python program that can be run by its path."""
    path.write_text(f"#!{sys.executable}\n" + textwrap.dedent(text), "utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(("says", "wrong"), [('java version "1.8.0_202"', "is Java 8"), ("?", "does not say")])
def test_a_java_that_is_too_old_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, wrong: str) -> None:
    program(tmp_path / "java", f"import sys\nsys.stderr.write({says!r})")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Unavailable, match=wrong):
        find_java()


def test_no_java_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Unavailable, match="no `java`"):
        find_java()


def test_an_installation_is_whole_or_not_at_all(copydesk: Run, tmp_path: Path) -> None:
    tools, target = tmp_path / "tools", tmp_path / "target"
    tools.mkdir()
    command = ("languagetool", "install", "--to", target)
    done = copydesk(*command, PATH=str(tools))
    assert (done.returncode, b"Maven is needed" in done.stderr) == (2, True) or done.returncode == 1
    program(tools / "mvn", "print('[ERROR] no such artifact'); raise SystemExit(1)")
    done = copydesk(*command, PATH=str(tools))
    assert b"Maven could not fetch LanguageTool: [ERROR] no such artifact" in done.stderr
    assert list(target.iterdir()) == []
    program(
        tools / "mvn",
        """\
        import os, sys
        (out,) = [word.partition("=")[2] for word in sys.argv if word.startswith("-DoutputDirectory=")]
        os.makedirs(out)
        for name in ("languagetool-server.jar", "language-en.jar"):
            open(os.path.join(out, name), "x").close()
        """,
    )
    assert copydesk(*command, PATH=str(tools)).returncode == 0
    assert sorted(map(str, (path.relative_to(target) for path in target.rglob("*.jar")))) == [
        f"{FOLDER}/languagetool-server.jar",
        f"{FOLDER}/libs/language-en.jar",
    ]
    program(tools / "mvn", "raise SystemExit(1)")
    assert install(str(target)) == str(target / FOLDER)  # what is there is left alone


def fake_java(folder: Path, text: str) -> Installation:
    """Return an installation whose Java is a program of the test's."""
    head = "import http.server, os, sys, time\nport = int(sys.argv[sys.argv.index('--port') + 1])\n"
    return Installation(str(program(folder / "java", head + textwrap.dedent(text))), "none.jar")


SERVES = """
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
server = http.server.HTTPServer(("127.0.0.1", port), Handler)
open(sys.argv[0] + ".pid", "w").write(str(os.getpid()))
print("Server started", flush=True)
server.serve_forever()
"""


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be collected does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state) and not state.startswith("Z")


def wait_for_end(pid: int) -> bool:
    """Wait until a process has ended; tell whether it has."""
    for _ in range(200):
        if not is_alive(pid):
            return True
        threading.Event().wait(0.1)
    return False


def test_a_server_ends_when_it_is_told_to(tmp_path: Path) -> None:
    server = LocalServer(fake_java(tmp_path, SERVES))
    server.start()
    pid = int((tmp_path / "java.pid").read_text())
    assert is_alive(pid)
    server.stop()
    assert not is_alive(pid)
    server.stop()


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_server_dies_with_the_process_that_started_it(tmp_path: Path, death: signal.Signals) -> None:
    java = fake_java(tmp_path, SERVES).java
    started = f"""
from lint.external.server import LocalServer
from lint.external.installation import Installation
server = LocalServer(Installation({java!r}, "none.jar"))
server.start()
print("started", flush=True)
import time
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", started], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "started\n"
        pid = int((tmp_path / "java.pid").read_text())
        assert is_alive(pid)
        os.kill(parent.pid, death)
    assert wait_for_end(pid)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    server = LocalServer(fake_java(tmp_path, "print('OutOfMemoryError: no heap'); raise SystemExit(1)"))
    with pytest.raises(Unavailable, match="did not start: OutOfMemoryError: no heap"):
        server.start()


def test_another_port_is_tried_when_one_is_taken(tmp_path: Path) -> None:
    count = tmp_path / "count"
    text = f"""
    first = not os.path.exists({str(count)!r})
    open({str(count)!r}, "a").write("x")
    if first:
        print("Address already in use")
        raise SystemExit(1)
    """
    server = LocalServer(fake_java(tmp_path, textwrap.dedent(text) + SERVES))
    server.start()
    server.stop()
    assert count.read_text() == "xx"
