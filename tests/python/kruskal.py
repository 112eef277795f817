"""Kruskal's algorithm under limits, link by link: what the macros must equal."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

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
