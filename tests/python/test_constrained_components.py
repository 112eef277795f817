"""Components under limits against Kruskal's algorithm in plain Python."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

import networkx as nx
import pytest

from tests.python.graph_project import (
    Build,
    DuckDB,
    Project,
    Spark,
    on_duckdb,
    start_engine,
)
from tests.python.kruskal import (
    Graph,
    Limits,
    Link,
    Mark,
    breaks,
    by_node,
    is_over,
    kruskal,
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
    return Project(tmp_path_factory.mktemp("constrained") / "idic", engine)


def solve(project: Project, name: str, graph: Graph, config: str = "") -> Build:
    """Build the components of a graph under the name."""
    limits = [(kind, count, slip) for kind, (count, slip) in graph.limits.items()]
    links = [
        (link.left, link.right, repr(link.weight), str(link.is_forced).lower())
        for link in graph.links
    ]
    relation = project.keep(
        f"{name}_marks", graph.marks or [("",) * 3], ("node", "mark_type", "mark_value")
    )
    project.write_model(
        f"{name}_marks",
        "{{ config(materialized='table') }}\n"
        f"select * from {relation} where mark_type <> ''\n",
    )
    relation = project.keep(
        f"{name}_limits", limits, ("mark_type", "limit_count", "tolerance")
    )
    project.write_model(
        f"{name}_limits",
        "{{ config(materialized='table') }}\n"
        "select mark_type, cast(limit_count as bigint) as limit_count, tolerance\n"
        f"from {relation}\n",
    )
    relation = project.keep(
        name, links, ("left_node", "right_node", "weight", "forced")
    )
    project.write_model(
        name,
        "{{ config(materialized='connected_components',"
        f" marks='{name}_marks', limits='{name}_limits'{config}) }}}}\n"
        f"-- depends_on: {{{{ ref('{name}_marks') }}}}\n"
        f"-- depends_on: {{{{ ref('{name}_limits') }}}}\n"
        "select left_node, right_node, cast(weight as double) as weight,\n"
        f"    cast(forced as boolean) as is_forced\nfrom {relation}\n",
    )
    build = project.run(f"{name}_marks", f"{name}_limits", name)
    assert build.succeeded, build.message
    return build


def partition(project: Project, name: str) -> set[frozenset[str]]:
    """Return the components that were built."""
    members: dict[int, set[str]] = defaultdict(set)
    for node, component in project.rows(name):
        members[component].add(node)
    return {frozenset(nodes) for nodes in members.values()}


LIMITS: Limits = {
    "tax": (1, "one_edit"),
    "person": (1, "person"),
    "surname": (3, "one_edit"),
    "card": (2, "exact"),
}


def random_marks(node: str, rng: random.Random) -> list[Mark]:
    """Draw at most one value of each type, some a slip from others."""
    marks = []
    if rng.random() < 0.3:
        marks.append((node, "tax", f"{rng.choice('ab') * 4}{rng.randrange(3)}"))
    if rng.random() < 0.3:
        date = f"19{rng.choice('78')}0-{rng.randint(1, 4):02}-{rng.randint(1, 4):02}"
        names = f"{rng.choice(['', 'anna', 'hugo'])} {rng.choice(['', 'lee', 'kim'])}"
        marks.append((node, "person", f"{date} {names}"))
    if rng.random() < 0.6:
        marks.append((node, "surname", rng.choice("abcdefg") * 3 + rng.choice("xyz")))
    if rng.random() < 0.4:
        marks.append((node, "card", str(rng.randrange(5))))
    return marks


def random_pairs(size: int, rng: random.Random) -> Iterable[tuple[int, int]]:
    """Draw who is linked."""
    shape = rng.choice(["sparse", "dense", "star", "chain", "clique"])
    if shape in {"sparse", "dense"}:
        links = size if shape == "sparse" else 3 * size
        return list(nx.gnm_random_graph(size, links, seed=rng.randrange(2**31)).edges)
    if shape == "star":
        return list(nx.star_graph(size).edges)
    if shape == "chain":
        return list(nx.path_graph(size).edges)
    return list(nx.complete_graph(min(size, 12)).edges)


def random_graph(number: int, rng: random.Random) -> Graph:
    """Draw one connected or scattered graph with a handful of weights."""
    weights = rng.choice([[1.0], [3.5, 5.75, 9.0], [rng.random() for _ in range(99)]])
    links = []
    for pair in random_pairs(rng.randrange(2, 40), rng):
        left, right = rng.sample([f"{number}:{node}" for node in pair], 2)
        links.append(Link(left, right, rng.choice(weights)))
    graph = Graph(links, limits=LIMITS)
    for node in sorted({node for link in links for node in (link.left, link.right)}):
        graph.marks += random_marks(node, rng)
    return graph


def together(graphs: Iterable[Graph]) -> Graph:
    """Put graphs side by side."""
    whole = Graph(limits=LIMITS)
    for graph in graphs:
        whole.links += graph.links
        whole.marks += graph.marks
    return whole


def test_the_partition_is_that_of_kruskal(project: Project) -> None:
    rng = random.Random(11)
    graphs = [random_graph(number, rng) for number in range(300)]
    build = solve(project, "random", together(graphs))
    expected = {cluster for graph in graphs for cluster in kruskal(graph)}
    assert partition(project, "random") == expected
    assert not build.is_cut_short
    assert len(build.links_open) < 30


@on_duckdb
def test_without_a_broken_limit_the_partition_is_that_of_networkx(
    project: Project,
) -> None:
    rng = random.Random(12)
    graph = together(random_graph(number, rng) for number in range(100))
    graph.limits = {kind: (99, slip) for kind, (_, slip) in LIMITS.items()}
    build = solve(project, "lenient", graph)
    links: nx.Graph[str] = nx.Graph((link.left, link.right) for link in graph.links)
    expected = {frozenset(nodes) for nodes in nx.connected_components(links)}
    assert partition(project, "lenient") == expected
    assert build.links_open == []


@on_duckdb
def test_row_order_direction_and_repetition_change_nothing(project: Project) -> None:
    rng = random.Random(13)
    graph = together(random_graph(number, rng) for number in range(60))
    solve(project, "ordered", graph)
    weaker = [Link(link.left, link.right, link.weight - 1) for link in graph.links[::3]]
    turned = [
        Link(link.right, link.left, link.weight) if rng.random() < 0.5 else link
        for link in graph.links
    ]
    graph.links = turned + weaker
    rng.shuffle(graph.links)
    rng.shuffle(graph.marks)
    solve(project, "mixed", graph)
    assert project.rows("mixed") == project.rows("ordered")


@on_duckdb
def test_limits_hold_but_for_what_is_forced_or_one_node(project: Project) -> None:
    """And each refused link would break a limit between the two final clusters."""
    rng = random.Random(14)
    graph = together(random_graph(number, rng) for number in range(150))
    nodes = sorted({link.left for link in graph.links})
    for node in rng.sample(nodes, len(nodes) // 10):
        graph.marks += [(node, "tax", "aaaa0"), (node, "tax", "bbbb0")]
    graph.links = [
        Link(link.left, link.right, link.weight, rng.random() < 0.05)
        for link in graph.links
    ]
    build = solve(project, "forced", graph)
    assert not build.is_cut_short
    found = partition(project, "forced")
    cluster = {node: component for component in found for node in component}
    marks = by_node(graph)
    atoms: nx.Graph[str] = nx.Graph()
    atoms.add_nodes_from(cluster)
    atoms.add_edges_from(
        (link.left, link.right) for link in graph.links if link.is_forced
    )
    alone: dict[frozenset[str], list[set[tuple[str, str]]]] = defaultdict(list)
    for atom in nx.connected_components(atoms):
        assert len({cluster[node] for node in atom}) == 1
        alone[cluster[next(iter(atom))]].append(
            {mark for node in atom for mark in marks[node]}
        )
    for component in found:
        values = {mark for node in component for mark in marks[node]}
        for kind, limit in graph.limits.items():
            of_kind = {mark for mark in values if mark[0] == kind}
            is_alone = any(of_kind <= atom for atom in alone[component])
            assert is_alone or not is_over({value for _, value in of_kind}, limit)
    refused = [
        (cluster[link.left], cluster[link.right])
        for link in graph.links
        if cluster[link.left] != cluster[link.right]
    ]
    assert len(refused) > 100
    assert all(breaks(*pair, marks, graph.limits) for pair in refused)


@on_duckdb
def test_a_star_is_resolved_in_a_handful_of_rounds(project: Project) -> None:
    """Each leaf has a surname of its own or one of two tax numbers."""
    graph = Graph(limits={"tax": (1, "exact"), "surname": (4, "one_edit")})
    for number in range(1000):
        graph.links.append(Link("centre", f"leaf{number}", 5.0))
        kind = "tax" if number % 2 else "surname"
        value = str(number % 4) if kind == "tax" else f"{number:03}" * 2
        graph.marks.append((f"leaf{number}", kind, value))
    build = solve(project, "star", graph)
    assert partition(project, "star") == kruskal(graph)
    assert len(build.links_open) <= 6


@on_duckdb
def test_a_chain_of_look_alikes_makes_no_giant(project: Project) -> None:
    names = ["abc", "def", "ghi", "jkl", "mno", "pqr"]
    graph = Graph(limits={"surname": (2, "one_edit")})
    for number in range(10_000):
        graph.links.append(Link(f"n{number:05}", f"n{number + 1:05}", 5.0))
        graph.marks.append(
            (f"n{number:05}", "surname", names[number // 5 % len(names)])
        )
    build = solve(project, "chain", graph)
    found = partition(project, "chain")
    assert found == kruskal(graph)
    assert max(map(len, found)) <= 11
    assert len(build.links_open) <= 20


@on_duckdb
def test_weaker_links_never_come_before_stronger_ones(project: Project) -> None:
    """On a chain that grows weaker from end to end each round unites one pair."""
    graph = Graph(limits={"card": (1, "exact")})
    for number in range(30):
        graph.links.append(Link(f"n{number}", f"n{number + 1}", 100.0 - number))
    graph.marks = [("n0", "card", "a"), ("n2", "card", "b"), ("n30", "card", "b")]
    solve(project, "falling", graph)
    later = {f"n{number}" for number in range(2, 31)}
    assert partition(project, "falling") == {frozenset({"n0", "n1"}), frozenset(later)}


@on_duckdb
def test_what_is_left_after_the_last_round_stays_apart(project: Project) -> None:
    graph = Graph(limits={"card": (1, "exact")})
    for number in range(200):
        graph.links.append(Link(f"n{number:03}", f"n{number + 1:03}", float(number)))
    graph.marks = [("n000", "card", "a"), ("n200", "card", "b")]
    build = solve(project, "short", graph, ", max_rounds=10")
    assert build.is_cut_short
    for nodes in partition(project, "short"):
        assert not {"n000", "n200"} <= nodes
    assert project.working_tables() == set()


def test_a_missing_weight_fails(project: Project) -> None:
    graph = Graph([Link("a", "b", 1.0)], limits={"card": (1, "exact")})
    solve(project, "weightless", graph)
    model = project.folder / "models" / "weightless.sql"
    model.write_text(model.read_text().replace("cast(weight as", "cast(null as"))
    build = project.run("weightless")
    assert not build.succeeded
    assert "1 edges of weightless have a null" in build.message
