"""Any bytes as a configuration or as a file of a pack are used, or refused with a clear sentence; none is a failure."""

from __future__ import annotations

import atexit
import os
import tempfile
import tomllib

import click

from lint.cli.config import in_force
from lint.cli.options import Options
from lint.cli.plan import Plan
from lint.packs import load_other
from lint.report.columns import shown
from lint.run import run_bytes

STORY = b"The ferry to Kyiv was late ,and nobody came to utilize the colour press.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
CONFIGURATIONS = ("copydesk.toml", "pyproject.toml")
LINES = ("house/names.txt", "house/prefer.txt", "house/avoid.txt", "house/typos/per-say.toml")
_FOLDER = tempfile.TemporaryDirectory()
atexit.register(_FOLDER.cleanup)


def target(data: bytes) -> None:
    """Use bytes as each file that a newsroom may write."""
    for name in CONFIGURATIONS:
        _used(name, data)
    for name in LINES:
        _used(name, data, Options(packs=("house",), isolated=True))


def _used(name: str, data: bytes, options: Options = Options()) -> None:  # noqa: B008 (frozen)
    """Plan a run in a folder that holds one such file, and check a story if there is a plan."""
    here = os.getcwd()
    os.chdir(_FOLDER.name)
    try:
        os.makedirs(os.path.dirname(name) or os.curdir, exist_ok=True)
        with open(name, "wb") as file:
            file.write(data)
        load_other.cache_clear()
        with click.Context(click.Command("check")):
            plan = Plan(options)
        tomllib.loads(in_force(plan.root))
        plan.leaves_out("story.md")
        task = plan.task("story.md")
        # What the second reader says is no matter of the configuration.
        result = run_bytes(STORY, "story.md", task._replace(rulebook=task.rulebook._replace(second=None)))
        assert (result.errors, result.problem) == ([], "")
    except click.ClickException as refusal:
        said = refusal.format_message()
        assert said
        assert shown(said) == said
    finally:
        os.unlink(name)
        os.chdir(here)
