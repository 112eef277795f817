"""The history of identities against a replay, on random contacts, links and cuts."""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.python.graph_project import SCHEMA, DuckDB, Project, Spark, start_engine
from tests.python.identity_replay import ALWAYS, NEVER, History, Life, Replay

IDENTIFY = Path(__file__).parents[2] / "models" / "identify"
MODELS = [
    *("int_identity_eras", "int_contact_eras", "int_customer_ends"),
    *("int_contact_lives", "int_customer_spells", "int_era_parts"),
    *("int_split_parts", "int_namesakes", "int_founders"),
    *("fct_identity_events", "bridge_customer_aliases"),
]
START = datetime.fromisoformat("2026-01-01")


@dataclass(frozen=True)
class Company:
    """Contacts with the time at which each was known, and their links."""

    contacts: dict[str, datetime]
    links: list[Life]


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDB | Spark]:
    yield from start_engine(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def project(
    engine: DuckDB | Spark, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    project = Project(tmp_path_factory.mktemp("project") / "idic", engine)
    with (project.folder / "dbt_project.yml").open("a") as file:
        file.write("models: {+materialized: table, +file_format: parquet}\n")
    for model in MODELS:
        shutil.copy(IDENTIFY / "history" / f"{model}.sql", project.folder / "models")
    bridge = IDENTIFY / "customers" / "bridge_contacts_to_customers.sql"
    shutil.copy(bridge, project.folder / "models")
    return project


def make_group(name: str, rng: random.Random) -> Company:
    """A few contacts that are linked and cut at few or many moments."""
    moments = [
        ALWAYS,
        *(START + timedelta(hours=n) for n in range(rng.choice([4, 12]))),
    ]
    contacts = {
        f"{name}:{number}": rng.choice(moments) for number in range(rng.randrange(2, 9))
    }
    links = []
    for _ in range(rng.randrange(1, 12)):
        left, right = rng.sample(sorted(contacts), 2)
        from_both = max(contacts[left], contacts[right])
        known_at = rng.choice([at for at in moments if at >= from_both])
        cut_at = NEVER
        if rng.random() < 0.4:
            cut_at = rng.choice(moments[1:])
        links.append(Life(left, right, known_at, cut_at))
    return Company(contacts, links)


def make_company(groups: int, seed: int) -> Company:
    """Many groups side by side."""
    rng = random.Random(seed)
    company = Company({}, [])
    for number in range(groups):
        group = make_group(f"g{number}", rng)
        company.contacts.update(group.contacts)
        company.links.extend(group.links)
    return company


def build(project: Project, company: Company, shuffle: int = 0) -> None:
    """Build the history of a company out of two CSV files."""
    rng = random.Random(shuffle)
    contacts = [
        (who, "" if known_at == ALWAYS else known_at)
        for who, known_at in company.contacts.items()
    ]
    links = [
        (
            *(link.left, link.right, "same_email"),
            link.known_at,
            link.cut_at,
        )
        for link in company.links
    ]
    persons = project.keep(
        "persons",
        rng.sample(contacts, len(contacts)),
        ["contact_id", "known_at"],
    )
    lives = project.keep(
        "lives",
        rng.sample(links, len(links)),
        ["left_contact_id", "right_contact_id", "link_rule", "known_at", "cut_at"],
    )
    project.write_model(
        "int_persons",
        "select contact_id, cast(nullif(known_at, '') as timestamp) as known_at,"
        " 'crm' as source_system, false as is_guest,"
        " cast(null as timestamp) as first_seen_at,"
        f" cast(null as timestamp) as last_seen_at from {persons}",
    )
    project.write_model(
        "int_contact_components",
        "{{ config(materialized='connected_components') }} select left_contact_id as"
        f" left_node, right_contact_id as right_node from {lives}",
    )
    project.write_model(
        "int_link_lives",
        "select left_contact_id, right_contact_id, link_rule, component, cast(known_at"
        " as timestamp) as known_at, cast(cut_at as timestamp) as cut_at"
        f" from {lives} inner join"
        " {{ ref('int_contact_components') }} as components"
        " on left_contact_id = node",
    )
    project.write_model(
        "fct_identity_links",
        "select left_contact_id, right_contact_id, link_rule,"
        " cast(1 as double) as confidence from {{ ref('int_link_lives') }}",
    )
    run = project.run("*")
    assert run.succeeded, run.message


def found(project: Project) -> History:
    """Read what was built."""
    query = project.engine.query
    customers = query(
        f"select contact_id, customer_id from {SCHEMA}.bridge_contacts_to_customers"
    )
    aliases = query(
        f"select retired_customer_id, customer_id from {SCHEMA}.bridge_customer_aliases"
    )
    events = query(
        "select event_at, event_kind, customer_id, other_customer_id, contact_id"
        f" from {SCHEMA}.fct_identity_events"
    )
    assert len(dict(customers)) == len(customers)
    assert len(dict(aliases)) == len(aliases)
    log = [
        (ALWAYS if event[0] is None else event[0].replace(tzinfo=None), *event[1:])
        for event in events
    ]
    return History(dict(customers), dict(aliases), log)


def sorted_log(history: History) -> list[tuple[Any, ...]]:
    return sorted(history.log, key=str)


def assert_equal(built: History, expected: History) -> None:
    assert sorted_log(built) == sorted_log(expected)
    assert built.customers == expected.customers
    assert built.aliases == expected.aliases


@pytest.fixture(scope="module")
def company(engine: DuckDB | Spark) -> Company:
    return make_company(1500 if isinstance(engine, DuckDB) else 150, seed=1)


@pytest.fixture(scope="module")
def built(project: Project, company: Company) -> History:
    build(project, company)
    return found(project)


def test_the_company_is_worth_testing(company: Company) -> None:
    history = Replay(company.contacts).run(company.links)
    kinds = [kind for _, kind, *_ in history.log]
    for kind in ("created", "joined", "merged", "split", "restored"):
        assert kinds.count(kind) > len(company.contacts) / 200, kind


def test_map_aliases_and_events_are_those_of_the_replay(
    built: History, company: Company
) -> None:
    assert_equal(built, Replay(company.contacts).run(company.links))


def test_customers_are_the_components_of_the_links_that_live(
    built: History, company: Company
) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(company.contacts)
    graph.add_edges_from(
        (link.left, link.right) for link in company.links if link.cut_at == NEVER
    )
    members = defaultdict(set)
    for contact, customer in built.customers.items():
        members[customer].add(contact)
    assert sorted(map(sorted, members.values())) == sorted(
        map(sorted, nx.connected_components(graph))
    )


def test_events_in_their_order_lead_to_the_map(project: Project) -> None:
    customers: dict[str, str] = {}
    rows = project.engine.query(
        "select event_kind, customer_id, other_customer_id, contact_id from"
        f" {SCHEMA}.fct_identity_events"
        " order by event_at nulls first, event_sequence, event_id"
    )
    for kind, customer, other, contact in rows:
        if kind == "merged":
            moved = [who for who, whose in customers.items() if whose == customer]
            assert moved
            customers.update(dict.fromkeys(moved, other))
        else:
            customers[contact] = customer
    assert customers == found(project).customers


def test_a_build_as_of_a_day_is_the_history_cut_at_that_day(
    project: Project, built: History, company: Company
) -> None:
    day = START + timedelta(hours=3)
    past = Company(
        {who: at for who, at in company.contacts.items() if at <= day},
        [
            link if link.cut_at <= day else replace(link, cut_at=NEVER)
            for link in company.links
            if link.known_at <= day
        ],
    )
    build(project, past, shuffle=1)
    earlier = found(project)
    assert_equal(earlier, Replay(company.contacts).run(company.links, until=day))
    assert sorted_log(earlier) == [
        event for event in sorted_log(built) if event[0] <= day
    ]
    ended = {
        customer
        for at, kind, customer, *_ in built.log
        if at > day and kind == "merged"
    }
    kept = set(earlier.customers.values()) - ended
    assert len(kept) > len(company.contacts) / 8
    assert kept <= set(built.customers.values())


def test_the_order_of_rows_changes_nothing(
    project: Project, built: History, company: Company
) -> None:
    build(project, company, shuffle=2)
    assert_equal(found(project), built)
