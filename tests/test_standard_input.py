"""`copydesk check -`: standard input is checked, and with --fix passed on repaired."""

from __future__ import annotations

import pytest

from tests.conftest import Run

SLIPS = "He went home wiht them,and she stayed.\n"
MENDED = "He went home with them, and she stayed.\n"


def test_standard_input_is_markdown_unless_named(copydesk: Run) -> None:
    code = b"    wiht\n"
    assert copydesk("check", "-", given=code).returncode == 0
    named = copydesk("check", "--stdin-filename", "desk/story.txt", "-", given=code)
    assert named.returncode == 1
    assert named.stdout.startswith(b"desk/story.txt:1:5: error known-typo")


def test_fix_of_standard_input_goes_to_standard_output(copydesk: Run) -> None:
    done = copydesk("check", "--fix", "-", given=SLIPS.encode())
    assert (done.returncode, done.stdout) == (0, MENDED.encode())
    assert done.stderr == b"Made 2 repairs; 0 findings left.\n"


def test_what_fix_of_standard_input_leaves_is_told_on_standard_error(copydesk: Run) -> None:
    given = "She said: “It was the the best day of our lives.”\n".encode()
    done = copydesk("check", "--fix", "-", given=given)
    assert (done.returncode, done.stdout) == (1, given)
    assert b"repeated-word" in done.stderr


@pytest.mark.parametrize(
    "given",
    [
        b"\xef\xbb\xbfIt is clean.\r\nSo is this.\r\n",
        "It is clean.\n".encode("utf-16"),
        b"Caf\xe9 society is clean.\n",
        b"\x00\x01\x02binary",
        b"",
    ],
)
def test_fix_passes_clean_or_unreadable_standard_input_through(copydesk: Run, given: bytes) -> None:
    assert copydesk("check", "--fix", "-", given=given).stdout == given


def test_diff_of_standard_input(copydesk: Run) -> None:
    done = copydesk("check", "--diff", "-", given=SLIPS.encode())
    assert done.stdout.decode() == f"--- -\n+++ -\n@@ -1 +1 @@\n-{SLIPS}+{MENDED}"
    assert done.returncode == 1


def test_standard_input_stands_alone(copydesk: Run) -> None:
    done = copydesk("check", "-", "story.txt")
    assert (done.returncode, b"cannot be checked together with files" in done.stderr) == (2, True)


def test_a_forced_exclusion_holds_for_standard_input(copydesk: Run) -> None:
    options = ("check", "--exclude", "drafts", "--force-exclude", "--stdin-filename", "drafts/a.md")
    assert copydesk(*options, "-", given=SLIPS.encode()).returncode == 0
    assert copydesk(*options, "--fix", "-", given=SLIPS.encode()).stdout == SLIPS.encode()
