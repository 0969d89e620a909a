"""A run that is begun again does what is left and nothing else; what changed is done anew."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lint.archive import planning, work
from lint.archive.identity import config_of
from lint.archive.lines import ranges_of
from lint.archive.output import Output
from lint.archive.pieces import Piece, pieces_of
from lint.archive.places import Place
from lint.archive.planning import shards_of_tables
from lint.archive.reader import Reader
from lint.archive.run import alone
from lint.archive.schema import Tables
from lint.archive.shards import Columns, Done, Order, Shard
from lint.archive.work import lint_batch
from lint.packs import load_rules
from tests.archive.tools import check, lines, manifest, parquet, read, story, texts

COUNT = 6


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list in which each document is noted that is really read."""
    noted: list[str] = []

    def answered(self: Reader, order: Order, question: Any) -> Any:  # noqa: ANN401 (as it is in the program)
        noted.append(question.document)
        return real(self, order, question)

    real = Reader.read
    monkeypatch.setattr(Reader, "read", answered)
    return noted


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Return three files of two stories each."""
    return [parquet(tmp_path / f"{at}.parquet", texts(6)[at : at + 2], first=at) for at in (0, 2, 4)]


def test_a_finished_run_does_nothing_again(inputs: list[Path], asked: list[str], tmp_path: Path) -> None:
    first = check(*inputs, "--out", tmp_path / "out").stdout
    found = read(tmp_path / "out", "findings")
    assert len(asked) == COUNT
    again = check(*inputs, "--out", tmp_path / "out").stdout
    assert len(asked) == COUNT
    assert again == first.replace("documents:", "documents, 6 of them in an earlier run:")
    assert read(tmp_path / "out", "findings") == found


def test_a_shard_counts_when_its_documents_are_written_and_not_before(
    inputs: list[Path], asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    put = Output.put

    def broken(self: Output, below: str, data: Any) -> None:  # noqa: ANN401 (as it is in the program)
        if below.startswith("docs/2.parquet"):
            raise KeyboardInterrupt
        put(self, below, data)

    monkeypatch.setattr(Output, "put", broken)
    with pytest.raises(click.Abort) as stop:
        check(*inputs, "--out", out)
    assert str(stop.value.__context__) == "the same command goes on from here"
    assert any(path.name.startswith("2.parquet") for path in (out / "findings").iterdir())
    assert manifest(out)["ended"] is None
    monkeypatch.setattr(Output, "put", put)
    before = len(asked)
    result = check(*inputs, "--out", out)
    assert result.exit_code == 0
    assert "story-0" not in asked[before:]
    assert {"story-2", "story-3"} <= set(asked[before:])
    assert [row[0] for row in read(out, "docs", "document")] == [f"story-{number}" for number in range(COUNT)]
    assert len(read(out, "findings")) == manifest(out)["findings"] == 5
    assert manifest(out)["ended"]


def test_a_changed_input_is_not_taken_for_finished(inputs: list[Path], asked: list[str], tmp_path: Path) -> None:
    out = tmp_path / "out"
    check(*inputs, "--out", out)
    asked.clear()
    parquet(inputs[1], [story(1), story(3), story(5)], first=10)
    check(*inputs, "--out", out)
    assert asked == ["story-10", "story-11", "story-12"]
    names = [row[0] for row in read(out, "docs", "document")]
    assert sorted(names) == sorted(f"story-{number}" for number in (0, 1, 4, 5, 10, 11, 12))
    assert len(names) == manifest(out)["documents"]
    assert {row[0] for row in read(out, "findings", "document")} <= set(names)
    os.utime(inputs[0], ns=(1, 1))
    asked.clear()
    check(*inputs, "--out", out)
    assert asked == ["story-0", "story-1"]


@pytest.mark.parametrize("more", [("--select", "typos"), ("--format", "text"), ("--keep-column", "id")])
def test_other_rules_or_columns_are_another_run(
    more: tuple[str, ...], inputs: list[Path], asked: list[str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    check(*inputs, "--out", out)
    asked.clear()
    check(*inputs, "--out", out, *more)
    assert len(asked) == COUNT
    assert len(read(out, "docs")) == COUNT


def test_the_rules_are_known_by_what_they_are_not_by_where_they_lie(tmp_path: Path) -> None:
    for name, wrong in (("one", "Kiev"), ("two", "Kiev"), ("three", "Kiew")):
        (tmp_path / name / "house").mkdir(parents=True)
        (tmp_path / name / "house" / "prefer.txt").write_text(f"{wrong} -> Kyiv\n", encoding="utf-8")
    packs = [load_rules(packs=[str(tmp_path / name / "house")]) for name in ("one", "two", "three")]
    one, two, three = map(config_of, packs)
    assert one == two
    assert len({one, three, config_of(load_rules())}) == 3


def test_a_folder_of_another_run_is_left_alone(inputs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    check(inputs[0], "--out", out)
    found = sorted(out.rglob("*"))
    result = check(inputs[1], "--out", out)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {out} holds the results of another run; name another folder with --out\n"
    assert sorted(out.rglob("*")) == found


def test_two_runs_do_not_write_to_one_folder(inputs: list[Path], tmp_path: Path) -> None:
    with alone(Output(str(tmp_path / "out"))):
        result = check(*inputs, "--out", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (2, f"Error: another run writes to {tmp_path / 'out'}\n")
    assert check(*inputs, "--out", tmp_path / "out").exit_code == 0


def test_drafts_of_dead_runs_are_swept(inputs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "findings").mkdir(parents=True)
    for name in ("findings/.draft-here-1-a.parquet", ".draft-here-1-manifest.json"):
        (out / name).write_bytes(b"half")
    check(*inputs, "--out", out)
    assert [path.name for path in out.rglob("*") if path.name.startswith(".draft")] == []


@pytest.mark.parametrize("after", [0, 1])
def test_an_input_that_changes_while_it_is_read_is_told_and_left_for_the_next_run(
    after: int, inputs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"

    def late(shard: Shard) -> Iterator[Piece]:
        if shard.place == str(inputs[1]) and not after:
            os.utime(inputs[1], ns=(1, 1))
        for piece in pieces_of(shard):
            yield piece
            if piece.document == "story-2" and after:
                os.utime(inputs[1], ns=(1, 1))

    monkeypatch.setattr(work, "pieces_of", late)
    result = check(*inputs, "--out", out)
    assert (result.exit_code, result.stderr) == (2, f"error: {inputs[1]}: it changed while it was read\n")
    assert len(read(out, "docs")) == manifest(out)["documents"] == 4
    assert manifest(out)["ended"] is None
    monkeypatch.setattr(work, "pieces_of", pieces_of)
    assert check(*inputs, "--out", out).exit_code == 0
    assert len(read(out, "docs")) == COUNT


def test_documents_that_could_not_be_checked_are_tried_anew_when_asked(asked: list[str], tmp_path: Path) -> None:
    good = parquet(tmp_path / "a.parquet", texts(2))
    bad = parquet(tmp_path / "b.parquet", [story(2), None], first=2)
    check(good, bad, "--out", tmp_path / "out")
    asked.clear()
    assert check(good, bad, "--out", tmp_path / "out").exit_code == 1
    assert asked == []
    assert check(good, bad, "--out", tmp_path / "out", "--retry-errors").exit_code == 1
    assert asked == ["story-2"]


def order_for(text: str = "text") -> Order:
    book = load_rules()
    assert book.asked is not None
    return Order(book.asked, config_of(book), Columns(text=text))


@pytest.mark.parametrize("rows", [1, 7, 100])
@pytest.mark.parametrize("size", [1, 700, 10**9])
def test_parquet_is_cut_into_ranges_that_hold_each_row_once(rows: int, size: int, tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", texts(100), rows=rows)
    shards = shards_of_tables([str(path)], order_for(), size)
    assert [piece.document for shard in shards for piece in pieces_of(shard)] == [f"story-{at}" for at in range(100)]
    assert [shard.rows for shard in shards] == [len(list(pieces_of(shard))) for shard in shards]
    assert (len(shards) > 1) == (size < 10**9)
    assert len({shard.name for shard in shards}) == len(shards)


def test_a_row_group_is_not_cut_into_so_many_pieces_that_skipping_takes_the_time(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", texts(1000), rows=1000)
    assert len(shards_of_tables([str(path)], order_for(), 1)) <= 64


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("size", [1, 700, 10**9])
def test_lines_are_cut_into_ranges_that_hold_each_line_once(name: str, size: int, tmp_path: Path) -> None:
    path = lines(tmp_path / name, texts(100))
    shards = shards_of_tables([str(path)], order_for(), size)
    pieces = [piece for shard in shards for piece in pieces_of(shard)]
    assert [(piece.document, piece.place) for piece in pieces] == [
        (f"story-{at}", f"{path}:{at + 1}") for at in range(100)
    ]
    assert [shard.rows for shard in shards] == [len(list(pieces_of(shard))) for shard in shards]
    assert (len(shards) > 1) == (size < 10**9)


def test_ranges_of_a_packed_file_grow_so_that_unpacking_does_not_take_the_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "A story."}\n' * 2000))
    found = list(ranges_of(Place(str(path)), 21, 10**9, lambda _, __: None))
    assert sum(each.rows for each in found) == 2000
    assert len(found) <= 8 * 8


def test_a_batch_of_rows_becomes_tables(tmp_path: Path) -> None:
    batch = pa.RecordBatch.from_pydict({"body": [story(0), None], "section": ["world", None]})
    order = order_for("body")
    order = order._replace(columns=order.columns._replace(keep=("section",)))
    with Reader() as reader:
        tables = lint_batch(batch, order, reader, "wire")
    assert isinstance(tables, Tables)
    assert tables.docs.column("document").to_pylist() == ["wire:1", "wire:2"]
    assert tables.docs.column("section").to_pylist() == ["world", None]
    assert tables.findings.column("document").to_pylist() == ["wire:1", "wire:1"]
    assert tables.errors.to_pylist() == [{"document": "wire:2", "reason": "unreadable", "detail": "it has no text"}]


def test_what_a_shard_came_to_stands_in_its_file(inputs: list[Path], tmp_path: Path) -> None:
    check(*inputs, "--out", tmp_path / "out")
    output = Output(str(tmp_path / "out"))
    done = [output.done(name) for name in sorted(output.finished())]
    assert [each[1:5] for each in done] == [(2, 1, 2, 0), (2, 1, 1, 0), (2, 2, 2, 0)]
    assert all(isinstance(each, Done) for each in done)
    told = [json.loads(pq.read_metadata(path).metadata[b"copydesk"]) for path in (tmp_path / "out" / "docs").iterdir()]
    assert sum(each[0] for each in told) == COUNT


def test_files_with_the_same_rules_stand_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_MOST", 2)
    for number in range(5):
        (tmp_path / f"{number}.md").write_text(story(number), encoding="utf-8")
    order, other = order_for(), order_for("body")
    names = [str(tmp_path / f"{number}.md") for number in range(5)]
    pairs = [(name, order if at < 3 else other) for at, name in enumerate(names)]
    shards = list(planning.shards_of_files(pairs))
    assert [len(shard.files) for shard in shards] == [2, 1, 2]
    assert [piece.document for shard in shards for piece in pieces_of(shard)] == names
