"""The engine seam."""

from pathlib import Path

import duckdb

from scripts.warehouse import DuckDBWarehouse, connected


def test_the_memory_limit_holds_for_all_who_share_the_open_file(tmp_path: Path) -> None:
    database = tmp_path / "w.duckdb"
    warehouse = DuckDBWarehouse(database, memory="1GiB")
    with duckdb.connect(str(database)) as shared:
        limit = shared.execute("select current_setting('memory_limit')").fetchall()
    warehouse.close()
    assert limit == [("1.0 GiB",)]


def test_a_file_for_readers_keeps_to_the_memory_too(tmp_path: Path) -> None:
    with connected(tmp_path / "published.duckdb", "2GiB") as published:
        limit = published.execute("select current_setting('memory_limit')").fetchall()
    assert limit == [("2.0 GiB",)]
