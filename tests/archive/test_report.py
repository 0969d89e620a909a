"""The report: exact figures, in any order of shards, and nothing in an archive that could harm who reads it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lint.archive.output import Output
from lint.archive.report import as_json, page, text
from lint.archive.report.figures import Figures, Group, top_rate
from lint.archive.report.plots import times_of
from lint.archive.report.reading import Wanted, figures_of
from lint.archive.report.tables import Tables
from lint.archive.shards import ArchiveError
from lint.report.columns import width
from tests.archive.made import HOSTILE, doc, failure, finding, write_manifest, write_shard
from tests.conftest import Run

VOID = {"meta"}


class Page(HTMLParser):
    """What a browser would make of the page: balanced tags, nothing that runs, no address."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.said: list[str] = []
        self.feed(markup)
        self.close()
        assert not self.open
        assert len(set(self.ids)) == len(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(tag)
        for name, value in attrs:
            assert name not in ("src", "action", "style", "xlink:href")
            assert not name.startswith("on")
            if name == "href":
                assert value is not None
                assert value.startswith("#")
                self.targets.add(value[1:])
            if name in ("aria-labelledby", "aria-describedby"):
                self.targets.add(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return two shards: four documents checked, two not, in two sections and three months."""
    folder = tmp_path / "out"
    write_shard(
        folder, "a-1",
        [
            doc("a", 2, 1000, date="2024-01-05", section="news"),
            doc("b", 0, 1000, date="20240211", section="news"),
            doc("c", 0, 0, "error", date="2024-02-12", section="sport"),
        ],
        [
            finding("a", "known-typo", evidence="listed"),
            finding("a", "likely-typo", safety="suggest", start=9, suggestion=None),
        ],
        [failure("c", "time", "it was not read within 1 s")],
    )  # fmt: skip
    write_shard(
        folder, "a-2",
        [
            doc("d", 1, 500, date="2024-02-28T10:00:00Z", section="sport"),
            doc("e", 0, 1500, date=None, section=""),
            doc("f", 0, 0, "error", date="2024-04-01", section="sport"),
        ],
        [finding("d", "known-typo", safety="query", severity="hint")],
        [failure("f")],
    )  # fmt: skip
    write_manifest(folder, ["a-1", "a-2"])
    return folder


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "hostile"
    one = {"section": HOSTILE, 'x" FROM docs; --<i>': HOSTILE}
    write_shard(
        folder, "a-1",
        [doc(HOSTILE, 3, 9, **one), doc("x", 0, 0, "error", **one) | {"copydesk": HOSTILE}],
        [
            finding(HOSTILE, "<b>" + HOSTILE, text=HOSTILE, message=HOSTILE, suggestion=HOSTILE, evidence=HOSTILE),
            finding(HOSTILE, "asked", text=HOSTILE, safety="query", suggestion=None),
            finding(HOSTILE, "日本" * 30, text="", message="日本" * 90, suggestion=""),
        ],
        [failure(HOSTILE, HOSTILE, HOSTILE)],
    )  # fmt: skip
    write_manifest(folder, ["a-1", "<b>" + HOSTILE])
    return folder


def test_the_figures(archive: Path) -> None:
    figures = figures_of(str(archive), Wanted())
    assert figures[1:7] == (6, 2, 2, 2, 4000, 3)
    assert figures.rate == 7.5
    assert [row[:6] for row in figures.rules] == [
        ("known-typo", "error", 2, 1, 0, 1),
        ("likely-typo", "error", 1, 0, 1, 0),
    ]
    assert dict(figures.spread) == {
        "none": 2, "1": 1, "2": 1, "3–5": 0, "6–10": 0, "11–20": 0, "21–50": 0, "more than 50": 0,
    }  # fmt: skip
    assert figures.worst == (("a", 2, 1000), ("d", 1, 500))
    assert [row[:2] for row in figures.errors] == [("raised", 1), ("time", 1)]
    assert figures.errors[1].samples == (("c", "it was not read within 1 s"),)
    assert figures.warnings == ()
    months, sections = figures.breakdowns
    assert months.groups == (
        ("2024-01", 1, 1000, 2), ("2024-02", 3, 1500, 1), ("2024-04", 1, 0, 0), (None, 1, 1500, 0),
    )  # fmt: skip
    assert sections.groups == (("sport", 3, 500, 1), ("news", 2, 2000, 2), (None, 1, 1500, 0))


def test_documents_are_counted_by_how_many_findings_they_have(tmp_path: Path) -> None:
    counts = (0, 1, 2, 3, 5, 6, 10, 11, 20, 21, 50, 51, 900)
    write_shard(tmp_path, "a", [doc(str(count), count) for count in counts])
    assert dict(figures_of(str(tmp_path), Wanted()).spread) == {
        "none": 1, "1": 1, "2": 1, "3–5": 2, "6–10": 2, "11–20": 2, "21–50": 2, "more than 50": 2,
    }  # fmt: skip


def test_columns_are_told_as_asked(archive: Path) -> None:
    (only,) = figures_of(str(archive), Wanted(values=("date",))).breakdowns
    assert len(only.groups) == 6
    (only,) = figures_of(str(archive), Wanted(by=("date",))).breakdowns
    assert only == figures_of(str(archive), Wanted(months=("date",))).breakdowns[0]
    assert only.kind == "month"


def test_more_values_than_are_told_are_summed_up(tmp_path: Path) -> None:
    write_shard(tmp_path, "a", [doc(f"{n}", 0, n, author=f"{n % 30:02}") for n in range(100)])
    (by_author,) = figures_of(str(tmp_path), Wanted()).breakdowns
    assert by_author.distinct == 10
    assert by_author.others is not None
    assert sum(each.documents for each in (*by_author.groups, by_author.others)) == 100
    assert sum(each.words for each in (*by_author.groups, by_author.others)) == sum(range(100))


def test_samples_come_from_all_over_and_do_not_depend_on_the_shards(tmp_path: Path) -> None:
    rows = [finding(f"d{n}", "known-typo", start=n, text="teh" if n % 10 else f"wrod{n}") for n in range(200)]
    docs = [doc(f"d{n}", 1) for n in range(200)]
    told = []
    for size in (7, 200):
        folder = tmp_path / str(size)
        for start in range(0, 200, size):
            write_shard(folder, f"s{500 - start}", docs[start : start + size], rows[start : start + size])
        told.append(figures_of(str(folder), Wanted()).rules[0].samples)
    assert told[0] == told[1]
    assert len({each.document for each in told[0]}) == len(told[0]) == 5
    assert len({each.text for each in told[0]}) >= 4
    assert len({int(each.document[1:]) // 40 for each in told[0]}) >= 3


@pytest.mark.parametrize("columns", [30, 60, 80, 100, 200])
@pytest.mark.parametrize("bars", [True, False])
def test_the_text_is_harmless_and_as_wide_as_the_terminal(hostile: Path, columns: int, bars: bool) -> None:  # noqa: FBT001
    lines = list(text.render(figures_of(str(hostile), Wanted()), columns, bars=bars))
    assert all(line.isprintable() for line in lines)
    assert "\\x1b[31m" in "".join(lines)
    assert all(width(line) <= columns for line in lines)


def test_the_table_is_aligned(archive: Path) -> None:
    lines = list(text.render(figures_of(str(archive), Wanted()), 80, bars=True))
    start = lines.index("By rule")
    assert lines[start + 1 : start + 4] == [
        "  rule          findings   share  repair",
        "  known-typo           2  66.7 %  safe 50.0 %, query 50.0 %  ███████████████████",
        "  likely-typo          1  33.3 %  suggest                    ██████████",
    ]
    assert "    a:1:4: “teh” should be “the”: listed" in lines


def test_a_rate_of_few_words_does_not_dwarf_the_others() -> None:
    groups = [Group("a", 9, 9000, 9), Group("b", 9, 9000, 18), Group("c", 3, 3000, 9), Group("d", 1, 10, 10)]
    assert top_rate(groups) == 30.0
    assert top_rate([]) == 1.0


def test_the_page_is_harmless_and_whole(hostile: Path, archive: Path) -> None:
    markup = "".join(page.render(figures_of(str(hostile), Wanted()), {"<b>" + HOSTILE: HOSTILE}))
    assert markup.replace("\n", "").isprintable()
    hurt = Page(markup)
    sound = Page("".join(page.render(figures_of(str(archive), Wanted()), {"known-typo": "Known misspellings."})))
    assert hurt.tags <= sound.tags
    assert not sound.tags & {"script", "img", "b", "i", "link", "iframe"}
    for each in (hurt, sound):
        assert each.targets <= set(each.ids)
    said = " ".join(sound.said)
    assert "Archive: 3 findings in 6 documents" in said
    assert "highest 20.0 in 2024-01" in said
    assert "Known misspellings." in said
    assert "</title><script>alert(1)</script>" in "".join(hurt.said)


def test_json_holds_every_figure(archive: Path, hostile: Path) -> None:
    told = json.loads(as_json.render(figures_of(str(archive), Wanted())))
    assert set(told) == {*Figures._fields, "rate"}
    assert told["rate"] == 7.5
    assert told["breakdowns"][0]["groups"][0] == {
        "name": "2024-01", "documents": 1, "words": 1000, "findings": 2, "rate": 20.0,
    }  # fmt: skip
    written = as_json.render(figures_of(str(hostile), Wanted()))
    assert json.loads(written)["worst"][0]["document"] == HOSTILE
    assert written.replace("\n", "").isprintable()


def test_the_command_writes_a_page(archive: Path, copydesk: Run, tmp_path: Path) -> None:
    done = copydesk("archive", "report", archive, "--output-format", "html", "--output-file", "page.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert "Known misspellings" in " ".join(Page((tmp_path / "page.html").read_text("utf-8")).said)


def test_a_check_that_is_not_done_is_told_with_what_is_missing(archive: Path) -> None:
    write_manifest(archive, ["a-1", "a-2", "a-3"], ended=None)
    assert figures_of(str(archive), Wanted()).warnings == (
        "the check is not done: 1 of 3 shards are missing, with 10 rows; the first is a-3",
    )
    write_manifest(archive, ["a-1", "a-2"], ended=None)
    assert figures_of(str(archive), Wanted()).warnings == ("the check has not ended, though every shard is there",)
    (archive / "manifest.json").unlink()
    assert "there is no manifest.json" in figures_of(str(archive), Wanted()).warnings[0]
    write_manifest(archive, ["a-2"])
    figures = figures_of(str(archive), Wanted())
    assert figures.documents == 3
    assert figures.warnings == ("1 shards of an earlier run lie there too and are not counted",)


def test_a_shard_that_is_half_written_does_not_count(archive: Path) -> None:
    (archive / "docs/a-2.parquet").unlink()
    (archive / "docs/.draft-a-2.parquet").write_bytes(b"PAR1")
    figures = figures_of(str(archive), Wanted())
    assert (figures.documents, figures.findings, sum(row.findings for row in figures.rules)) == (3, 2, 2)
    assert "1 of 2 shards are missing" in figures.warnings[0]


def test_numbers_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    write_shard(tmp_path, "a", [doc("a", 3), doc("b", 0, 0, "error")], [finding("a", "known-typo")])
    write_shard(tmp_path, "b", [doc("c") | {"copydesk": "0.2.0"}])
    write_manifest(tmp_path, ["a", "b"])
    assert figures_of(str(tmp_path), Wanted()).warnings == (
        "the documents count 3 findings, but 1 are there",
        "1 documents could not be checked, but 0 are told in errors",
        "not all was checked by the same rules: 0.1.0, 0.2.0",
    )


def refused(folder: Path, wanted: Wanted | None = None) -> str:
    with pytest.raises(ArchiveError) as error:
        figures_of(str(folder), wanted or Wanted())
    return str(error.value).replace(str(folder), "DIR")


def test_what_is_no_checked_archive_is_refused_in_a_sentence(archive: Path, tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere") == "DIR does not exist"
    assert refused(archive / "manifest.json").startswith("DIR is a file; name the folder")
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty") == "DIR holds no checked archive: copydesk archive check has not written there"
    write_manifest(tmp_path / "empty", ["a", "b"], ended=None)
    assert refused(tmp_path / "empty") == "DIR holds no finished shard yet: 2 are left to check"
    (tmp_path / "empty/manifest.json").write_text("[1]", "utf-8")
    assert refused(tmp_path / "empty") == "DIR: manifest.json is no manifest of copydesk archive check"
    write_manifest(tmp_path / "empty", ["a"], command="fix")
    assert refused(tmp_path / "empty").startswith("DIR holds repaired copies")
    (archive / "findings/a-2.parquet").write_bytes(b"no such thing")
    assert refused(archive).startswith("DIR cannot be read: ")
    assert "\n" not in refused(archive)
    pq.write_table(pa.table({"document": ["a"], "rule": ["b"]}), archive / "findings/a-2.parquet")
    assert refused(archive) == (
        "DIR: findings/a-2.parquet has no column severity; copydesk archive check did not write it so"
    )


def test_columns_that_are_not_there_are_refused(archive: Path, hostile: Path) -> None:
    assert refused(archive, Wanted(by=("author",))) == (
        "the check kept no column “author” (it kept date, section); name it with --keep-column when you check"
    )
    assert refused(archive, Wanted(months=("section",))).startswith("the column “section” holds no dates")
    odd = 'x" FROM docs; --<i>'
    assert figures_of(str(hostile), Wanted(by=(odd,))).breakdowns[0].groups == ((HOSTILE.strip(), 2, 9, 3),)


def test_a_refusal_drives_no_terminal(copydesk: Run) -> None:
    done = copydesk("archive", "report", "\x1b[31mred")
    assert done.returncode == 2
    assert done.stderr == b"Error: \\x1b[31mred does not exist\n"


def test_the_database_reads_nothing_else(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", "utf-8")
    tables = Tables(Output(str(archive)), ["a-1"], "here")
    assert tables.rows("docs", ("document",), "SELECT count(*) FROM docs") == [(3,)]
    with pytest.raises(ArchiveError, match="disabled"):
        tables.rows("docs", ("document",), f"SELECT * FROM '{tmp_path}/secret.csv'")


def test_an_archive_without_a_finding(tmp_path: Path) -> None:
    write_shard(tmp_path, "a", [doc("a", words=0)])
    write_manifest(tmp_path, ["a"])
    figures = figures_of(str(tmp_path), Wanted())
    assert list(text.render(figures, 80, bars=True))[1:] == [
        "1 document with 0 words: 1 clean, 0 with findings, 0 not checked",
        "0 findings, 0.0 per 10,000 words",
    ]
    assert "Nothing found." in Page("".join(page.render(figures, {}))).said


def test_dates_far_from_all_others_do_not_make_the_plot_endless(tmp_path: Path) -> None:
    docs = [doc(f"{n}", 1, date=f"{2000 + n % 20}-03-01") for n in range(600)]
    docs += [doc("old", 1, date="0001-01-01"), doc("far", 1, date="9999-12-31")]
    write_shard(tmp_path, "a", docs, [finding("1", "known-typo")] * 602)
    write_manifest(tmp_path, ["a"])
    figures = figures_of(str(tmp_path), Wanted())
    times = times_of(figures.breakdowns[0], 720)
    assert times is not None
    assert (times.unit, times.names[0], times.names[-1], times.left_out) == ("year", "2000", "2019", 2)
    markup = "".join(page.render(figures, {}))
    assert len(markup) < 60_000
    assert "Left out: 2 documents" in markup


def test_a_month_without_documents_breaks_the_line(tmp_path: Path) -> None:
    docs = [doc(f"{n}", 1, date=f"2024-{month:02}-01") for n, month in enumerate((1, 2, 5, 6))]
    write_shard(tmp_path, "a", docs, [finding(f"{n}", "known-typo") for n in range(4)])
    write_manifest(tmp_path, ["a"])
    figures = figures_of(str(tmp_path), Wanted())
    times = times_of(figures.breakdowns[0], 720)
    assert times is not None
    assert times.names == ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
    assert times.points[2:4] == [None, None]
    assert isinstance(times.points[4], Group)
    (line, _) = re.findall(r'class="line" d="([^"]*)"', "".join(page.render(figures, {})))
    assert re.sub(r"[\d. ]", "", line) == "MLML"
