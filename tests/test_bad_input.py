"""Bad input gets a clear sentence, no traceback reaches anyone, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from lint import fixing, run
from lint.cli import plan
from lint.cli.check import check_command
from lint.packs import load_rules
from tests.conftest import COMMAND, PATIENCE, Run
from tests.toy_rules import alarm_bell, book_of, falls_over

SLIP = b"He went home wiht them.\n"
MENDED = b"He went home with them.\n"


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what went to standard error, which is never a traceback."""
    text = done.stderr.decode()
    assert "Traceback" not in text
    return text


def test_a_path_that_does_not_exist(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SLIP)
    done = copydesk("check", "none.txt", "a.txt")
    assert said(done) == "none.txt: no such file or directory\n"
    assert b"a.txt:1:14" in done.stdout
    assert done.returncode == 2


def test_a_directory_with_nothing_to_read_is_a_warning(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").write_bytes(b"\xff\xd8")
    done = copydesk("check", "pictures")
    assert said(done) == "warning: pictures: no .md, .markdown, .txt or .text file in it to read\n"
    assert done.returncode == 0


def test_a_binary_file(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"MZ\x00\x01wiht")
    done = copydesk("check", "a.txt")
    assert said(done) == "a.txt: not checked: it is a binary file\n"
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    ("mark", "encoding", "note"),
    [
        (b"", "utf-8", ""),
        (b"\xef\xbb\xbf", "utf-8", ""),
        (b"\xff\xfe", "utf-16-le", "a.txt: note: read as UTF-16\n"),
        (b"\xfe\xff", "utf-16-be", "a.txt: note: read as UTF-16\n"),
        (b"", "cp1252", "a.txt: note: not UTF-8 at byte 0; read as Windows-1252\n"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(  # noqa: PLR0913, PLR0917 (one case for each of them)
    copydesk: Run, tmp_path: Path, mark: bytes, encoding: str, note: str, end: str
) -> None:
    text = f"“It’s fine,” she said — at\u00a0last.{end}He went home wiht them.{end}{end}So did “we”."
    path = tmp_path / "a.txt"
    path.write_bytes(mark + text.encode(encoding))
    done = copydesk("check", "a.txt")
    assert said(done) == note
    assert done.stdout.startswith(b"a.txt:2:14: error known-typo")
    fixed = copydesk("check", "--fix", "a.txt")
    assert fixed.returncode == 0
    assert path.read_bytes() == mark + text.replace("wiht", "with").encode(encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfea\x00b", "it begins with a byte order mark but is not UTF-16 at byte 2"),
        (b"\xef\xbb\xbfcaf\xe9", "it begins with a byte order mark but is not UTF-8 at byte 3"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "it is UTF-32; save it as UTF-8"),
        (b"caf\xe9 \x81", "it is neither UTF-8 (byte 3) nor Windows-1252 text"),
    ],
)
def test_bytes_that_no_encoding_explains(copydesk: Run, tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    done = copydesk("check", "--fix", "a.txt")
    assert said(done) == f"a.txt: not checked: {reason}\n"
    assert done.returncode == 2
    assert (tmp_path / "a.txt").read_bytes() == data


def test_a_repair_the_encoding_cannot_hold_is_not_made(copydesk: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Caf\xe9 bell.\n")
    result = run.run_file(str(path), run.Task(book_of(alarm_bell), repair=True))
    assert result.problem == "not repaired: cp1252 has no '🔔'; save it as UTF-8"
    assert [finding.text for finding in result.findings] == ["bell"]
    assert path.read_bytes() == b"Caf\xe9 bell.\n"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_repair_that_would_be_read_in_another_encoding_is_not_made(copydesk: Run, tmp_path: Path, name: str) -> None:
    """One control character in twenty is still text: one blank less, and it would be none."""
    path = tmp_path / name
    data = b"They met  the mayor at the caf\xe9 \x06\x06\x06 late on Monday."
    path.write_bytes(data + b"." * (60 - len(data)))
    done = copydesk("check", "--fix", name)
    assert said(done).startswith(
        f"{name}: not repaired: written back, it would be read in another encoding; save it as UTF-8\n"
    )
    assert b"double-space" in done.stdout
    assert done.returncode == 2
    assert path.read_bytes() == data + b"." * (60 - len(data))


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n \t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(copydesk: Run, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    done = copydesk("check", "--fix", name)
    assert (done.returncode, done.stdout) == (0, b"Nothing found in 1 file.\n")
    assert (tmp_path / name).read_bytes() == data


def test_a_read_only_file_is_left_and_told(copydesk: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SLIP)
    path.chmod(0o444)
    done = copydesk("check", "--fix", "a.txt")
    assert said(done) == "a.txt: not repaired: it is read-only\n"
    assert b"a.txt:1:14: error known-typo" in done.stdout
    assert done.returncode == 2
    assert path.read_bytes() == SLIP
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_mode_and_link_stay(copydesk: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SLIP)
    path.chmod(0o640)
    (tmp_path / "link.txt").symlink_to("a.txt")
    copydesk("check", "--fix", "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert path.read_bytes() == MENDED
    assert path.stat().st_mode & 0o7777 == 0o640


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SLIP)
    honest = fixing.fix

    def slow(*arguments: object, **options: object) -> object:
        path.write_bytes(b"An editor saved this meanwhile.\n")
        return honest(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "fix", slow)
    result = run.run_file(str(path), run.Task(load_rules(), repair=True))
    assert result.problem == "not repaired: it changed while it was being checked"
    assert path.read_bytes() == b"An editor saved this meanwhile.\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_vanished_meanwhile_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SLIP)
    honest = fixing.fix

    def slow(*arguments: object, **options: object) -> object:
        path.unlink()
        return honest(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "fix", slow)
    result = run.run_file(str(path), run.Task(load_rules(), repair=True))
    assert result.problem == "not repaired: no such file or directory"
    assert list(tmp_path.iterdir()) == []


def test_one_unreadable_file_stops_no_other(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00")
    (tmp_path / "b.txt").write_bytes(SLIP)
    done = copydesk("check", "--fix", ".")
    assert said(done) == "a.txt: not checked: it is a binary file\n"
    assert (tmp_path / "b.txt").read_bytes() == MENDED
    assert done.returncode == 2


HOSTILE = "He \x1b[31mwent\x1b[0m home wiht them\x07 and \u202eback\u202c, \x9b2Jagain.\r\n\x1b]0;owned\x07 wiht it.\n"


@pytest.mark.parametrize("output", ["concise", "full", "json", "json-lines", "diff"])
def test_text_of_an_article_never_drives_the_terminal(copydesk: Run, tmp_path: Path, output: str) -> None:
    path = tmp_path / "a\x1b[2J.txt"
    path.write_text(HOSTILE, "utf-8", newline="")
    option = ("--diff",) if output == "diff" else ("--output-format", output)
    done = copydesk("check", *option, path.name)
    shown = done.stdout.decode() + done.stderr.decode()
    assert "wiht" in shown
    assert not [char for char in shown if char != "\n" and not char.isprintable()]
    if output.startswith("json"):
        rows = json.loads(done.stdout) if output == "json" else [json.loads(each) for each in done.stdout.splitlines()]
        assert {row["path"] for row in rows} == {path.name}
    else:
        assert "a\\x1b[2J.txt" in shown
    if output == "full":
        assert "\\x1b[0m home " in shown


def test_invisible_text_in_the_finding_itself_is_escaped(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The may\u200bor and the do\u00ador.\n", "utf-8")
    for output in ("concise", "full", "json", "json-lines"):
        done = copydesk("check", "--select", "spacing", "--output-format", output, "a.txt")
        shown = done.stdout.decode()
        assert done.returncode == 1
        assert "\u200b" not in shown
        assert "\u00ad" not in shown


def test_a_name_that_is_no_utf8(copydesk: Run, tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(SLIP)
    except OSError:
        assert os.name != "posix" or os.uname().sysname != "Linux"
        return
    done = copydesk("check", ".")
    assert said(done) == ""
    assert done.stdout.startswith(b"caf\\udce9.txt:1:14")


@pytest.mark.parametrize("sink", ["/dev/full"])
def test_a_full_disk_is_told(tmp_path: Path, sink: str) -> None:
    if not os.path.exists(sink):
        assert os.uname().sysname != "Linux"
        return
    (tmp_path / "a.txt").write_bytes(SLIP)
    with open(sink, "wb") as full:
        done = subprocess.run(
            [*COMMAND, "check", "a.txt"], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b"copydesk: cannot write: no space left on device\n"
    assert done.returncode == 2


def test_a_closed_standard_output_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SLIP)
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *COMMAND, "check", "a.txt"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_ctrl_c_leaves_no_file_half_written(tmp_path: Path) -> None:
    names = [f"{number:03}.txt" for number in range(60)]
    for name in names:
        (tmp_path / name).write_bytes(SLIP * 200)
    with subprocess.Popen(
        [*COMMAND, "check", "--fix", "."], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        while (tmp_path / names[0]).read_bytes() != MENDED * 200 and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
        assert process.returncode in (0, 130)
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert {(tmp_path / name).read_bytes() for name in names} <= {SLIP * 200, MENDED * 200}
    assert (tmp_path / names[0]).read_bytes() == MENDED * 200


def test_a_rule_that_raises_is_named_and_the_run_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_broken_rule(*_: object, **__: object) -> object:
        return book_of(falls_over, *load_rules(["known-typo"]).rules)

    (tmp_path / "a.txt").write_bytes(SLIP)
    (tmp_path / "b.txt").write_bytes(SLIP)
    monkeypatch.setattr(plan, "load_rules", with_a_broken_rule)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        check_command(["."], standalone_mode=False)
    output = capsys.readouterr()
    assert left.value.code == 2
    assert output.err == (
        "error: rule falls-over failed on a.txt: IndexError: list index out of range\n"
        "error: rule falls-over failed on b.txt: IndexError: list index out of range\n"
    )
    assert output.out.count("known-typo") == 2
