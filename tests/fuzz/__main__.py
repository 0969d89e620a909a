"""Search one target: python -m tests.fuzz TARGET [an option of libFuzzer or a folder of inputs]…"""

from __future__ import annotations

import importlib
import sys
from types import FunctionType

import atheris

TARGETS = ("readers", "tables", "fixer", "settings")


def main() -> None:
    """Load the program so that the fuzzer sees which branches an input takes, and search."""
    if sys.argv[1:2] == [] or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz {{{','.join(TARGETS)}}} [option of libFuzzer | folder of inputs]…")
    # Some modules are imported only when they are needed, so the search is under this too.
    with atheris.instrument_imports(include=["lint", "tomllib"]):
        module = importlib.import_module(f"tests.fuzz.{sys.argv[1]}")
        for rule in importlib.import_module("lint.packs").load_all():
            # A rule file is run, not imported.
            for value in rule.check.__globals__.values():
                if isinstance(value, FunctionType) and value.__module__ == rule.check.__module__:
                    atheris.instrument_func(value)
            atheris.instrument_func(rule.check)
        atheris.Setup([f"tests.fuzz {sys.argv[1]}", *sys.argv[2:]], module.target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
