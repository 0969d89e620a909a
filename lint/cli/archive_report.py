"""`copydesk archive report`."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from lint.cli.needs import need
from lint.cli.saving import failing, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.archive.report.figures import Figures

_PAPER = 100
"""Columns of a report that is not shown on a terminal."""


@click.command("report")
@click.argument("folder", metavar="DIR")
@click.option("--by", multiple=True, metavar="COLUMN", help="Tell it by a kept column: by month if it holds dates.")
@click.option("--month-column", "months", multiple=True, metavar="COLUMN", help="Tell it by the months of a column.")
@click.option("--section-column", "values", multiple=True, metavar="COLUMN", help="Tell it by the values of a column.")
@click.option("--output-format", type=click.Choice(("text", "html", "json")), default="text", show_default=True)
@click.option("--output-file", type=click.Path(dir_okay=False), default="", help="Write the report to this file.")
def report_command(folder: str, output_format: str, output_file: str, **columns: tuple[str, ...]) -> None:
    """Tell what was found in an archive: by rule, month or section, with the worst documents and samples.

    DIR is what `copydesk archive check --out DIR` wrote, on this machine or in object storage. Without a column,
    each one that was kept is told.
    """
    need("pyarrow", "archive")
    need("duckdb", "archive")
    from lint.archive.report.reading import Wanted, figures_of  # noqa: PLC0415 (needs the extra)
    from lint.archive.shards import ArchiveError  # noqa: PLC0415

    with failing(ArchiveError):
        figures = figures_of(folder, Wanted(**columns))
    text = "".join(_written(figures, output_format, terminal=sys.stdout.isatty() and not output_file))
    if output_file:
        save(output_file, text)
    else:
        sys.stdout.write(text)


def _written(figures: Figures, format: str, *, terminal: bool) -> Iterator[str]:  # noqa: A002
    """Yield the report in a format."""
    if format == "json":
        from lint.archive.report.as_json import render  # noqa: PLC0415 (a report needs one format)

        yield render(figures)
    elif format == "html":
        from lint.archive.report.page import render as page  # noqa: PLC0415
        from lint.packs import load_all  # noqa: PLC0415 (only a page explains the rules)

        yield from page(figures, {rule.name: rule.summary for rule in load_all()})
    else:
        from lint.archive.report.text import render as lines  # noqa: PLC0415

        columns = shutil.get_terminal_size((_PAPER, 24)).columns if terminal else _PAPER
        yield from (f"{line}\n" for line in lines(figures, columns, bars=terminal))
