"""Both engines give the same public tables: Spark's parquet, compared in DuckDB."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scripts.settings import PROJECT
from tests.python.raw_files import ORDERS, write
from tests.python.spark_at_hand import need_spark

CUSTOMERS = 200
TOLERANCE = 1e-9
# On tables this small Spark spends its time on compiling; and the metastore need not
# survive a power cut.
FAST_START = {
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -Dderby.system.durability=test",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.codegen.wholeStage=false"
    " --conf spark.sql.codegen.factoryMode=NO_CODEGEN pyspark-shell",
}
# About the build itself, not about the company.
EXEMPT = ("ops_", "vitals_")
Column = tuple[str, str]


@dataclass(frozen=True)
class Built:
    """What one engine made of the raw folder.

    Attributes:
        home: Folder of its database, its workspace and its published builds.
        shown: What the command showed.
    """

    home: Path
    shown: str

    @property
    def parquet(self) -> Path:
        """Folder of Spark's tables."""
        return self.home / ".company" / "warehouse" / "main.db"


def run(module: str, *arguments: str, **settings: str) -> str:
    """Run a command of the project in a process of its own; return what it shows."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("IDIC")
    }
    environment |= {f"IDIC_{name.upper()}": value for name, value in settings.items()}
    environment |= FAST_START
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refreshed(engine: str, raw: Path, home: Path) -> Built:
    """Build, judge and publish on an engine."""
    home.mkdir(exist_ok=True)
    shown = run(
        "scripts.refresh",
        raw=str(raw),
        database=str(home / "company.duckdb"),
        published=str(home / "published"),
        engine=engine,
    )
    return Built(home, shown)


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
    """Refresh the company on the default engine."""
    return refreshed("duckdb", raw, tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="module")
def on_spark(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Refresh the company on Spark."""
    return refreshed("spark", raw, tmp_path_factory.mktemp("spark"))


@pytest.fixture(scope="module")
def tables(on_duckdb: Built, on_spark: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the tables of both: `duck.main.<table>` and `spark.<table>`."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        database = on_duckdb.home / "company.duckdb"
        connection.execute(f"attach '{database}' as duck (read_only)")
        connection.execute("create schema spark")
        for table in public_tables(on_spark.home / "published"):
            connection.execute(
                f"create view spark.{table} as"
                f" select * from read_parquet('{on_spark.parquet}/{table}/*.parquet')"
            )
        yield connection


def public_tables(published: Path) -> list[str]:
    """Return the names of the published tables that tell of the company."""
    files = (published / "current").glob("*.parquet")
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


def differences(tables: duckdb.DuckDBPyConnection, table: str) -> dict[str, list[Any]]:
    """Return up to three rows that only one engine has, and doubles that differ."""
    columns = columns_of(tables, f"duck.main.{table}")
    values = values_of(columns)
    duck = f"select {values} from duck.main.{table}"
    spark = f"select {values} from spark.{table}"
    found: dict[str, list[Any]] = {
        "only on DuckDB": tables.execute(
            f"{duck} except all {spark} limit 3"
        ).fetchall(),
        "only on Spark": tables.execute(
            f"{spark} except all {duck} limit 3"
        ).fetchall(),
    }
    doubles = [name for name, kind in columns if kind == "DOUBLE"]
    if doubles:
        names = ", ".join(name for name, kind in columns if kind != "DOUBLE")
        order = f"order by {names}, {', '.join(doubles)}"
        unequal = " or ".join(
            f"(duck.{name} is null) <> (spark.{name} is null) or"
            f" abs(duck.{name} - spark.{name}) >"
            f" {TOLERANCE} * greatest(abs(duck.{name}), abs(spark.{name}))"
            for name in doubles
        )
        found["doubles"] = tables.execute(
            f"with duck as (select *, row_number() over ({order}) as n"
            f" from duck.main.{table}), spark as (select *, row_number() over"
            f" ({order}) as n from spark.{table})"
            f" select * from duck join spark using (n) where {unequal} limit 3"
        ).fetchall()
    return {kind: rows for kind, rows in found.items() if rows}


def test_both_engines_publish_the_same_tables(
    on_duckdb: Built, on_spark: Built
) -> None:
    names = public_tables(on_spark.home / "published")
    assert names == public_tables(on_duckdb.home / "published")
    assert {"dim_customers", "fct_orders", "customer_360"} <= set(names)


def test_every_public_table_is_the_same_on_both_engines(
    tables: duckdb.DuckDBPyConnection, on_duckdb: Built
) -> None:
    """Keys, counts, texts and amounts equal, doubles to a relative 1e-9."""
    found = {
        table: difference
        for table in public_tables(on_duckdb.home / "published")
        if (difference := differences(tables, table))
    }
    assert found == {}


def test_spark_publishes_what_readers_expect(on_duckdb: Built, on_spark: Built) -> None:
    """The same columns and types, and no more rows or fewer."""

    def shape(built: Built) -> list[tuple[str, list[Column], int]]:
        current = built.home / "published" / "current.duckdb"
        with duckdb.connect(str(current), read_only=True) as published:
            return [
                (
                    name,
                    columns_of(published, name),
                    published.execute(f"select count(*) from {name}").fetchall()[0][0],
                )
                for name in public_tables(built.home / "published")
            ]

    assert shape(on_spark) == shape(on_duckdb)
