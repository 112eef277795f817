"""Identity resolution against an independent implementation, on random companies."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import pytest

from tests.python.dbt_process import DbtProcess
from tests.python.identity_build import Build, Builder, write_raw
from tests.python.identity_company import (
    START,
    Company,
    all_tables,
    make_companies,
    shapes,
)

COMPANIES, SEED = 12, 20260331


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory, dbt: DbtProcess) -> Builder:
    return Builder(dbt, tmp_path_factory.mktemp("identity"), by_rules=True)


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


def replayed(build: Build, until: str = "9999-12-31") -> dict[str, str]:
    """Play the events of a build in their order."""
    customers: dict[str, str] = {}
    contacts: dict[str, set[str]] = defaultdict(set)
    for kind, customer, other, contact in build.outcome.rows(f"""
        select event_kind, customer_id, other_customer_id, contact_id
        from fct_identity_events
        where event_at < timestamp '{until}'
        order by event_at, event_sequence, event_id
    """):
        moved = contacts.pop(customer) if kind == "merged" else {contact}
        for each in moved & customers.keys():
            contacts[customers[each]].discard(each)
        target = other if kind == "merged" else customer
        contacts[target] |= moved
        customers.update(dict.fromkeys(moved, target))
    return customers


def override(
    decision: str, left: str, right: str, day: int, source_system: str = "desk"
) -> dict[str, str]:
    """Return a decision of the raw table on two public contact ids."""
    left_system, left_id = left.split(":")
    right_system, right_id = right.split(":")
    return {
        "source_system": source_system,
        "left_source_system": left_system,
        "left_contact_id": left_id,
        "right_source_system": right_system,
        "right_contact_id": right_id,
        "decision": decision,
        "decided_at": (START + timedelta(days=day)).isoformat(" "),
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
        "fct_identity_events",
        "bridge_customer_aliases",
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


def test_events_replay_to_the_map(first):
    assert replayed(first) == first.customers


def test_a_build_as_of_a_day_is_the_history_cut_at_that_day(
    builder, companies, first, tmp_path
):
    raw = write_raw(tmp_path / "raw", all_tables(companies))
    for as_of, until in (("2026-01-15", "2026-01-16"), ("2026-01-31", "2026-02-01")):
        past = builder.build(raw, as_of=as_of)
        assert len(past.customers) > len(first.customers) / 5
        assert replayed(past) == past.customers
        assert past.customers == replayed(first, until)
        events = "select * from fct_identity_events {} order by event_id"
        cut = f"where event_at < timestamp '{until}'"
        assert past.outcome.rows(events.format("")) == first.outcome.rows(
            events.format(cut)
        )


def test_merging_and_unmerging_restores_the_ids(builder, companies, first, tmp_path):
    """Three ways: a decision changed, a decision overruled, evidence cut."""
    tables = all_tables(companies)
    listed = [
        f"{row['source_system']}:{row['contact_id']}" for row in tables["contacts"]
    ]
    groups = members(first.customers)
    apart = iter(sorted({min(groups[who] & set(listed)) for who in listed}))
    alone = iter(sorted(who for who in set(listed) if len(groups[who]) == 1))
    merges, decisions = [], []
    identifiers: list[dict[str, str | None]] = []
    for _ in range(15):
        changed = next(apart), next(apart)
        merges.append(override("must_link", *changed, day=80))
        decisions.append(override("never_link", *changed, day=90))
        left, right = next(apart), next(apart)
        merges.append(override("must_link", left, right, day=80))
        decisions.append(override("must_link", left, right, day=80))
        decisions.append(override("never_link", right, left, 90, "audit"))
    used = {row["left_contact_id"] for row in merges}
    used |= {row["right_contact_id"] for row in merges}
    free = [who for who in alone if who.split(":")[1] not in used]
    for number in range(15):
        left, right = free[2 * number : 2 * number + 2]
        for who in (left, right):
            system, contact_id = who.split(":")
            identifiers.append(
                {
                    "source_system": system,
                    "contact_id": contact_id,
                    "identifier_type": "user_id",
                    "identifier_value": f"shared{number}",
                    "seen_at": (START + timedelta(days=80)).isoformat(" "),
                }
            )
        decisions.append(override("never_link", left, right, day=90))
    tables["contact_identifiers"] = tables["contact_identifiers"] + identifiers
    merged = builder.build(
        write_raw(tmp_path / "merged", {**tables, "identity_overrides": merges})
    )
    assert len(set(first.customers.values()) - set(merged.customers.values())) == 45
    unmerged = builder.build(
        write_raw(tmp_path / "unmerged", {**tables, "identity_overrides": decisions})
    )
    assert unmerged.customers == first.customers
    assert unmerged.outcome.rows(
        "select count(*) from fct_identity_events where event_kind = 'restored'"
    ) == [(15,)]
    assert replayed(unmerged) == unmerged.customers
