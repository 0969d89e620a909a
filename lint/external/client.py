"""Ask a LanguageTool server about a text, through language-tool-python, and believe nothing it says unchecked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lint.document import OPAQUE
from lint.external.installation import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 30
"""Seconds without a word from the server after which a request is given up; it is made twice."""
LANGUAGE = "en"
"""English without a variant: LanguageTool then neither spells nor prefers one side of the Atlantic."""
NO_PACKAGE = (
    "LanguageTool is asked through the package language-tool-python, which is not installed\n"
    "pip install 'copydesk[languagetool]'"
)
_MOST_REPLACEMENTS = 5
_LONGEST = 300
"""Characters of a message or a replacement; more is no advice."""
_OUTSIDE_BMP = re.compile("[\U00010000-\U0010ffff\ud800-\udfff]")
_BLANK = re.compile(r"\s+")


class Match(NamedTuple):
    """What LanguageTool found; ``start`` and ``end`` count code points of the text it was asked about."""

    rule: str
    category: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]


class NoAnswer(Exception):  # noqa: N818 (it is what happened, in a sentence for the user)
    """A server gave no answer that can be used; the message says what it did instead."""


def connect(url: str, patience: float = PATIENCE) -> Callable[[str], list[Match]]:
    """Return a function that asks a server about a text; it raises NoAnswer, and may run in threads.

    Raises Unavailable when language-tool-python is missing, NoAnswer when the server is.
    """
    try:
        import language_tool_python  # noqa: PLC0415 (an extra, under the GPL, and slow to import)
    except ImportError:
        raise Unavailable(NO_PACKAGE) from None

    class Server(language_tool_python.LanguageTool):
        """The package's client of a server that runs already, with our patience."""

        _TIMEOUT = patience  # type: ignore[assignment]

    local = {"http": "", "https": ""} if url.startswith("http://127.0.0.1:") else None  # no proxy stands between
    try:
        server = Server(LANGUAGE, remote_server=url, proxies=local)
    except Exception as error:  # noqa: BLE001 (the package lets through whatever a stranger's answer breaks)
        raise NoAnswer(_what_happened(error)) from None

    def ask(text: str) -> list[Match]:
        # A character that UTF-16 writes as two becomes one that it writes as one: then both sides count alike.
        sent = _OUTSIDE_BMP.sub(OPAQUE, text)
        try:
            answer = server.check(sent)
            matches = [_match(sent, each) for each in answer]
        except Exception as error:  # noqa: BLE001 (as above)
            raise NoAnswer(_what_happened(error)) from None
        return [match for match in matches if match is not None]

    return ask


def _match(text: str, found: Any) -> Match | None:  # noqa: ANN401 (the package's Match, known only when it is there)
    """Return one of the package's matches checked, or None when it does not fit the text."""
    start, end = found.offset, found.offset + found.error_length
    if not 0 <= start < end <= len(text):
        message = f"a place that is not in the text ({start}:{end} of {len(text)})"
        raise ValueError(message)
    # The context is quoted from what the server read: where it differs, the two count differently.
    if _BLANK.sub(" ", found.matched_text) != _BLANK.sub(" ", text[start:end]):
        return None
    replacements = [each for each in found.replacements if _is_sound(each)]
    return Match(
        str(found.rule_id),
        str(found.category),
        start,
        end,
        _BLANK.sub(" ", str(found.message)).strip()[:_LONGEST],
        tuple(dict.fromkeys(replacements[:_MOST_REPLACEMENTS])),
    )


def _is_sound(replacement: str) -> bool:
    """Tell whether a replacement can stand in a story: one line of visible text."""
    return len(replacement) <= _LONGEST and replacement.isprintable() and OPAQUE not in replacement


def _what_happened(error: Exception) -> str:
    """Say in a few words what a server did instead of answering."""
    text = str(error)
    for sign, words in (
        ("timed out", "it does not answer"),
        ("refused", "it refuses connections"),
        ("onnection aborted", "it broke off"),
        ("onnection reset", "it broke off"),
        ("resolve", "there is no such host"),
        ("exceeded the rate limit", "it has had enough of us for now"),
    ):
        if sign in text:
            return words
    return "it answers something that is no LanguageTool answer"
