"""`copydesk check`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from lint.files import DEFAULT_EXCLUDE, Missing, find_files, is_excluded
from lint.model import Safety, Severity
from lint.packs import PackError, UnknownRule, load_rules
from lint.report.columns import shown
from lint.run import FileResult, Task, run_bytes, run_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.model import Finding

FORMATS = ("concise", "full", "json", "json-lines")
_LEVELS = {"hint": Severity.HINT, "warning": Severity.WARNING, "error": Severity.ERROR, "never": None}


class Options(NamedTuple):
    """What the command line asked for, in the words of the options."""

    paths: tuple[str, ...]
    stdin_filename: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    output_format: str
    fix: bool
    unsafe_fixes: bool
    diff: bool
    fail_on: str
    statistics: bool
    quiet: bool
    exclude: tuple[str, ...]
    force_exclude: bool
    colour: bool


def _names(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Split comma-separated names."""
    return tuple(name.strip() for each in value for name in each.split(",") if name.strip())


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--select", multiple=True, callback=_names, metavar="NAMES", help="Run only these rules or groups.")
@click.option("--ignore", multiple=True, callback=_names, metavar="NAMES", help="Leave these rules or groups out.")
@click.option("--fix", is_flag=True, help="Apply safe repairs to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: apply suggested repairs too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--output-format", type=click.Choice(FORMATS), help="Default: full on a terminal, concise elsewhere.")
@click.option(
    "--fail-on", type=click.Choice(tuple(_LEVELS)), default="warning", show_default=True,
    help="The least severity that makes the exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found: --fail-on never.")
@click.option("--statistics", is_flag=True, help="Show how many findings each rule has, instead of the findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only, no summary.")
@click.option("--exclude", multiple=True, callback=_names, metavar="GLOBS", help="Leave these files or folders out.")
@click.option("--force-exclude", is_flag=True, help="Apply exclusions to files named on the command line too.")
@click.option("--stdin-filename", default="", metavar="PATH", help="The name standard input is reported under.")
@click.option("--color/--no-color", default=None, help="Default: colour on a terminal, unless NO_COLOR is set.")
def check_command(
    *, paths: tuple[str, ...], exit_zero: bool, color: bool | None, output_format: str | None, **rest: object
) -> None:
    """Check copy and report what is wrong with it.

    PATHS are files, directories, or - for standard input; without any, the current directory.
    """
    terminal = sys.stdout.isatty()
    if exit_zero:
        rest["fail_on"] = "never"
    options = Options(
        paths=paths or (".",),
        output_format=output_format or ("full" if terminal else "concise"),
        colour=(terminal and not os.environ.get("NO_COLOR")) if color is None else color,
        **rest,  # type: ignore[arg-type]
    )
    if options.unsafe_fixes and not (options.fix or options.diff):
        message = "--unsafe-fixes needs --fix or --diff"
        raise click.UsageError(message)
    sys.exit(Run(options).go())


class Run:
    """One run of `check`: what it has printed and counted so far."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.findings: list[Finding] = []
        self.counts: dict[str, list[int]] = {}
        self.found = self.fixable = self.unsafe = self.fixed = self.changed = self.files = 0
        self.failed = False
        self.worst = 0
        piped = options.paths == ("-",) and options.fix and not options.diff
        self.out = sys.stderr if piped else sys.stdout

    def go(self) -> int:
        """Run and return the exit status."""
        options = self.options
        try:
            rulebook = load_rules(options.select, options.ignore)
        except UnknownRule as error:
            hint = f"; did you mean “{error.nearest}”?" if error.nearest else "; `copydesk rules` lists them"
            message = f"no rule or group is named “{shown(error.name)}”{hint}"
            raise click.UsageError(message) from None
        except PackError as error:
            raise click.ClickException(str(error)) from None
        task = Task(
            rulebook,
            repair=options.fix or options.diff,
            least=Safety.SUGGEST if options.unsafe_fixes else Safety.SAFE,
            write=not options.diff,
        )
        for result in self._results(task):
            self._take(result)
        self._finish()
        if self.failed:
            return 2
        if options.diff:
            return int(self.changed > 0)
        level = _LEVELS[options.fail_on]
        return int(level is not None and self.worst >= level)

    def _results(self, task: Task) -> Iterator[FileResult]:
        options = self.options
        exclude = (*DEFAULT_EXCLUDE, *options.exclude)
        if "-" in options.paths:
            if len(options.paths) > 1:
                message = "standard input (-) cannot be checked together with files"
                raise click.UsageError(message)
            data = sys.stdin.buffer.read()
            name = options.stdin_filename
            if name and options.force_exclude and is_excluded(name, exclude):
                self._pass_on(data)
                return
            result = run_bytes(data, name or "-", task)
            self._pass_on(self._repaired(result, data))
            yield result
            return

        def readable() -> Iterator[str]:
            for path in find_files(options.paths, exclude, force_exclude=options.force_exclude):
                if not isinstance(path, Missing):
                    yield path
                elif path.fatal:
                    self._complain(path.path, path.reason)
                else:
                    click.echo(f"warning: {shown(path.path)}: {path.reason}", err=True)

        yield from run_files(readable(), task)

    def _repaired(self, result: FileResult, data: bytes) -> bytes:
        """Return standard input as repaired; as it came when it cannot be repaired."""
        if result.source is None or not result.changed:
            return data
        try:
            return result.source.encode(result.after)
        except UnicodeEncodeError as error:
            char = error.object[error.start]
            self._complain(result.path, f"not repaired: {result.source.encoding} has no {char!r}; save it as UTF-8")
            return data

    def _pass_on(self, data: bytes) -> None:
        """Write repaired standard input to standard output, byte for byte; findings then go to standard error."""
        if self.options.fix and not self.options.diff:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def _complain(self, path: str, problem: str) -> None:
        self.failed = True
        click.echo(f"{shown(path)}: {shown(problem)}", err=True)

    def _take(self, result: FileResult) -> None:
        """Print and count one file's result."""
        options = self.options
        self.files += result.source is not None
        if result.problem:
            self._complain(result.path, result.problem)
        if result.note and not options.quiet:
            click.echo(f"{shown(result.path)}: note: {result.note}", err=True)
        for error in result.errors:
            self.failed = True
            click.echo(f"error: {shown(error)}", err=True)
        if options.diff:
            if result.changed:
                self.changed += 1
                self._diff(result)
            return
        if not result.problem:
            self.fixed += result.fixed
        self._count(result.findings)
        if options.statistics:
            return
        if options.output_format == "json":
            self.findings += result.findings
            return
        for finding in result.findings:
            self.out.write(self._line(finding, result))

    def _line(self, finding: Finding, result: FileResult) -> str:
        options = self.options
        if options.output_format == "json-lines":
            from lint.report.json_lines import json_line  # noqa: PLC0415 (json is not needed otherwise)

            return json_line(finding) + "\n"
        from lint.report.terminal import concise, full  # noqa: PLC0415 (only when there is something to show)

        if options.output_format == "full" and result.source is not None:
            return full(finding, result.source, colour=options.colour) + "\n"
        return concise(finding, colour=options.colour) + "\n"

    def _count(self, findings: list[Finding]) -> None:
        for finding in findings:
            self.found += 1
            safe = bool(finding.edits) and finding.safety == Safety.SAFE
            self.fixable += safe
            self.unsafe += bool(finding.edits) and finding.safety == Safety.SUGGEST
            self.worst = max(self.worst, finding.severity)
            tally = self.counts.setdefault(finding.rule, [0, 0])
            tally[0] += 1
            tally[1] += safe

    def _diff(self, result: FileResult) -> None:
        from lint.report.diff import unified  # noqa: PLC0415 (only --diff needs it)

        for line in unified(result.before, result.after, result.path):
            self.out.write(line)

    def _finish(self) -> None:
        """Print what comes after the findings."""
        options = self.options
        as_json = options.output_format.startswith("json")
        if options.statistics and not options.diff:
            rows = sorted(self.counts.items(), key=lambda item: (-item[1][0], item[0]))
            if as_json:
                from lint.report.json_lines import json_statistics  # noqa: PLC0415 (json is not needed otherwise)

                self.out.write(json_statistics(rows, lines=options.output_format == "json-lines"))
            else:
                self.out.writelines(
                    f"{count:6}  {'[*]' if safe else '   '} {rule}\n" for rule, (count, safe) in rows
                )
        elif options.output_format == "json" and not options.diff:
            from lint.report.json_lines import json_array  # noqa: PLC0415 (json is not needed otherwise)

            self.out.write(json_array(self.findings) + "\n")
        if not (options.quiet or as_json) and (self.files or not self.failed):
            click.echo(self._summary(), err=options.diff or self.out is sys.stderr)

    def _summary(self) -> str:
        options = self.options
        if options.diff:
            return f"Would change {_many(self.changed, 'file')}." if self.changed else "Nothing would change."
        if not self.found and not self.fixed:
            return f"Nothing found in {_many(self.files, 'file')}." if self.files else "No file was checked."
        parts = [f"Found {_many(self.found, 'finding')}"]
        if self.fixed:
            parts = [f"Made {_many(self.fixed, 'repair')}; {_many(self.found, 'finding')} left"]
        text = parts[0]
        if self.fixable and not options.fix:
            text += f", {self.fixable} repairable with --fix"
        if self.unsafe and not options.unsafe_fixes:
            more = "more" if self.fixable and not options.fix else "repairable"
            text += f", {self.unsafe} {more} with --unsafe-fixes"
        return text + "."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
