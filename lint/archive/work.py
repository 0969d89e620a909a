"""The core that knows no engine: a batch of rows to tables, a shard to files."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from lint import __version__
from lint.archive.desk import Answer, Question, Row
from lint.archive.output import Output
from lint.archive.pieces import Piece, pieces_of, rows_of
from lint.archive.reader import Reader
from lint.archive.repairing import fix_shard
from lint.archive.schema import CLEAN, ERROR, ERRORS, FINDINGS, FLAGGED, Tables, docs_schema, table
from lint.archive.shards import Done

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa

    from lint.archive.shards import Order, Shard


def lint_batch(batch: pa.RecordBatch, order: Order, reader: Reader, place: str = "row", row: int = 1) -> Tables:
    """Return what is found in a batch of rows; a row without an id is named by the place and its number."""
    return _checked(rows_of(batch, order, place, row), order, reader)[0]


def lint_shard(
    shard: Shard, out: str, reader: Reader | None = None, tick: Callable[[int], None] = lambda _: None
) -> Done:
    """Check a shard, write what is found, and return what it came to; what was written before is replaced.

    A shard of which repaired copies are ordered is repaired instead.
    ``tick`` is told of each document. Raises ShardError when the input cannot be read, and
    ArchiveError when the run as a whole cannot go on.
    """
    if reader is None:
        with Reader() as own:
            return lint_shard(shard, out, own, tick)
    if shard.order.repair:
        return fix_shard(shard, out, reader, tick)
    tables, done = _checked(pieces_of(shard), shard.order, reader, tick)
    done = done._replace(name=shard.name)
    Output(out).write(shard, tables, done)
    return done


def _checked(
    pieces: Iterable[Piece], order: Order, reader: Reader, tick: Callable[[int], None] = lambda _: None
) -> tuple[Tables, Done]:
    """Return the tables of some documents, and what they come to."""
    found: list[tuple[str, *tuple[object, ...]]] = []
    docs: list[tuple[object, ...]] = []
    errors: list[tuple[str, str, str]] = []
    flagged = words = 0
    for piece in pieces:
        answer = _answer(piece, order, reader)
        rows: list[Row] = answer.rows
        if answer.reason:
            errors.append((piece.document, answer.reason, answer.detail))
        found += [(piece.document, *row) for row in rows]
        status = ERROR if answer.reason else FLAGGED if rows else CLEAN
        flagged += status == FLAGGED
        words += answer.words
        digest = _digest(piece.text)
        docs.append(
            (piece.document, digest, status, len(rows), answer.words, __version__, order.config, *piece.kept)
        )
        tick(1)
    tables = Tables(table(FINDINGS, found), table(docs_schema(order.columns.keep), docs), table(ERRORS, errors))
    return tables, Done("", len(docs), flagged, len(found), len(errors), words)


def _answer(piece: Piece, order: Order, reader: Reader) -> Answer:
    if piece.problem:
        return Answer([], 0, "unreadable", piece.problem)
    return reader.read(order, Question(piece.document, piece.text, piece.format, order.budget))


def _digest(text: str | bytes) -> str:
    return sha256(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")).hexdigest()
