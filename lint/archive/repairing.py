"""Repaired copies of a shard: every document is copied, those that can be repaired with their edits made."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from lint import __version__
from lint.archive.copies import Change, copy_of, part_of
from lint.archive.desk import Answer, Question
from lint.archive.output import COPIES, REPAIRS, Output
from lint.archive.pieces import pieces_of
from lint.archive.schema import EDITS, ERROR, ERRORS, REPAIRED, REPAIRED_DOCS, UNCHANGED, Repairs, table
from lint.archive.shards import FILES, Done

if TYPE_CHECKING:
    from collections.abc import Callable

    from lint.archive.pieces import Piece
    from lint.archive.reader import Reader
    from lint.archive.shards import Shard


def fix_shard(shard: Shard, out: str, reader: Reader, tick: Callable[[int], None]) -> Done:
    """Write the repaired copy of a shard and its edits, and return what it came to: the findings are its edits.

    Raises ShardError when the input cannot be read, and ArchiveError when the run as a whole cannot go on.
    """
    output = Output(out, REPAIRS)
    edits: list[tuple[object, ...]] = []
    docs: list[tuple[object, ...]] = []
    errors: list[tuple[object, ...]] = []
    changes: dict[int, Change] = {}
    words = 0
    for number, piece in enumerate(pieces_of(shard)):
        answer = _answer(piece, shard, reader)
        text = piece.text if answer.text is None else answer.text
        if shard.kind == FILES and not piece.problem:
            output.put(f"{COPIES}/{shard.copies[number]}", _bytes(text))
        elif answer.text is not None:
            changes[number] = Change(text, [(start, end, after) for _, _, start, end, _, _, after, _ in answer.edits])
        if answer.reason:
            errors.append((piece.document, answer.reason, answer.detail))
        edits += [(piece.document, *row) for row in answer.edits]
        words += answer.words
        status = ERROR if answer.reason else REPAIRED if answer.edits else UNCHANGED
        row = (piece.document, _digest(piece.text), status, len(answer.edits), _digest(text))
        docs.append((*row, __version__, shard.order.config))
        tick(1)
    if shard.kind != FILES:
        output.put(part_of(shard), copy_of(shard, changes))
    done = Done(shard.name, len(docs), sum(row[2] == REPAIRED for row in docs), len(edits), len(errors), words)
    output.write(shard, Repairs(table(EDITS, edits), table(ERRORS, errors), table(REPAIRED_DOCS, docs)), done)
    return done


def _answer(piece: Piece, shard: Shard, reader: Reader) -> Answer:
    if piece.problem:
        return Answer([], 0, "unreadable", piece.problem)
    order = shard.order
    return reader.read(order, Question(piece.document, piece.text, piece.format, order.budget, order.repair))


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _digest(text: str | bytes) -> str:
    return sha256(_bytes(text)).hexdigest()
