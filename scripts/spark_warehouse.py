"""The warehouse as tables of a Spark session."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from scripts.command import CommandError
from scripts.engine_messages import explained
from scripts.settings import SCHEMAS, Settings
from scripts.spark_session import start_session
from scripts.warehouse import Row


class SparkWarehouse:
    """The tables of the session, which dbt in the same process shares.

    The metastore on Derby is held by one process, as a DuckDB file is.
    """

    def __init__(self, settings: Settings) -> None:
        """Start the session.

        Raises:
            CommandError: When it does not start, with the reason.
        """
        self._session = start_session(settings)

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query, each as column → value."""
        with _told():
            return [row.asDict() for row in self._session.sql(sql).collect()]

    def relation(self, name: str) -> str | None:
        """Return the quoted full name of a table or view; none when absent."""
        with _told():
            for schema in sorted(SCHEMAS):
                if self._session.catalog.tableExists(f"{schema}.{name}"):
                    return f"`{schema}`.`{name}`"
        return None

    def insert(self, relation: str, rows: Sequence[Row]) -> None:
        """Append rows that share their columns, all of them or none."""
        columns = list(rows[0])
        values = ", ".join(
            f"({', '.join(_literal(row[column]) for column in columns)})"
            for row in rows
        )
        with _told():
            self._session.sql(
                f"insert into {relation} ({', '.join(columns)}) values {values}"
            )

    def append(self, relation: str, sql: str) -> None:
        """Append the rows of a query by name of column, all of them or none."""
        with _told():
            self._session.sql(f"insert into {relation} by name {sql}")

    def columns(self, sql: str) -> Mapping[str, Any]:
        """Return the columns of a query of numbers, each as an array."""
        with _told():
            found = self._session.sql(sql).toPandas()
        return {name: found[name].to_numpy() for name in found}

    def replace(self, relation: str, rows: Sequence[Row]) -> None:
        """Put rows in the place of all that a table holds."""
        with _told():
            self._session.sql(f"truncate table {relation}")
        if rows:
            self.insert(relation, rows)

    def export(self, sql: str, file: Path) -> int:
        """Write a query to a parquet file in the query's order; return its rows."""
        from pyspark.sql.functions import col  # noqa: PLC0415 - takes a second

        with _told():
            rows = self._session.sql(sql)
        # A timestamp with a zone would read differently from zone to zone.
        plain = [
            col(name).cast("timestamp_ntz").alias(name) if kind == "timestamp" else name
            for name, kind in rows.dtypes
        ]
        target = str(file).replace("'", "''")
        with TemporaryDirectory(dir=file.parent, prefix=".") as parts:
            place = Path(parts) / "rows"
            with _told():
                rows.select(*plain).write.parquet(f"file://{place.absolute()}")
            source = str(place).replace("'", "''")
            written = duckdb.execute(
                f"copy (select * from read_parquet('{source}/*.parquet'))"
                f" to '{target}' (format parquet, compression zstd)"
            ).fetchall()
        return int(written[0][0])

    def close(self) -> None:
        """Leave the session to the process: a second one could not be started."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Spark raises into one message.

    Raises:
        CommandError: With what Spark says, without its stack.
    """
    try:
        yield
    except Exception as error:  # Py4J raises what Java does, of any class
        message = next(iter(explained(str(error)).splitlines()), "it does not say why")
        raise CommandError(f"Spark failed: {message}") from error


def _literal(value: object) -> str:
    """Write a value of Python as SQL."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return f"timestamp '{value.isoformat(sep=' ')}'"
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    if isinstance(value, int | float):
        return f"double('{value!r}')"
    text = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"
