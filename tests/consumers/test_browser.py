"""The proof page in a real browser: on a wide screen, on a phone, on paper; no script in a story runs."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.consumers.tools import must, run
from tests.nasty import NAME, STORY

pytestmark = pytest.mark.real

HEADLESS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
SIZES = {"wide": (1280, 1600), "phone": (390, 844)}


@pytest.fixture
def proof(copydesk: Run, tmp_path: Path, fixtures: Path) -> Path:
    story = (fixtures / "stories/soldier-exchange.txt").read_text("utf-8")
    hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n"
    (tmp_path / "story.md").write_text(hostile + "\n" + story, "utf-8")
    (tmp_path / NAME).write_text(STORY, "utf-8")
    copydesk("check", "story.md", NAME, "--output-format", "html", "--output-file", "proof.html")
    return tmp_path / "proof.html"


@pytest.fixture(scope="module")
def chromium() -> str:
    program = shutil.which("chromium")
    assert program, "this test needs Debian's package chromium"
    return program


@pytest.mark.parametrize("size", list(SIZES))
def test_it_is_painted(proof: Path, chromium: str, size: str) -> None:
    width, height = SIZES[size]
    picture = proof.with_name(f"{size}.png")
    must(
        run(
            chromium, *HEADLESS, f"--window-size={width},{height}", f"--screenshot={picture}", proof.as_uri(),
            where=proof.parent,
        )
    )  # fmt: skip
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, height)
    blank = proof.with_name("blank.html")
    blank.write_text("<!doctype html><title>blank</title>", "utf-8")
    must(
        run(
            chromium, *HEADLESS, f"--window-size={width},{height}", f"--screenshot={picture}", blank.as_uri(),
            where=proof.parent,
        )
    )  # fmt: skip
    assert len(data) > 5 * len(picture.read_bytes())


def test_it_prints(proof: Path, chromium: str) -> None:
    paper = proof.with_name("proof.pdf")
    must(run(chromium, *HEADLESS, f"--print-to-pdf={paper}", proof.as_uri(), where=proof.parent))
    assert paper.read_bytes().startswith(b"%PDF-")


def test_no_script_of_a_story_runs(proof: Path, chromium: str) -> None:
    dom = must(run(chromium, *HEADLESS, "--dump-dom", proof.as_uri(), where=proof.parent))
    assert "<title>Proof: " in dom
    assert "<script" not in dom
    assert "<img" not in dom
    assert "&lt;img src=x onerror=alert(1)&gt;" in dom
    assert dom.count('class="mark ') > 20
    naked = proof.with_name("naked.html")
    naked.write_text(proof.with_name("story.md").read_text("utf-8"), "utf-8")
    assert "<title>owned</title>" in must(
        run(chromium, *HEADLESS, "--dump-dom", naked.as_uri(), where=proof.parent)
    ), "the story is not hostile enough for this test"
