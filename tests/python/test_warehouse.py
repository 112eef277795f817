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


def test_the_database_has_the_newest_form_what_readers_open_the_oldest(
    tmp_path: Path,
) -> None:
    built, published = tmp_path / "it's.duckdb", tmp_path / "published.duckdb"
    DuckDBWarehouse(built).close()
    connected(published).close()
    assert _storage_version(built) != "v1.0.0+"
    assert _storage_version(published) == "v1.0.0+"


def _storage_version(database: Path) -> str:
    with duckdb.connect(str(database)) as engine:
        [[tags]] = engine.execute(
            "select tags from duckdb_databases() where database_name = ?",
            [database.stem],
        ).fetchall()
    return str(tags["storage_version"])
