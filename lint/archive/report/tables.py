"""The tables of a checked archive as DuckDB reads them: file after file, so that memory does not grow with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from lint.archive.schema import DOCS, ERRORS, FINDINGS
from lint.archive.shards import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.archive.output import Output

SCHEMAS = {"docs": DOCS, "findings": FINDINGS, "errors": ERRORS}


class Tables:
    """What some shards hold, and a database that is asked about it; it fetches nothing and reads nothing else."""

    def __init__(self, output: Output, shards: Sequence[str], where: str) -> None:
        """Take the folder of a run, the shards that count, and how the folder is told."""
        import duckdb  # noqa: PLC0415 (an extra, and only a report needs it)

        self._output = output
        self._shards = shards
        self._where = where
        self._failure: Exception | None = None
        self._error = duckdb.Error
        self._database = duckdb.connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        self._database.execute("SET enable_external_access = false")

    def kept(self) -> list[str]:
        """Return the columns of the table of documents that were kept from the archive."""
        if not self._shards:
            return []
        with self._opened("docs", self._shards[0]) as file:
            names: list[str] = pq.read_schema(file).names
        return [name for name in names if name not in DOCS.names]

    def rows(
        self, table: str, columns: Sequence[str], query: str, given: Sequence[str | int] = ()
    ) -> list[tuple[Any, ...]]:
        """Return the answer to a query of one table, which reads no more than the columns named.

        Raises ArchiveError when a file cannot be read or lacks a column.
        """
        known = SCHEMAS[table]
        types = {name: known.field(name).type if name in known.names else pa.string() for name in columns}
        schema = pa.schema(list(types.items()))
        self._database.register(table, pa.RecordBatchReader.from_batches(schema, self._batches(table, schema)))
        try:
            return [tuple(row) for row in self._database.execute(query, list(given)).fetchall()]
        except self._error as error:
            raise self._failure or ArchiveError(f"{self._where} cannot be read: {error}") from None
        finally:
            self._database.unregister(table)

    def _batches(self, table: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a table; what goes wrong is kept, since the database tells it as its own."""
        try:
            for shard in self._shards:
                with self._opened(table, shard) as file:
                    parquet = pq.ParquetFile(file)
                    self._require(schema.names, parquet.schema_arrow.names, f"{table}/{shard}.parquet")
                    for batch in parquet.iter_batches(columns=schema.names, use_threads=False):
                        columns = [batch.column(name).cast(schema.field(name).type) for name in schema.names]
                        yield pa.RecordBatch.from_arrays(columns, schema=schema)
        except (ArchiveError, OSError, pa.ArrowException) as error:
            self._failure = error
            raise

    def _require(self, names: Sequence[str], held: Sequence[str], file: str) -> None:
        """Refuse a file that lacks a column."""
        for name in names:
            if name not in held:
                message = f"{self._where}: {file} has no column {name}; copydesk archive check did not write it so"
                raise ArchiveError(message)

    def _opened(self, table: str, shard: str) -> Any:  # noqa: ANN401 (a file of pyarrow, which publishes no types)
        place = self._output.place
        return place.system.open_input_file(f"{place.path.rstrip('/')}/{table}/{shard}.parquet")

    def close(self) -> None:
        """Let the database go."""
        self._database.close()
