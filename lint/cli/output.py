"""What `copydesk check` prints: each finding at once, or the whole run at the end, then the closing line."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from lint.cli.saving import save
from lint.model import Safety
from lint.report.story import FORMATS as WHOLE
from lint.report.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from lint.api import Rule
    from lint.model import Finding
    from lint.run import FileResult

FORMATS = ("concise", "full", "json", "json-lines", *WHOLE)


_BAR = 24
"""Columns of the longest bar of the statistics."""


class Look(NamedTuple):
    """How findings are to be printed."""

    format: str
    colour: bool
    statistics: bool
    quiet: bool
    file: str
    """The path of --output-file; empty for standard output."""
    aside: bool
    """Standard output is taken by repaired copy, so findings go to standard error."""


class Output:
    """What is still to be printed of a run."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.stories: list[Story] = []
        self.counts: dict[str, list[int]] = {}
        self.out: TextIO = io.StringIO() if look.file else sys.stderr if look.aside else sys.stdout

    @property
    def for_people(self) -> bool:
        """Tell whether the format ends in a closing line for people."""
        return self.look.format in ("concise", "full")

    def take(self, result: FileResult, problems: Sequence[str] = ()) -> None:
        """Print one file's findings, or keep them until the run is over."""
        for finding in result.findings:
            tally = self.counts.setdefault(finding.rule, [0, 0])
            tally[0] += 1
            tally[1] += bool(finding.edits) and finding.safety == Safety.SAFE
        if self.look.statistics:
            return
        if self.look.format == "json" or self.look.format in WHOLE:
            self.stories.append(Story(result.path, result.findings, result.source, tuple(problems)))
            return
        for finding in result.findings:
            self.out.write(self._line(finding, result))

    def _line(self, finding: Finding, result: FileResult) -> str:
        look = self.look
        if look.format == "json-lines":
            from lint.report.json_lines import json_line  # noqa: PLC0415 (json is not needed otherwise)

            return json_line(finding) + "\n"
        from lint.report.terminal import concise, full  # noqa: PLC0415 (only when there is something to show)

        if look.format == "full" and result.source is not None:
            return full(finding, result.source, colour=look.colour) + "\n"
        return concise(finding, colour=look.colour) + "\n"

    def close(self, rules: Sequence[Rule], summary: str, *, counted: bool = True) -> None:
        """Print what comes after the findings: statistics or the whole run, and for people the summary.

        With ``counted`` unset the run was about something else than findings, and only the summary is printed.
        """
        look = self.look
        if look.statistics and counted:
            self._statistics()
        elif look.format == "json" and counted:
            from lint.report.json_lines import json_array  # noqa: PLC0415 (json is not needed otherwise)

            self.out.write(json_array([each for story in self.stories for each in story.findings]) + "\n")
        elif look.format in WHOLE and counted:
            from lint.report.story import renderer  # noqa: PLC0415 (the format is not needed otherwise)

            self.out.writelines(renderer(look.format)(self.stories, rules))
            self._job_summary()
        if summary and not look.quiet and self.for_people:
            click.echo(summary, err=not counted or self.out is not sys.stdout)
        if isinstance(self.out, io.StringIO):
            save(look.file, self.out.getvalue())

    def _statistics(self) -> None:
        rows = sorted(self.counts.items(), key=lambda item: (-item[1][0], item[0]))
        if self.look.format.startswith("json"):
            from lint.report.json_lines import json_statistics  # noqa: PLC0415 (json is not needed otherwise)

            self.out.write(json_statistics(rows, lines=self.look.format == "json-lines"))
            return
        from lint.report.terminal import paint  # noqa: PLC0415 (not needed otherwise)

        most = max((count for _, (count, _) in rows), default=1)
        for rule, (count, safe) in rows:
            line = f"{count:6}  {'[*]' if safe else '   '} {rule}"
            # A bar is for the eye: a terminal gets it, a pipe does not.
            bar = paint("█" * max(1, _BAR * count // most), "36", colour=self.look.colour)
            self.out.write(f"{line:36} {bar}\n" if self.look.format == "full" else line + "\n")

    def _job_summary(self) -> None:
        """Add to the summary page of a GitHub job, if this is one."""
        page = os.environ.get("GITHUB_STEP_SUMMARY")
        if self.look.format == "github" and page:
            from lint.report.github import summary  # noqa: PLC0415 (one format needs it)

            with open(page, "a", encoding="utf-8") as file:
                file.write(summary(self.stories))
