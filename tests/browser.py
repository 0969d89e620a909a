"""A real browser that shows a page, prints it, and tells what became of it."""

from __future__ import annotations

import struct
from pathlib import Path

from tests.consumers.tools import must, run

_HEADLESS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
SIZES = {"wide": (1280, 1600), "phone": (390, 844)}


def painted(chromium: str, page: Path, size: tuple[int, int], *more: str) -> bytes:
    """Return the picture of a page."""
    picture = page.with_name("picture.png")
    shot = (f"--window-size={size[0]},{size[1]}", f"--screenshot={picture}")
    must(run(chromium, *_HEADLESS, *more, *shot, page.as_uri(), where=page.parent))
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == size
    return data


def blank_beside(page: Path) -> Path:
    """Write an empty page beside another and return it."""
    blank = page.with_name("blank.html")
    blank.write_text("<!doctype html><title>blank</title>", "utf-8")
    return blank


def printed(chromium: str, page: Path) -> bytes:
    """Return what a page is on paper."""
    paper = page.with_name("paper.pdf")
    must(run(chromium, *_HEADLESS, f"--print-to-pdf={paper}", page.as_uri(), where=page.parent))
    return paper.read_bytes()


def dom_of(chromium: str, page: Path) -> str:
    """Return a page as it is when all in it that runs has run."""
    return must(run(chromium, *_HEADLESS, "--dump-dom", page.as_uri(), where=page.parent))
