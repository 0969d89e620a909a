"""The questions a report asks of the tables of a checked archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lint.archive.report.figures import MONTH, VALUE, Breakdown, ErrorRow, Group, RuleRow, Sample, Worst

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.archive.report.tables import Tables

WORST, SAMPLES, VALUES, ERRORS = 10, 5, 20, 3
"""How many documents, examples of a rule, values of a column and examples of a failure are told."""
_SAMPLE = 'document, line, "column", text, message, suggestion, evidence, safety'
_CANDIDATES = 40
"""Examples of a rule among which different ones are looked for."""
_MONTH = r"^\s*(\d{4})[-/.]?(0[1-9]|1[0-2])(?:[-/.]?\d\d)?(?:\D.*)?$"
_STEPS = ((0, "none"), (1, "1"), (2, "2"), (5, "3–5"), (10, "6–10"), (20, "11–20"), (50, "21–50"))
_MOST = "more than 50"
_MOSTLY = 0.5
"""The part of a column's values that must be dates for it to be read as one."""


class Totals(NamedTuple):
    """What a whole archive comes to."""

    documents: int
    clean: int
    with_findings: int
    failed: int
    words: int
    findings: int
    spread: tuple[tuple[str, int], ...]
    """How many documents have how many findings, in steps; failed ones do not count."""
    versions: tuple[str, ...]
    """The versions that made the tables, with the digest of the rules where one version had two."""


def quoted(name: str) -> str:
    """Return a column's name as it stands in a query, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def totals(tables: Tables) -> Totals:
    """Return what the whole archive comes to."""
    cases = " ".join(f"WHEN findings <= {most} THEN {place}" for place, (most, _) in enumerate(_STEPS))
    rows = tables.rows(
        "docs",
        ("status", "findings", "words", "copydesk", "config"),
        f"SELECT status, CASE {cases} ELSE {len(_STEPS)} END AS step, copydesk, config, count(*), "  # noqa: S608
        "coalesce(sum(words), 0), coalesce(sum(findings), 0) FROM docs GROUP BY ALL",
    )
    states = dict.fromkeys(("clean", "findings", "error"), 0)
    steps = dict.fromkeys(range(len(_STEPS) + 1), 0)
    for status, step, _, _, count, *_ in rows:
        states[status] = states.get(status, 0) + count
        steps[step] += count if status != "error" else 0
    names = [*(name for _, name in _STEPS), _MOST]
    made_by = sorted({(str(row[2]), str(row[3])) for row in rows})
    releases = [version for version, _ in made_by]
    return Totals(
        sum(row[4] for row in rows),
        states["clean"],
        states["findings"],
        states["error"],
        int(sum(row[5] for row in rows)),
        int(sum(row[6] for row in rows)),
        tuple((name, steps[place]) for place, name in enumerate(names)),
        tuple(
            f"{version} ({config[:12]})" if releases.count(version) > 1 else version for version, config in made_by
        ),
    )


def rules(tables: Tables) -> tuple[RuleRow, ...]:
    """Return what each rule found, the commonest first.

    The examples depend on nothing but the findings: the order is that of a digest, so they come from all over.
    """
    rows = tables.rows(
        "findings",
        ("rule", "severity", "start", *_SAMPLE.replace('"', "").split(", ")),
        "SELECT rule, arg_max(severity, CASE severity WHEN 'error' THEN 3 WHEN 'warning' THEN 2 ELSE 1 END), "  # noqa: S608
        "count(*) AS found, count(*) FILTER (safety = 'safe'), count(*) FILTER (safety = 'suggest'), "
        "count(*) FILTER (safety = 'query'), "
        f"min(row(md5(concat_ws(chr(0), document, start, rule)), {_SAMPLE}), {_CANDIDATES}) "
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


def is_dated(tables: Tables, column: str) -> bool:
    """Tell whether most values of a column begin with a date."""
    name = quoted(column)
    query = f"SELECT count(*) FILTER (regexp_matches({name}, ?)), count({name}) FROM docs"  # noqa: S608 (quoted)
    ((dated, filled),) = tables.rows("docs", (column,), query, [_MONTH])
    return bool(dated) and dated >= _MOSTLY * filled


def by_month(tables: Tables, column: str) -> Breakdown:
    """Return the archive by the months of a column of dates, the earliest first."""
    rows = tables.rows(
        "docs",
        (column, "words", "findings"),
        f"SELECT nullif(regexp_replace(regexp_extract(coalesce({quoted(column)}, ''), ?), ?, '\\1-\\2'), '') "  # noqa: S608
        "AS month, count(*), coalesce(sum(words), 0), coalesce(sum(findings), 0) "
        "FROM docs GROUP BY month ORDER BY month NULLS LAST",
        [_MONTH, _MONTH],
    )
    return Breakdown(column, MONTH, tuple(Group(name, *map(int, rest)) for name, *rest in rows))


def by_value(tables: Tables, column: str) -> Breakdown:
    """Return the archive by the values of a column, those with the most documents first."""
    rows = tables.rows(
        "docs",
        (column, "words", "findings"),
        f"WITH groups AS (SELECT nullif(trim({quoted(column)}), '') AS name, count(*) AS documents, "  # noqa: S608
        "coalesce(sum(words), 0) AS words, coalesce(sum(findings), 0) AS findings FROM docs GROUP BY name) "
        "SELECT *, count(*) OVER (), sum(documents) OVER (), sum(words) OVER (), sum(findings) OVER () "
        f"FROM groups ORDER BY documents DESC, name NULLS LAST LIMIT {VALUES}",
    )
    groups = tuple(Group(name, *map(int, counts)) for name, *counts, _, _, _, _ in rows)
    distinct, *sums = map(int, rows[0][-4:]) if rows else [0]
    if distinct <= len(groups):
        return Breakdown(column, VALUE, groups)
    rest = (whole - sum(told) for whole, told in zip(sums, list(zip(*groups, strict=True))[1:], strict=True))
    return Breakdown(column, VALUE, groups, Group(None, *rest), distinct - len(groups))


def worst(tables: Tables) -> tuple[Worst, ...]:
    """Return the documents with the most findings; of those with as many, the shorter first."""
    rows = tables.rows(
        "docs",
        ("document", "findings", "words"),
        "SELECT document, findings, words FROM docs WHERE findings > 0 ORDER BY findings DESC, words, document LIMIT ?",
        [WORST],
    )
    return tuple(Worst(*row) for row in rows)


def errors(tables: Tables) -> tuple[ErrorRow, ...]:
    """Return why documents were not checked, the commonest reason first."""
    rows = tables.rows(
        "errors",
        ("document", "reason", "detail"),
        f"SELECT reason, count(*) AS failed, min(row(md5(document), document, detail), {ERRORS}) "  # noqa: S608
        "FROM errors GROUP BY reason ORDER BY failed DESC, reason",
    )
    return tuple(
        ErrorRow(reason, failed, tuple((each[1], each[2] or "") for each in samples))
        for reason, failed, samples in rows
    )
