"""The connected_components materialization against networkx, on both engines."""

import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.python.graph_project import (
    MACROS,
    SCHEMA,
    DuckDB,
    Edge,
    Project,
    Row,
    Spark,
    on_duckdb,
    start_engine,
)


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


def partition(rows: Iterable[Row]) -> set[frozenset[str]]:
    members: dict[int, set[str]] = defaultdict(set)
    for node, component in rows:
        members[component].add(node)
    return {frozenset(nodes) for nodes in members.values()}


def expected_partition(edges: Iterable[Edge]) -> set[frozenset[str]]:
    graph: nx.Graph[str] = nx.Graph(edges)
    return {frozenset(nodes) for nodes in nx.connected_components(graph)}


def chain(size: int) -> list[Edge]:
    """A path whose order is that of the names."""
    return [(f"n{i:06}", f"n{i + 1:06}") for i in range(size - 1)]


def with_duplicates_and_loops(size: int, rng: random.Random) -> list[Edge]:
    edges = [(str(rng.randrange(size)), str(rng.randrange(size))) for _ in range(size)]
    loops = [(str(i), str(i)) for i in range(0, 2 * size, 3)]
    return edges + rng.sample(edges, size // 2) + [(b, a) for a, b in edges] + loops


def sparse(size: int, rng: random.Random) -> list[Edge]:
    """A random graph around the percolation threshold of one edge per two nodes."""
    count = int(size * rng.uniform(0.3, 0.8))
    graph = nx.gnm_random_graph(size, count, seed=rng.randrange(2**31))
    return [(str(a), str(b)) for a, b in graph.edges]


def named(graph: Callable[[int], Any]) -> Callable[[int, random.Random], list[Edge]]:
    def edges(size: int, _: random.Random) -> list[Edge]:
        return [(f"{a}", f"{b}") for a, b in graph(size).edges]

    return edges


SHAPES: dict[str, Callable[[int, random.Random], list[Edge]]] = {
    "chain": lambda size, _: chain(size),
    "star": named(nx.star_graph),
    "clique": named(lambda size: nx.complete_graph(min(size, 25))),
    "grid": named(lambda size: nx.grid_2d_graph(size // 8 + 1, 8)),
    "binary tree": named(lambda size: nx.full_rary_tree(2, size)),
    "cycle": named(nx.cycle_graph),
    "sparse": sparse,
    "duplicates and loops": with_duplicates_and_loops,
}


def many_graphs(seed: int, per_shape: int = 40) -> list[Edge]:
    """Graphs of every shape side by side; the number of a graph prefixes its nodes."""
    rng = random.Random(seed)
    graphs = [
        shape(rng.randrange(2, 120), rng)
        for shape in SHAPES.values()
        for _ in range(per_shape)
    ]
    edges = [
        (f"{number}:{left}", f"{number}:{right}")
        for number, graph in enumerate(graphs)
        for left, right in graph
    ]
    rng.shuffle(edges)
    return edges


def test_the_partition_is_that_of_networkx(project: Project) -> None:
    edges = many_graphs(seed=1)
    project.build("many", edges)
    rows = project.rows("many")
    assert len(rows) == len({node for node, _ in rows})
    assert partition(rows) == expected_partition(edges)


@on_duckdb
def test_row_order_direction_and_repetition_change_nothing(project: Project) -> None:
    edges = many_graphs(seed=2, per_shape=5)
    rng = random.Random(3)
    mixed = [edge if rng.random() < 0.5 else edge[::-1] for edge in edges + edges[::2]]
    rng.shuffle(mixed)
    project.build("ordered", edges)
    project.build("mixed", mixed)
    assert project.rows("mixed") == project.rows("ordered")


@on_duckdb
def test_a_long_chain_sorted_by_name_converges_fast(project: Project) -> None:
    build = project.build("long_chain", chain(10_000))
    rows = project.rows("long_chain")
    assert len(rows) == 10_000
    assert len(partition(rows)) == 1
    assert len(build.edges_left) <= 15


@on_duckdb
def test_the_work_of_all_rounds_is_proportional_to_the_edges(project: Project) -> None:
    graph = nx.gnm_random_graph(20_000, 20_000, seed=4)
    edges = [(str(a), str(b)) for a, b in graph.edges]
    build = project.build("large", edges)
    assert partition(project.rows("large")) == expected_partition(edges)
    assert sum(build.edges_left) <= len(edges)


def test_no_edges_give_an_empty_typed_table(project: Project) -> None:
    project.write("empty", [("a", "b")])
    model = project.folder / "models" / "empty.sql"
    model.write_text(model.read_text() + "where 1 = 0\n")
    assert project.run("empty").succeeded
    assert project.rows("empty") == []
    types = [("node", "VARCHAR"), ("component", "BIGINT")]
    assert project.engine.types("empty") == types


def test_a_node_that_only_loops_is_a_component(project: Project) -> None:
    edges = [("alone", "alone"), ("a", "b")]
    project.build("loops", edges)
    assert partition(project.rows("loops")) == expected_partition(edges)


def test_numbers_are_cast_to_text(project: Project) -> None:
    (project.folder / "models" / "numbers.sql").write_text(
        "{{ config(materialized='connected_components') }}\n"
        "select 1 as left_node, 2 as right_node union all select 3, 2 -- no newline"
    )
    assert project.run("numbers").succeeded
    assert partition(project.rows("numbers")) == {frozenset("123")}


def test_a_second_run_replaces_the_table_and_leaves_no_other(project: Project) -> None:
    edges = many_graphs(seed=5, per_shape=2)
    project.build("again", edges)
    first = project.rows("again")
    project.build("again", edges)
    assert project.rows("again") == first
    project.build("again", [("a", "b")])
    assert partition(project.rows("again")) == {frozenset("ab")}
    assert project.working_tables() == set()


@pytest.mark.parametrize("engine", ["spark"], indirect=True)
def test_what_a_killed_run_left_is_dropped_and_nothing_else(project: Project) -> None:
    """On DuckDB working tables end with their connection."""
    project.build("killed", [("a", "b")])
    left = ["input", "nodes", "clashes", "edges_0", "neighbours_1", "labels_41"]
    others = {"killed__cc_notes", "killed_too__cc_edges_0", "killedx_cc_edges_0"}
    for table in [f"killed__cc_{name}" for name in left] + sorted(others):
        project.engine.query(f"create table {SCHEMA}.{table} as select 1 as x")
    project.build("killed", [("a", "b"), ("c", "d")])
    remaining = {table for table in project.engine.tables() if "_cc_" in table}
    for table in others:
        project.engine.query(f"drop table {SCHEMA}.{table}")
    assert remaining == others
    assert partition(project.rows("killed")) == {frozenset("ab"), frozenset("cd")}


def test_too_few_rounds_fail_and_keep_the_old_table(project: Project) -> None:
    project.build("slow", [("a", "b")])
    project.write("slow", chain(1_000), ", max_rounds=2")
    build = project.run("slow")
    assert not build.succeeded
    assert re.search(
        r"slow has not converged: \d+ edges are left after 2 rounds", build.message
    )
    assert project.working_tables() == set()
    assert partition(project.rows("slow")) == {frozenset("ab")}


def test_a_null_end_fails(project: Project) -> None:
    project.write("nulls", [("a", "b"), ("c", ""), ("", "d")])
    build = project.run("nulls")
    assert not build.succeeded
    assert "2 edges of nulls have a null" in build.message
    assert project.working_tables() == set()


def test_a_view_of_that_name_is_replaced(project: Project) -> None:
    model = project.folder / "models" / "was_view.sql"
    model.write_text("{{ config(materialized='view') }} select 1 as x")
    assert project.run("was_view").succeeded
    project.build("was_view", [("a", "b")])
    assert partition(project.rows("was_view")) == {frozenset("ab")}
    project.build("was_view", [("a", "c")])
    assert partition(project.rows("was_view")) == {frozenset("ac")}


def test_two_models_in_one_run_do_not_meet(project: Project) -> None:
    graphs = {name: many_graphs(seed, 3) for seed, name in enumerate(("one", "one_2"))}
    for name, edges in graphs.items():
        project.write(name, edges)
    assert project.run("one", "one_2").succeeded
    for name, edges in graphs.items():
        assert partition(project.rows(name)) == expected_partition(edges)


def test_hooks_run_around_the_swap(project: Project) -> None:
    config = (
        f', pre_hook="create table {SCHEMA}.before as select 1 as x"'
        f', post_hook="create table {SCHEMA}.after as'
        ' select count(*) as nodes from {{ this }}"'
    )
    project.build("hooked", [("a", "b")], config)
    assert project.engine.query(f"select * from {SCHEMA}.before") == [(1,)]
    assert project.engine.query(f"select * from {SCHEMA}.after") == [(2,)]


@on_duckdb
def test_nodes_with_the_same_hash_are_never_merged(
    engine: DuckDB | Spark, tmp_path: Path
) -> None:
    macros = tmp_path / "macros"
    shutil.copytree(MACROS, macros)
    file = macros / "connected_components" / "component_hash.sql"
    coarse = "cast(length({{ expression }}) % 7 as bigint)"
    text = re.sub(r"    (cast|shift).*\n", f"    {coarse}\n", file.read_text())
    assert text.count(coarse) == 2
    file.write_text(text)
    edges = many_graphs(seed=6, per_shape=3)
    project = Project(tmp_path / "idic", engine, macros)
    project.build("clashing", edges)
    assert partition(project.rows("clashing")) == expected_partition(edges)
