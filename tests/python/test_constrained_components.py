"""Components under limits against Kruskal's algorithm in plain Python."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import networkx as nx
import pytest

from tests.python.graph_project import (
    Build,
    DuckDB,
    Project,
    Spark,
    start_engine,
)

Limits = dict[str, tuple[int, str]]
Mark = tuple[str, str, str]


@dataclass(frozen=True)
class Link:
    """A link as the model gives it."""

    left: str
    right: str
    weight: float
    is_forced: bool = False

    def order(self) -> tuple[float, str, str, str]:
        """Strongest first, ties by the hash that the macro uses."""
        low, high = sorted((self.left, self.right))
        return (
            -self.weight,
            hashlib.md5(f"{low} {high}".encode()).hexdigest(),
            low,
            high,
        )


@dataclass
class Graph:
    """What one model is given."""

    links: list[Link] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    limits: Limits = field(default_factory=dict)


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


def distance(one: str, other: str) -> int:
    """Edit distance by insertion, deletion and substitution."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            above, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, above + (letter != against)),
            )
    return row[-1]


def is_slip(tolerance: str, one: str, other: str) -> bool:
    """Say whether two values may be one, written twice."""
    if tolerance == "exact":
        return one == other
    if distance(one, other) <= 1:
        return True
    year, first, second = (*one.split("-"), "", "", "")[:3]
    return tolerance == "date" and other == f"{year}-{second}-{first}"


def is_over(values: set[str], limit: tuple[int, str]) -> bool:
    """Say whether a value has as many others against it as the limit allows values."""
    count, tolerance = limit
    return any(
        sum(not is_slip(tolerance, one, other) for other in values) >= count
        for one in values
    )


def breaks(
    left: Iterable[str],
    right: Iterable[str],
    marks: dict[str, list[tuple[str, str]]],
    limits: Limits,
) -> bool:
    """Say whether a union would bring a value too many that neither side has alone."""
    sides: list[dict[str, set[str]]] = []
    for side in (left, right):
        values: dict[str, set[str]] = defaultdict(set)
        for node in side:
            for kind, value in marks[node]:
                values[kind].add(value)
        sides.append(values)
    for kind, limit in limits.items():
        both = sides[0][kind] | sides[1][kind]
        if both not in (sides[0][kind], sides[1][kind]) and is_over(both, limit):
            return True
    return False


def by_node(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    """Index the marks."""
    marks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node, kind, value in graph.marks:
        marks[node].append((kind, value))
    return marks


def kruskal(graph: Graph) -> set[frozenset[str]]:
    """Unite the ends of links, strongest first, where no limit is broken."""
    marks = by_node(graph)
    cluster = {node: {node} for link in graph.links for node in (link.left, link.right)}

    def unite(link: Link) -> None:
        left, right = cluster[link.left], cluster[link.right]
        if left is right:
            return
        left |= right
        for node in right:
            cluster[node] = left

    for link in graph.links:
        if link.is_forced:
            unite(link)
    for link in sorted(graph.links, key=Link.order):
        left, right = cluster[link.left], cluster[link.right]
        if left is not right and not breaks(left, right, marks, graph.limits):
            unite(link)
    return {frozenset(nodes) for nodes in cluster.values()}


LIMITS: Limits = {
    "tax": (1, "one_edit"),
    "birth": (1, "date"),
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
        marks.append((node, "birth", date))
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
