"""lifetimes' fit and score, on the same customers.

lifetimes gets the statistics of every customer who bought (x, t_x, T, mean spend) as of
each cut and does what our models do from the grouped rows to `fct_customer_value`, the
values of a year ago and the results of the backtest: it fits MBG/NBD, BG/NBD and
Gamma-Gamma to the customers of today and to those of the backtest's cut, and gives
those of today the probability to be alive, the expected purchases of three horizons and
the values of one year and of three, those of a year ago the value of three years, those
of the cut the probability to be alive and what they buy and spend in the holdout.
lifetimes has no probability to buy, of which ours keeps three of today and one of the
holdout, and reckons the first year of the value of three years anew. Reading and
writing are not timed; ours are.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter
from scripts.bench.peers.duckdb_copy import number, own_database
from scripts.bench.peers.peer import LOAD, WORK, Peer

# The optimiser of lifetimes wants times of a size like its parameters: months.
_UNIT_DAYS = 30.0
_COPIES = (
    "create table customers as select fit_purpose, repeat_purchase_count as x,"
    f" last_purchase_age_days / {_UNIT_DAYS} as last_age,"
    f" customer_age_days / {_UNIT_DAYS} as age,"
    " spend_day_count as spend_days,"
    " coalesce(cast(spend_amount as double) / nullif(spend_day_count, 0), 0) as mean"
    " from build.int_purchase_statistics",
    "create table cuts as"
    " select fit_purpose, scored_as, holdout_days from build.int_clv_cuts",
    "create table ours as select (select count(alive_probability)"
    " from build.fct_customer_value)"
    " + (select count(*) from build.int_backtest_results) as n",
)
_MONTHLY_RATE = 1.15 ** (1 / 12) - 1
_HISTORY = ("x", "last_age", "age")


@dataclass(frozen=True)
class _Asked:
    """What is kept of the customers of a purpose.

    Attributes:
        horizons: Days within which purchases are expected; the holdout apart.
        months: Months of the values.
        is_alive: Whether the probability to be alive is, or one that is reckoned of it.
        has_spend: Whether the mean value of a purchase is, where no value holds it.
    """

    horizons: tuple[float, ...] = ()
    months: tuple[int, ...] = ()
    is_alive: bool = True
    has_spend: bool = False


_ASKED = {
    "current": _Asked(horizons=(30, 90, 365), months=(12, 36)),
    "opening": _Asked(months=(36,), is_alive=False),
    "backtest": _Asked(has_spend=True),
}


@dataclass(frozen=True)
class _Models:
    """Those that score: MBG/NBD of lifetimes and its Gamma-Gamma."""

    purchases: Any
    spend: Any


def run(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Fit and score; count the scores."""
    tell("customers")
    with own_database(job, PEER.name, _COPIES) as connection:
        statistics = connection.execute("select * from customers").df()
        cuts = connection.execute("select * from cuts").fetchall()
        ours = number(connection, "select n from ours")
    customers = dict(iter(statistics.groupby("fit_purpose")))
    load = Part("customers", LOAD, meter.lap(), rows=len(statistics))
    tell("fit")
    fitted = {of: _fit(customers[of]) for of in {scored_as for _, scored_as, _ in cuts}}
    fit = Part("fit", WORK, meter.lap(), rows=sum(len(customers[of]) for of in fitted))
    tell("score")
    results = sum(
        _score(customers[purpose], fitted[scored_as], _ASKED[purpose], holdout_days)
        for purpose, scored_as, holdout_days in cuts
    )
    score = Part("score", WORK, meter.lap(), rows=len(statistics))
    return Finding([load, fit, score], {"results": results, "our_results": ours})


def _fit(customers: pd.DataFrame) -> _Models:
    """Fit all three models; return those that score."""
    from lifetimes import (  # type: ignore[import-untyped]  # noqa: PLC0415 - optional
        BetaGeoFitter,
        GammaGammaFitter,
        ModifiedBetaGeoFitter,
    )

    history = [customers[column] for column in _HISTORY]
    spenders = customers[customers["spend_days"] > 0]
    purchases, spend = ModifiedBetaGeoFitter(), GammaGammaFitter()
    purchases.fit(*history)
    BetaGeoFitter().fit(*history)
    spend.fit(spenders["spend_days"], spenders["mean"])
    return _Models(purchases, spend)


def _score(
    customers: pd.DataFrame, models: _Models, asked: _Asked, holdout_days: int
) -> int:
    """Score customers; return of how many a probability to be alive is kept."""
    history = [customers[column] for column in _HISTORY]
    purchases, spend = models.purchases, models.spend
    for days in (*asked.horizons, *([holdout_days] if holdout_days else [])):
        purchases.conditional_expected_number_of_purchases_up_to_time(
            days / _UNIT_DAYS, *history
        )
    for months in asked.months:
        spend.customer_lifetime_value(
            purchases,
            *history,
            customers["mean"],
            time=months,
            discount_rate=_MONTHLY_RATE,
            freq="M",
        )
    if asked.has_spend:
        spend.conditional_expected_average_profit(
            customers["spend_days"], customers["mean"]
        )
    if not asked.is_alive:
        return 0
    alive = purchases.conditional_probability_alive(*history)
    return int(np.isfinite(np.asarray(alive, dtype=float)).sum())


PEER = Peer(
    name="lifetimes_clv",
    task="fit and score of customer lifetime value",
    needs="lifetimes",
    run=run,
    models=(
        "int_purchase_groups",
        "int_spend_groups",
        "int_clv_fits",
        "clv_parameters",
        "int_clv_models",
        "int_clv_horizons",
        "int_scored_histories",
        "int_expectation_arguments",
        "int_expected_purchases",
        "fct_customer_value",
        "int_backtest_results",
        "int_equity_values",
    ),
)
