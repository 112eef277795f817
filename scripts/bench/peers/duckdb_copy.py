"""A DuckDB database of a peer's own, with rows of the build."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

from scripts.bench.job import Job


@contextmanager
def own_database(
    job: Job, name: str, queries: Sequence[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database file, filled by queries on the build (`build.<table>`).

    Peers work in a file as our models do, so that memory and bytes compare. The build
    is detached before the work: Splink looks for tables by name in all databases.
    """
    file = job.folder / f"{name}.duckdb"
    file.unlink(missing_ok=True)
    build = str(job.settings.database).replace("'", "''")
    with duckdb.connect(str(file), config=job.limits) as connection:
        connection.execute(f"attach '{build}' as build (read_only)")
        for query in queries:
            connection.execute(query)
        connection.execute("detach build")
        yield connection
    file.unlink()


def number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Return the one number of a query."""
    [(value,)] = connection.execute(query).fetchall()
    return int(value)
