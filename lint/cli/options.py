"""What `copydesk check` may be asked for."""

from __future__ import annotations

from typing import NamedTuple

from lint.model import Severity

LEVELS = {"hint": Severity.HINT, "warning": Severity.WARNING, "error": Severity.ERROR, "never": None}


class Options(NamedTuple):
    """What the command line asked for, in the words of the options."""

    paths: tuple[str, ...] = (".",)
    stdin_filename: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    output_format: str = "concise"
    output_file: str = ""
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    changed: str = ""
    staged: bool = False
    no_baseline: bool = False
    fail_on: str = ""
    statistics: bool = False
    quiet: bool = False
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    add_ignore: str = ""
    packs: tuple[str, ...] = ()
    trust_packs: bool = False
    engine: str = ""
    languagetool_url: str = ""
    config: str = ""
    isolated: bool = False
    jobs: int = 0
    no_cache: bool = False
    show_timing: bool = False
    colour: bool = False
