"""`copydesk rule NAME` and `copydesk rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lint.api import Rule
from lint.packs import PackError, UnknownRule, load_all, nearest_rule
from lint.report.columns import shown

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@click.command("rules")
@click.option("--markdown", is_flag=True, help="Print a page in Markdown, with why each rule is there.")
def rules_command(*, markdown: bool) -> None:
    """List every rule with its group, severity, safety and what it asks of copy."""
    if markdown:
        click.echo(page(_all()), nl=False)
        return
    group = ""
    for rule in _all():
        if rule.group != group:
            group = rule.group
            click.echo(("" if group == "casing" else "\n") + group)
        off = "" if rule.default else "  (off by default)"
        click.echo(f"  {rule.name:26} {rule.severity.label:8} {rule.safety.label:8} {rule.summary}{off}")


def page(rules: list[Rule]) -> str:
    """Return the page of the rule book: every rule, group by group."""
    parts = [_HEAD]
    group = ""
    for rule in rules:
        if rule.group != group:
            group = rule.group
            parts.append(f"## {group.capitalize()}\n")
        off = " It is off unless selected." if not rule.default else ""
        kind = "An error" if rule.severity.label == "error" else f"A {rule.severity.label}"
        grade = _GRADES[rule.safety.label]
        parts.append(f"### `{rule.name}`\n\n{rule.summary} {rule.why}\n\n{kind}; {grade}.{off}\n")
    return "\n".join(parts)


_HEAD = """\
# The rules

This page is made from the rules themselves: `copydesk rules --markdown`. `copydesk rule NAME` also shows what a rule
finds and what it passes; the examples stand in the file of the rule, which has its name.
"""
_GRADES = {
    "safe": "its repair is safe, applied by `--fix`",
    "suggest": "its repair is a suggestion, applied by `--fix --unsafe-fixes`",
    "query": "a question for a person, with no repair",
}


def _complete(ctx: click.Context, param: click.Parameter, beginning: str) -> list[CompletionItem]:
    from lint.cli.completion import rule_names  # noqa: PLC0415 (only a shell asks)

    return rule_names(ctx, param, beginning)


@click.command("rule")
@click.argument("name", shell_complete=_complete)
def rule_command(name: str) -> None:
    """Explain one rule: what it finds, why, how safe its repair is, and examples."""
    if name.startswith("languagetool:"):
        from lint.cli.languagetool import explain  # noqa: PLC0415 (another engine's rule)

        explain(name)
        return
    rules = {rule.name: rule for rule in _all()}
    rules.update({alias: rule for rule in list(rules.values()) for alias in rule.aliases})
    if name not in rules:
        error = UnknownRule(name, nearest_rule(name, list(rules)))
        hint = f"; did you mean “{error.nearest}”?" if error.nearest else "; `copydesk rules` lists them"
        message = f"no rule is named “{shown(name)}”{hint}"
        raise click.UsageError(message)
    rule = rules[name]
    click.echo(f"{rule.name} ({rule.group})\n\n{rule.summary}\n\nWhy: {rule.why}\n")
    click.echo(f"Severity: {rule.severity.label}. Repair: {_SAFETY[rule.safety.label]}.")
    if not rule.default:
        click.echo("Off by default: runs only when selected.")
    click.echo("\nFinds:")
    for text, fixed in rule.flags:
        click.echo(_indented(text))
        if fixed is not None:
            click.echo(_indented(fixed, "→ "))
    click.echo("\nPasses:")
    for text in rule.allows:
        click.echo(_indented(text))


_SAFETY = {
    "safe": "safe, applied by --fix (less sure findings are only suggested)",
    "suggest": "suggested, applied by --fix --unsafe-fixes",
    "query": "none; it is a question for a person",
}


def _indented(text: str, mark: str = "") -> str:
    lines = text.rstrip("\n").split("\n")
    return "\n".join(f"    {mark if not number else ' ' * len(mark)}{shown(line)}" for number, line in enumerate(lines))


def _all() -> list[Rule]:
    try:
        return load_all()
    except PackError as error:
        raise click.ClickException(str(error)) from None
