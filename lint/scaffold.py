"""Start a rule: `python -m lint.scaffold GROUP/NAME` writes a small working rule file to edit."""

from __future__ import annotations

import re
from pathlib import Path

import click

from lint.packs import PackError, built_in_path, load_pack

_NAME = re.compile(r"[a-z]+(?:-[a-z]+){1,3}")
_GROUP = re.compile(r"[a-z]+")
_TEMPLATE = '''"""The phrase is “per se”; edit this sentence, and all below, to say what your rule holds to."""

import re
from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Scan, Severity, rule


@rule(
    summary="The phrase is “per se”.",
    why="Readers who know the phrase stumble over the slip.",
    severity=Severity.ERROR,
    safety=Safety.SUGGEST,
    wake=Scan(r"per say\\b"),
    flags=[
        ("It is not a coup ⟦per say⟧.", "It is not a coup per se."),
        ("Talks, ⟦per say⟧, have not begun.", "Talks, per se, have not begun."),
    ],
    allows=[
        "It is not a coup per se.",
        "He paid two euros per saying.",
    ],
)
def NAME(doc: Document, matches: Iterable[re.Match[str]]) -> Iterator[Hit]:
    """Find the phrase written by ear."""
    for match in matches:
        if not doc.prose[: match.start()][-1:].isalnum():
            yield Hit(match.start(), match.end(), f"“{match.group()}” should be “per se”", ("per se",))
'''


def start_rule(pack: Path, group: str, name: str) -> Path:
    """Write a new rule file into a pack and return its path.

    Raises ValueError when the name is ill-formed or taken, and PackError when the pack does not load.
    """
    if not _GROUP.fullmatch(group) or not _NAME.fullmatch(name):
        message = f"“{group}/{name}” is no rule name: write GROUP/NAME, such as typos/per-say, with two to four words"
        raise ValueError(message)
    for rule in load_pack(str(pack)):
        if name in (rule.name, *rule.aliases):
            message = f"the name {name} is taken by {rule.origin}"
            raise ValueError(message)
    stem = name.replace("-", "_")
    path = pack / group / f"{stem}.py"
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(_TEMPLATE.replace("NAME", stem))
    return path


@click.command()
@click.argument("name", metavar="GROUP/NAME")
@click.option("--pack", default=built_in_path, metavar="FOLDER", help="The pack to write into; built in if not given.")
def main(name: str, pack: str) -> None:
    """Start a rule from a small working one."""
    group, _, rest = name.partition("/")
    try:
        path = start_rule(Path(pack), group, rest)
    except (ValueError, PackError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{path}\nEdit it, then run: pytest tests/test_examples.py tests/test_rulebook.py")


if __name__ == "__main__":
    main()
