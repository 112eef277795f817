"""Maximum likelihood of positive parameters, from several starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
# The logarithm of the parameters → the log-likelihood and its gradient there.
LogLikelihood = Callable[[Floats], tuple[float, Floats]]

# Of more groups of customers, so many that stand for all lead near the maximum.
ENOUGH_GROUPS = 20_000
_LARGEST = 14.0  # of the logarithm: beyond it the data do not tell the parameter
_FLAT = 1e-5  # gradient per observation at which a maximum is taken for one
_STEP = 1e-4
_NEWTON_STEPS = 4
_LARGEST_MOVE = 1.0  # near a maximum Newton's steps are small
# Of the largest: less is what rounding leaves of no curvature at all.
_LEAST_CURVATURE = 1e-10


@dataclass(frozen=True)
class Maximum:
    """Where a likelihood is highest.

    Attributes:
        parameters: The parameters there.
        standard_errors: Theirs, from the curvature; not a number where it has none.
        log_likelihood: The log-likelihood there.
        gradient_norm: Largest slope per observation, by the log of a parameter.
        is_converged: Whether the slope is flat, the curvature that of a maximum, and
            no parameter at the end of its range.
    """

    parameters: Floats
    standard_errors: Floats
    log_likelihood: float
    gradient_norm: float
    is_converged: bool


def maximise(
    log_likelihood: LogLikelihood,
    starts: Sequence[Sequence[float]],
    observations: int,
    some: tuple[LogLikelihood, int] | None = None,
) -> Maximum:
    """Find the highest maximum that the starts lead to: L-BFGS-B, then Newton's steps.

    Args:
        log_likelihood: What is maximised, over the logarithms of the parameters.
        starts: Parameters to start from.
        observations: How many observations the likelihood is of.
        some: The likelihood of some of the observations and their number, on which the
            search is as good and faster; none: all of them.
    """
    found = [_search(*(some or (log_likelihood, observations)), at) for at in starts]
    _, logarithms = min(found, key=lambda candidate: candidate[0])
    information = _information(log_likelihood, logarithms)
    is_peak = _is_peak(information)
    value, gradient = log_likelihood(logarithms)
    # A step counts that makes the slope flatter: so near the maximum the likelihood of
    # many observations differs by less than its rounding.
    for _ in range(_NEWTON_STEPS if is_peak else 0):
        move = np.linalg.solve(information, gradient)
        if float(np.max(np.abs(move))) > _LARGEST_MOVE:
            break
        nearer = logarithms + move
        higher, slope = log_likelihood(nearer)
        if not np.max(np.abs(slope)) < np.max(np.abs(gradient)):
            break
        logarithms, value, gradient = nearer, higher, slope
    flatness = float(np.max(np.abs(gradient))) / observations
    inside = float(np.max(np.abs(logarithms))) < _LARGEST - _STEP
    variances = (
        np.diag(np.linalg.inv(information))
        if is_peak
        else np.full(len(logarithms), np.nan)
    )
    parameters = np.exp(logarithms)
    return Maximum(
        parameters=parameters,
        standard_errors=parameters * np.sqrt(variances),
        log_likelihood=value,
        gradient_norm=flatness,
        is_converged=inside and flatness < _FLAT and is_peak,
    )


def weighted_sum(weights: NDArray[Any], values: NDArray[Any]) -> float:
    """Return the sum of the products of two columns of equal length, in one thread.

    BLAS shares a long product out among threads that wait busily for each other, and
    adds up in an order that depends on their number.
    """
    return float(np.einsum("i,i->", weights, values))


def _search(
    log_likelihood: LogLikelihood, observations: int, start: Sequence[float]
) -> tuple[float, Floats]:
    """Return the lowest loss that a start leads to, and where it is."""

    def loss(logarithms: Floats) -> tuple[float, Floats]:
        value, gradient = log_likelihood(logarithms)
        return -value / observations, -gradient / observations

    found = minimize(
        loss,
        np.log(start),
        method="L-BFGS-B",
        jac=True,
        bounds=[(-_LARGEST, _LARGEST)] * len(start),
        options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-7},
    )
    return float(found.fun), np.asarray(found.x, dtype=np.float64)


def _information(log_likelihood: LogLikelihood, logarithms: Floats) -> Floats:
    """Return the observed information: the curvature, by differences of the slope."""
    size = len(logarithms)
    information = np.empty((size, size))
    for place in range(size):
        step = np.zeros(size)
        step[place] = _STEP
        above = log_likelihood(logarithms + step)[1]
        below = log_likelihood(logarithms - step)[1]
        information[place] = (below - above) / (2 * _STEP)
    symmetric: Floats = (information + information.T) / 2
    return symmetric


def _is_peak(information: Floats) -> bool:
    """Say whether the likelihood curves down in every direction, and not too little."""
    if not np.isfinite(information).all():
        return False
    curvatures = np.linalg.eigvalsh(information)
    return bool(curvatures[0] > curvatures[-1] * _LEAST_CURVATURE)
