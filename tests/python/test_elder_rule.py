"""The elder_rule materialization against a replay moment by moment, on both engines."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.python.graph_project import (
    SCHEMA,
    Build,
    DuckDB,
    Project,
    Spark,
    on_duckdb,
    start_engine,
)

START = datetime.fromisoformat("2026-01-01")

# Both ends, the smaller number older, and the day of the link.
Link = tuple[int, int, int]
# Per node that ended: heir, root, day.
Ends = dict[int, tuple[int, int, int]]


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDB | Spark]:
    yield from start_engine(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def project(
    engine: DuckDB | Spark, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    return Project(tmp_path_factory.mktemp("project") / "idic", engine)


def replayed(links: Iterable[Link]) -> Ends:
    """Unite moment by moment; the oldest node of each set lives on."""
    by_day: dict[int, list[Link]] = defaultdict(list)
    leader: dict[int, int] = {}
    for link in links:
        by_day[link[2]].append(link)
        leader |= {link[0]: link[0], link[1]: link[1]}

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    ends: dict[int, tuple[int, int]] = {}
    for day in sorted(by_day):
        ended = set()
        for left, right, _ in by_day[day]:
            older, younger = sorted((find(left), find(right)))
            if older != younger:
                leader[younger] = older
                ended.add(younger)
        ends |= {node: (find(node), day) for node in ended}
    return {node: (heir, find(node), day) for node, (heir, day) in ends.items()}


def chain(size: int) -> list[tuple[int, int]]:
    return list(pairwise(range(size)))


def star(size: int) -> list[tuple[int, int]]:
    return [(0, node) for node in range(1, size)]


def ring(size: int) -> list[tuple[int, int]]:
    return [*chain(size), (size - 1, 0)]


def sparse(size: int, rng: random.Random) -> list[tuple[int, int]]:
    count = int(size * rng.uniform(0.4, 1.5))
    return [(rng.randrange(size), rng.randrange(size)) for _ in range(count)]


def many_graphs(seed: int, count: int = 300) -> list[Link]:
    """Graphs of all shapes, of few and of many moments, with numbers of their own."""
    rng = random.Random(seed)
    links = []
    shapes: list[Callable[[int], list[tuple[int, int]]]] = [
        chain,
        star,
        ring,
        lambda size: sparse(size, rng),
    ]
    for number in range(count):
        size = rng.randrange(2, 40)
        ages = rng.sample(range(number * 100, number * 100 + 100), size)
        if rng.random() < 0.2:
            ages.sort()
        moments = rng.choice([1, 2, 3, 10, 1000])
        links += [
            (ages[left], ages[right], rng.randrange(moments))
            for left, right in shapes[number % len(shapes)](size)
        ]
    rng.shuffle(links)
    return links


def write(
    project: Project, model: str, links: Iterable[Link], config: str = ""
) -> None:
    rows = [
        (left, right, START + timedelta(days=day), f"rule_{(left + right) % 3}")
        for left, right, day in links
    ]
    columns = ("left_node", "right_node", "known_at", "link_rule")
    relation = project.keep(model, rows, columns)
    project.write_model(
        model,
        f"{{{{ config(materialized='elder_rule'{config}) }}}}\n"
        f"select nullif(left_node, '-1') as left_node, right_node, known_at,\n"
        f"    link_rule from {relation}\n",
    )


def build(
    project: Project, model: str, links: Iterable[Link], config: str = ""
) -> Build:
    write(project, model, links, config)
    run = project.run(model)
    assert run.succeeded, run.message
    return run


def ends_of(project: Project, model: str) -> Ends:
    rows = project.engine.query(
        f"select node, heir_node, root_node, ended_at from {SCHEMA}.{model}"
    )
    ends = {
        node: (heir, root, (ended_at.replace(tzinfo=None) - START).days)
        for node, heir, root, ended_at in rows
    }
    assert len(ends) == len(rows)
    return ends


def test_every_node_ends_as_in_the_replay(project: Project) -> None:
    links = many_graphs(seed=1)
    build(project, "many", links)
    found, expected = ends_of(project, "many"), replayed(links)
    wrong = {
        node: (found.get(node), expected.get(node))
        for node in found.keys() | expected.keys()
        if found.get(node) != expected.get(node)
    }
    assert len(expected) > 3_000
    assert len({heir != root for heir, root, _ in expected.values()}) == 2
    assert wrong == {}


@on_duckdb
def test_the_rule_of_an_end_is_of_a_link_of_its_moment(project: Project) -> None:
    links = many_graphs(seed=2, count=50)
    build(project, "ruled", links)
    rules = defaultdict(set)
    for left, right, day in links:
        rules[day].add(f"rule_{(left + right) % 3}")
    rows = project.engine.query(f"select ended_at, link_rule from {SCHEMA}.ruled")
    assert len(rows) > 300
    for ended_at, rule in rows:
        assert rule in rules[(ended_at.replace(tzinfo=None) - START).days]


@on_duckdb
def test_row_order_direction_and_repetition_change_nothing(project: Project) -> None:
    links = many_graphs(seed=3, count=60)
    rng = random.Random(4)
    mixed = [
        (left, right, day) if rng.random() < 0.5 else (right, left, day)
        for left, right, day in links + links[::2]
    ]
    rng.shuffle(mixed)
    build(project, "ordered", links)
    build(project, "mixed", mixed)
    rows = "select * from {}.{} order by node"
    assert project.engine.query(rows.format(SCHEMA, "mixed")) == project.engine.query(
        rows.format(SCHEMA, "ordered")
    )


@on_duckdb
def test_a_chain_of_one_moment_ends_in_few_rounds(project: Project) -> None:
    ages = random.Random(5).sample(range(10_000), 10_000)
    links = [(ages[left], ages[right], 0) for left, right in chain(10_000)]
    run = build(project, "long_chain", links)
    assert ends_of(project, "long_chain") == replayed(links)
    assert len(run.links_left) <= 12


@on_duckdb
def test_a_customer_renamed_again_and_again_is_followed(project: Project) -> None:
    """The worst case: each moment brings an older node, so a round ends one node."""
    size = 20
    links = [(size - node, size - node - 1, node) for node in range(size)]
    build(project, "renamed", links)
    assert ends_of(project, "renamed") == replayed(links)


def test_no_links_give_an_empty_typed_table(project: Project) -> None:
    build(project, "empty", [(1, 1, 0)])
    assert ends_of(project, "empty") == {}
    names = [row[0] for row in project.engine.query(f"describe {SCHEMA}.empty")]
    assert names == ["node", "heir_node", "root_node", "link_rule", "ended_at"]


def test_too_few_rounds_fail_and_keep_the_old_table(project: Project) -> None:
    build(project, "slow", [(1, 2, 0)])
    write(project, "slow", [(9 - n, 8 - n, n) for n in range(8)], ", max_rounds=2")
    run = project.run("slow")
    assert not run.succeeded
    assert "slow has not converged: 6 links are left after 2 rounds" in run.message
    assert project.working_tables() == set()
    assert ends_of(project, "slow") == {2: (1, 1, 0)}


def test_a_null_end_fails(project: Project) -> None:
    write(project, "nulls", [(1, 2, 0), (-1, 3, 0)])
    run = project.run("nulls")
    assert not run.succeeded
    assert "1 links of nulls have a null" in run.message
    assert project.working_tables() == set()
