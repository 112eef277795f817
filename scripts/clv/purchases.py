"""The BG/NBD family: how often customers buy, and when they stop.

While alive a customer buys at a rate λ ~ Gamma(r, α), and drops out with probability
p ~ Beta(a, b): after each repeat purchase in the BG/NBD (Fader, Hardie and Lee 2005,
Marketing Science 24:2), after the first purchase too in the MBG/NBD (Batislam, Denizel
and Filiztekin 2007, International Journal of Research in Marketing 24:3).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln

from scripts.clv.maximum import (
    ENOUGH_GROUPS,
    Floats,
    Maximum,
    maximise,
    weighted_sum,
)

# Whether a customer can drop out at the first purchase already.
MODELS = {"mbg_nbd": True, "bg_nbd": False}
# Beyond it all customers drop out with one probability: the data tell of no other.
MOST_ALIKE = 100.0
# A day: purchase days are counted, and none has two.
MOST_OFTEN = 1.0
_STARTS = ((1.0, 1.0, 1.0, 2.0), (0.3, 0.3, 0.5, 5.0))


@dataclass(frozen=True)
class PurchaseGroups:
    """Customers of equal history, as columns of equal length.

    Attributes:
        repeat_counts: x, the purchase days after the first.
        last_ages: t_x, days from the first purchase to the last.
        ages: T, days from the first purchase to the day that counts as now.
        sizes: How many customers are like that.
    """

    repeat_counts: NDArray[np.int64]
    last_ages: Floats
    ages: Floats
    sizes: Floats

    @property
    def customer_count(self) -> int:
        """All customers."""
        return int(self.sizes.sum())

    def each(self, step: int) -> "PurchaseGroups":
        """Return every n-th group."""
        return PurchaseGroups(
            self.repeat_counts[::step],
            self.last_ages[::step],
            self.ages[::step],
            self.sizes[::step],
        )


def fit_purchases(groups: PurchaseGroups, model: str) -> Maximum:
    """Fit r, alpha (days), a and b to grouped customers.

    Args:
        groups: At least one customer; someone must have bought again.
        model: One of MODELS.
    """
    # In a unit near their own size all parameters are near one.
    unit = max(float(np.average(groups.ages, weights=groups.sizes)) / 10, 1.0)
    scaled = PurchaseGroups(
        groups.repeat_counts, groups.last_ages / unit, groups.ages / unit, groups.sizes
    )
    some = scaled.each(max(len(groups.sizes) // ENOUGH_GROUPS, 1))
    found = maximise(
        PurchaseLikelihood(scaled, drops_at_start=MODELS[model]),
        _STARTS,
        groups.customer_count,
        (
            PurchaseLikelihood(some, drops_at_start=MODELS[model]),
            some.customer_count,
        ),
    )
    in_days = np.array([1.0, unit, 1.0, 1.0])
    repeats = weighted_sum(groups.sizes, groups.repeat_counts)
    return Maximum(
        parameters=found.parameters * in_days,
        standard_errors=found.standard_errors * in_days,
        log_likelihood=found.log_likelihood - repeats * float(np.log(unit)),
        gradient_norm=found.gradient_norm,
        is_converged=found.is_converged
        and float(found.parameters[2]) <= MOST_ALIKE
        and float(found.parameters[0])
        <= MOST_OFTEN * unit * float(found.parameters[1]),
    )


class PurchaseLikelihood:
    """The log-likelihood of (ln r, ln α, ln a, ln b) and its gradient.

    Fader, Hardie and Lee 2005, equation 6; the gamma functions are taken of each
    distinct number of purchases once.
    """

    def __init__(self, groups: PurchaseGroups, *, drops_at_start: bool) -> None:
        """Prepare what does not change from step to step."""
        self._groups = groups
        self._counts, self._of_group = np.unique(
            groups.repeat_counts, return_inverse=True
        )
        self._count_sizes = np.bincount(self._of_group, groups.sizes)
        self._extra = 1 if drops_at_start else 0
        self._can_be_gone = drops_at_start | (groups.repeat_counts > 0)

    def __call__(self, logarithms: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood and its gradient."""
        r, alpha, a, b = np.exp(logarithms)
        groups, counts = self._groups, self._counts
        chances = counts + b + self._extra  # of staying, one for each purchase
        fixed = (
            gammaln(r + counts)
            - gammaln(r)
            + r * np.log(alpha)
            + gammaln(a + b)
            + gammaln(chances)
            - gammaln(b)
            - gammaln(a + chances)
        )
        exponents = r + groups.repeat_counts
        alive = -exponents * np.log(alpha + groups.ages)
        last_chances = np.where(self._can_be_gone, chances[self._of_group] - 1, 1.0)
        gone = np.where(
            self._can_be_gone,
            np.log(a)
            - np.log(last_chances)
            - exponents * np.log(alpha + groups.last_ages),
            -np.inf,
        )
        either = np.logaddexp(alive, gone)
        value = weighted_sum(self._count_sizes, fixed) + weighted_sum(
            groups.sizes, either
        )

        gone_weights = groups.sizes * np.exp(gone - either)
        alive_weights = groups.sizes - gone_weights
        by_rate = weighted_sum(
            self._count_sizes, digamma(r + counts) - digamma(r) + np.log(alpha)
        ) - (
            weighted_sum(alive_weights, np.log(alpha + groups.ages))
            + weighted_sum(gone_weights, np.log(alpha + groups.last_ages))
        )
        by_scale = groups.customer_count * r / alpha - (
            weighted_sum(alive_weights, exponents / (alpha + groups.ages))
            + weighted_sum(gone_weights, exponents / (alpha + groups.last_ages))
        )
        both = digamma(a + b) - digamma(a + chances)
        by_a = weighted_sum(self._count_sizes, both) + gone_weights.sum() / a
        by_b = weighted_sum(
            self._count_sizes, both + digamma(chances) - digamma(b)
        ) - weighted_sum(gone_weights, 1 / last_chances)
        gradient = np.array([by_rate * r, by_scale * alpha, by_a * a, by_b * b])
        return value, gradient
