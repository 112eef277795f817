"""A fit of both models to one set of customers, as a row of `int_clv_fits`."""

import math
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from scripts.clv.maximum import Maximum
from scripts.clv.purchases import MODELS, PurchaseGroups, fit_purchases
from scripts.clv.spending import SpendGroups, fit_spend

PURPOSES = ("current", "backtest")
Columns = Mapping[str, Any]
FitRow = dict[str, str | int | float | bool | None]

PURCHASE_COLUMNS = (
    "repeat_purchase_count",
    "last_purchase_age_days",
    "customer_age_days",
    "customer_count",
)
SPEND_COLUMNS = ("spend_day_count", "spend_amount", "customer_count")
FIT_COLUMNS = {
    "fit_purpose": "string",
    "model": "string",
    "r": "double",
    "alpha_days": "double",
    "a": "double",
    "b": "double",
    "p": "double",
    "q": "double",
    "v": "double",
    "r_standard_error": "double",
    "alpha_days_standard_error": "double",
    "a_standard_error": "double",
    "b_standard_error": "double",
    "p_standard_error": "double",
    "q_standard_error": "double",
    "v_standard_error": "double",
    "log_likelihood": "double",
    "spend_log_likelihood": "double",
    "gradient_norm": "double",
    "spend_gradient_norm": "double",
    "spend_correlation": "double",
    "customer_count": "bigint",
    "spender_count": "bigint",
    "is_converged": "boolean",
    "is_spend_converged": "boolean",
}


@dataclass(frozen=True)
class Customers:
    """The customers of one purpose, as columns of equal length.

    Attributes:
        purchases: PURCHASE_COLUMNS of groups of equal history.
        spend: SPEND_COLUMNS of groups of equal spend.
    """

    purchases: Columns
    spend: Columns


def fit(customers: Mapping[str, Customers]) -> Iterator[FitRow]:
    """Fit every model to the customers of every purpose, the purposes side by side.

    A purpose without a repeat purchase gives no row: nothing can be fitted to it.

    Args:
        customers: By purpose.

    Yields:
        A row of FIT_COLUMNS for each purpose and model; parameters of a model that
        cannot be fitted are null.
    """
    # Threads of BLAS would wait busily for each other, over matrices of four numbers.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor() as threads:
        yield from chain.from_iterable(threads.map(_fit, customers, customers.values()))


def _fit(purpose: str, customers: Customers) -> list[FitRow]:
    """Fit every model to the customers of one purpose."""
    purchases = _purchase_groups(customers.purchases)
    if not purchases.repeat_counts.any():
        return []
    spend = _spend_groups(customers.spend)
    spend_maximum = fit_spend(spend) if len(spend.sizes) > 1 else None
    return [
        _row(
            purpose,
            model,
            purchases,
            fit_purchases(purchases, model),
            spend,
            spend_maximum,
        )
        for model in MODELS
    ]


def _purchase_groups(columns: Columns) -> PurchaseGroups:
    counts, last_ages, ages, sizes = _ordered(columns, PURCHASE_COLUMNS)
    return PurchaseGroups(counts.astype(np.int64), last_ages, ages, sizes)


def _spend_groups(columns: Columns) -> SpendGroups:
    counts, amounts, sizes = _ordered(columns, SPEND_COLUMNS)
    return SpendGroups(counts.astype(np.int64), amounts, sizes)


def _ordered(columns: Columns, names: tuple[str, ...]) -> list[NDArray[np.float64]]:
    """Return columns in an order of their own, whatever that of the table."""
    table = [np.asarray(columns[name], dtype=np.float64) for name in names]
    order = np.lexsort(table[::-1])
    return [column[order] for column in table]


def _row(
    purpose: str,
    model: str,
    purchases: PurchaseGroups,
    maximum: Maximum,
    spend: SpendGroups,
    spend_maximum: Maximum | None,
) -> FitRow:
    row: FitRow = dict.fromkeys(FIT_COLUMNS)
    row |= {
        "fit_purpose": purpose,
        "model": model,
        **_parameters(("r", "alpha_days", "a", "b"), maximum),
        "log_likelihood": maximum.log_likelihood,
        "gradient_norm": maximum.gradient_norm,
        "customer_count": purchases.customer_count,
        "spender_count": spend.customer_count,
        "is_converged": maximum.is_converged,
        "is_spend_converged": False,
    }
    if spend_maximum is not None:
        row |= {
            **_parameters(("p", "q", "v"), spend_maximum),
            "spend_log_likelihood": spend_maximum.log_likelihood,
            "spend_gradient_norm": spend_maximum.gradient_norm,
            "spend_correlation": _known(spend.correlation),
            "is_spend_converged": spend_maximum.is_converged,
        }
    return row


def _parameters(names: tuple[str, ...], maximum: Maximum) -> FitRow:
    """Return parameters and standard errors by name."""
    row: FitRow = {}
    for place, name in enumerate(names):
        row[name] = float(maximum.parameters[place])
        row[f"{name}_standard_error"] = _known(float(maximum.standard_errors[place]))
    return row


def _known(number: float) -> float | None:
    """Return a number; none for what is no number."""
    return number if math.isfinite(number) else None
