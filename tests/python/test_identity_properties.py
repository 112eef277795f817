"""Identity resolution against an independent implementation, on random companies."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.python.dbt_process import DbtProcess
from tests.python.identity_build import Build, Builder, write_raw
from tests.python.identity_company import Company, all_tables, make_companies, shapes

COMPANIES, SEED = 12, 20260331


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory, dbt: DbtProcess) -> Builder:
    return Builder(dbt, tmp_path_factory.mktemp("identity"))


@pytest.fixture(scope="module")
def companies() -> list[Company]:
    return make_companies(COMPANIES, SEED)


@pytest.fixture(scope="module")
def expected(companies: list[Company]) -> dict[str, str]:
    return {
        contact_id: customer_id
        for company in companies
        for contact_id, customer_id in company.customers().items()
    }


@pytest.fixture(scope="module")
def first(
    builder: Builder, companies: list[Company], tmp_path_factory: pytest.TempPathFactory
) -> Build:
    raw = write_raw(tmp_path_factory.mktemp("first") / "raw", all_tables(companies))
    return builder.build(raw)


def members(customers: dict[str, str]) -> dict[str, frozenset[str]]:
    groups = defaultdict(set)
    for contact_id, customer_id in customers.items():
        groups[customer_id].add(contact_id)
    return {
        contact_id: frozenset(groups[customer_id])
        for contact_id, customer_id in customers.items()
    }


def test_the_companies_are_worth_testing(expected):
    sizes = shapes(expected)
    assert sum(sizes.values()) > 500
    assert sizes[1] > 100
    assert sum(count for size, count in sizes.items() if size >= 3) > 40


def test_customers_are_those_of_the_independent_implementation(first, expected):
    found, wanted = members(first.customers), members(expected)
    wrong = {key: found.get(key) for key in wanted if found.get(key) != wanted[key]}
    assert wrong == {}
    assert first.customers == expected


def test_no_contact_is_lost_or_doubled(first, expected):
    assert sorted(contact_id for contact_id, _ in first.rows) == sorted(expected)
    assert first.outcome.rows(
        "select sum(contact_count), count(*) from dim_customers"
    ) == [(len(expected), len(set(expected.values())))]


def test_contact_point_ids_are_equal_where_values_are_equal(first):
    ids, values, pairs = first.outcome.rows("""
        select
            count(distinct contact_point_id),
            count(distinct (channel, contact_point_key)),
            count(distinct (contact_point_id, channel, contact_point_key))
        from bridge_customer_contact_points
    """)[0]
    assert ids == values == pairs > 500


def test_order_of_rows_and_split_into_files_change_nothing(
    builder, companies, first, tmp_path
):
    tables = all_tables(companies)
    mixed = builder.build(write_raw(tmp_path / "raw", tables, shuffle=SEED))
    for table in (
        "bridge_contacts_to_customers",
        "bridge_customer_contact_points",
        "dim_customers",
        "fct_identity_links",
    ):
        rows = f"select * from {table} order by all"
        assert mixed.outcome.rows(rows) == first.outcome.rows(rows), table


def test_more_contacts_leave_the_ids_of_other_customers_alone(builder, first, tmp_path):
    """Newer contacts never rename a customer that keeps its contacts."""
    companies = make_companies(COMPANIES, SEED)
    for company in companies:
        company.grow(contacts=25, from_day=60, until_day=70)
    grown = builder.build(write_raw(tmp_path / "raw", all_tables(companies)))
    before, after = members(first.customers), members(grown.customers)
    kept = [key for key in before if after[key] & set(before) == before[key]]
    joined = [key for key in kept if after[key] != before[key]]
    assert len(kept) > len(before) / 2
    assert len(joined) > 100
    assert [key for key in kept if grown.customers[key] != first.customers[key]] == []
