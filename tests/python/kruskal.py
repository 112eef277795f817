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
    if tolerance == "one_edit":
        return is_one_edit(one, other)
    date, other_date = one[:10], other[:10]
    year, first, second = (*date.split("-"), "", "", "")[:3]
    if is_one_edit(date, other_date) or other_date == f"{year}-{second}-{first}":
        return True
    return is_same_name(*one.split(" ")[1:], *other.split(" ")[1:])


def is_same_name(given: str, family: str, given_2: str, family_2: str) -> bool:
    """Say whether two names are alike, in either order."""
    if not given or not given_2:
        return bool(family and family_2) and is_close(family, family_2)
    swapped = family and family_2 and is_close(given, family_2)
    return is_close(given, given_2) or bool(swapped and is_close(family, given_2))


def is_close(one: str, other: str) -> bool:
    """Say whether two texts differ by at most two edits in five letters."""
    return distance(one, other) <= 0.4 * max(len(one), len(other))


def is_one_edit(one: str, other: str) -> bool:
    """Say whether two texts are one edit apart, or the same letters but two edits."""
    swapped = distance(one, other) == 2 and sorted(one) == sorted(other)
    return distance(one, other) <= 1 or swapped


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
