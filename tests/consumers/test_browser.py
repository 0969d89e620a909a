"""The proof page in a real browser: on a wide screen, on a phone, on paper; no script in a story runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import SIZES, blank_beside, dom_of, painted, printed
from tests.conftest import Run
from tests.nasty import NAME, STORY

pytestmark = pytest.mark.real



@pytest.fixture
def proof(copydesk: Run, tmp_path: Path, fixtures: Path) -> Path:
    story = (fixtures / "stories/soldier-exchange.txt").read_text("utf-8")
    hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n"
    (tmp_path / "story.md").write_text(hostile + "\n" + story, "utf-8")
    (tmp_path / NAME).write_text(STORY, "utf-8")
    copydesk("check", "story.md", NAME, "--output-format", "html", "--output-file", "proof.html")
    return tmp_path / "proof.html"


@pytest.mark.parametrize("size", list(SIZES))
def test_it_is_painted(proof: Path, chromium: str, size: str) -> None:
    plain = painted(chromium, blank_beside(proof), SIZES[size])
    assert len(painted(chromium, proof, SIZES[size])) > 5 * len(plain)


def test_it_prints(proof: Path, chromium: str) -> None:
    assert printed(chromium, proof).startswith(b"%PDF-")


def test_no_script_of_a_story_runs(proof: Path, chromium: str) -> None:
    dom = dom_of(chromium, proof)
    assert "<title>Proof: " in dom
    assert "<script" not in dom
    assert "<img" not in dom
    assert "&lt;img src=x onerror=alert(1)&gt;" in dom
    assert dom.count('class="mark ') > 20
    naked = proof.with_name("naked.html")
    naked.write_text(proof.with_name("story.md").read_text("utf-8"), "utf-8")
    assert "<title>owned</title>" in dom_of(chromium, naked), "the story is not hostile enough for this test"
