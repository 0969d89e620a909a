"""Every example of every rule is law."""

from __future__ import annotations

import pytest

from lint.api import Rule
from lint.packs import load_all
from lint.testing import problems

RULES = load_all()
LEAST_EXAMPLES = 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_hold(rule: Rule) -> None:
    found = problems(rule)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_there_are_examples_enough(rule: Rule) -> None:
    assert len({text for text, _ in rule.flags}) >= LEAST_EXAMPLES
    assert len(set(rule.allows)) >= LEAST_EXAMPLES
