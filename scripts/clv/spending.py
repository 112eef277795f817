"""The Gamma-Gamma model: what customers spend on a purchase day.

The value of a purchase is Gamma(p, ν), and ν ~ Gamma(q, v) differs from customer to
customer (Fader and Hardie 2013, note 025, equation 1a); spend is taken not to depend
on how often somebody buys.
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

_STARTS = ((1.0, 2.0, 1.0), (6.0, 4.0, 2.0))


@dataclass(frozen=True)
class SpendGroups:
    """Customers of equal spend, as columns of equal length.

    Attributes:
        day_counts: Repeat purchase days with a value above zero.
        amounts: Their value together, above zero.
        sizes: How many customers are like that.
    """

    day_counts: NDArray[np.int64]
    amounts: Floats
    sizes: Floats

    @property
    def means(self) -> Floats:
        """Mean value of a day."""
        return self.amounts / self.day_counts

    @property
    def customer_count(self) -> int:
        """All customers."""
        return int(self.sizes.sum())

    def each(self, step: int) -> "SpendGroups":
        """Return every n-th group."""
        return SpendGroups(
            self.day_counts[::step], self.amounts[::step], self.sizes[::step]
        )

    @property
    def correlation(self) -> float:
        """Correlation of days and mean value; not a number where one does not vary."""
        covariance = np.cov(
            self.day_counts, self.means, fweights=self.sizes.astype(int)
        )
        spread = float(covariance[0, 0] * covariance[1, 1])
        return float(covariance[0, 1]) / spread**0.5 if spread > 0 else float("nan")


def fit_spend(groups: SpendGroups) -> Maximum:
    """Fit p, q and v (in the currency) to grouped customers."""
    unit = float(np.average(groups.means, weights=groups.sizes))
    scaled = SpendGroups(groups.day_counts, groups.amounts / unit, groups.sizes)
    some = scaled.each(max(len(groups.sizes) // ENOUGH_GROUPS, 1))
    found = maximise(
        SpendLikelihood(scaled),
        _STARTS,
        groups.customer_count,
        (SpendLikelihood(some), some.customer_count),
    )
    in_currency = np.array([1.0, 1.0, unit])
    return Maximum(
        parameters=found.parameters * in_currency,
        standard_errors=found.standard_errors * in_currency,
        log_likelihood=found.log_likelihood
        - groups.customer_count * float(np.log(unit)),
        gradient_norm=found.gradient_norm,
        is_converged=found.is_converged,
    )


class SpendLikelihood:
    """The log-likelihood of (ln p, ln q, ln v) and its gradient."""

    def __init__(self, groups: SpendGroups) -> None:
        """Prepare what does not change from step to step."""
        self._groups = groups
        self._counts, self._of_group = np.unique(groups.day_counts, return_inverse=True)
        self._count_sizes = np.bincount(self._of_group, groups.sizes)
        self._log_amounts = np.log(groups.amounts)
        self._log_means = np.log(groups.means)

    def __call__(self, logarithms: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood and its gradient."""
        p, q, v = np.exp(logarithms)
        groups, counts = self._groups, self._counts
        shapes = p * groups.day_counts
        rates = v + groups.amounts
        log_rates = np.log(rates)
        fixed = gammaln(p * counts + q) - gammaln(p * counts) - gammaln(q)
        value = weighted_sum(self._count_sizes, fixed + q * np.log(v)) + weighted_sum(
            groups.sizes,
            shapes * self._log_amounts - self._log_means - (shapes + q) * log_rates,
        )
        by_p = weighted_sum(
            self._count_sizes,
            counts * (digamma(p * counts + q) - digamma(p * counts)),
        ) + weighted_sum(
            groups.sizes, groups.day_counts * (self._log_amounts - log_rates)
        )
        by_q = weighted_sum(
            self._count_sizes, digamma(p * counts + q) - digamma(q) + np.log(v)
        ) - weighted_sum(groups.sizes, log_rates)
        by_v = groups.customer_count * q / v - weighted_sum(
            groups.sizes, (shapes + q) / rates
        )
        return value, np.array([by_p * p, by_q * q, by_v * v])
