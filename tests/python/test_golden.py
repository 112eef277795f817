"""Golden test: a tiny raw folder in, exact tables out.

Every file ``golden/expected/<table>.csv`` is the whole content of that table, in the
columns that matter: a further table is covered by adding its file. The files are
derived by hand from the contract. A customer_id is a name there, and so is its
customer_key; it stands for the customer of the contacts that
``bridge_contacts_to_customers.csv`` lists under it.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.python.dbt_process import DbtProcess, Outcome

GOLDEN = Path(__file__).parent / "golden"
TABLES = sorted(file.stem for file in (GOLDEN / "expected").glob("*.csv"))
BRIDGE = "bridge_contacts_to_customers"

Row = tuple[str, ...]


def expected_rows(table: str) -> tuple[list[str], list[Row]]:
    """Return the columns and the rows that the table must have."""
    with (GOLDEN / "expected" / f"{table}.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    return header, [tuple(row) for row in rows]


def customer_names(built: Outcome) -> Mapping[str, str]:
    """Return customer_id → the name of its first contact; a second id stands out."""
    columns, rows = expected_rows(BRIDGE)
    contact, customer = columns.index("contact_id"), columns.index("customer_id")
    named = {row[contact]: row[customer] for row in rows}
    found = built.rows(
        f"select customer_id, min(contact_id) from {BRIDGE} group by all order by all"
    )
    names: dict[str, str] = {}
    for customer_id, contact_id in found:
        name = named.get(contact_id, f"customer of {contact_id}")
        taken = name in names.values()
        names[customer_id] = f"{name}, not of {contact_id}" if taken else name
    return names


def customer_key_names(built: Outcome) -> Mapping[str, str]:
    """Return customer_key → the name of its customer."""
    names = customer_names(built)
    found = built.rows(
        "select cast(customer_key as varchar), customer_id from int_customer_keys"
    )
    return {
        customer_key: names.get(customer_id, customer_id)
        for customer_key, customer_id in found
    }


def found_rows(built: Outcome, table: str, columns: list[str]) -> list[Row]:
    """Return the rows of the built table as texts, customers by name."""
    texts = ", ".join(f"coalesce(cast({name} as varchar), '')" for name in columns)
    named = {"customer_id": customer_names, "customer_key": customer_key_names}
    names = {name: named[name](built) for name in columns if name in named}
    return [
        tuple(
            names.get(column, {}).get(value, value)
            for column, value in zip(columns, row, strict=True)
        )
        for row in built.rows(f"select {texts} from {table}")
    ]


@pytest.fixture(scope="module")
def built(dbt: DbtProcess, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Build the tables that have an expected file, and all that they are made of."""
    return dbt.run(
        *("build", "-s", *(f"+{table}" for table in TABLES)),
        *("--indirect-selection", "buildable"),
        *("--exclude-resource-type", "unit_test"),
        raw=GOLDEN / "raw",
        folder=tmp_path_factory.mktemp("golden"),
        as_of="2024-03-31",
    )


def test_the_tiny_company_builds_and_passes_every_data_test(built):
    assert built.errors == ()
    assert "pass" in built.statuses.values()


@pytest.mark.parametrize("table", TABLES)
def test_table_is_exactly_as_the_contract_says(built, table):
    columns, expected = expected_rows(table)
    assert sorted(found_rows(built, table, columns)) == sorted(expected)
