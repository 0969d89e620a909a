"""What is read for `copydesk archive`, and by which rules: the command line laid over the configuration."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from lint.archive.identity import config_of
from lint.archive.shards import Columns, Order, Shard, bare
from lint.cli.options import Options
from lint.cli.plan import Plan
from lint.files import DEFAULT_EXCLUDE, Missing, find_files
from lint.report.columns import shown

if TYPE_CHECKING:
    from lint.archive.run import Asked
    from lint.packs import Rulebook


class ArchivePlan:
    """The inputs of a run, cut into shards, each with the order that its stories are checked by."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self._asked = asked
        self._plan = Plan(
            Options(
                paths=asked["inputs"],
                select=asked["select"],
                ignore=asked["ignore"],
                packs=asked["packs"],
                trust_packs=asked["trust_packs"],
                config=asked["config"],
                isolated=asked["isolated"],
                engine="copydesk",
                no_baseline=True,
            )
        )
        self._exclude = (*DEFAULT_EXCLUDE, *asked["exclude"])
        self._columns = Columns(asked["id_column"], asked["text_column"], asked["format_column"], self._keep())
        self._orders: dict[int, Order] = {}
        self.unread: list[str] = []
        """Folders that cannot be read, and why."""
        self._seen: set[str] = set()
        self._repair: str = asked.get("repair", "")
        if self._repair:
            from lint.archive.copies import refuse_overlap  # noqa: PLC0415 (needs the extra)

            refuse_overlap(asked["out"], asked["inputs"])

    def _keep(self) -> tuple[str, ...]:
        from lint.archive.schema import DOCS  # noqa: PLC0415 (needs the extra)

        keep: tuple[str, ...] = self._asked.get("keep", ())
        for name in keep:
            if name in DOCS.names or keep.count(name) > 1:
                message = f"--keep-column {shown(name)}: the table of documents has a column of that name already"
                raise click.UsageError(message)
        return keep

    def shards(self) -> list[Shard]:
        """Return the shards of all inputs, in order."""
        from lint.archive.planning import shards_of_files, shards_of_tables  # noqa: PLC0415 (needs the extra)

        tables: list[str] = []
        files: list[tuple[str, Order]] = []
        for name in self._asked["inputs"]:
            self._read(name, tables, files)
        order = self._order(self._plan.rulebook)
        shards = [*shards_of_tables(tables, order), *shards_of_files(files)]
        if not self._repair:
            return shards
        from lint.archive.copies import with_copies  # noqa: PLC0415 (needs the extra)

        return with_copies(shards, self._asked["inputs"])

    def folders(self) -> tuple[str, ...]:
        """Return the folders of what the run writes."""
        from lint.archive.output import REPAIRS, TABLES  # noqa: PLC0415 (needs the extra)

        return REPAIRS if self._repair else TABLES

    def _read(self, name: str, tables: list[str], files: list[tuple[str, Order]]) -> None:
        """Add what an input stands for."""
        from lint.archive.inputs import inputs_of, is_folder  # noqa: PLC0415 (needs the extra)

        found = inputs_of(name, self._asked["out"])
        tables += filter(self._is_new, found.tables)
        if not is_folder(name):
            files += ((each, self._order_of(each)) for each in found.files if self._is_new(each))
            return
        for each in find_files([name], self._exclude):
            if isinstance(each, Missing):
                if each.fatal:
                    self.unread.append(f"{each.path}: {each.reason}")
                elif not found.tables:
                    click.echo(f"warning: {shown(each.path)}: {each.reason}", err=True)
            elif not self._plan.leaves_out(each) and self._is_new(each):
                files.append((each, self._order_of(each)))

    def _is_new(self, name: str) -> bool:
        """Tell whether a file has not been read yet: each is read once, however often it is named."""
        real = name if "://" in name else os.path.realpath(name)
        seen = real in self._seen
        self._seen.add(real)
        return not seen

    def _order_of(self, path: str) -> Order:
        """Return the order for a story in a file: the configuration above it speaks."""
        book = self._plan.rulebook if "://" in path else self._plan.task(path).rulebook
        return self._order(book)

    def _order(self, book: Rulebook) -> Order:
        if id(book) not in self._orders:
            assert book.asked is not None  # noqa: S101 (rules that were loaded were asked for)
            packs = tuple(os.path.abspath(each) if os.path.isdir(each) else each for each in book.asked.packs)
            asked = book.asked._replace(packs=packs)
            how = (self._asked["default_format"], self._asked.get("time_budget", 60.0), os.getcwd(), self._repair)
            self._orders[id(book)] = Order(asked, config_of(book), self._columns, *how)
        return self._orders[id(book)]

    def manifest(self) -> Asked:
        """Return what the manifest tells of the run."""
        from lint.archive.run import Asked  # noqa: PLC0415 (needs the extra)

        told = ("select", "ignore", "exclude", "packs", "config", "isolated", "on", "time_budget")
        options = {name.replace("_", "-"): self._asked[name] for name in told}
        columns = self._columns._asdict() | {"format-of-rows": self._asked["default_format"]}
        if self._repair:
            options["unsafe-fixes"] = self._repair != "safe"
        command = "fix" if self._repair else "check"
        return Asked(tuple(map(bare, self._asked["inputs"])), columns, options, self._asked["retry_errors"], command)

