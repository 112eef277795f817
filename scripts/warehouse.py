"""The engine seam: what Python asks of the warehouse, whatever the engine."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb

from scripts.command import CommandError
from scripts.settings import Settings

Row = Mapping[str, Any]


class Warehouse(Protocol):
    """An open warehouse."""

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query, each as column → value."""

    def relation(self, name: str) -> str | None:
        """Return the quoted full name of a table or view; none when absent."""

    def columns(self, sql: str) -> Mapping[str, Any]:
        """Return the columns of a query of numbers, each as an array."""

    def insert(self, relation: str, rows: Sequence[Row]) -> None:
        """Append rows that share their columns, all of them or none."""

    def append(self, relation: str, sql: str) -> None:
        """Append the rows of a query by name of column, all of them or none."""

    def replace(self, relation: str, rows: Sequence[Row]) -> None:
        """Put rows in the place of all that a table holds."""

    def export(self, sql: str, file: Path) -> int:
        """Write a query to a parquet file in the query's order; return its rows."""

    def close(self) -> None:
        """Release the warehouse."""


class DuckDBWarehouse:
    """A DuckDB file, held for writing until `close`.

    dbt in the same process shares the open file, so a run that holds it from its
    start cannot lose it to another process between two stages. For that the
    profile sets options as `settings`, never as `config_options`.
    """

    def __init__(self, database: Path, memory: str = "") -> None:
        """Open the file, made when absent.

        Args:
            database: The file.
            memory: What DuckDB may take of memory, for all who share the open file;
                empty: four fifths of the machine's. Beyond it, DuckDB works on disk.

        Raises:
            CommandError: When it cannot be opened, above all as another process
                has it open.
        """
        try:
            if not database.exists():
                _create(database)
            self._connection = connected(database, memory)
        except duckdb.IOException as error:
            raise CommandError(_why_closed(database, str(error))) from error

    def query(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query, each as column → value."""
        cursor = self._connection.execute(sql)
        columns = [column[0] for column in cursor.description or []]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def columns(self, sql: str) -> Mapping[str, Any]:
        """Return the columns of a query of numbers, each as an array."""
        return self._connection.execute(sql).fetchnumpy()

    def relation(self, name: str) -> str | None:
        """Return the quoted full name of a table or view; none when absent."""
        found = self._connection.execute(
            "select table_catalog, table_schema, table_name"
            " from information_schema.tables"
            " where table_name = ? and table_catalog = current_database()"
            " order by table_schema",
            [name],
        ).fetchall()
        if not found:
            return None
        return ".".join(f'"{part}"' for part in found[0])

    def insert(self, relation: str, rows: Sequence[Row]) -> None:
        """Append rows that share their columns, all of them or none."""
        with self._transaction():
            self._insert(relation, rows)

    def append(self, relation: str, sql: str) -> None:
        """Append the rows of a query by name of column, all of them or none."""
        self._connection.execute(f"insert into {relation} by name {sql}")

    def replace(self, relation: str, rows: Sequence[Row]) -> None:
        """Put rows in the place of all that a table holds."""
        with self._transaction():
            self._connection.execute(f"delete from {relation}")
            if rows:
                self._insert(relation, rows)

    def export(self, sql: str, file: Path) -> int:
        """Write a query to a parquet file in the query's order; return its rows."""
        target = str(file).replace("'", "''")
        written = self._connection.execute(
            f"copy ({sql}) to '{target}' (format parquet, compression zstd)"
        ).fetchall()
        return int(written[0][0])

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _insert(self, relation: str, rows: Sequence[Row]) -> None:
        columns = list(rows[0])
        marks = ", ".join("?" for _ in columns)
        self._connection.executemany(
            f"insert into {relation} ({', '.join(columns)}) values ({marks})",
            [[row[column] for column in columns] for row in rows],
        )


def connected(database: Path, memory: str = "") -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file that keeps to some memory, as 6GB; empty: DuckDB's default."""
    connection = duckdb.connect(str(database))
    if memory:
        connection.execute(f"set memory_limit = '{memory}'")
    return connection


def _create(database: Path) -> None:
    """Make a file in DuckDB's newest form, which is written a third faster.

    By default a file is readable by any DuckDB since 1.0; this one nobody else opens.
    """
    target = str(database).replace("'", "''")
    with duckdb.connect() as engine:
        engine.execute(f"attach '{target}' as created (storage_version 'latest')")


def open_warehouse(settings: Settings) -> Warehouse:
    """Open the warehouse of the settings' engine."""
    if settings.engine == "spark":
        from scripts.spark_warehouse import (  # noqa: PLC0415 - it imports this module
            SparkWarehouse,
        )

        return SparkWarehouse(settings)
    return DuckDBWarehouse(settings.database, settings.memory)


def _why_closed(database: Path, message: str) -> str:
    if not database.parent.is_dir():
        return f"The folder of {database} is absent: create it or set IDIC_DATABASE."
    holder = re.search(r"held in (\S+) \(PID (\d+)\)", message)
    if "lock" in message:
        name = f" ({Path(holder[1]).name}, process {holder[2]})" if holder else ""
        return (
            f"{database} is open in another process{name}: close it there and run"
            " again. Readers open the published file instead."
        )
    return f"{database} cannot be opened: {message.splitlines()[0]}"
