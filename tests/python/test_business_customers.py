"""Accounts against plain loops: their hierarchy, and whose the orders are."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pytest

from tests.python.dbt_process import DbtProcess, Outcome
from tests.python.identity_build import Row, write_raw

LEVELS, ACCOUNTS, SEED = 16, 300, 20260331
MODELS = (
    "dim_accounts",
    "int_account_conflicts",
    "dim_customers",
    "fct_returns",
    "fct_customer_rfm",
)


@dataclass(frozen=True)
class Business:
    """A random company of accounts, their contacts and orders."""

    parents: dict[str, str | None]
    types: dict[str, str | None]
    tables: dict[str, list[Row]]


def random_parents(rng: random.Random) -> dict[str, str | None]:
    """Return a parent for each account: trees, cycles, a long chain, a long ring."""
    names = [f"A{number:04}" for number in range(ACCOUNTS)]
    parents: dict[str, str | None] = dict.fromkeys(names)
    for name in names:
        luck = rng.random()
        if luck < 0.45:
            parents[name] = rng.choice(names)
        elif luck < 0.5:
            parents[name] = rng.choice((name, "lost"))
    for kind, length in (("chain", 40), ("ring", 20), ("short", LEVELS)):
        ring = [f"{kind}{number:04}" for number in range(length)]
        parents |= dict(zip(ring, [*ring[1:], None], strict=True))
        if kind != "chain":
            parents[ring[-1]] = ring[0]
    return parents


def random_business(seed: int) -> Business:
    """Draw accounts, a few contacts of some, and orders of both."""
    rng = random.Random(seed)
    parents = random_parents(rng)
    kinds = ("business", "reseller", "consumer", "guild", None)
    types = {name: rng.choice(kinds) for name in parents}
    system = {"source_system": "crm"}
    contacts: list[Row] = [
        {
            **system,
            "contact_id": f"C{number}",
            "family_name": f"Name{number}",
            "account_id": rng.choice([*parents, None, None, "only mentioned"]),
            "created_at": "2025-01-01 09:00:00",
        }
        for number in range(200)
    ]
    orders: list[Row] = [
        {
            **system,
            "order_id": f"O{number}",
            "contact_id": rng.choice([*[row["contact_id"] for row in contacts], None]),
            "account_id": rng.choice([*parents, None, "only ordered"]),
            "ordered_at": f"2025-{rng.randint(1, 12):02}-10 10:00:00",
            "net_amount": f"{rng.randint(1, 999)}.50",
        }
        for number in range(600)
    ]
    returns: list[Row] = [
        {
            **system,
            "return_id": f"R{number}",
            "order_id": rng.choice([f"O{rng.randrange(600)}", None]),
            "account_id": rng.choice([*parents, None]),
            "refund_amount": "0.50",
            "returned_at": "2025-12-20 10:00:00",
        }
        for number in range(100)
    ]
    accounts: list[Row] = [
        {
            **system,
            "account_id": name,
            "parent_account_id": parents[name],
            "customer_type": types[name],
        }
        for name in parents
    ]
    return Business(
        parents,
        types,
        {
            "accounts": accounts,
            "contacts": contacts,
            "orders": orders,
            "returns": returns,
        },
    )


def cut_cycles(parents: dict[str, str | None]) -> dict[str, str | None]:
    """Open each cycle of at most LEVELS accounts at its least id."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((name, above) for name, above in parents.items() if above)
    cut = dict(parents)
    for cycle in nx.simple_cycles(graph):
        if len(cycle) <= LEVELS:
            cut[min(str(name) for name in cycle)] = None
    return cut


def way_up(parents: dict[str, str | None], name: str) -> list[str]:
    """Return the account and those above it; only itself where it stands too deep."""
    way = [name]
    while (above := parents.get(way[-1])) is not None:
        if len(way) > LEVELS:
            return [name]
        way.append(above)
    return way


@pytest.fixture(scope="module")
def business() -> Business:
    return random_business(SEED)


@pytest.fixture(scope="module", params=["account", "person"])
def built(
    request: pytest.FixtureRequest,
    dbt: DbtProcess,
    business: Business,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Outcome]:
    """Build the company under either setting."""
    folder: Path = tmp_path_factory.mktemp("business")
    outcome = dbt.run(
        *("build", "-s", *(f"+{model}" for model in MODELS)),
        *("--exclude-resource-type", "unit_test"),
        *("--indirect-selection", "buildable"),
        raw=write_raw(folder / "raw", business.tables),
        folder=folder,
        as_of="2025-12-31",
        business_customer=request.param,
    )
    assert outcome.succeeded, outcome.errors
    return request.param, outcome


def test_the_hierarchy_is_that_of_a_walk(built, business):
    parents = cut_cycles(business.parents)
    expected = {
        f"crm:{name}": (
            f"crm:{way[-1]}",
            " > ".join(f"crm:{step}" for step in reversed(way)),
            len(way) - 1,
        )
        for name in parents
        for way in [way_up(parents, name)]
    }
    found = built[1].rows(
        "select account_id, root_account_id, account_path, account_depth"
        " from dim_accounts where is_listed"
    )
    assert {row[0]: row[1:] for row in found} == expected
    assert {depth for _, _, depth in expected.values()} == set(range(LEVELS + 1))


def test_what_was_cut_is_reported(built, business):
    parents = cut_cycles(business.parents)
    lost = {
        f"crm:{name}"
        for name, above in business.parents.items()
        if above is not None and len(way_up(parents, name)) == 1
    }
    found = built[1].rows("select account_id from int_account_conflicts where is_cut")
    assert {name for (name,) in found} == lost
    assert len(found) == len(lost) > 50


def test_an_order_is_its_accounts_or_its_persons(built, business):
    setting, outcome = built
    persons = dict(
        outcome.rows("select contact_id, customer_id from bridge_contacts_to_customers")
    )

    def customer(account: str | None, contact: str | None) -> str | None:
        is_firm = account is not None and business.types.get(account) != "consumer"
        if setting == "account" and is_firm:
            return hashlib.md5(f"account:crm:{account}".encode()).hexdigest()
        return persons.get(f"crm:{contact}")

    expected = {
        f"crm:{row['order_id']}": customer(row["account_id"], row["contact_id"])
        for row in business.tables["orders"]
    }
    found = dict(outcome.rows("select order_id, customer_id from fct_orders"))
    assert found == expected
    refunds = {
        f"crm:{row['return_id']}": expected.get(f"crm:{row['order_id']}")
        or customer(row["account_id"], None)
        for row in business.tables["returns"]
    }
    assert refunds == dict(
        outcome.rows("select return_id, customer_id from fct_returns")
    )


def test_organisations_are_scored_like_persons(built):
    setting, outcome = built
    rows = outcome.rows(
        "select customer_kind, sum(revenue_amount) > 0, count(*) from dim_customers"
        " join fct_customer_rfm using (customer_id) group by all order by all"
    )
    kinds = {kind: has_revenue for kind, has_revenue, _ in rows}
    assert kinds["person"]
    assert kinds.get("organisation", False) == (setting == "account")


def test_contacts_and_money_add_up_under_either_setting(built, business):
    outcome = built[1]
    assert outcome.rows("select sum(contact_count) from dim_customers") == [
        (len(business.tables["contacts"]),)
    ]
    assert outcome.rows(
        "select count(*), sum(net_amount) = sum(net_amount) filter (has_customer)"
        " + coalesce(sum(net_amount) filter (not has_customer), 0) from fct_orders"
    ) == [(len(business.tables["orders"]), True)]
