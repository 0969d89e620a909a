"""`copydesk languagetool install`, and what `copydesk rule languagetool:…` says."""

from __future__ import annotations

import click

from lint.external.installation import FOLDER, Unavailable, find_jar, home, install
from lint.external.verdicts import is_listed, verdict
from lint.report.columns import shown


@click.group("languagetool")
def languagetool_group() -> None:
    """Install LanguageTool, the second reader of `copydesk check --engine languagetool`."""


@languagetool_group.command("install")
@click.option("--to", type=click.Path(file_okay=False), default="", help="Default: LTP_PATH, else a cache folder.")
def install_command(to: str) -> None:
    """Fetch LanguageTool and its English rules from Maven Central (252 MB) with Maven.

    It is left alone where it is installed already.
    """
    folder = to or home()
    click.echo(f"Installing {FOLDER} in {shown(folder)} …", err=True)
    try:
        where = install(folder)
    except Unavailable as error:
        raise click.ClickException("\n".join(shown(line) for line in str(error).split("\n"))) from None
    click.echo(shown(where))
    if to and to != home():
        click.echo(f"To use it, set LTP_PATH={shown(folder)}", err=True)


def explain(name: str) -> None:
    """Print what copydesk makes of a LanguageTool rule and, where LanguageTool is installed, what the rule is."""
    rule = name.partition(":")[2]
    jar = find_jar()
    if jar:
        from lint.external.explain import entry_of  # noqa: PLC0415 (reading LanguageTool's rules takes a second)

        entry = entry_of(jar, rule)
        if entry is None and not is_listed(rule):
            message = f"LanguageTool has no rule {shown(rule)} for English"
            raise click.UsageError(message)
    else:
        entry = None
    click.echo(f"{name} (languagetool)\n")
    if entry:
        click.echo(f"{shown(entry.name)}\n")
    told = verdict(rule, entry.category if entry else "")
    click.echo(f"{_VERDICTS[told]}\n")
    click.echo(f"https://community.languagetool.org/rule/list?lang=en&filter={rule}")
    if entry and entry.wrong:
        click.echo("\nFinds:")
        for text in entry.wrong:
            click.echo(f"    {shown(text)}")
    if entry and entry.right:
        click.echo("\nPasses:")
        for text in entry.right:
            click.echo(f"    {shown(text)}")


_VERDICTS = {
    "warning": "Severity: warning. Repair: suggested, applied by --fix --unsafe-fixes.",
    "hint": "Severity: hint. Repair: none; it is a question for a person.",
    "off": "Off by default: runs only when selected, and then as a hint.",
}
