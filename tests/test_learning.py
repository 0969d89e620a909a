"""`copydesk names learn`: names of published copy, with their evidence, for an editor to accept."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.house.lines import read_house
from lint.learning import names_in
from tests.conftest import Run


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prime Minister Elena Kovalenko met Ludwig van Duvalovic’s men.", ["Elena Kovalenko", "Ludwig van Duvalovic"]),
        ("But Elena Kovalenko’s Kyiv visit, with Jean-Luc Duvalier.", ["Elena Kovalenko", "Jean-Luc Duvalier"]),
        ("The United Nations and the White House met the Foreign Minister.", []),
        ("Kovalenko spoke. Elena, Kovalenko. ELENA KOVALENKO", []),
        ("Elena Kovalenko Elena Kovalenko Elena Kovalenko is no name of six words", []),
        ("They met Elena van der", []),
    ],
)
def test_names_of_several_words_without_titles(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(1, 7):
        text = "# Elena Kovalenko Speaks Again\n\nHere Elena Kovalenko met Oleh Duvalovic. Then Elena Kovalenko left.\n"
        if number == 3:
            text += "\nThere Elena Kovalneko met Elena KOVALENKO, and Mykola Petrovych.\n"
        if number > 4:
            text += "\nAlso Oleg Duvalovic came.\n"
        (folder / f"{number}.md").write_text(text, "utf-8")
    return tmp_path


EXPECTED = """\
# 12 times in 6 stories, archive/1.md to archive/6.md; also Elena KOVALENKO (1), Elena Kovalneko (1)
Elena Kovalenko

# 6 times in 6 stories, archive/1.md to archive/6.md; also Oleg Duvalovic (2)
Oleh Duvalovic

"""


def test_each_name_has_its_evidence(copydesk: Run, archive: Path) -> None:
    done = copydesk("names", "learn", "archive")
    assert (done.returncode, done.stdout.decode()) == (0, EXPECTED)
    assert done.stderr == b"Names proposed: 2.\n"
    assert copydesk("names", "learn", "archive").stdout == done.stdout
    assert b"\nOleg Duvalovic\n" in copydesk("names", "learn", "archive", "--least", "2").stdout


def test_the_lines_can_be_moved_into_a_pack(copydesk: Run, archive: Path) -> None:
    (archive / "house").mkdir()
    (archive / "house/names.txt").write_bytes(copydesk("names", "learn", "archive").stdout)
    assert [fact.old for fact in read_house(str(archive / "house")).names] == ["Elena Kovalenko", "Oleh Duvalovic"]
    assert copydesk("pack", "test", "house").returncode == 0
    assert copydesk("names", "learn", "archive", "--pack", "house").stdout == b""
