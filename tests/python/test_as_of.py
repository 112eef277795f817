"""A build as of a date is the build that would have been made on that date.

What was recorded later changes no row: the build over the whole raw folder equals the
build over a raw folder from which the later records have been cut. And a business day
that is still to come on that date waits for its day.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from scripts.demo.__main__ import app
from tests.python.companies import write_csv
from tests.python.dbt_process import DbtProcess, Outcome
from tests.python.public_tables import public_tables

AS_OF, DAY_AFTER = "2025-12-31", "2026-01-01"
# There the business day after the as-of date begins at 16:00.
SETTINGS = {"as_of": AS_OF, "time_zone": "Asia/Shanghai"}

# Table → what says when a record of it was recorded, by the contract.
RECORDED_AT = {
    "contacts": "recorded_at, updated_at, created_at",
    "contact_identifiers": "recorded_at, seen_at",
    "orders": "recorded_at, ordered_at",
    "order_lines": "recorded_at, order_recorded_at",
    "returns": "recorded_at, returned_at",
    "products": "recorded_at",
    "exchange_rates": "rate_date",
    "contact_attributes": "recorded_at, stated_at",
    "accounts": "recorded_at",
    "account_roles": "recorded_at",
    "interactions": "recorded_at, started_at",
    "consents": "recorded_at, occurred_at",
    "campaigns": "recorded_at",
    "campaign_events": "recorded_at, occurred_at",
    "offers": "recorded_at",
    "sessions": "recorded_at, started_at",
    "survey_responses": "recorded_at, responded_at",
    "referrals": "recorded_at, referred_at",
    "stores": "recorded_at",
    "employees": "recorded_at",
    "service_costs": "recorded_at",
    "identity_overrides": "recorded_at, decided_at",
    "privacy_requests": "recorded_at, requested_at",
}

# What does not change after the first day of the simulated company.
SETTLED = {"offers", "stores", "employees"}

# What holds days to come, and by which column.
SALES = {
    "fct_orders": "order_date",
    "fct_order_lines": "order_date",
    "fct_returns": "return_date",
}


def add_a_late_order_without_a_rate(raw: Path) -> None:
    """Deliver an order after the as-of date; its line is recorded as the order is."""
    write_csv(
        raw / "orders",
        "late",
        "source_system,order_id,ordered_at,currency_code,net_amount,recorded_at",
        "kiosk,L1,2025-12-20 10:00:00,XTS,10.00,2026-02-01 02:15:00",
    )
    write_csv(
        raw / "order_lines",
        "late",
        "source_system,order_id,line_number,quantity,net_amount",
        "kiosk,L1,1,1,10.00",
    )


def read_raw(connection: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Read every raw table, and let each line know when its order was recorded."""
    for table in RECORDED_AT:
        readers = []
        for kind, options in (("parquet", ""), ("csv", ", all_varchar = true")):
            files = [str(file) for file in sorted(raw.glob(f"{table}*/*.{kind}"))]
            files += [str(file) for file in raw.glob(f"{table}.{kind}")]
            if files:
                readers.append(
                    f"from read_{kind}({files}, union_by_name = true{options})"
                )
        connection.execute(
            f"create table {table} as {' union all by name '.join(readers)}"
        )
    connection.execute(
        """
        create or replace table order_lines as
        from order_lines left join (
            select source_system, order_id, min(recorded_at) as order_recorded_at
            from orders group by all
        ) using (source_system, order_id)
        """
    )


def add_sales_of_a_day_to_come(raw: Path) -> None:
    """Repeat purchases and returns in the evening of the as-of date, recorded then."""
    evening = f"'{AS_OF} 20:00:00'"
    with duckdb.connect() as connection:
        read_raw(connection, raw)
        connection.execute(
            f"""
            create table bought as
            select distinct on (source_system, order_id) *
            from orders
            where ordered_at between '2025-09-01' and '{AS_OF}'
                and recorded_at < '{AS_OF}' and origin_order_id is null
            order by source_system, order_id, recorded_at
            """
        )
        for table, query in {
            "orders": f"select * replace ({evening} as ordered_at) from bought",
            "order_lines": """
                select distinct on (source_system, order_id, line_number)
                    * exclude (order_recorded_at)
                from order_lines
                semi join bought using (source_system, order_id)
                order by source_system, order_id, line_number, order_recorded_at
            """,
            "returns": f"""
                select distinct on (source_system, return_id)
                    * replace ('ahead ' || return_id as return_id,
                        {evening} as returned_at)
                from returns
                where returned_at < '2025-12-01' and order_id is not null
                order by source_system, return_id, recorded_at
            """,
        }.items():
            renamed = "" if table == "returns" else "'ahead ' || order_id as order_id,"
            connection.execute(
                f"""
                copy (
                    select * replace ({renamed} {evening} as recorded_at) from ({query})
                ) to '{raw / table}/ahead.parquet' (format parquet)
                """
            )


@dataclass(frozen=True)
class Builds:
    """The two builds.

    Attributes:
        whole: Over the whole raw folder.
        cut: Over what had been recorded by the as-of date.
        late_counts: Table → records that were cut.
    """

    whole: Outcome
    cut: Outcome
    late_counts: dict[str, int]


def differences(table: str, left: Path, right: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a table that only one of two databases has."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left}' as one (read_only)")
        connection.execute(f"attach '{right}' as other (read_only)")
        return connection.execute(
            f"""
            (select 'only in one', * from one.{table}
            except all select 'only in one', * from other.{table})
            union all
            (select 'only in other', * from other.{table}
            except all select 'only in other', * from one.{table})
            """
        ).fetchall()


@pytest.fixture(scope="module")
def builds(dbt: DbtProcess, tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Simulate a company, cut its raw folder, and build both as of the date."""
    home = tmp_path_factory.mktemp("as_of")
    raw, cut_raw = home / "raw", home / "cut_raw"
    cut_raw.mkdir()
    said = CliRunner().invoke(app, ["--raw", str(raw), "--customers", "150"])
    assert said.exit_code == 0, said.output
    add_a_late_order_without_a_rate(raw)
    add_sales_of_a_day_to_come(raw)

    late_counts = {}
    with duckdb.connect() as connection:
        read_raw(connection, raw)
        for table, columns in RECORDED_AT.items():
            times = [f"try_cast({name} as timestamp)" for name in columns.split(", ")]
            is_late = f"coalesce({', '.join(times)}) >= timestamp '{DAY_AFTER}'"
            late_counts[table] = connection.execute(
                f"delete from {table} where {is_late}"
            ).fetchall()[0][0]
            unread = "exclude (order_recorded_at)" if table == "order_lines" else ""
            connection.execute(
                f"copy (select * {unread} from {table})"
                f" to '{cut_raw / table}.parquet' (format parquet)"
            )

    def built(folder: Path) -> Outcome:
        outcome = dbt.run(
            *("build", "--resource-type", "seed", "--resource-type", "model"),
            raw=folder,
            folder=home / f"built_{folder.name}",
            **SETTINGS,
        )
        assert outcome.errors == ()
        return outcome

    return Builds(built(raw), built(cut_raw), late_counts)


def test_the_company_goes_on_after_the_as_of_date(builds: Builds) -> None:
    late = {table for table, count in builds.late_counts.items() if count > 0}
    assert late == set(RECORDED_AT) - SETTLED


@pytest.mark.parametrize("table", public_tables())
def test_what_is_recorded_later_changes_no_row(builds: Builds, table: str) -> None:
    assert differences(table, builds.whole.database, builds.cut.database) == []


@pytest.fixture(scope="module")
def without_days_to_come(
    builds: Builds, dbt: DbtProcess, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Take the days to come out of what was sold, and reckon from it again."""
    folder = tmp_path_factory.mktemp("without_days_to_come")
    database = folder / builds.whole.database.name
    shutil.copy(builds.whole.database, database)
    with duckdb.connect(str(database)) as connection:
        for table, day in SALES.items():
            [(count,)] = connection.execute(
                f"delete from {table} where {day} > date '{AS_OF}'"
            ).fetchall()
            assert count > 0, table
    outcome = dbt.run(
        *("run", "-s", *(f"{table}+" for table in SALES), "--exclude", *SALES),
        raw=folder / "raw",
        folder=folder,
        **SETTINGS,
    )
    assert outcome.errors == ()
    return outcome.database


@pytest.mark.parametrize("table", sorted({*public_tables()} - {*SALES}))
def test_a_business_day_to_come_waits_for_its_day(
    builds: Builds, without_days_to_come: Path, table: str
) -> None:
    assert differences(table, builds.whole.database, without_days_to_come) == []
