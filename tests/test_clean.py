"""Correct copy of many kinds draws no finding: an alarm on it is the defect that kills such tools."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lint.packs import load_rules
from lint.report.terminal import concise
from lint.run import Task, run_file
from tests.conftest import Run

PIECES = sorted((Path(__file__).parent.parent / "fixtures" / "clean").iterdir())
LEAST_PIECES = 65


def test_there_are_pieces_enough() -> None:
    assert len(PIECES) >= LEAST_PIECES


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.name)
def test_correct_copy_draws_no_finding(path: Path) -> None:
    result = run_file(str(path), Task(load_rules()))
    assert result.errors == []
    assert result.problem == ""
    assert result.source is not None
    assert "\n".join(map(concise, result.findings)) == ""


@pytest.mark.parametrize("suffix", ["", ".md", ".txt"], ids=["as it is", "as Markdown", "as plain text"])
def test_no_repair_touches_correct_copy(suffix: str, copydesk: Run, tmp_path: Path) -> None:
    """What a hook would do to the only copy of each piece, whatever the piece is taken for: nothing."""
    for piece in PIECES if not suffix else [piece for piece in PIECES if piece.suffix == ".html"]:
        shutil.copy(piece, tmp_path / (piece.name + suffix))
    copies = sorted(tmp_path.iterdir())
    before = {copy: (copy.read_bytes(), copy.stat().st_ino) for copy in copies}
    done = copydesk("check", "--isolated", "--fix", "--unsafe-fixes", "--no-cache", *copies)
    assert done.returncode == 0
    assert done.stdout.startswith(b"Nothing found in ")
    assert {copy: (copy.read_bytes(), copy.stat().st_ino) for copy in copies} == before
