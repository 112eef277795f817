"""Raw files for tests."""

from pathlib import Path

import duckdb

ORDERS = "order_id,ordered_at,net_amount"


def write(file: Path, *lines: str, encoding: str = "utf-8") -> None:
    """Write lines to a file, its folders made when absent."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))


def write_parquet(file: Path, query: str) -> None:
    """Write the rows of a query to a parquet file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query}) to '{file}' (format parquet)")
