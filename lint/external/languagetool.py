"""LanguageTool as the second reader: the story's own prose is sent, and what comes back is sifted."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import TYPE_CHECKING, NamedTuple

from lint.document import OPAQUE
from lint.external.client import PATIENCE, Match, NoAnswer, connect
from lint.external.installation import Unavailable
from lint.external.sieve import sift

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint.document import Block, Document

BATCH = 4_000
"""Characters of prose after which a request is full; the last block may take it over that."""
LONGEST_BLOCK = 40_000
"""Characters of the longest block that is sent; beyond, it is no paragraph, and LanguageTool takes minutes."""
PARALLEL = 2
"""Requests under way at once."""
_UNREAD = ("code", "cell")
"""Kinds of blocks that hold no sentences."""
_MEMORY = 256
"""How many batches are remembered: repairs change few of a story's."""


class Reading(NamedTuple):
    """What LanguageTool found in a document, in prose coordinates, or why it did not read it."""

    matches: list[Match]
    problem: str = ""


class LanguageTool:
    """The second reader of a run, asked for its server when there is something to read.

    Once a server has failed, no more stories are sent to it.
    """

    def __init__(self, server: Callable[[], str], patience: float = PATIENCE) -> None:
        """Read with the server whose address the function returns; it may raise Unavailable."""
        self._server = server
        self._patience = patience
        self._problem = ""
        self._ask: Callable[[str], list[Match]] | None = None
        self._threads = ThreadPoolExecutor(PARALLEL, "languagetool")
        self._remembered: OrderedDict[str, list[Match]] = OrderedDict()

    def begin(self, doc: Document) -> Callable[[], Reading]:
        """Send a document and return a function that waits for the answer; meanwhile others may read it."""
        ask = self._connection()
        if ask is None:
            return lambda: Reading([], self._problem)
        asked = [(batch, text, self._asked(text, ask)) for batch, text in _batches(doc)]

        def end() -> Reading:
            found: list[Match] = []
            try:
                for batch, text, answer in asked:
                    matches = answer.result(2 * self._patience + 1)
                    self._remember(text, matches)
                    found += _in_prose(batch, matches)
            except (NoAnswer, TooLate) as error:
                self._problem = _problem(str(error) or "it does not answer")
                for _, _, answer in asked:
                    answer.cancel()
                return Reading([], self._problem)
            return Reading(list(sift(doc, found)))

        return end

    def _connection(self) -> Callable[[str], list[Match]] | None:
        """Return the client, made on first use; None when there is no server or it has failed."""
        if self._problem:
            return None
        if self._ask is None:
            try:
                self._ask = connect(self._server(), self._patience)
            except Unavailable as error:
                self._problem = str(error)
            except NoAnswer as error:
                self._problem = _problem(str(error))
        return self._ask

    def _asked(self, text: str, ask: Callable[[str], list[Match]]) -> Future[list[Match]]:
        """Return the answer about a text that is still to come, or the one that is remembered."""
        if text not in self._remembered:
            return self._threads.submit(ask, text)
        self._remembered.move_to_end(text)
        known: Future[list[Match]] = Future()
        known.set_result(self._remembered[text])
        return known

    def _remember(self, text: str, matches: list[Match]) -> None:
        self._remembered[text] = matches
        if len(self._remembered) > _MEMORY:
            self._remembered.popitem(last=False)


def _problem(what: str) -> str:
    return f"LanguageTool gave no answer: {what}"


class _Batch(NamedTuple):
    """Blocks sent together: where each begins in the text that is sent, and in the prose."""

    sent: list[int]
    prose: list[int]


def _batches(doc: Document) -> Iterator[tuple[_Batch, str]]:
    """Yield the prose in requests of whole blocks, a blank line between two."""
    held: list[Block] = []
    size = 0
    for block in doc.blocks:
        text = doc.prose[block.start : block.end]
        if block.kind in _UNREAD or len(text) > LONGEST_BLOCK or not text.replace(OPAQUE, "").strip():
            continue
        held.append(block)
        size += len(text)
        if size >= BATCH:
            yield _batch(doc, held)
            held, size = [], 0
    if held:
        yield _batch(doc, held)


def _batch(doc: Document, blocks: list[Block]) -> tuple[_Batch, str]:
    texts = [doc.prose[block.start : block.end] for block in blocks]
    sent, place = [], 0
    for text in texts:
        sent.append(place)
        place += len(text) + 2
    return _Batch(sent, [block.start for block in blocks]), "\n\n".join(texts)


def _in_prose(batch: _Batch, matches: list[Match]) -> Iterator[Match]:
    """Yield matches in prose coordinates; one that runs from one block into the next is none."""
    for match in matches:
        number = bisect_right(batch.sent, match.start) - 1
        limit = batch.sent[number + 1] - 2 if number + 1 < len(batch.sent) else match.end
        if match.end <= limit:
            shift = batch.prose[number] - batch.sent[number]
            yield match._replace(start=match.start + shift, end=match.end + shift)
