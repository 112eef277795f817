"""Raw tables in, customers out: staging and identify built by dbt in this process."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from scripts.settings import PROJECT, Settings

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Build:
    """The customers of one build.

    Attributes:
        customers: customer_id by contact_id.
        rows: Every row of the bridge, as (contact_id, customer_id).
        database: The database that was built.
    """

    customers: dict[str, str]
    rows: list[tuple[str, str]]
    database: Path

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()


class Builder:
    """Builds raw folders one after the other; the project is parsed once."""

    def __init__(self, work: Path) -> None:
        self._work = work
        self._manifest: Any = None
        self._count = 0

    def build(self, raw: Path) -> Build:
        """Build the customers of a raw folder."""
        self._count += 1
        work = self._work / str(self._count)
        settings = replace(Settings(), raw=raw, database=work / "identity.duckdb")
        work.mkdir(parents=True)
        with _environment(settings):
            if self._manifest is None:
                self._manifest = self._invoke("parse", settings)
            self._invoke(
                "build",
                settings,
                *("--select", "+group:identify"),
                *("--exclude-resource-type", "unit_test", "test"),
            )
        DuckDBConnectionManager.close_all_connections()
        with duckdb.connect(str(settings.database), read_only=True) as connection:
            rows = connection.execute(
                "select contact_id, customer_id from bridge_contacts_to_customers"
            ).fetchall()
        return Build(dict(rows), rows, settings.database)

    def _invoke(self, command: str, settings: Settings, *arguments: str) -> Any:
        project = str(settings.project)
        outcome = dbtRunner(manifest=self._manifest).invoke(
            [
                *(command, "--log-level", "none", "--log-level-file", "none"),
                *("--project-dir", project, "--profiles-dir", project),
                *("--target-path", str(settings.target)),
                *("--log-path", str(settings.logs), *arguments),
            ]
        )
        if outcome.exception is not None:
            raise outcome.exception
        result: Any = outcome.result
        if not outcome.success:
            failed = [item for item in result.results if item.message]
            pytest.fail(
                "\n".join(f"{item.node.name}: {item.message}" for item in failed)
            )
        return result


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        for name, value in settings.environment("test").items():
            patch.setenv(name, value)
        yield


def write_raw(
    raw: Path, tables: Mapping[str, Sequence[Row]], shuffle: int | None = None
) -> Path:
    """Write raw tables, each as one parquet file.

    Args:
        raw: Folder to write.
        tables: Rows by table; rows of a table have the same columns.
        shuffle: Seed by which rows are mixed and split over parquet and CSV files.
    """
    raw.mkdir(parents=True)
    for name, rows in tables.items():
        if shuffle is None:
            pq.write_table(pa.Table.from_pylist(list(rows)), raw / f"{name}.parquet")
            continue
        mixed = random.Random(shuffle).sample(list(rows), len(rows))
        folder = raw / name
        folder.mkdir()
        pq.write_table(pa.Table.from_pylist(mixed[0::3]), folder / "b.parquet")
        pq.write_table(pa.Table.from_pylist(mixed[1::3]), folder / "a.parquet")
        with (folder / "c.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(mixed[2::3])
    return raw
