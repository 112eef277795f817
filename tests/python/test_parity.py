"""Both engines give the same public tables: Spark's parquet, compared in DuckDB."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.python.engines import (
    Built,
    Column,
    Tables,
    columns_of,
    differences,
    opened,
    run,
)
from tests.python.public_data import FOLDER
from tests.python.raw_files import ORDERS, write
from tests.python.spark_at_hand import missing_for_spark, need_spark

# So many that a lifetime value is given.
CUSTOMERS = 700
ENGINES = ("duckdb", "spark")
Company = Mapping[str, Built]


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
    write(raw / "orders/odd_line.csv", header, f"l,{start},x", f"m,{start},x,y,z")
    write(raw / "orders/odd+escape.csv", header, f'j,{start},"a \\"b\\", c"')
    quoted = header.replace(",", "','")
    write(raw / "orders/odd_quotes.csv", f"'{quoted}'", f"k,{start},'it''s, so'")


def refreshed(raw: Path, home: Path, *, starts_fast: bool = True) -> dict[str, Built]:
    """Build, judge and publish on both engines."""
    built = {
        # People have blanks and umlauts in the names of their folders.
        engine: Built(engine, raw, home / f"Für {engine}", starts_fast)
        for engine in ENGINES
    }
    for each in built.values():
        each.run("scripts.refresh")
    return built


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """Simulate a small company and refresh it on both engines."""
    need_spark()
    home = tmp_path_factory.mktemp("company")
    run("scripts.demo", "--raw", str(home / "raw"), "--customers", str(CUSTOMERS))
    write_odd_files(home / "raw")
    return refreshed(home / "raw", home)


@pytest.fixture(scope="module")
def second_build(company: Company) -> dict[str, dict[str, str]]:
    """Build everything once more, by dbt alone; return engine → node → status."""
    return {engine: company[engine].build_plainly() for engine in ENGINES}


@pytest.fixture
def tables(company: Company) -> Iterator[Tables]:
    """Open the tables of both engines; while they are, no build can write."""
    with opened(company["duckdb"], company["spark"]) as connection:
        yield connection


def test_both_engines_publish_the_same_tables(company: Company) -> None:
    names = company["spark"].public_tables
    assert names == company["duckdb"].public_tables
    assert {"dim_customers", "fct_orders", "customer_360"} <= set(names)


def test_every_public_table_is_the_same_on_both_engines(
    company: Company, tables: Tables
) -> None:
    names = company["duckdb"].public_tables
    [(valued,)] = tables.execute(
        "select count(clv_36_months_amount) from spark_built.fct_customer_value"
    ).fetchall()
    assert valued > 500
    assert differences(tables, "spark_built", "duckdb_built", names) == {}


def test_spark_publishes_what_readers_expect(company: Company, tables: Tables) -> None:
    """The same columns and types, and no more rows or fewer."""

    def shapes(engine: str) -> dict[str, tuple[list[Column], int]]:
        shape = {}
        for table in company[engine].public_tables:
            relation = f"{engine}_published.{table}"
            [count] = tables.execute(f"select count(*) from {relation}").fetchall()
            shape[table] = columns_of(tables, relation), count[0]
        return shape

    assert shapes("spark") == shapes("duckdb")


@pytest.mark.parametrize("engine", ENGINES)
def test_every_test_of_the_project_passes(
    second_build: Mapping[str, Mapping[str, str]], engine: str
) -> None:
    """Those of the macros; on DuckDB data and unit tests too (see build_plainly)."""
    tests = {
        name: status
        for name, status in second_build[engine].items()
        if name.startswith(("test.", "unit_test."))
    }
    assert set(tests.values()) == {"pass"}
    assert "test.idic.assert_phone_key" in tests
    assert engine == "spark" or any(name.startswith("unit_test.") for name in tests)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.usefixtures("second_build")
def test_a_second_build_changes_nothing(
    company: Company, tables: Tables, engine: str
) -> None:
    names = company[engine].public_tables
    assert differences(tables, f"{engine}_built", f"{engine}_published", names) == {}


@pytest.mark.long
def test_a_real_company_is_the_same_on_both_engines(tmp_path: Path) -> None:
    """With Spark as users start it. Who asks for this test wants no silent skip."""
    company = FOLDER / "adventureworks"
    assert not missing_for_spark()
    assert company.is_dir(), f"no {company} (IDIC_PUBLIC_DATA)"
    built = refreshed(company, tmp_path, starts_fast=False)
    names = built["duckdb"].public_tables
    assert "fct_orders" in names
    with opened(built["duckdb"], built["spark"]) as tables:
        assert differences(tables, "spark_built", "duckdb_built", names) == {}
