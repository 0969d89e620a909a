"""Told to end, at whatever moment: at once, in one line, with nothing left behind; and a closed pipe is quiet."""

from __future__ import annotations

import array
import contextlib
import fcntl
import os
import random
import signal
import subprocess
import termios
import threading
import time
from pathlib import Path

import pytest

from lint.cli.output import FORMATS
from tests.conftest import PATIENCE, Run
from tests.contract.runs import (
    AT_A_LINE,
    EAGER,
    READY,
    command,
    family,
    new,
    old,
    running,
    strays,
    wait_for_family,
    write_stories,
)

SAID = b"copydesk: interrupted\n"
FILES, MOMENTS = 40, 12

WAYS = {
    "one process": ("", "check", "--no-cache", "."),
    "workers": (EAGER, "check", "--no-cache", "--jobs", "2", "."),
    "repairing": ("", "check", "--fix", "."),
    "workers repairing": (EAGER, "check", "--fix", "--jobs", "2", "."),
    "writing a report": ("", "check", "--output-format", "html", "--output-file", "proof.html", "."),
    "writing a cache": (EAGER, "check", "--jobs", "2", "."),
    "writing a baseline": ("", "baseline", "write", "."),
    "waiting for input": ("", "check", "-"),
}

AT_A_CALL = """
import os, signal, sys
left = int(sys.argv.pop(1))
def profile(frame, event, _):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGINT)
"""
BEGIN = READY + "sys.setprofile(profile); "
"""Python that sends its process Ctrl-C at the n-th call of anything, from the first line of the program on."""


def interrupt(process: subprocess.Popen[bytes], whom: str) -> None:
    """Press Ctrl-C, as a terminal tells all of a group of processes, or somebody one of them."""
    with contextlib.suppress(ProcessLookupError):
        if whom == "all":
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(signal.SIGINT)


def ended(process: subprocess.Popen[bytes], finished: tuple[int, ...]) -> str:
    """See how a run that was interrupted has ended, and that none of its processes is left; say what it was doing."""
    _, said = process.communicate(timeout=PATIENCE)
    assert not family(process)
    if process.returncode == 130:
        assert said == SAID
        return "interrupted"
    if process.returncode in finished and said == b"":
        return "finished"
    # Python was loading itself and the first lines of the program: what it says then no program can change.
    assert b"in main" not in said or b"in end_on_signals" in said
    assert said.endswith(b"KeyboardInterrupt\n") or said == b""
    assert process.returncode in (-signal.SIGINT, 1)
    return "not begun"


@pytest.mark.real
@pytest.mark.parametrize("whom", ["all", "one"])
@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_at_many_moments(way: str, whom: str, tmp_path: Path, cache_folder: Path) -> None:
    before, *arguments = WAYS[way]
    folder = tmp_path / "stories"
    folder.mkdir()
    write_stories(folder, FILES)
    finished = () if way == "waiting for input" else (0, 1)
    length, outcomes = 0.6, []
    if finished:
        with running(*arguments, where=folder, before=before) as process:
            begun = time.monotonic()
            process.communicate(timeout=PATIENCE)
            length = time.monotonic() - begun
    for number in range(MOMENTS):
        write_stories(folder, FILES)
        for path in cache_folder.iterdir():
            path.unlink()
        with running(*arguments, where=folder, before=before) as process:
            time.sleep(length * (number * 0.618 % 1))  # spread over the run, in no order
            interrupt(process, whom)
            outcomes.append(ended(process, finished))
        # The machine may be busy now and idle then: the moments are to lie in the run.
        length *= {"finished": 0.8, "interrupted": 1.05, "not begun": 1.2}[outcomes[-1]]
        assert set(strays(folder)) <= {"proof.html", "copydesk-baseline.jsonl"}
        for name in strays(folder):
            (folder / name).unlink()
    assert outcomes.count("interrupted") >= MOMENTS // 4, outcomes


@pytest.mark.real
@pytest.mark.parametrize("way", [way for way in WAYS if way != "waiting for input"])
def test_ctrl_c_at_any_call(way: str, tmp_path: Path) -> None:
    before, *arguments = WAYS[way]
    folder = tmp_path / "stories"
    folder.mkdir()
    moment, interrupted = 1, 0
    while True:
        write_stories(folder, 10)
        with running(str(moment), *arguments, where=folder, before=AT_A_CALL + BEGIN + before) as process:
            outcome = ended(process, (0, 1))
        assert set(strays(folder)) <= {"proof.html", "copydesk-baseline.jsonl"}
        for name in strays(folder):
            (folder / name).unlink()
        if outcome == "finished":
            break
        assert outcome == "interrupted"
        interrupted += 1
        moment = moment * 5 // 3 + 1
    assert interrupted > 15


@pytest.mark.real
def test_ctrl_c_at_any_line_of_the_writing(tmp_path: Path) -> None:
    moment = 0
    while True:
        moment += 1
        write_stories(tmp_path, 1)
        arguments = ("SIGINT", str(moment), "check", "--fix", "000.md")
        with running(*arguments, where=tmp_path, before=READY + AT_A_LINE) as process:
            outcome = ended(process, (0,))
        assert strays(tmp_path) == []
        if outcome == "finished":
            break
    assert moment > 60


def test_what_is_not_to_be_divided_is_not(tmp_path: Path) -> None:
    steps = (
        "import os, signal; from lint.ending import undivided; inside = undivided(); inside.__enter__(); "
        "os.kill(os.getpid(), signal.SIGINT); print('inside', flush=True); inside.__exit__(); print('outside'); "
    )
    with running("rules", where=tmp_path, before=READY + steps) as process:
        out, said = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out, said) == (130, b"inside\n", SAID)


def pending(fd: int) -> int:
    """Return how many bytes wait in a pipe."""
    count = array.array("i", [0])
    fcntl.ioctl(fd, termios.FIONREAD, count)
    return count[0]


def test_ctrl_c_while_nobody_reads_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"He went home wiht them.\n" * 800)
    with running("check", "a.md", where=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        before = -1
        while not 0 < pending(process.stdout.fileno()) == before:  # until the pipe is full, and the run waits
            assert process.poll() is None
            before = pending(process.stdout.fileno())
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() == SAID


def test_one_ctrl_c_is_enough_while_input_is_awaited(tmp_path: Path) -> None:
    with running("check", "-", where=tmp_path) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        # A megabyte does not fit into a pipe: when it has gone through, the process is reading its input.
        process.stdin.write(b"x" * (1 << 20))
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() == SAID


def test_a_signal_that_does_not_wake_the_main_thread_is_heard(tmp_path: Path) -> None:
    """As one that comes just before the main thread begins to wait: it is noted, and the wait goes on."""
    aside = (
        "import _thread, signal, time; _thread.start_new_thread(lambda: (time.sleep(0.5), "
        "signal.pthread_kill(_thread.get_ident(), signal.SIGINT), time.sleep(1000)), ()); "
    )
    with running("check", "-", where=tmp_path, before=aside) as process:
        assert process.stderr is not None
        assert process.wait(PATIENCE) == 130
        assert process.stderr.read() == SAID


@pytest.mark.parametrize(
    ("number", "status", "word"), [(signal.SIGTERM, 143, "terminated"), (signal.SIGHUP, 129, "hung up")]
)
def test_other_signals_end_a_run_as_cleanly(number: signal.Signals, status: int, word: str, tmp_path: Path) -> None:
    write_stories(tmp_path, 200)
    with running("check", "--fix", "--jobs", "2", ".", where=tmp_path, before=EAGER) as process:
        while not family(process):
            assert process.poll() is None
            time.sleep(0.001)
        process.send_signal(number)
        _, said = process.communicate(timeout=PATIENCE)
        assert (process.returncode, said.decode()) == (status, f"copydesk: {word}\n")
        assert not family(process)
    assert strays(tmp_path) == []


@pytest.mark.parametrize(
    ("program", "arguments"),
    [("git", ("check", "--changed", "main", ".")), ("mvn", ("languagetool", "install", "--to", "there"))],
)
def test_a_program_that_is_asked_for_something_ends_too(
    program: str, arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    slow = tmp_path / "bin" / program
    slow.write_text("#!/bin/sh\necho begun >&2\nexec sleep 1000\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    with running(*arguments, where=tmp_path) as process:
        while not family(process):
            assert process.poll() is None
            time.sleep(0.01)
        interrupt(process, "one")
        _, said = process.communicate(timeout=PATIENCE)
        assert (process.returncode, said.splitlines(keepends=True)[-1]) == (130, SAID)
        assert b"Traceback" not in said
        wait_for_family(process)
    assert not list(tmp_path.glob("there/.*"))


def test_a_signal_that_was_ignored_when_the_run_began_stays_ignored(tmp_path: Path) -> None:
    write_stories(tmp_path, 20)
    hang_up = "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
    send = READY + "os.kill(os.getpid(), signal.SIGHUP); "
    with running("check", ".", where=tmp_path, before=hang_up + send) as process:
        out, said = process.communicate(timeout=PATIENCE)
        assert (process.returncode, said, out.count(b"known-typo")) == (1, b"", 20)


SMALL = {**{name: ("--output-format", name) for name in FORMATS}, "statistics": ("--statistics",), "diff": ("--diff",)}


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize(
    "when", ["before anything is written", pytest.param("after the first line", marks=pytest.mark.real)]
)
def test_a_closed_pipe_is_quiet_in_every_format(when: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"He went home wiht them.\n" * 100)
    with running("check", "a.md", *SMALL[name], where=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if when == "after the first line":
            assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() in (b"", b"Would change 1 file.\n")
        assert process.wait(PATIENCE) in (0, 1)


@pytest.mark.parametrize("asked", ["rules", "rule known-typo", "config", "config --schema", "--help", "check --fix -"])
def test_a_closed_pipe_is_quiet_for_every_command(asked: str, tmp_path: Path) -> None:
    with running(*asked.split(), where=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        if process.stdin is not None:
            process.stdin.write(b"He went home wiht them.\n" if asked.endswith("-") else b"")
            process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0


def test_a_closed_pipe_ends_the_workers_too(tmp_path: Path) -> None:
    write_stories(tmp_path, 400)
    with running("check", "--jobs", "2", "--no-cache", ".", where=tmp_path, before=EAGER) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 0
        assert not family(process)


def killed(process: subprocess.Popen[bytes], chance: random.Random, kills: list[int], most: int) -> None:
    """Kill one worker after another, at moments of no rule."""
    while process.poll() is None and len(kills) < most:
        time.sleep(chance.random() * 0.15)
        workers = family(process)
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                kills.append(1)


@pytest.mark.real
@pytest.mark.parametrize("most", [1, 1000])
def test_killed_workers_lose_no_file(most: int, copydesk: Run, tmp_path: Path) -> None:
    write_stories(tmp_path, 300)
    expected = copydesk("check", ".", "--jobs", "1", "--no-cache")
    chance = random.Random(most)
    kills: list[int] = []
    for _ in range(3):
        with running("check", "--jobs", "2", "--no-cache", ".", where=tmp_path, before=EAGER) as process:
            killer = threading.Thread(target=killed, args=(process, chance, kills, len(kills) + most))
            killer.start()
            out, said = process.communicate(timeout=PATIENCE)
            killer.join()
            assert (out, said, process.returncode) == (expected.stdout, b"", 1)
            wait_for_family(process)
    assert len(kills) >= 3


@pytest.mark.real
def test_killed_workers_leave_no_file_unrepaired(copydesk: Run, tmp_path: Path) -> None:
    chance = random.Random(1)
    kills: list[int] = []
    for _ in range(3):
        before = len(kills)
        write_stories(tmp_path, 300)
        with running("check", "--fix", "--jobs", "2", ".", where=tmp_path, before=EAGER) as process:
            killer = threading.Thread(target=killed, args=(process, chance, kills, 1000))
            killer.start()
            out, said = process.communicate(timeout=PATIENCE)
            killer.join()
            assert (said, process.returncode) == (b"", 0)
            # A worker killed between writing a file and saying so has repaired one that is then found in order.
            assert int(out.split()[1]) >= 300 - (len(kills) - before)
        assert all((tmp_path / f"{number:03}.md").read_bytes() == new(number) != old(number) for number in range(300))
        assert copydesk("check", "--fix", ".").stdout == b"Nothing found in 300 files.\n"
        assert strays(tmp_path) == []
    assert len(kills) > 3


def at_a_terminal(*arguments: str, where: Path, until: bytes, before: str = "") -> tuple[bytes, bool]:
    """Run the command at a terminal, press Ctrl-C when that has shown something; return the screen and its sanity."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        command(*arguments, before=before), cwd=where, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (Ctrl-C asks for a terminal of its own)
    )  # fmt: skip
    screen = b""
    while until not in screen:
        screen += os.read(ours, 4096)
    os.write(ours, b"\x03")
    while b"interrupted\r\n" not in screen:
        screen += os.read(ours, 4096)
    assert process.wait(PATIENCE) == 130
    sane = bool(termios.tcgetattr(theirs)[3] & termios.ICANON)
    os.close(ours)
    os.close(theirs)
    return screen, sane


def test_at_a_terminal_the_line_stands_alone(tmp_path: Path) -> None:
    """The bar of a long run and the ^C that the terminal shows are gone when the last line is written."""
    ready = READY + "print('ready', flush=True); "
    screen, _ = at_a_terminal("check", "-", where=tmp_path, until=b"ready", before=ready)
    assert screen.endswith(b"\r\x1b[Kcopydesk: interrupted\r\n")


def test_a_review_that_is_broken_off_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    write_stories(tmp_path, 1)
    _, sane = at_a_terminal("review", "000.md", where=tmp_path, until=b"change nothing\r\n")
    assert sane
    assert (tmp_path / "000.md").read_bytes() == old(0)


def test_signals_are_answered_before_anything_slow_is_loaded(tmp_path: Path) -> None:
    look = (
        "import sys, lint.cli as cli; cli.end_on_signals = lambda: "
        "sys.exit(' '.join(name for name in sys.modules if name[:4] in ('lint', 'clic'))); "
    )
    with running("rules", where=tmp_path, before=look) as process:
        _, said = process.communicate(timeout=PATIENCE)
    assert sorted(said.split()) == [b"lint", b"lint.cli", b"lint.ending"]
