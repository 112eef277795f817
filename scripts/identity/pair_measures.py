"""Precision, recall and F1 over pairs: how good a clustering is, given the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PairMeasures:
    """Counts of pairs of contacts.

    Attributes:
        found: Pairs that the clustering ties.
        true: Pairs that belong together.
        right: Pairs of both kinds.
    """

    found: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the found pairs that are true; 1 when none was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that were found; 1 when there is none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        whole = self.found + self.true
        return 2 * self.right / whole if whole else 1.0


def measure_pairs(found: Mapping[str, str], truth: Mapping[str, str]) -> PairMeasures:
    """Compare two clusterings of the same things by the pairs inside their clusters.

    Args:
        found: Cluster of each thing; things without a truth are left out.
        truth: True cluster of each thing; each must have been found.

    Raises:
        KeyError: When a thing of the truth has no cluster.
    """
    both = Counter((found[thing], true) for thing, true in truth.items())
    return PairMeasures(
        found=_pairs(Counter(found[thing] for thing in truth)),
        true=_pairs(Counter(truth.values())),
        right=_pairs(both),
    )


def true_pairs(truth: Mapping[str, str]) -> int:
    """Count the pairs of things that are in one true cluster."""
    return _pairs(Counter(truth.values()))


def _pairs(sizes: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())
