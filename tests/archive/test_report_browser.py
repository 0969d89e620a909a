"""The page of an archive's report in a real browser: wide, on a phone, in the dark, on paper; nothing in it runs."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from lint.archive.report import page
from lint.archive.report.reading import Wanted, figures_of
from tests.archive.made import HOSTILE, doc, failure, finding, write_manifest, write_shard
from tests.browser import SIZES, blank_beside, dom_of, painted, printed

pytestmark = pytest.mark.real

DARK = "--blink-settings=preferredColorScheme=0"
OWNED = "</title><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    rows = [doc(f"s{n}", 2, 300, date=f"20{n % 20:02}-{n % 12 + 1:02}-03", section="news") for n in range(240)]
    rows += [doc(OWNED, 1, 10, date=OWNED, section=OWNED), doc(HOSTILE, 0, 0, "error", date="", section=HOSTILE)]
    found = [finding(f"s{n % 240}", "known-typo") for n in range(480)]
    found.append(finding(OWNED, OWNED, text=OWNED, message=OWNED, suggestion=OWNED, evidence=OWNED))
    write_shard(folder, "a", rows, found, [failure(HOSTILE, OWNED, OWNED)])
    write_manifest(folder, ["a"])
    path = folder / "report.html"
    path.write_text("".join(page.render(figures_of(str(folder), Wanted()), {OWNED: OWNED})), "utf-8")
    return path


def ground(picture: bytes) -> int:
    """Return how light the first point of a picture is; whatever the filter of its line, it stands there as it is."""
    at, packed = 8, b""
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        packed += picture[at + 8 : at + 8 + size] if picture[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    return sum(zlib.decompress(packed)[1:4]) // 3


@pytest.mark.parametrize("size", list(SIZES))
def test_it_is_painted_by_day_and_by_night(report: Path, chromium: str, size: str) -> None:
    plain = painted(chromium, blank_beside(report), SIZES[size])
    day, night = painted(chromium, report, SIZES[size]), painted(chromium, report, SIZES[size], DARK)
    assert min(len(day), len(night)) > 5 * len(plain)
    assert ground(day) > 200
    assert ground(night) < 60


def test_it_prints(report: Path, chromium: str) -> None:
    assert printed(chromium, report).startswith(b"%PDF-")


def test_nothing_in_an_archive_runs(report: Path, chromium: str) -> None:
    dom = dom_of(chromium, report)
    assert "<title>Archive: 481 findings in 242 documents</title>" in dom
    assert "<script" not in dom
    assert "<img" not in dom
    assert dom.count('<svg class="plot') == 2
    assert dom.count('<svg class="cell') > 10
    naked = report.with_name("naked.html")
    naked.write_text(f"<!doctype html><title>{OWNED}", "utf-8")
    dom = dom_of(chromium, naked)
    assert "<title>owned</title>" in dom, "the archive is not hostile enough for this test"
