"""The whole project on both engines, in processes of their own, and how they differ."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from scripts.settings import PROJECT, STAGES
from tests.python.public_tables import ABOUT_THE_BUILD
from tests.python.spark_at_hand import FAST_START

TOLERANCE = 1e-9
ALL_STAGES = (*STAGES, "operate")
Column = tuple[str, str]
Tables = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Built:
    """What one engine made of a raw folder.

    Attributes:
        engine: Name of the engine.
        raw: The raw folder.
        home: Folder of the database, the working files and the published build.
        starts_fast: Whether Spark is set for tables that are small.
    """

    engine: str
    raw: Path
    home: Path
    starts_fast: bool = True

    @property
    def published(self) -> Path:
        """Folder of the tables that a refresh published."""
        return self.home / "published" / "current"

    @property
    def public_tables(self) -> list[str]:
        """Names of the published tables that tell of the company."""
        names = (file.stem for file in self.published.glob("*.parquet"))
        return sorted(name for name in names if not name.startswith(ABOUT_THE_BUILD))

    def run(self, module: str, *arguments: str) -> None:
        """Run a command of the project on this engine; it must succeed."""
        self.home.mkdir(parents=True, exist_ok=True)
        run(
            module,
            *arguments,
            raw=str(self.raw),
            database=str(self.home / "company.duckdb"),
            published=str(self.home / "published"),
            engine=self.engine,
            starts_fast=self.starts_fast,
        )

    def build_plainly(self) -> dict[str, str]:
        """Build and test everything by dbt alone; return node → status.

        On Spark without unit tests: they are of the models' logic, which both engines
        share, and would take longer than all the rest; and without the tests of the
        stages, which every refresh runs.
        """
        artifacts = self.home / "artifacts"
        options = ["--target-path", str(artifacts), "--log-path", str(artifacts)]
        if self.engine == "spark":
            options += ["--exclude-resource-type", "unit_test", "--exclude"]
            options += [f"resource_type:test,group:{stage}" for stage in ALL_STAGES]
        else:
            # Small nodes wait for Python's lock, the more the more of them run.
            options += ["--threads", "1"]
        self.run("dbt.cli.main", "build", *options)
        results = json.loads((artifacts / "run_results.json").read_text())["results"]
        return {node["unique_id"]: node["status"] for node in results}

    def source(self, table: str) -> str:
        """Return the table as the warehouse has it, for DuckDB."""
        if self.engine == "duckdb":
            return f"company.main.{table}"
        tables = self.home / ".company" / "warehouse" / "main.db"
        return f"read_parquet('{tables}/{table}/*.parquet')"


def run(
    module: str, *arguments: str, starts_fast: bool = True, **settings: str
) -> None:
    """Run a command of the project in a process of its own; it must succeed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("IDIC")
    }
    environment |= {f"IDIC_{name.upper()}": value for name, value in settings.items()}
    environment |= FAST_START if starts_fast else {}
    environment["DBT_PROFILES_DIR"] = str(PROJECT)
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def opened(on_duckdb: Built, on_spark: Built) -> Iterator[Tables]:
    """Open the tables of both engines, as a refresh published them and as they are.

    They are `duckdb_published.<table>`, `duckdb_built.<table>` and so for Spark.
    """
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        database = on_duckdb.home / "company.duckdb"
        connection.execute(f"attach '{database}' as company (read_only)")
        for built in (on_duckdb, on_spark):
            for state in ("published", "built"):
                connection.execute(f"create schema {built.engine}_{state}")
            for table in built.public_tables:
                published = f"read_parquet('{built.published}/{table}.parquet')"
                for state, source in (
                    ("published", published),
                    ("built", built.source(table)),
                ):
                    name = f"{built.engine}_{state}.{table}"
                    connection.execute(f"create view {name} as from {source}")
        yield connection


def columns_of(tables: Tables, relation: str) -> list[Column]:
    """Return names and types of the columns."""
    rows = tables.execute(f"describe {relation}").fetchall()
    return [(row[0], row[1]) for row in rows]


def differences(
    tables: Tables, left: str, right: str, names: Sequence[str]
) -> dict[str, dict[str, list[Any]]]:
    """Compare two schemas; return what differs by table.

    Keys, counts, texts and amounts must be equal, doubles to a relative 1e-9.
    """
    found = {
        name: _difference(tables, f"{left}.{name}", f"{right}.{name}") for name in names
    }
    return {name: difference for name, difference in found.items() if difference}


def _difference(tables: Tables, left: str, right: str) -> dict[str, list[Any]]:
    """Return up to three rows that one relation lacks, and doubles that differ.

    The columns are those of the right relation.
    """
    columns = columns_of(tables, right)
    values = _values(columns)
    lefts, rights = (f"select {values} from {name}" for name in (left, right))
    found: dict[str, list[Any]] = {
        f"only in {left}": tables.execute(
            f"{lefts} except all {rights} limit 3"
        ).fetchall(),
        f"only in {right}": tables.execute(
            f"{rights} except all {lefts} limit 3"
        ).fetchall(),
    }
    doubles = [name for name, kind in columns if kind == "DOUBLE"]
    if doubles:
        keys = ", ".join(name for name, kind in columns if kind != "DOUBLE")
        order = f"row_number() over (order by {keys}, {', '.join(doubles)}) as n"
        unequal = " or ".join(
            f"(lefts.{name} is null) <> (rights.{name} is null) or"
            f" abs(lefts.{name} - rights.{name}) >"
            f" {TOLERANCE} * greatest(abs(lefts.{name}), abs(rights.{name}))"
            for name in doubles
        )
        found["doubles"] = tables.execute(
            f"with lefts as (select *, {order} from {left}),"
            f" rights as (select *, {order} from {right})"
            f" select * from lefts join rights using (n) where {unequal} limit 3"
        ).fetchall()
    return {kind: rows for kind, rows in found.items() if rows}


def _values(columns: Sequence[Column]) -> str:
    """Everything but doubles and the build; a timestamp reads the same in both."""
    return ", ".join(
        f"cast({name} as timestamp) as {name}" if kind.startswith("TIMESTAMP") else name
        for name, kind in columns
        if kind != "DOUBLE" and name != "build_id"
    )
