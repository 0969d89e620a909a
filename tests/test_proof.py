"""The proof page: the whole story, every slip marked and noted, every link leading somewhere, nothing remote."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import Run

HOSTILE = (
    "# The the <script>alert(1)</script>\n\n"
    "He went wiht \"x\" onload='y', \x1b[1m \u202ewiht\u202c & <img src=http://x/y>.\n\n"
    "| Tea | Price |\n| — | — |\n| Green | 1 | 2 |\n\nHe went home wiht them,adn stayed.\nHard wiht wrapped.\n"
)
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would make of the page, as far as these tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.addresses: list[str] = []
        self.copy: list[str] = []
        self.marks: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(f"{tag}.{values.get('class', '')}")
        self.ids += [values["id"]] if "id" in values else []
        self.targets += [values["href"][1:]] if values.get("href", "").startswith("#") else []
        addresses = [values[name] for name in ("src", "href", "action") if name in values]
        self.addresses += [each for each in addresses if not each.startswith("#")]
        assert not any(name.startswith("on") for name in values)
        if values.get("class", "").startswith("mark"):
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.split(".")[0] == tag
        if closed.startswith("p.copy"):
            self.copy.append("\n")

    def handle_data(self, data: str) -> None:
        inside = [each.split(".")[0] for each in self.open]
        if any(each.startswith("p.copy") for each in self.open):
            if "ins" not in inside and "sup" not in inside:
                self.copy.append(data)
            if "a" in inside and "sup" not in inside:
                self.marks[-1] += {"del": f"[{data}]", "ins": f"+{data}+"}.get(inside[-1], data)


@pytest.fixture
def page(copydesk: Run, tmp_path: Path) -> Page:
    (tmp_path / "<b>.md").write_text(HOSTILE, "utf-8")
    (tmp_path / "clean.md").write_text("Good.\n", "utf-8")
    done = copydesk("check", ".", "--output-format", "html")
    assert done.returncode == 1
    text = done.stdout.decode()
    assert "\x1b" not in text
    assert "\u202e" not in text
    return Page(text)


def test_the_page_is_whole_and_asks_for_nothing(page: Page) -> None:
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "form", "object", "b"} & set(page.tags)
    assert page.addresses == []


def test_every_mark_and_note_lead_to_each_other(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    marks = [each for each in page.ids if re.fullmatch(r"m\d+", each)]
    assert marks == [f"m{number}" for number in range(1, len(marks) + 1)]
    assert {f"n{each[1:]}" for each in marks} <= set(page.ids)
    assert len(marks) == len(page.marks) == page.tags.count("del") + sum("[" not in each for each in page.marks)


def test_the_whole_story_stands_there(page: Page) -> None:
    seen = "".join(page.copy)
    escaped = HOSTILE.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")
    assert seen.split() == escaped.split()


def test_slips_are_marked_with_their_repairs(page: Page) -> None:
    assert page.marks.count("[wiht]+with+") == 4
    assert "[The the]+The+" in page.marks
    assert page.marks[-3:-1] == ["+ +", "[adn]+and+"]


def test_nothing_found_is_a_page_too(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "clean.md").write_text("Good.\n", "utf-8")
    done = copydesk("check", ".", "--output-format", "html", "--output-file", "proof.html")
    assert done.returncode == 0
    text = (tmp_path / "proof.html").read_text("utf-8")
    assert Page(text).marks == []
    assert "<p>Nothing found.</p>" in text


def test_what_could_not_be_read_is_said(copydesk: Run, tmp_path: Path) -> None:
    (tmp_path / "binary.md").write_bytes(b"\0")
    assert b'<p class="problem">not checked: it is a binary file</p>' in copydesk(
        "check", ".", "--output-format", "html"
    ).stdout
