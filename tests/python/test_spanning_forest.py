"""The strongest spanning forest against networkx, on both engines."""

from __future__ import annotations

import random
from collections.abc import Iterator

import networkx as nx
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

Link = tuple[str, str, float]


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDB | Spark]:
    yield from start_engine(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def project(
    engine: DuckDB | Spark, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    return Project(tmp_path_factory.mktemp("forest") / "idic", engine)


def grow(project: Project, name: str, links: list[Link]) -> Build:
    """Build the forest of a graph under the name."""
    rows = project.keep(name, links, ("left_node", "right_node", "weight"))
    project.write_model(
        name,
        "{{ config(materialized='connected_components', output='forest') }}\n"
        "select left_node, right_node, cast(weight as double) as weight\n"
        f"from {rows}\n",
    )
    return project.run(name)


def forest(project: Project, name: str) -> list[tuple[str, str]]:
    """Return the links that were kept."""
    query = f"select left_node, right_node from {SCHEMA}.{name}"
    return sorted((row[0], row[1]) for row in project.engine.query(query))


def as_graph(links: list[Link]) -> nx.Graph[str]:
    """Keep the strongest link of each pair."""
    graph: nx.Graph[str] = nx.Graph()
    for left, right, weight in sorted(links, key=lambda link: link[2]):
        graph.add_edge(left, right, weight=weight)
    return graph


def random_links(rng: random.Random) -> list[Link]:
    """Draw scattered graphs whose links have equal or different weights."""
    links: list[Link] = []
    for number in range(80):
        size = rng.randrange(2, 40)
        graph = nx.gnm_random_graph(size, 2 * size, seed=rng.randrange(2**31))
        weights = rng.choice([[1.0], [1.0, 2.0], [rng.random() for _ in range(99)]])
        links += [
            (f"{number}:{left}", f"{number}:{right}", rng.choice(weights))
            for left, right in graph.edges
        ]
    return links


def test_the_forest_is_as_strong_as_that_of_networkx(project: Project) -> None:
    links = random_links(random.Random(21))
    links += [(right, left, weight - 1) for left, right, weight in links[::3]]
    build = grow(project, "random", links)
    assert build.succeeded, build.message
    graph, kept = as_graph(links), forest(project, "random")
    found: nx.Graph[str] = nx.Graph(kept)
    assert {frozenset(nodes) for nodes in nx.connected_components(found)} == {
        frozenset(nodes) for nodes in nx.connected_components(graph)
    }
    assert nx.is_forest(found)
    assert all(low < high for low, high in kept)
    strongest = nx.maximum_spanning_edges(graph, data=True)
    assert sorted(graph.edges[link]["weight"] for link in kept) == pytest.approx(
        sorted(data["weight"] for _, _, data in strongest)
    )
    assert project.working_tables() == set()


@on_duckdb
def test_row_order_and_direction_change_nothing(project: Project) -> None:
    rng = random.Random(22)
    links = random_links(rng)
    assert grow(project, "ordered", links).succeeded
    mixed = [(right, left, weight) for left, right, weight in links]
    rng.shuffle(mixed)
    assert grow(project, "mixed", mixed).succeeded
    assert forest(project, "mixed") == forest(project, "ordered")


@on_duckdb
def test_a_long_chain_and_a_loop_and_nothing(project: Project) -> None:
    chain = [(f"n{i:04}", f"n{i + 1:04}", 1000.0 - i) for i in range(2000)]
    assert grow(project, "chain", [*chain, ("a", "a", 1.0)]).succeeded
    assert len(forest(project, "chain")) == len(chain)
    assert grow(project, "nothing", [("a", "a", 1.0)]).succeeded
    assert forest(project, "nothing") == []
