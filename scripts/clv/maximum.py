"""Maximum likelihood of positive parameters, from several starts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
# The logarithm of the parameters → the log-likelihood and its gradient there.
LogLikelihood = Callable[[Floats], tuple[float, Floats]]

_LARGEST = 14.0  # of the logarithm: beyond it the data do not tell the parameter
_FLAT = 1e-5  # gradient per observation at which a maximum is taken for one
_STEP = 1e-4


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
    log_likelihood: LogLikelihood, starts: Sequence[Sequence[float]], observations: int
) -> Maximum:
    """Find the highest maximum that the starts lead to (L-BFGS-B).

    Args:
        log_likelihood: What is maximised, over the logarithms of the parameters.
        starts: Parameters to start from.
        observations: How many observations the likelihood is of.
    """

    def loss(logarithms: Floats) -> tuple[float, Floats]:
        value, gradient = log_likelihood(logarithms)
        return -value / observations, -gradient / observations

    found = [
        minimize(
            loss,
            np.log(start),
            method="L-BFGS-B",
            jac=True,
            bounds=[(-_LARGEST, _LARGEST)] * len(start),
            options={"maxiter": 500, "ftol": 1e-15, "gtol": 1e-9},
        )
        for start in starts
    ]
    best = min(found, key=lambda result: float(result.fun))
    logarithms = np.asarray(best.x, dtype=np.float64)
    value, gradient = log_likelihood(logarithms)
    slope = float(np.max(np.abs(gradient))) / observations
    variances = _variances(log_likelihood, logarithms)
    inside = float(np.max(np.abs(logarithms))) < _LARGEST - _STEP
    parameters = np.exp(logarithms)
    return Maximum(
        parameters=parameters,
        standard_errors=parameters * np.sqrt(variances),
        log_likelihood=value,
        gradient_norm=slope,
        is_converged=inside and slope < _FLAT and bool(np.isfinite(variances).all()),
    )


def _variances(log_likelihood: LogLikelihood, logarithms: Floats) -> Floats:
    """Return the variances of the logarithms: the inverse of the observed information.

    Not a number where the likelihood does not curve down in every direction.
    """
    size = len(logarithms)
    information = np.empty((size, size))
    for place in range(size):
        step = np.zeros(size)
        step[place] = _STEP
        above = log_likelihood(logarithms + step)[1]
        below = log_likelihood(logarithms - step)[1]
        information[place] = (below - above) / (2 * _STEP)
    information = (information + information.T) / 2
    unknown = np.full(size, np.nan)
    if not np.isfinite(information).all():
        return unknown
    if float(np.min(np.linalg.eigvalsh(information))) <= 0:
        return unknown
    variances: Floats = np.diag(np.linalg.inv(information))
    return np.where(variances > 0, variances, np.nan)
