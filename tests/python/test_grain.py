"""The data test `grain` on tables that are filled by hand."""

from pathlib import Path

import duckdb
import pytest

from tests.python.dbt_process import DbtProcess

# A model whose key is one column, and one whose key calls a null a value.
KNOWN = "int_known_customers", "customer_id, customer_key, first_contact_date"
BASES = "int_need_bases", "basis, need"


@pytest.mark.parametrize(
    ("table", "rows", "holds"),
    [
        (KNOWN, "('A', 1, date '2024-01-01'), ('B', 2, date '2024-01-01')", True),
        (KNOWN, "('A', 1, date '2024-01-01'), ('A', 2, date '2024-01-02')", False),
        (KNOWN, "('A', 1, date '2024-01-01'), (null, 2, date '2024-01-01')", False),
        (KNOWN, "('A', 1, date '2024-01-01'), ('B', null, date '2024-01-01')", False),
        (KNOWN, "('A', 1, date '2024-01-01'), ('B', 2, null)", False),
        (BASES, "('spend', 'sleep'), ('spend', null)", True),
        (BASES, "('spend', 'sleep'), ('spend', null), ('spend', null)", False),
        (BASES, "('spend', 'sleep'), (null, 'sleep')", False),
    ],
)
def test_keys_are_unique_and_no_column_that_is_named_is_null(
    dbt: DbtProcess,
    tmp_path: Path,
    table: tuple[str, str],
    rows: str,
    holds: bool,
) -> None:
    name, columns = table
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as warehouse:
        warehouse.execute(
            f"create table {name} as from (values {rows}) as given ({columns})"
        )
    outcome = dbt.run(
        *("test", "-s", f"{name},test_name:grain"),
        raw=tmp_path / "raw",
        folder=tmp_path,
    )
    [status] = [status for node, status in outcome.statuses.items() if "grain" in node]
    assert status == ("pass" if holds else "fail")
