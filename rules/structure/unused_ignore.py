"""Ignore comments that silence nothing."""

from collections.abc import Iterable, Iterator

from lint.api import Document, Hit, Safety, Severity, Whole, rule


@rule(
    summary="An ignore comment silences something.",
    why="One that has outlived its slip, or is misspelt, hides the next slip or none at all.",
    severity=Severity.WARNING,
    safety=Safety.SUGGEST,
    wake=Whole("only the engine knows what a comment has silenced, and reports under this name"),
    flags=[
        ("He stayed. ⟦<!-- copydesk: ignore -->⟧", None),
        ("He stayed. ⟦<!-- copydesk: silence known-typo -->⟧", None),
    ],
    allows=[
        "He stayed. <!-- copydesk: ignore unused-ignore -- the comment for tomorrow's list stays -->",
        "He stayed. <!-- a note to the copydesk: nothing to ignore -->",
    ],
)
def unused_ignore(doc: Document, nothing: Iterable[object]) -> Iterator[Hit]:
    """Yield nothing: the engine adds what it has learnt when all other rules have run."""
    yield from ()
