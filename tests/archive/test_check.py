"""Archives: whatever they are kept in, the findings are those of the terminal, and no document is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lint import engine
from lint.archive.desk import Question, answered
from lint.archive.schema import DOCS, ERRORS, FINDINGS
from lint.fingerprint import fingerprints
from lint.packs import load_rules
from lint.run import Task, run_bytes
from tests.archive.tools import check, lines, manifest, parquet, read, story, texts, traps

COUNT = 30


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl", "a.jsonl.gz", "a.ndjson.zst"])
def test_rows_are_found_to_hold_what_the_same_files_hold(name: str, tmp_path: Path) -> None:
    stories = texts(COUNT)
    write = parquet if name.endswith("parquet") else lines
    result = check(write(tmp_path / name, stories), "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, f"Checked {COUNT} documents: 21 findings in 18.\n")
    expected = []
    for number, text in enumerate(stories):
        found = run_bytes(text.encode(), f"{number}.md", Task(load_rules()))
        assert found.source is not None
        marks = fingerprints(found.findings, found.source, f"story-{number}")
        expected += [
            (
                f"story-{number}", each.rule, each.severity.label, each.safety.label, each.start, each.end, each.line,
                each.column, each.text, each.message, each.suggestions[0], each.evidence, mark,
            )
            for each, mark in zip(found.findings, marks, strict=True)
        ]
    assert read(tmp_path / "out", "findings") == expected
    docs = read(tmp_path / "out", "docs", "document", "sha256", "status", "findings", "words")
    assert [row[0] for row in docs] == [f"story-{number}" for number in range(COUNT)]
    assert [row[1] for row in docs] == [sha256(text.encode()).hexdigest() for text in stories]
    assert [row[3] for row in docs] == [sum(each[0] == row[0] for each in expected) for row in docs]
    assert {row[2] for row in docs if row[3]} == {"findings"}
    assert {row[2] for row in docs if not row[3]} == {"clean"}
    assert [row[4] for row in docs] == [len(text.split()) for text in stories]


def test_the_tables_have_the_columns_that_users_build_on(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", texts(2), date=[20200101, None], tags=[["a", "é"], []])
    assert check(path, "--out", tmp_path / "out", "--keep-column", "date", "--keep-column", "tags").exit_code == 0
    for name, schema in (("findings", FINDINGS), ("errors", ERRORS)):
        (file,) = (tmp_path / "out" / name).iterdir()
        assert pq.read_schema(file).remove_metadata() == schema
    (file,) = (tmp_path / "out" / "docs").iterdir()
    schema = pq.read_schema(file).remove_metadata()
    assert schema == pa.schema([*DOCS, ("date", pa.string()), ("tags", pa.string())])
    assert read(tmp_path / "out", "docs", "date", "tags") == [("20200101", '["a", "é"]'), (None, "[]")]


def test_a_folder_is_walked_as_by_check_and_its_tables_are_read_too(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "old").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("old\n", encoding="utf-8")
    (folder / "old" / "out.md").write_text(story(0), encoding="utf-8")
    (folder / "one.md").write_text(story(0), encoding="utf-8")
    (folder / "two.txt").write_bytes(story(2).replace("others", "cafés").encode("cp1252"))
    (folder / "none.txt").write_bytes(b"\0\1")
    parquet(folder / "rows.parquet", texts(2))
    out = folder / "out"
    result = check(folder, "--out", out)
    assert result.exit_code == 1
    names = [row[0] for row in read(out, "docs", "document")]
    assert names == [*(str(folder / each) for each in ("none.txt", "one.md", "two.txt")), "story-0", "story-1"]
    assert read(out, "errors") == [(str(folder / "none.txt"), "unreadable", "it is a binary file")]
    assert check(folder, "--out", out).stdout.startswith("Checked 5 documents, 5 of them in an earlier run")
    again = check(folder, folder / "one.md", folder / "rows.parquet", "--out", tmp_path / "other")
    assert again.stdout.startswith("Checked 5 documents: ")


def test_rows_that_cannot_be_read_are_told_and_lose_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"id": 7, "text": story(0)},
        {"id": "none"},
        {"id": "number", "text": 5},
        {"text": story(2), "format": "text"},
        {"id": "odd", "text": "A story.", "format": "pdf"},
        {"id": "half", "text": "A \ud83d story."},
        {"id": "binary", "text": "A \0 story."},
        {"id": "", "text": story(4)},
    ]
    data = [*map(json.dumps, rows), "nonsense", "", "[1]", json.dumps({"id": "last", "text": story(6)})]
    path.write_text("\n".join(data), encoding="utf-8")
    result = check(path, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stdout.startswith("Checked 11 documents: 5 findings in 4; 7 could not be checked, see ")
    found = read(tmp_path / "out", "errors")
    assert [(row[0].removeprefix(f"{tmp_path}/"), row[1], row[2]) for row in found] == [
        ("none", "unreadable", "it has no text"),
        ("number", "unreadable", "its text is of another kind: int"),
        ("odd", "unreadable", "there is no format 'pdf'; there are markdown and text"),
        ("half", "unreadable", "it holds half a character at 2"),
        ("binary", "unreadable", "it is a binary file"),
        ("a.jsonl:9", "unreadable", "the line is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("a.jsonl:11", "unreadable", "the line holds no object"),
    ]
    fine = [row[0] for row in read(tmp_path / "out", "docs", "document", "status") if row[1] == "findings"]
    assert fine == ["7", f"{path}:4", f"{path}:8", "last"]


def test_columns_of_odd_kinds_are_read(tmp_path: Path) -> None:
    texts = pa.array([story(0).replace("others", "caf\u00e9s").encode("cp1252"), story(2).encode()])
    times = pa.array([1, 1_600_000_000_000_000_001], pa.timestamp("ns"))
    rows = {"text": texts.cast(pa.string(), safe=False), "id": pa.array([1.5, 7]), "time": times}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    assert check(tmp_path / "a.parquet", "--out", tmp_path / "out", "--keep-column", "time").exit_code == 0
    assert read(tmp_path / "out", "docs", "document", "findings", "time") == [
        ("1.5", 2, "1970-01-01 00:00:00.000000001"), ("7", 1, "2020-09-13 12:26:40.000000001"),
    ]


def test_a_folder_that_cannot_be_read_is_told_and_the_rest_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "one.md").write_text(story(0), encoding="utf-8")
    real = os.scandir

    def scandir(path: str) -> Any:  # noqa: ANN401 (as the system's; whoever is root may read every folder)
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    result = check(tmp_path, "--out", tmp_path / "out")
    told = f"error: {tmp_path}/closed: cannot be read: permission denied\n"
    assert (result.exit_code, result.stderr) == (2, told)
    assert result.stdout == "Checked 1 document: 2 findings in 1.\n"


def test_where_there_is_no_story_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "none.parquet")
    result = check(tmp_path / "empty", tmp_path / "none.parquet", "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "No story was found.\n")


def test_a_text_that_begins_with_a_mark_is_placed_as_in_its_column(tmp_path: Path) -> None:
    text = "\ufeff" + story(0)
    one, other = parquet(tmp_path / "a.parquet", [text]), parquet(tmp_path / "b.parquet", [text.encode()], first=1)
    check(one, other, "--out", tmp_path / "out")
    places = read(tmp_path / "out", "findings", "document", "start", "end", "line", "column", "text")
    assert places[0] == ("story-0", text.index("wiht"), text.index("wiht") + 4, 1, text.index("wiht"), "wiht")
    # Of bytes, the mark is no part of the text.
    assert places[2] == ("story-1", text.index("wiht") - 1, text.index("wiht") + 3, 1, text.index("wiht"), "wiht")


def test_ids_that_stand_more_than_once_are_said_and_kept_apart(tmp_path: Path) -> None:
    one, other = parquet(tmp_path / "a.parquet", texts(3)), parquet(tmp_path / "b.parquet", texts(3), first=2)
    result = check(one, other, one, "--out", tmp_path / "out")
    assert "note: 1 id stands more than once; its documents are told apart by their places" in result.stderr
    names = [row[0] for row in read(tmp_path / "out", "docs", "document")]
    assert names == ["story-0", "story-1", f"story-2 ({one}:3)", f"story-2 ({other}:1)", "story-3", "story-4"]
    assert manifest(tmp_path / "out")["twins"] == 1
    found = {row[0] for row in read(tmp_path / "out", "findings", "document")}
    assert {f"story-2 ({one}:3)", f"story-2 ({other}:1)"} & found == {f"story-2 ({one}:3)", f"story-2 ({other}:1)"}


def test_a_rule_that_fails_keeps_a_document_out_and_no_other(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", texts(COUNT, {4: "RAISES"}))
    result = check(path, "--out", tmp_path / "out", "--pack", traps(tmp_path), "--trust-packs")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"Checked {COUNT} documents: 20 findings in 17; 1 could not be checked")
    told = "rule traps:trap failed: ValueError: as it was told"
    assert read(tmp_path / "out", "errors") == [("story-4", "raised", told)]
    assert ("story-4", "error", 0) in read(tmp_path / "out", "docs", "document", "status", "findings")


def test_a_text_that_is_no_copy_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_HITS", 2)
    book = load_rules()
    answer = answered(Question("a", "He went home,and slept.\n\n" * 6, "markdown", 60), book)
    assert len(answer.rows) == 0
    assert (answer.reason, answer.detail) == ("unreadable", "this is no copy: missing-space found no end of it")
    assert len(answered(Question("a", "He went home,and slept.\n\n" * 2, "markdown", 60), book).rows) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["none.parquet"], "none.parquet: no such file or directory"),
        (["bad.parquet"], "bad.parquet: cannot be read: Parquet magic bytes not found in footer."),
        (["bad.csv"], "bad.csv: an archive is read from .parquet"),
        (["a.parquet", "--text-column", "body"], "no column “body” (--text-column); there are id, text, number"),
        (["a.parquet", "--id-column", "key"], "there is no column “key” (--id-column)"),
        (["a.parquet", "--format-column", "kind"], "there is no column “kind” (--format-column)"),
        (["a.parquet", "--keep-column", "desk"], "there is no column “desk” (--keep-column)"),
        (["a.parquet", "--keep-column", "status"], "the table of documents has a column of that name already"),
        (["a.parquet", "--text-column", "number"], "column “number” holds int64, not text"),
        (["a.parquet", "--select", "casin"], "no rule or group is named “casin”; did you mean “casing”?"),
        (["a.parquet", "--address", "auto"], "--address needs --on ray"),
        (["a.parquet", "--out", "bad.csv"], "bad.csv: cannot be written: "),
        (["nowhere://a/b.parquet"], "nowhere://a/b.parquet: "),
        (["bad.jsonl.gz"], "bad.jsonl.gz: cannot be read: "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parquet(tmp_path / "a.parquet", texts(1), number=[1])
    for name in ("bad.parquet", "bad.csv", "bad.jsonl.gz"):
        Path(name).write_text("a story that is no table\n", encoding="utf-8")
    result = check(*arguments, *([] if "--out" in arguments else ["--out", "out"]))
    assert result.exit_code == 2
    assert told in result.stderr.splitlines()[-1]
    assert result.stderr.splitlines()[-1].startswith("Error: ")
    assert not list(tmp_path.glob("out/docs/*"))


def test_a_secret_in_an_address_is_told_to_nobody(tmp_path: Path) -> None:
    result = check("s3://key:secret@bucket/a.parquet?endpoint_override=localhost:1&scheme=nothing", "--out", tmp_path)
    assert result.exit_code == 2
    assert "s3://bucket/a.parquet" in result.stderr
    assert "secret" not in result.stdout + result.stderr


@pytest.mark.parametrize(("module", "extra", "more"), [("pyarrow", "archive", ()), ("ray", "ray", ("--on", "ray"))])
def test_a_missing_extra_is_one_sentence(
    module: str, extra: str, more: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parquet(tmp_path / "a.parquet", texts(1))
    monkeypatch.setitem(sys.modules, module, None)
    result = check(path, "--out", tmp_path / "out", *more)
    assert (result.exit_code, result.stderr) == (2, f"Error: this needs {module}: pip install 'copydesk[{extra}]'\n")


def test_nothing_outside_of_archives_imports_what_they_need() -> None:
    code = (
        "import pkgutil, sys, lint\n"
        "for each in pkgutil.walk_packages(lint.__path__, 'lint.'):\n"
        "    if not each.name.startswith(('lint.archive', 'lint.lexicon', 'lint.__main__')):\n"
        "        __import__(each.name)\n"
        "print(len(sys.modules) > 100, sorted({'pyarrow', 'ray', 'duckdb'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"
