"""What is to be done with each file: the command line laid over the configuration that speaks for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from lint.config import ConfigError, Configs, Settings
from lint.files import is_excluded
from lint.model import Safety
from lint.packs import HOUSE_FILES, PackError, UnknownRule, load_rules, pack_name
from lint.report.columns import shown
from lint.run import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.api import Rule
    from lint.baseline import Baseline
    from lint.changes import Touched
    from lint.cli.options import Options
    from lint.packs import Rulebook
    from lint.screen import Screen
    from lint.second import Second


class Plan:
    """The settings, rules and task of each file; whatever several files share is made once."""

    def __init__(self, options: Options) -> None:
        """Read the configuration of the current folder, which speaks for the run as a whole."""
        self.options = options
        try:
            self._configs = Configs(options.config, isolated=options.isolated)
            self.root = self._configs.of(options.stdin_filename or os.curdir)
        except ConfigError as error:
            raise click.ClickException(shown(str(error))) from None
        self._books: dict[tuple[tuple[str, ...], ...], Rulebook] = {}
        self._tasks: dict[tuple[str, ...], dict[Settings, Task]] = {}
        self._baselines: dict[str, Baseline | None] = {}
        self.touched = self._asked_git()
        self._second = self._second_reader()
        self.rulebook = self._rulebook(self.root, ())

    @property
    def fail_on(self) -> str:
        """Return the level of --fail-on, else of the configuration."""
        return self.options.fail_on or self.root.fail_on

    @property
    def force_exclude(self) -> bool:
        """Tell whether exclusions hold for named files too."""
        return self.options.force_exclude or self.root.force_exclude

    def settings(self, path: str) -> Settings:
        """Return what the configuration says for a file."""
        try:
            return self._configs.of(path)
        except ConfigError as error:
            raise click.ClickException(shown(str(error))) from None

    def leaves_out(self, path: str) -> bool:
        """Tell whether the configuration excludes a file: not a named one, unless that is forced."""
        settings = self.settings(path)
        if os.path.basename(path) in HOUSE_FILES and any(
            os.path.realpath(os.path.dirname(path) or os.curdir) == os.path.realpath(pack)
            for pack in self.packs(settings)
        ):
            return True  # the lines of a pack are no copy
        if not settings.exclude or (path in self.options.paths and not self.force_exclude):
            return False
        return is_excluded(_below(path, settings.root), settings.exclude)

    def task(self, path: str) -> Task:
        """Return the task for a file; files with the same rules share one."""
        settings = self.settings(path)
        ignored = _ignored_here(path, settings)
        tasks = self._tasks.setdefault(ignored, {})
        if settings not in tasks:
            tasks[settings] = Task(
                self._rulebook(settings, ignored),
                repair=self.options.fix or self.options.diff,
                least=Safety.SUGGEST if self.options.unsafe_fixes else Safety.SAFE,
                write=not self.options.diff,
                screen=self._screen(settings),
            )
        return tasks[settings]

    def _second_reader(self) -> Second | None:
        """Return the second reader, if one is asked for: one for the whole run."""
        engine = self.options.engine or self.root.engine
        if engine != "languagetool":
            return None
        from lint.cli.second import second_reader  # noqa: PLC0415 (most runs have no second reader)

        return second_reader(self.options.languagetool_url or self.root.languagetool_url)

    def rules(self, found: Iterable[str]) -> list[Rule]:
        """Return the rules of the run, and those of the second reader that found something."""
        names = [name for name in found if name.startswith("languagetool")]
        if not names:
            return list(self.rulebook.rules)
        from lint.second import rule_named  # noqa: PLC0415 (most runs have no second reader)

        return [*self.rulebook.rules, *map(rule_named, sorted(names))]

    def _asked_git(self) -> Touched | None:
        """Return the touched lines, if only those count."""
        if not (self.options.changed or self.options.staged):
            return None
        from lint.cli.touched import ask_git  # noqa: PLC0415 (most runs do not ask git)

        return ask_git(self.options.changed)

    def _screen(self, settings: Settings) -> Screen | None:
        """Return what keeps findings back, if anything does."""
        baseline = None if self.options.no_baseline else self.baseline(self.baseline_path(settings))
        if baseline is None and self.touched is None:
            return None
        from lint.screen import Screen  # noqa: PLC0415 (most runs tell all they find)

        return Screen(baseline, self.touched.lines if self.touched else None)

    @staticmethod
    def baseline_path(settings: Settings) -> str:
        """Return where the baseline is or would be: beside the file that names it, else beside the configuration."""
        folder = os.path.dirname(settings.origin("baseline")[0] or settings.file)
        path = os.path.join(folder, settings.baseline)
        below = os.path.relpath(path)
        return path if below.startswith(os.pardir) else below

    def baseline(self, path: str) -> Baseline | None:
        """Return a baseline, None where there is none."""
        if path not in self._baselines:
            self._baselines[path] = None
            if os.path.isfile(path):
                from lint.baseline import BaselineError, read_baseline  # noqa: PLC0415 (many runs have none)

                try:
                    self._baselines[path] = read_baseline(path)
                except BaselineError as error:
                    raise click.ClickException(shown(str(error))) from None
        return self._baselines[path]

    def _rulebook(self, settings: Settings, ignored: tuple[str, ...]) -> Rulebook:
        """Return the rules of a file: a name on the command line outdoes one in the configuration."""
        asked = self.options.select
        packs = self.packs(settings)
        # Who names a pack wants its rules, also beside a list of others.
        select = asked or (settings.select and (*settings.select, *map(pack_name, packs)))
        ignore = (*self.options.ignore, *(name for name in (*settings.ignore, *ignored) if name not in asked))
        key = (select, ignore, packs)
        if key not in self._books:
            self._books[key] = self._loaded(select, ignore, packs, settings)
        return self._books[key]

    def packs(self, settings: Settings) -> tuple[str, ...]:
        """Return the packs of a file: folders from where the configuration is, other names as they are."""
        here = os.path.dirname(settings.origin("packs")[0] or settings.file)
        folders = [(name, os.path.join(here, name)) for name in settings.packs]
        return (*(path if os.path.isdir(path) else name for name, path in folders), *self.options.packs)

    def _loaded(
        self, select: Sequence[str], ignore: Sequence[str], packs: Sequence[str], settings: Settings
    ) -> Rulebook:
        try:
            rulebook = load_rules(select, ignore, packs, trusted=self.options.trust_packs)
            second = self._second and self._second._replace(select=tuple(select), ignore=tuple(ignore))
            return rulebook._replace(second=second)
        except UnknownRule as error:
            hint = f"; did you mean “{error.nearest}”?" if error.nearest else "; `copydesk rules` lists them"
            message = f"no rule or group is named “{shown(error.name)}”{hint}"
            if error.name in (*self.options.select, *self.options.ignore):
                raise click.UsageError(message) from None
            raise click.ClickException(shown(_place(settings, error.name)) + message) from None
        except PackError as error:
            raise click.ClickException(shown(str(error))) from None


def _ignored_here(path: str, settings: Settings) -> tuple[str, ...]:
    """Return the rules and groups that the configuration leaves out of a file."""
    if not settings.per_path_ignores:
        return ()
    below = _below(path, settings.root)
    return tuple(name for glob, names in settings.per_path_ignores if is_excluded(below, (glob,)) for name in names)


def _below(path: str, root: str) -> str:
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root))


def _place(settings: Settings, name: str) -> str:
    """Return the beginning of a message about a rule's name in a configuration file."""
    from lint.config import place_of  # noqa: PLC0415 (only for the message)

    return place_of(settings, name)
