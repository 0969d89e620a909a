"""Repaired copies: texts as `check --fix` leaves them, all else as it was, and edits that explain every change."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lint.archive import copies, planning, repairing
from lint.archive.edits import repaired
from lint.archive.lines import bytes_of
from lint.archive.schema import EDITS, REPAIRED_DOCS
from lint.fixing import fix as settled
from lint.model import Safety
from lint.packs import load_rules
from lint.source import Source
from tests.archive.tools import check, fix, lines, manifest, parquet, read, story, texts, traps
from tests.conftest import Run

BOOK = load_rules()
ROUNDS = "He saw teh  teh ,a man. The the end.\n"
"""A text that is repaired in more than one round."""
LIKELY = "“The long serise of talks ended,” he said.\n"
"""A text with a repair that is only suggested."""


def mended(text: str, least: Safety = Safety.SAFE, format: str = "markdown") -> str:  # noqa: A002
    return settled(Source(text, "-.txt" if format == "plain" else "-"), BOOK, format, least).text


def several(count: int = 12) -> list[str]:
    """Return stories of many kinds: clean, with slips, of many rounds, with a mark, empty."""
    return [*texts(count), ROUNDS, "\ufeff" + ROUNDS, "", LIKELY, "He went wiht\r\nthem 😀 teh.\r\n", *texts(3)]


def edited(out: Path, document: str, text: str) -> str:
    """Return a text with the edits that a run tells of a document, all made at once."""
    parts, last = [], 0
    for row in read(out, "edits"):
        if row[0] == document:
            _, _, _, start, end, line, before, after, _ = row
            assert text[start:end] == before
            assert start >= last
            assert line == 1 + text[:start].count("\n")
            parts += [text[last:start], after]
            last = end
    return "".join([*parts, text[last:]])


def parts(out: Path, name: str) -> list[Path]:
    return sorted((out / "copies" / name).iterdir())


def packed(data: bytes, name: str) -> bytes:
    if name.endswith(".zst"):
        made: bytes = pa.Codec("zstd").compress(data, asbytes=True)
        return made
    return gzip.compress(data) if name.endswith(".gz") else data


def unpacked(path: Path) -> bytes:
    kind = {".gz": "gzip", ".zst": "zstd"}.get(path.suffix)
    with pa.input_stream(path, compression=kind) as stream:
        data: bytes = stream.read()
        return data


def test_the_texts_here_need_several_rounds_and_grades() -> None:
    done = repaired(Source(ROUNDS, "-"), BOOK, "markdown", Safety.SAFE)
    assert any(len(change.findings) > 1 for change in done.changes)
    assert mended(LIKELY) == LIKELY != mended(LIKELY, Safety.SUGGEST)


def test_a_table_keeps_its_columns_and_its_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_MOST", 7)
    stories = several()
    count = len(stories)
    schema = pa.schema(
        [
            pa.field("id", pa.string(), nullable=False, metadata={"why": "names"}),
            pa.field("when", pa.timestamp("us", tz="Europe/Kyiv")),
            pa.field("text", pa.large_string()),
            pa.field("desk", pa.dictionary(pa.int8(), pa.string())),
            pa.field("tags", pa.list_(pa.struct([("name", pa.string()), ("weight", pa.float32())]))),
        ],
        metadata={"made": "by hand"},
    )
    table = pa.table(
        [
            [f"story-{number}" for number in range(count)],
            [datetime(2024, 1, 1, number % 24, tzinfo=UTC) if number % 3 else None for number in range(count)],
            stories,
            pa.array(["news", "sport", None] * count).slice(0, count).dictionary_encode().cast(schema.field(3).type),
            [[{"name": "a", "weight": 0.5}] * (number % 3) for number in range(count)],
        ],
        schema=schema,
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=5, compression={"text": "gzip", "id": "none"})
    before = (tmp_path / "a.parquet").read_bytes()
    out = tmp_path / "out"
    result = fix(tmp_path / "a.parquet", "--out", out)
    assert result.exit_code == 0
    changed = [number for number, text in enumerate(stories) if mended(text.removeprefix("\ufeff")) not in text]
    assert result.stdout.startswith(f"Repaired {len(changed)} of {count} documents with ")
    assert (tmp_path / "a.parquet").read_bytes() == before
    files = parts(out, "a.parquet")
    assert len(files) > 2
    tables = [pq.read_table(each) for each in files]
    assert all(copy.schema.equals(pq.read_schema(tmp_path / "a.parquet"), check_metadata=True) for copy in tables)
    copy = pa.concat_tables(tables)
    rest = [name for name in schema.names if name != "text"]
    assert copy.select(rest).equals(table.select(rest))
    now = copy.column("text").to_pylist()
    assert now == [mended(text) if text[:1] != "\ufeff" else "\ufeff" + mended(text[1:]) for text in stories]
    assert now == [edited(out, f"story-{number}", text) for number, text in enumerate(stories)]
    packings = [
        [pq.read_metadata(path).row_group(0).column(number).compression for number in range(6)]
        for path in (tmp_path / "a.parquet", files[0])
    ]
    assert packings[0] == packings[1]
    assert packings[0][2] == "GZIP"
    schemas = [pq.read_schema(next((out / name).iterdir())).remove_metadata() for name in ("edits", "docs")]
    assert schemas == [EDITS, REPAIRED_DOCS]
    docs = read(out, "docs", "document", "sha256", "status", "copy_sha256")
    for number, row in enumerate(docs):
        assert row[0] == f"story-{number}"
        assert row[1] == sha256(stories[number].encode()).hexdigest()
        assert row[2] == ("repaired" if number in changed else "unchanged")
        assert row[3] == sha256(now[number].encode()).hexdigest()


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("a.jsonl", ""),
        ("a.jsonl.gz", "\n"),
        pytest.param("a.jsonl", "\n", marks=pytest.mark.real),
        pytest.param("a.jsonl.gz", "", marks=pytest.mark.real),
        pytest.param("a.ndjson.zst", "\n", marks=pytest.mark.real),
        pytest.param("a.ndjson.zst", "", marks=pytest.mark.real),
    ],
)
def test_lines_keep_every_other_byte(name: str, last: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_MOST", 7)
    stories = several()
    rows = [json.dumps({"n": 1.50, "text": text, "id": f"story-{n}"}, indent=None) for n, text in enumerate(stories)]
    rows[3:3] = ["", "no JSON", '{"a":[1,{"text":"wiht"}],"text":null}\r', ' { "text" : "th\\u0065 the end" }\r']
    data = ("\n".join(rows) + last).encode()
    (tmp_path / name).write_bytes(packed(data, name))
    out = tmp_path / "out"
    result = fix(tmp_path / name, "--out", out)
    assert result.exit_code == 1
    assert [row[1] for row in read(out, "errors")] == ["unreadable", "unreadable"]
    files = parts(out, name)
    assert len(files) > 2
    copy = b"".join(unpacked(each) for each in files)
    expected = list(rows)
    for number, text in enumerate(stories):
        place = number if number < 3 else number + 4
        now = edited(out, f"story-{number}", text)
        assert now.removeprefix("\ufeff") == mended(text.removeprefix("\ufeff"))
        expected[place] = json.dumps({"n": 1.50, "text": now, "id": f"story-{number}"})
    expected[6] = ' { "text" : "th\\u0065 end" }\r'
    assert copy == ("\n".join(expected) + last).encode()


def test_files_are_copied_as_check_repairs_them(tmp_path: Path, copydesk: Run) -> None:
    folder, twin = tmp_path / "archive", tmp_path / "twin"
    contents = {
        "one.md": story(0).encode(),
        "deep/er/two.txt": b"\xef\xbb\xbf" + ROUNDS.replace("\n", "\r\n").encode(),
        "old.txt": "The café was wiht them.\n".encode("cp1252"),
        "wide.txt": b"\xff\xfe" + ROUNDS.encode("utf-16-le"),
        "clean.md": b"All is well here.\n",
        "binary.txt": b"\0\1",
        f"{'long ' * 49}.md": story(2).encode(),
    }
    for top in (folder, twin):
        for name, data in contents.items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_bytes(data)
    (folder / "picture.png").write_bytes(b"no story")
    out = tmp_path / "out"
    assert fix(folder, "--out", out).exit_code == 1
    copydesk("check", "--fix", "--isolated", twin)
    copied = {str(each.relative_to(out / "copies")): each.read_bytes() for each in out.glob("copies/**/*.*")}
    assert copied == {name: (twin / name).read_bytes() for name in contents}
    assert copied["binary.txt"] == contents["binary.txt"]
    assert copied["deep/er/two.txt"] != contents["deep/er/two.txt"]
    assert {name: (folder / name).read_bytes() for name in contents} == contents
    for name in contents.keys() - {"binary.txt"}:
        encoding = {"old.txt": "cp1252", "wide.txt": "utf-16"}.get(name, "utf-8-sig")
        text, now = ((top / name).read_bytes().decode(encoding) for top in (folder, twin))
        assert edited(out, str(folder / name), text) == now


@pytest.mark.real
def test_suggestions_are_made_only_when_asked_for(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", [LIKELY, ROUNDS])
    assert fix(path, "--out", tmp_path / "safe").exit_code == 0
    assert fix(path, "--out", tmp_path / "all", "--unsafe-fixes").exit_code == 0
    assert {row[2] for row in read(tmp_path / "safe", "edits")} == {"safe"}
    assert "suggest" in {row[2] for row in read(tmp_path / "all", "edits")}
    for name, least in (("safe", Safety.SAFE), ("all", Safety.SUGGEST)):
        (file,) = parts(tmp_path / name, "a.parquet")
        assert pq.read_table(file).column("text").to_pylist() == [mended(LIKELY, least), mended(ROUNDS, least)]
        assert manifest(tmp_path / name)["options"]["unsafe-fixes"] == (name == "all")
    assert "earlier run" not in fix(path, "--out", tmp_path / "safe", "--unsafe-fixes").stdout
    assert read(tmp_path / "safe", "edits") == read(tmp_path / "all", "edits")
    (file,) = parts(tmp_path / "safe", "a.parquet")
    assert file.read_bytes() == parts(tmp_path / "all", "a.parquet")[0].read_bytes()


@pytest.mark.real
def test_documents_that_fail_are_copied_as_they_are(tmp_path: Path) -> None:
    stories = texts(12, {2: "RAISES", 4: "KILLS", 6: "LOOPS"})
    stories[8] = "Half \0 a text wiht it."
    path = parquet(tmp_path / "a.parquet", stories)
    out = tmp_path / "out"
    result = fix(path, "--out", out, "--time-budget", "1", "--pack", traps(tmp_path), "--trust-packs")
    assert result.exit_code == 1
    assert result.stdout.startswith("Repaired 3 of 12 documents with 5 edits; 4 could not be, see ")
    reasons = {row[0]: row[1] for row in read(out, "errors")}
    assert reasons == {"story-2": "raised", "story-4": "killed", "story-6": "time", "story-8": "unreadable"}
    (file,) = parts(out, "a.parquet")
    now = pq.read_table(file).column("text").to_pylist()
    failed = (2, 4, 6, 8)
    assert now == [text if number in failed else mended(text) for number, text in enumerate(stories)]


def test_a_repair_that_an_encoding_cannot_hold_is_not_made(tmp_path: Path) -> None:
    pack = tmp_path / "house"
    pack.mkdir()
    (pack / "prefer.txt").write_text("Kiev -> Kyїv\n", "utf-8")
    (tmp_path / "in").mkdir()
    data = "The café in Kiev was wiht them.\n".encode("cp1252")
    (tmp_path / "in/old.txt").write_bytes(data)
    out = tmp_path / "out"
    assert fix(tmp_path / "in", "--out", out, "--pack", pack, "--unsafe-fixes").exit_code == 1
    assert (out / "copies/old.txt").read_bytes() == data
    assert read(out, "errors", "reason", "detail") == [("raised", "cp1252 has no 'ї', which a repair needs")]


@pytest.mark.parametrize(
    ("source", "out"),
    [("in", "in"), ("in", "in/out"), ("in/a.parquet", "in"), ("in", "link"), ("in", "."), ("in", "in/../in")],
)
def test_a_copy_is_never_written_where_its_input_is(source: str, out: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = parquet(tmp_path / "in/a.parquet", texts(1))
    (tmp_path / "link").symlink_to(tmp_path / "in")
    before = path.read_bytes()
    result = fix(tmp_path / source, "--out", tmp_path / out)
    assert (result.exit_code, result.stderr) == (
        2, f"Error: {tmp_path / out}: a copy is never written where its input is; name another folder with --out\n",
    )  # fmt: skip
    assert [each.name for each in (tmp_path / "in").iterdir()] == ["a.parquet"]
    assert path.read_bytes() == before


@pytest.mark.real
def test_what_a_check_has_written_is_not_overwritten(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", texts(3))
    check(path, "--out", tmp_path / "out")
    before = read(tmp_path / "out", "findings")
    result = fix(path, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "holds the results of another run" in result.stderr
    assert read(tmp_path / "out", "findings") == before
    fix(path, "--out", tmp_path / "fixed")
    assert check(path, "--out", tmp_path / "fixed").exit_code == 2


@pytest.mark.real
def test_two_files_with_one_copy_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        parquet(tmp_path / name / "x.parquet", texts(2))
    result = fix(tmp_path / "a", tmp_path / "b", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "the copy of another input is called x.parquet too" in result.stderr
    assert fix(tmp_path, "--out", tmp_path.with_name("elsewhere")).exit_code == 0
    made = tmp_path.with_name("elsewhere") / "copies"
    assert [each.name for each in sorted(made.glob("*/*"))] == ["x.parquet", "x.parquet"]


@pytest.mark.real
def test_a_run_goes_on_where_it_was_and_old_copies_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "_MOST", 4)
    path = parquet(tmp_path / "a.parquet", several())
    out = tmp_path / "out"
    fix(path, "--out", out)
    whole = {each: each.read_bytes() for each in parts(out, "a.parquet")}
    (lost,) = [each for each in parts(out, "a.parquet") if "0000000009" in each.name]
    (out / "docs" / lost.name).unlink()
    lost.write_bytes(b"half")
    (out / "copies/a.parquet/.draft-x-1-2").write_bytes(b"half")
    times = {each: each.stat().st_mtime_ns for each in parts(out, "a.parquet")}
    assert "in an earlier run" in fix(path, "--out", out).stdout
    assert {each: each.read_bytes() for each in parts(out, "a.parquet")} == whole
    assert [each for each in whole if each.stat().st_mtime_ns != times[each]] == [lost]
    parquet(path, texts(5))
    fix(path, "--out", out)
    assert set(parts(out, "a.parquet")).isdisjoint(whole)
    assert sum(pq.read_metadata(each).num_rows for each in parts(out, "a.parquet")) == 5


@pytest.mark.real
def test_texts_of_every_kind_keep_their_kind(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    kinds = {
        "string": pa.string(), "large": pa.large_string(), "view": pa.string_view(), "bytes": pa.binary(),
        "large-bytes": pa.large_binary(), "bytes-view": pa.binary_view(),
        "words": pa.dictionary(pa.int32(), pa.string()),
    }  # fmt: skip
    stories = [ROUNDS, None, "All is well.\n"]
    for name, kind in kinds.items():
        given = [text.encode() if text and "bytes" in name else text for text in stories]
        pq.write_table(pa.table({"id": [f"{name}-{n}" for n in range(3)], "text": pa.array(given, kind)}),
                       folder / f"{name}.parquet")  # fmt: skip
    out = tmp_path / "out"
    assert fix(folder, "--out", out).stdout.startswith("Repaired 7 of 21 documents with ")
    for name, kind in kinds.items():
        copy = pq.read_table(out / "copies" / f"{name}.parquet").column("text")
        assert copy.type == kind
        assert [text.decode() if isinstance(text, bytes) else text for text in copy.to_pylist()] == [
            mended(ROUNDS), None, "All is well.\n",
        ]  # fmt: skip
        assert "bytes" in name or edited(out, f"{name}-0", ROUNDS) == mended(ROUNDS)


@pytest.mark.real
@pytest.mark.parametrize("late", [False, True])
def test_an_input_that_changes_while_it_is_copied_is_not_taken(
    late: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: FBT001 (a test's parameter)
) -> None:
    path = lines(tmp_path / "a.jsonl", texts(5))
    out = tmp_path / "out"
    read_then: Callable[..., Any] = bytes_of if late else copies.copy_of

    def changing(*arguments: Any) -> Any:  # noqa: ANN401 (as it is)
        found = read_then(*arguments) if late else None
        lines(path, ["Another story altogether."] * 5)
        return found if late else read_then(*arguments)

    monkeypatch.setattr(*((copies, "bytes_of") if late else (repairing, "copy_of")), changing)
    result = fix(path, "--out", out)
    assert result.exit_code == 2
    assert f"error: {path}: it changed while it was read" in result.stderr
    assert not list(out.glob("copies/*/*"))
    assert manifest(out)["ended"] is None
