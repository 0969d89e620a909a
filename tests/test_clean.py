"""Correct copy of many kinds draws no finding: an alarm on it is the defect that kills such tools."""

from __future__ import annotations

from pathlib import Path

import pytest

from lint.packs import load_rules
from lint.report.terminal import concise
from lint.run import Task, run_file

PIECES = sorted((Path(__file__).parent.parent / "fixtures" / "clean").iterdir())
LEAST_PIECES = 20


def test_there_are_pieces_enough() -> None:
    assert len(PIECES) >= LEAST_PIECES


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.name)
def test_correct_copy_draws_no_finding(path: Path) -> None:
    result = run_file(str(path), Task(load_rules()))
    assert result.errors == []
    assert result.problem == ""
    assert result.source is not None
    assert "\n".join(map(concise, result.findings)) == ""
