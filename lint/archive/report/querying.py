"""The questions a report asks of an archive's tables, put to DuckDB; memory stays bounded however large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lint.archive.report.figures import MONTH, VALUE, Breakdown, ErrorRow, Group, RuleRow, Sample, Worst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection
    from pyarrow.dataset import Dataset

WORST, SAMPLES, VALUES, ERRORS = 10, 5, 20, 3
"""How many documents, examples of a rule, values of a column and examples of a failure are told."""
_SAMPLE = (
    "md5(concat_ws(chr(0), document, start, rule)), "
    'document, line, "column", text, message, suggestion, evidence, safety'
)
_CANDIDATES = 40
"""Examples of a rule among which different ones are looked for."""
_MONTH = r"^\s*(\d{4})[-/.]?(0[1-9]|1[0-2])(?:[-/.]?\d\d)?(?:\D.*)?$"
_STEPS = ((0, "none"), (1, "1"), (2, "2"), (5, "3–5"), (10, "6–10"), (20, "11–20"), (50, "21–50"))
_MOST = "more than 50"
_MOSTLY = 0.5
"""The part of a column's values that must be dates for it to be read as one."""


def error() -> type[Exception]:
    """Return the kind of error that the database raises."""
    import duckdb  # noqa: PLC0415 (an extra: only a report needs it)

    return duckdb.Error


def connect(tables: dict[str, Dataset]) -> DuckDBPyConnection:
    """Return a database over the tables that fetches nothing and reads nothing else."""
    import duckdb  # noqa: PLC0415 (an extra: only a report needs it)

    database = duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False})
    database.execute("SET enable_external_access = false")
    for name, table in tables.items():
        database.register(name, table)
    return database


def quoted(name: str) -> str:
    """Return a column's name as it stands in a query, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def totals(database: DuckDBPyConnection) -> tuple[int, ...]:
    """Return the documents, those clean, with findings and failed, the words and the findings."""
    row = _rows(
        database,
        "SELECT count(*), count(*) FILTER (status = 'clean'), count(*) FILTER (status = 'findings'), "
        "count(*) FILTER (status = 'error'), coalesce(sum(words), 0), coalesce(sum(findings), 0) FROM docs",
    )[0]
    return tuple(map(int, row))


def versions(database: DuckDBPyConnection) -> tuple[str, ...]:
    """Return the versions that made the tables, with the mark of their configuration where one version has two."""
    rows = _rows(database, "SELECT DISTINCT copydesk, config FROM docs ORDER BY ALL")
    names = [version for version, _ in rows]
    return tuple(
        f"{version} ({str(config)[:12]})" if names.count(version) > 1 else str(version) for version, config in rows
    )


def rules(database: DuckDBPyConnection) -> tuple[RuleRow, ...]:
    """Return what each rule found, the commonest first.

    The examples depend on nothing but the findings: the order is that of a digest, so they come from all over.
    """
    rows = _rows(
        database,
        "SELECT rule, arg_max(severity, CASE severity WHEN 'error' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END), "  # noqa: S608
        "count(*) AS found, count(*) FILTER (safety = 'safe'), count(*) FILTER (safety = 'suggest'), "
        f"count(*) FILTER (safety = 'query'), min(row({_SAMPLE}), {_CANDIDATES}) "
        "FROM findings GROUP BY rule ORDER BY found DESC, rule",
    )
    return tuple(RuleRow._make((*told, _different(Sample(*each[1:]) for each in samples))) for *told, samples in rows)


def _different(samples: Iterable[Sample]) -> tuple[Sample, ...]:
    """Return a few examples, first those whose text and document no other has."""
    left, kept = list(samples), list[Sample]()
    for tests in (("text", "document"), ("text",), ()):
        for sample in left[:]:
            if len(kept) == SAMPLES:
                break
            if not any(getattr(sample, test) == getattr(each, test) for each in kept for test in tests):
                kept.append(sample)
                left.remove(sample)
    return tuple(kept)


def spread(database: DuckDBPyConnection) -> tuple[tuple[str, int], ...]:
    """Return how many documents have how many findings, in steps; failed ones do not count."""
    cases = " ".join(f"WHEN findings <= {most} THEN {place}" for place, (most, _) in enumerate(_STEPS))
    rows = _rows(
        database,
        f"SELECT CASE {cases} ELSE {len(_STEPS)} END AS step, count(*) FROM docs "  # noqa: S608 (numbers of ours)
        "WHERE status <> 'error' GROUP BY step",
    )
    counts = dict(rows)
    names = [*(name for _, name in _STEPS), _MOST]
    return tuple((name, counts.get(place, 0)) for place, name in enumerate(names))


def is_dated(database: DuckDBPyConnection, column: str) -> bool:
    """Tell whether most values of a column begin with a date."""
    rows = _rows(
        database,
        f"SELECT count(*) FILTER (regexp_matches({quoted(column)}, ?)), count({quoted(column)}) FROM docs",  # noqa: S608
        [_MONTH],
    )
    dated, filled = rows[0]
    return bool(dated) and dated >= _MOSTLY * filled


def by_month(database: DuckDBPyConnection, column: str) -> Breakdown:
    """Return the archive by the months of a column of dates, the earliest first."""
    rows = _rows(
        database,
        f"SELECT nullif(regexp_replace(regexp_extract(coalesce({quoted(column)}, ''), ?), ?, '\\1-\\2'), '') "  # noqa: S608
        "AS month, count(*), coalesce(sum(words), 0), coalesce(sum(findings), 0) "
        "FROM docs GROUP BY month ORDER BY month NULLS LAST",
        [_MONTH, _MONTH],
    )
    return Breakdown(column, MONTH, tuple(Group(name, *map(int, rest)) for name, *rest in rows))


def by_value(database: DuckDBPyConnection, column: str) -> Breakdown:
    """Return the archive by the values of a column, those with the most documents first."""
    rows = _rows(
        database,
        f"SELECT nullif(trim({quoted(column)}), '') AS name, count(*) AS documents, coalesce(sum(words), 0) AS words, "  # noqa: S608
        "coalesce(sum(findings), 0) AS findings, count(*) OVER () AS groups FROM docs GROUP BY name "
        f"ORDER BY documents DESC, name NULLS LAST LIMIT {VALUES}",
    )
    groups = tuple(Group(name, *map(int, rest)) for name, *rest, _ in rows)
    distinct = int(rows[0][-1]) - len(groups) if rows else 0
    if not distinct:
        return Breakdown(column, VALUE, groups)
    documents, _, _, _, words, findings = totals(database)
    told = [sum(each[place] for each in groups) for place in (1, 2, 3)]  # type: ignore[misc]
    others = Group(None, documents - told[0], words - told[1], findings - told[2])
    return Breakdown(column, VALUE, groups, others, distinct)


def worst(database: DuckDBPyConnection) -> tuple[Worst, ...]:
    """Return the documents with the most findings; of those with as many, the shorter first."""
    rows = _rows(
        database,
        "SELECT document, findings, words FROM docs WHERE findings > 0 "
        "ORDER BY findings DESC, words, document LIMIT ?",
        [WORST],
    )
    return tuple(Worst(*row) for row in rows)


def errors(database: DuckDBPyConnection) -> tuple[ErrorRow, ...]:
    """Return why documents were not checked, the commonest reason first."""
    rows = _rows(
        database,
        f"SELECT reason, count(*) AS failed, min(row(md5(document), document, detail), {ERRORS}) "  # noqa: S608
        "FROM errors GROUP BY reason ORDER BY failed DESC, reason",
    )
    return tuple(
        ErrorRow(reason, failed, tuple((each[1], each[2] or "") for each in samples))
        for reason, failed, samples in rows
    )


def found(database: DuckDBPyConnection) -> tuple[int, int]:
    """Return how many rows the tables of findings and of errors hold."""
    row = _rows(database, "SELECT (SELECT count(*) FROM findings), (SELECT count(*) FROM errors)")[0]
    return int(row[0]), int(row[1])


def _rows(database: DuckDBPyConnection, query: str, given: list[str | int] | None = None) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.execute(query, given or []).fetchall()]
