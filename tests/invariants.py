"""What holds of every story, whatever it is made of: the fix contract, as functions that fail where it does not."""

from __future__ import annotations

import random
import re

from lint.engine import check
from lint.fixing import MOST_ROUNDS, apply, chosen_edits, fix
from lint.model import Edit, Safety
from lint.packs import load_rules
from lint.run import Task, run_bytes
from lint.source import Source, read
from tests.fuzz import readers
from tests.strategies import Copy

RULES = load_rules()
NAMES = {"markdown": "a.md", "plain": "a.txt"}
_ENDS = re.compile(r"\r\n|\r|\n")


def is_read_whole(copy: Copy) -> None:
    """The bytes are read as what they are, and every reader knows the way back to each place."""
    source = read(copy.data, "a")
    assert (source.text, source.bom, source.encoding) == (copy.text, copy.mark, copy.encoding)
    readers.target(copy.data)


def is_repaired_only_where_told(copy: Copy, format_: str, least: Safety) -> None:
    """Repairs settle, a second run changes nothing, and no byte outside the edits changes."""
    text = copy.text
    for _ in range(MOST_ROUNDS):
        report = check(Source(text, "a"), RULES, format_)
        assert report.errors == []
        edits = chosen_edits(report.findings, least)
        if not edits:
            break
        repaired = apply(text, edits)
        _changes_only(text, repaired, edits)
        assert set(_ENDS.findall(repaired)) <= (set(_ENDS.findall(text)) or {"\n"})
        text = repaired
    else:
        raise AssertionError("repairs do not settle")  # noqa: EM101, TRY003 (the property)
    done = run_bytes(copy.data, NAMES[format_], Task(RULES, repair=True, least=least))
    assert (done.errors, done.problem, done.after) == ([], "", text)
    assert done.source is not None
    data = done.source.encode(done.after)
    assert data == copy.mark + text.encode(copy.encoding)
    again = run_bytes(data, NAMES[format_], Task(RULES, repair=True, least=least))
    assert (again.errors, again.changed) == ([], False)
    assert fix(Source(text, "a"), RULES, format_, least).made == 0


def _changes_only(text: str, repaired: str, edits: list[Edit]) -> None:
    place = shift = 0
    for edit in edits:
        assert place <= edit.start <= edit.end
        assert text[place : edit.start] == repaired[place + shift : edit.start + shift]
        assert repaired[edit.start + shift : edit.start + shift + len(edit.text)] == edit.text
        shift += len(edit.text) - (edit.end - edit.start)
        place = edit.end
    assert text[place:] == repaired[place + shift :]
    assert len(repaired) == len(text) + shift


def is_the_same_in_any_order(text: str, format_: str, least: Safety, seed: int) -> None:
    """Edits that do not overlap are made one by one, in any order, and the text is the same as when made at once."""
    findings = check(Source(text, "a"), RULES, format_).findings
    chance = random.Random(seed)
    shuffled = chance.sample(findings, len(findings))
    edits = chosen_edits(findings, least)
    assert chosen_edits(shuffled, least) == edits
    parts = [(edit.start, edit.end, edit.text) for edit in chance.sample(edits, len(edits))]
    one_by_one = text
    for number, (start, end, new) in enumerate(parts):
        one_by_one = one_by_one[:start] + new + one_by_one[end:]
        shift = len(new) - (end - start)
        parts[number + 1 :] = [
            (a + shift, b + shift, c) if (a, b) >= (end, end) else (a, b, c) for a, b, c in parts[number + 1 :]
        ]
    assert one_by_one == apply(text, edits)
