"""The bar of a long run, and the time each rule takes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from lint.cli.progress import Bar, watched
from lint.run import FileResult
from tests.conftest import Run


def clock(step: float) -> Callable[[], float]:
    """Return a clock that is so many seconds later at each look."""
    seconds = iter(range(1_000_000))
    return lambda: next(seconds) * step


def results(count: int) -> list[FileResult]:
    return [FileResult(f"{number}.md", [], []) for number in range(count)]


def test_a_short_run_shows_no_bar() -> None:
    stream = io.StringIO()
    assert list(watched(results(5), 5, stream, clock(0.001))) == results(5)
    assert stream.getvalue() == ""


def test_a_long_run_shows_how_far_it_is_and_leaves_nothing_behind() -> None:
    stream = io.StringIO()
    assert list(watched(results(4), 4, stream, clock(2.0))) == results(4)
    shown = stream.getvalue()
    assert "[#######-----------------------] 1 of 4 files" in shown
    assert "[##############################] 4 of 4 files" in shown
    assert shown.endswith("\r\x1b[K")


def test_the_bar_is_gone_before_anything_else_is_printed() -> None:
    stream = io.StringIO()
    told = [FileResult("a.md", [], []), FileResult("b.md", [], [], problem="it is a binary file")]
    for result in watched(told, 2, stream, clock(2.0)):
        if result.problem:
            assert stream.getvalue().endswith("\r\x1b[K")


def test_in_a_pipe_there_is_no_bar(copydesk: Run, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.md").write_text("It rained.\n", encoding="utf-8")
    done = copydesk("check", tmp_path)
    assert done.stdout == b"Nothing found in 30 files.\n"
    assert done.stderr == b""


def test_the_time_each_rule_took_is_shown_and_the_findings_are_the_same(copydesk: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text("He went home wiht them.\n", encoding="utf-8")
    plain, timed = copydesk("check", story), copydesk("check", story, "--show-timing")
    assert (timed.stdout, timed.returncode) == (plain.stdout, plain.returncode)
    lines = timed.stderr.decode().splitlines()
    names = {line.split()[-1] for line in lines}
    assert {"(reading)", "(words)", "known-typo", "repeated-word"} <= names
    shares = [float(line.split()[2].rstrip("%")) for line in lines]
    assert shares == sorted(shares, reverse=True)
    assert abs(sum(shares) - 100) < len(shares) / 10


def test_the_bar_of_an_archive_shows_the_rate_and_the_time_left() -> None:
    stream = io.StringIO()
    seconds = iter([0, 0.5, 2, 2.01, 1000])
    bar = Bar(100_000, stream, lambda: next(seconds))
    bar.tick(10)
    assert stream.getvalue() == ""
    bar.tick(10)
    assert stream.getvalue() == f"\r\x1b[K[{'-' * 30}] 20 of 100,000 documents, 10 a second, 2 h 46 min left"
    bar.tick(10)
    bar.tick(49_970)
    half = f"[{'#' * 15}{'-' * 15}] 50,000 of 100,000 documents"
    assert stream.getvalue().endswith(f"{half}, 50 a second, 16 min 40 s left")
    bar.close()
    assert stream.getvalue().endswith("left\r\x1b[K")
