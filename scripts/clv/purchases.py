"""The BG/NBD family: how often customers buy, and when they stop.

While alive a customer buys at a rate λ ~ Gamma(r, α), and drops out with probability
p ~ Beta(a, b): after each repeat purchase in the BG/NBD (Fader, Hardie and Lee 2005,
Marketing Science 24:2), after the first purchase too in the MBG/NBD (Batislam, Denizel
and Filiztekin 2007, International Journal of Research in Marketing 24:3).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, expit, gammaln

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
# Days of α: below it what our series leaves out of who came today can be seen.
SHORTEST_SCALE = 0.4
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

    @cached_property
    def counts_and_places(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """The distinct x, and where among them that of each group is."""
        return np.unique(self.repeat_counts, return_inverse=True)

    @cached_property
    def last_ages_and_places(self) -> tuple[Floats, NDArray[np.intp]]:
        """The distinct t_x, and where among them that of each group is."""
        return np.unique(self.last_ages, return_inverse=True)

    @cached_property
    def ages_and_places(self) -> tuple[Floats, NDArray[np.intp]]:
        """The distinct T, and where among them that of each group is."""
        return np.unique(self.ages, return_inverse=True)

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
    some = groups.each(max(len(groups.sizes) // ENOUGH_GROUPS, 1))
    of_all, of_some = (
        PurchaseLikelihood(part, drops_at_start=MODELS[model], unit_days=unit)
        for part in (groups, some)
    )
    found = maximise(
        of_all, _STARTS, groups.customer_count, (of_some, some.customer_count)
    )
    in_days = np.array([1.0, unit, 1.0, 1.0])
    repeats = weighted_sum(groups.sizes, groups.repeat_counts)
    parameters = found.parameters * in_days
    r, alpha_days, a, _ = parameters
    return Maximum(
        parameters=parameters,
        standard_errors=found.standard_errors * in_days,
        log_likelihood=found.log_likelihood - repeats * float(np.log(unit)),
        gradient_norm=found.gradient_norm,
        is_converged=found.is_converged
        and bool(a <= MOST_ALIKE)
        and bool(alpha_days >= max(r / MOST_OFTEN, SHORTEST_SCALE)),
    )


class PurchaseLikelihood:
    """The log-likelihood of (ln r, ln α, ln a, ln b) and its gradient.

    Fader, Hardie and Lee 2005, equation 6. What depends on the purchases, on an age or
    on the age of the last purchase alone is reckoned once for each distinct one.
    """

    def __init__(
        self, groups: PurchaseGroups, *, drops_at_start: bool, unit_days: float = 1.0
    ) -> None:
        """Prepare what does not change from step to step.

        Args:
            groups: The customers.
            drops_at_start: Whether one can drop out at the first purchase already.
            unit_days: What α is measured in.
        """
        self._sizes = groups.sizes
        self._customer_count = groups.customer_count
        self._x = groups.repeat_counts
        self._counts, self._of_count = groups.counts_and_places
        ages, self._of_age = groups.ages_and_places
        last_ages, self._of_last_age = groups.last_ages_and_places
        self._ages, self._last_ages = ages / unit_days, last_ages / unit_days
        self._count_sizes = np.bincount(self._of_count, self._sizes)
        self._age_sizes = np.bincount(self._of_age, self._sizes)
        self._age_purchases = np.bincount(self._of_age, self._sizes * self._x)
        self._extra = 1 if drops_at_start else 0
        self._can_be_gone = drops_at_start | (self._counts > 0)

    def __call__(self, logarithms: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood and its gradient."""
        r, alpha, a, b = np.exp(logarithms)
        counts, sizes = self._counts, self._sizes
        chances = counts + b + self._extra  # of staying, one for each purchase
        last_chances = np.where(self._can_be_gone, chances - 1, np.inf)
        log_ages = np.log(alpha + self._ages)
        silences = (
            log_ages[self._of_age] - np.log(alpha + self._last_ages)[self._of_last_age]
        )
        log_odds = (np.log(a) - np.log(last_chances))[self._of_count] + (
            r + self._x
        ) * silences
        fixed = (
            gammaln(r + counts)
            - gammaln(r)
            + r * np.log(alpha)
            + gammaln(a + b)
            + gammaln(chances)
            - gammaln(b)
            - gammaln(a + chances)
        )
        exponents = r * self._age_sizes + self._age_purchases
        value = (
            weighted_sum(self._count_sizes, fixed)
            - weighted_sum(exponents, log_ages)
            + weighted_sum(sizes, np.logaddexp(0, log_odds))
        )

        gone = sizes * expit(log_odds)
        gone_of_count = np.bincount(self._of_count, gone)
        by_rate = (
            weighted_sum(
                self._count_sizes, digamma(r + counts) - digamma(r) + np.log(alpha)
            )
            - weighted_sum(self._age_sizes, log_ages)
            + weighted_sum(gone, silences)
        )
        gone_exponents = gone * (r + self._x)
        by_scale = (
            self._customer_count * r / alpha
            + weighted_sum(
                np.bincount(self._of_age, gone_exponents) - exponents,
                1 / (alpha + self._ages),
            )
            - weighted_sum(
                np.bincount(self._of_last_age, gone_exponents),
                1 / (alpha + self._last_ages),
            )
        )
        both = digamma(a + b) - digamma(a + chances)
        by_a = weighted_sum(self._count_sizes, both) + gone.sum() / a
        by_b = weighted_sum(
            self._count_sizes, both + digamma(chances) - digamma(b)
        ) - weighted_sum(gone_of_count, 1 / last_chances)
        gradient = np.array([by_rate * r, by_scale * alpha, by_a * a, by_b * b])
        return value, gradient
