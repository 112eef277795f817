"""Both engines give the same public tables: Spark's parquet, compared in DuckDB."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.settings import PROJECT
from tests.python.raw_files import ORDERS, write
from tests.python.spark_at_hand import FAST_START, need_spark

CUSTOMERS = 200
TOLERANCE = 1e-9
# About the build itself, not about the company.
EXEMPT = ("ops_", "vitals_")
Column = tuple[str, str]


@dataclass(frozen=True)
class Built:
    """What one engine made of the raw folder: a refresh, then a plain `dbt build`.

    Attributes:
        home: Folder of the database, the working files and the published build.
        results: Status of each node of the second build by its unique id.
    """

    home: Path
    results: Mapping[str, str]

    @property
    def parquet(self) -> Path:
        """Folder of Spark's tables."""
        return self.home / ".company" / "warehouse" / "main.db"

    @property
    def published(self) -> Path:
        """Folder of the tables that the refresh published."""
        return self.home / "published" / "current"


def run(module: str, *arguments: str, **settings: str) -> None:
    """Run a command of the project in a process of its own; it must succeed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("IDIC")
    }
    environment |= {f"IDIC_{name.upper()}": value for name, value in settings.items()}
    environment |= FAST_START | {"DBT_PROFILES_DIR": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def built_twice(engine: str, raw: Path, home: Path) -> Built:
    """Build, judge and publish on an engine; then build everything once more."""
    home.mkdir(exist_ok=True)
    settings = {
        "raw": str(raw),
        "database": str(home / "company.duckdb"),
        "published": str(home / "published"),
        "engine": engine,
    }
    run("scripts.refresh", **settings)
    artifacts = home / "artifacts"
    places = ("--target-path", str(artifacts), "--log-path", str(artifacts))
    run("dbt.cli.main", "build", *places, **settings)
    results = json.loads((artifacts / "run_results.json").read_text())["results"]
    return Built(home, {node["unique_id"]: node["status"] for node in results})


def write_odd_files(raw: Path) -> None:
    """Add what people export: encodings, dialects, forms, and lines that are broken."""
    rows = {
        "utf-8-sig": ("a", "1.234,50", "31.12.2025"),
        "utf-16": ("b", "12,50", "1.2.2026"),
        "latin-1": ("c", "7", "30/1/2026"),
    }
    for encoding, (order, amount, date) in rows.items():
        line = f"{order};2026-01-15 10:00;{amount};Île-de-France;{date}"
        header = f"{ORDERS.replace(',', ';')};ship_region;payment_due_at"
        write(raw / f"orders/odd {encoding}.csv", header, line, encoding=encoding)
    header = f"{ORDERS},email,coupon_code"
    start = "2026-01-16,5,odd@odd.example"
    write(
        raw / "orders/odd [lines].csv",
        *("sep=,", "", header, f"d,{start},x", f"e,{start}", "", f"f,{start},x,y"),
        *(f'g,{start},"two', 'lines, ""quoted"""', f"h,{start},", f"i,{start},\\x"),
    )
    write(raw / "orders/odd+escape.csv", header, f'j,{start},"a \\"b\\", c"')
    quoted = header.replace(",", "','")
    write(raw / "orders/odd_quotes.csv", f"'{quoted}'", f"k,{start},'it''s, so'")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Simulate a small company."""
    need_spark()
    folder = tmp_path_factory.mktemp("company") / "raw"
    run("scripts.demo", "--raw", str(folder), "--customers", str(CUSTOMERS))
    write_odd_files(folder)
    return folder


@pytest.fixture(scope="module")
def on_duckdb(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the company on the default engine."""
    return built_twice("duckdb", raw, tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="module")
def on_spark(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the company on Spark."""
    return built_twice("spark", raw, tmp_path_factory.mktemp("spark"))


@pytest.fixture(scope="module")
def tables(on_duckdb: Built, on_spark: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the tables of both engines, as the refresh published them and as they are.

    They are `duckdb_first.<table>`, `duckdb_again.<table>` and so for Spark.
    """
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        database = on_duckdb.home / "company.duckdb"
        connection.execute(f"attach '{database}' as company (read_only)")
        for engine, built in (("duckdb", on_duckdb), ("spark", on_spark)):
            connection.execute(f"create schema {engine}_first")
            connection.execute(f"create schema {engine}_again")
            for table in public_tables(built):
                first = f"read_parquet('{built.published}/{table}.parquet')"
                again = (
                    f"company.main.{table}"
                    if engine == "duckdb"
                    else f"read_parquet('{built.parquet}/{table}/*.parquet')"
                )
                for state, source in (("first", first), ("again", again)):
                    name = f"{engine}_{state}.{table}"
                    connection.execute(f"create view {name} as from {source}")
        yield connection


def public_tables(built: Built) -> list[str]:
    """Return the names of the published tables that tell of the company."""
    files = built.published.glob("*.parquet")
    return sorted(f.stem for f in files if not f.stem.startswith(EXEMPT))


def columns_of(tables: duckdb.DuckDBPyConnection, relation: str) -> list[Column]:
    return [
        (row[0], row[1]) for row in tables.execute(f"describe {relation}").fetchall()
    ]


def values_of(columns: Sequence[Column]) -> str:
    """Everything but doubles and the build; a timestamp reads the same in both."""
    return ", ".join(
        f"cast({name} as timestamp) as {name}" if kind.startswith("TIMESTAMP") else name
        for name, kind in columns
        if kind != "DOUBLE" and name != "build_id"
    )


def differences(
    tables: duckdb.DuckDBPyConnection, left: str, right: str
) -> dict[str, list[Any]]:
    """Return up to three rows that one relation lacks, and doubles that differ.

    The columns are those of the right relation.
    """
    columns = columns_of(tables, right)
    values = values_of(columns)
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
        names = ", ".join(name for name, kind in columns if kind != "DOUBLE")
        order = f"row_number() over (order by {names}, {', '.join(doubles)}) as n"
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


def test_both_engines_publish_the_same_tables(
    on_duckdb: Built, on_spark: Built
) -> None:
    names = public_tables(on_spark)
    assert names == public_tables(on_duckdb)
    assert {"dim_customers", "fct_orders", "customer_360"} <= set(names)


def test_every_public_table_is_the_same_on_both_engines(
    tables: duckdb.DuckDBPyConnection, on_duckdb: Built
) -> None:
    """Keys, counts, texts and amounts equal, doubles to a relative 1e-9."""
    found = {
        table: difference
        for table in public_tables(on_duckdb)
        if (
            difference := differences(
                tables, f"spark_again.{table}", f"duckdb_again.{table}"
            )
        )
    }
    assert found == {}


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_a_second_build_changes_nothing(
    tables: duckdb.DuckDBPyConnection, on_duckdb: Built, engine: str
) -> None:
    found = {
        table: difference
        for table in public_tables(on_duckdb)
        if (
            difference := differences(
                tables, f"{engine}_again.{table}", f"{engine}_first.{table}"
            )
        )
    }
    assert found == {}


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_every_test_of_the_project_passes(
    on_duckdb: Built, on_spark: Built, engine: str
) -> None:
    """Unit tests, data tests and the tables of the macros' tests, none skipped."""
    results = {"duckdb": on_duckdb, "spark": on_spark}[engine].results
    tests = {
        name: status
        for name, status in results.items()
        if name.startswith(("test.", "unit_test."))
    }
    assert set(tests.values()) == {"pass"}
    assert "test.idic.assert_phone_key" in tests
    assert any(name.startswith("unit_test.") for name in tests)


def test_spark_publishes_what_readers_expect(
    tables: duckdb.DuckDBPyConnection, on_duckdb: Built
) -> None:
    """The same columns and types, and no more rows or fewer."""

    def shapes(engine: str) -> dict[str, tuple[list[Column], int]]:
        return {
            table: (
                columns_of(tables, f"{engine}_first.{table}"),
                tables.execute(
                    f"select count(*) from {engine}_first.{table}"
                ).fetchall()[0][0],
            )
            for table in public_tables(on_duckdb)
        }

    assert shapes("spark") == shapes("duckdb")
