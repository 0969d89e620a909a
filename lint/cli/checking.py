"""The run behind `copydesk check`: what is read, what is counted, how it ends."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from lint.cli.options import LEVELS, Options
from lint.cli.output import Look, Output
from lint.cli.plan import Plan
from lint.files import DEFAULT_EXCLUDE, Missing, find_files, is_excluded
from lint.many import How, check_files
from lint.model import Safety
from lint.opening import contents
from lint.report.columns import shown
from lint.run import FileResult, Task, run_bytes
from lint.source import NotText, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.source import Source

class Run:
    """One run of `check`: what it has counted so far."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.plan = Plan(options)
        self.found = self.fixable = self.unsafe = self.fixed = self.changed = self.files = self.silenced = self.gone = 0
        self.failed = False
        self.clock: dict[str, float] = {}
        self.unread: list[tuple[str, str]] = []
        self.worst = 0
        piped = options.paths == ("-",) and options.fix and not options.diff
        self.output = Output(
            Look(
                options.output_format,
                options.colour,
                options.statistics,
                options.quiet,
                options.output_file,
                aside=piped,
            )
        )

    def go(self) -> int:
        """Run and return the exit status."""
        options = self.options
        plan = self.plan
        for result in self.results():
            self._take(self._silenced(result) if options.add_ignore else result)
        if self.gone and self.plan.touched is None and not options.quiet:
            gone = f"{_many(self.gone, 'finding')} of the baseline gone"
            click.echo(f"note: {gone}; `copydesk baseline write` takes them out", err=True)
        if options.show_timing:
            self._show_timing()
        if self.unread:
            from lint.cli.second import tell_unread  # noqa: PLC0415 (only when LanguageTool failed)

            self.failed = True
            tell_unread(self.unread, self.files)
        told = self.files or not self.failed
        self.output.close(plan.rules(self.output.counts), self._summary() if told else "", counted=not options.diff)
        if self.failed:
            return 2
        if options.diff:
            return int(self.changed > 0)
        level = LEVELS[plan.fail_on]
        return int(level is not None and self.worst >= level)

    def results(self) -> Iterator[FileResult]:
        """Yield what became of each file, in order."""
        options, plan = self.options, self.plan
        exclude = (*DEFAULT_EXCLUDE, *options.exclude)
        if "-" in options.paths:
            if len(options.paths) > 1:
                message = "standard input (-) cannot be checked together with files"
                raise click.UsageError(message)
            data = sys.stdin.buffer.read()
            name = options.stdin_filename
            if name and plan.force_exclude and (is_excluded(name, exclude) or plan.leaves_out(name)):
                self._pass_on(data)
                return
            result = run_bytes(data, name or "-", plan.task(name or os.curdir))
            self._pass_on(self._repaired(result, data))
            yield result
            return

        if options.staged:
            yield from self._staged(exclude)
            return

        how = How(1 if options.show_timing else options.jobs, cache=not (options.no_cache or options.show_timing))
        if options.quiet or not sys.stderr.isatty():
            yield from check_files(self._files(exclude), how)
            return
        from lint.cli.progress import watched  # noqa: PLC0415 (only on a terminal)

        files = list(self._files(exclude))
        yield from watched(check_files(files, how), len(files), sys.stderr)

    def _files(self, exclude: tuple[str, ...]) -> Iterator[tuple[str, Task] | FileResult]:
        """Yield each file to check with its task, and of a path that cannot be read the result."""
        plan, options = self.plan, self.options
        if plan.touched is not None:
            yield from ((path, self._task(path)) for path in self._touched(exclude))
            return
        for path in find_files(options.paths, exclude, force_exclude=plan.force_exclude):
            if not isinstance(path, Missing):
                if not plan.leaves_out(path):
                    self._prepare(path)
                    yield path, self._task(path)
            elif path.fatal:
                yield FileResult(path.path, [], [], problem=path.reason)
            else:
                click.echo(f"warning: {shown(path.path)}: {path.reason}", err=True)

    def _touched(self, exclude: tuple[str, ...]) -> Iterator[str]:
        """Yield the files that hold touched lines."""
        from lint.cli.touched import files  # noqa: PLC0415 (most runs do not ask git)

        plan = self.plan
        if plan.touched is not None:
            for path in files(plan.touched, self.options.paths, exclude, forced=plan.force_exclude):
                if not plan.leaves_out(path):
                    self._prepare(path)
                    yield path

    def _staged(self, exclude: tuple[str, ...]) -> Iterator[FileResult]:
        """Yield the results of the files with staged lines, as they are staged."""
        from lint.cli.touched import as_staged  # noqa: PLC0415 (most runs do not ask git)

        if self.plan.touched is not None:
            for path in self._touched(exclude):
                yield run_bytes(as_staged(path, self.plan.touched), path, self.plan.task(path))

    def _task(self, path: str) -> Task:
        task = self.plan.task(path)
        return task._replace(clock=self.clock) if self.options.show_timing else task

    def _show_timing(self) -> None:
        """Print the time each rule took, the slowest first."""
        whole = sum(self.clock.values()) or 1.0
        for name, seconds in sorted(self.clock.items(), key=lambda item: -item[1]):
            click.echo(f"{seconds * 1000:10.1f} ms {seconds / whole:6.1%}  {name}", err=True)

    def _prepare(self, path: str) -> None:
        """Refuse to write the output over a story; where stories are written, remove what a killed run left."""
        if (self.options.fix and not self.options.diff) or self.options.add_ignore:
            from lint.drafts import sweep  # noqa: PLC0415 (only when something is written)

            sweep(os.path.dirname(os.path.realpath(path)))
        file = self.options.output_file
        if file and os.path.realpath(file) == os.path.realpath(path):
            message = f"--output-file {shown(file)} is a file to be checked; the output would replace it"
            raise click.UsageError(message)

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

    def sources(self) -> Iterator[Source]:
        """Yield each file as text, without checking it."""
        for each in self._files(DEFAULT_EXCLUDE):
            if isinstance(each, FileResult):
                self._complain(each.path, each.problem)
                continue
            try:
                yield read(contents(each[0]), each[0])
            except (OSError, NotText) as error:
                self._complain(each[0], getattr(error, "strerror", None) or str(error))

    def noted(self) -> Iterator[FileResult]:
        """Yield what became of each file after saying what went wrong with it."""
        for result in self.results():
            self.note(result)
            yield result

    def note(self, result: FileResult) -> None:
        """Count a file, and say what went wrong with it."""
        self.files += result.source is not None
        self.gone += result.gone
        if result.unread:
            self.unread.append((result.path, result.unread))
        if result.problem:
            self._complain(result.path, result.problem)
        if result.note and not self.options.quiet:
            click.echo(f"{shown(result.path)}: note: {result.note}", err=True)
        for error in result.errors:
            self.failed = True
            click.echo(f"error: {shown(error)}", err=True)

    def _take(self, result: FileResult) -> None:
        """Print and count one file's result."""
        options = self.options
        self.note(result)
        if options.diff:
            if result.changed:
                self.changed += 1
                self._diff(result)
            return
        if not result.problem:
            self.fixed += result.fixed
        self._count(result)
        self.output.take(result, [each for each in (result.problem, *result.errors, result.unread) if each])

    def _silenced(self, result: FileResult) -> FileResult:
        """Write ignore comments for what was found in a file, and return it without what is silent now."""
        from lint.silencing import add_ignores  # noqa: PLC0415 (only --add-ignore needs it)

        if result.source is None:
            return result
        rulebook = self.plan.task(result.path).rulebook
        added = add_ignores(result.source, result.findings, rulebook, self.options.add_ignore)
        if added.problem:
            return result._replace(problem=added.problem)
        self.silenced += added.silenced
        return result._replace(findings=[])

    def _count(self, result: FileResult) -> None:
        for finding in result.findings:
            self.found += 1
            self.fixable += bool(finding.edits) and finding.safety == Safety.SAFE
            self.unsafe += bool(finding.edits) and finding.safety == Safety.SUGGEST
            self.worst = max(self.worst, finding.severity)

    def _diff(self, result: FileResult) -> None:
        from lint.report.diff import unified  # noqa: PLC0415 (only --diff needs it)

        for line in unified(result.before, result.after, result.path):
            self.output.out.write(line)

    def _summary(self) -> str:
        options = self.options
        if options.diff:
            return f"Would change {_many(self.changed, 'file')}." if self.changed else "Nothing would change."
        if options.add_ignore:
            return f"Silenced {_many(self.silenced, 'finding')}" + (f"; {self.found} left." if self.found else ".")
        if not self.found and not self.fixed:
            return f"Nothing found in {_many(self.files, 'file')}." if self.files else "No file was checked."
        text = f"Found {_many(self.found, 'finding')}"
        if self.fixed:
            text = f"Made {_many(self.fixed, 'repair')}; {_many(self.found, 'finding')} left"
        if self.fixable and not options.fix:
            text += f", {self.fixable} repairable with --fix"
        if self.unsafe and not options.unsafe_fixes:
            more = "more" if self.fixable and not options.fix else "repairable"
            text += f", {self.unsafe} {more} with --unsafe-fixes"
        return text + "."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
