"""lifetimes' fit and score, on the same customers.

lifetimes gets the statistics of every customer who bought (x, t_x, T, mean spend), fits
MBG/NBD and Gamma-Gamma and gives the probability to be alive, the expected purchases of
three horizons and the value of three years. Reading and writing are not timed. Ours are
the models from the grouped rows to `fct_customer_value`: they also fit BG/NBD, fit all
once more for the backtest and score customers as of a year ago and for the backtest.
"""

import numpy as np

from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter
from scripts.bench.peers.duckdb_copy import number, own_database
from scripts.bench.peers.peer import LOAD, WORK, Peer

_COPIES = (
    "create table customers as select repeat_purchase_count, last_purchase_age_days,"
    " customer_age_days, spend_day_count, cast(spend_amount as double) as spend_amount"
    " from build.int_purchase_statistics where fit_purpose = 'current'",
    "create table ours as select count(alive_probability) as n"
    " from build.fct_customer_value",
)
_DAYS = (30, 90, 365)
_MONTHS, _MONTHLY_RATE = 36, 1.15 ** (1 / 12) - 1
# The optimiser of lifetimes wants times of a size like its parameters.
_UNIT_DAYS = 30.0


def run(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Fit and score; count the customers with a score."""
    from lifetimes import (  # type: ignore[import-untyped]  # noqa: PLC0415 - optional
        GammaGammaFitter,
        ModifiedBetaGeoFitter,
    )

    tell("customers")
    with own_database(job, PEER.name, _COPIES) as connection:
        customers = connection.execute("select * from customers").df()
        ours = number(connection, "select n from ours")
    x = customers["repeat_purchase_count"]
    last_age = customers["last_purchase_age_days"] / _UNIT_DAYS
    age = customers["customer_age_days"] / _UNIT_DAYS
    days = customers["spend_day_count"]
    means = (customers["spend_amount"] / days.where(days > 0)).fillna(0.0)
    load = Part("customers", LOAD, meter.lap(), rows=len(customers))
    tell("fit")
    purchases = ModifiedBetaGeoFitter()
    purchases.fit(x, last_age, age)
    spend = GammaGammaFitter()
    spend.fit(days[days > 0], means[days > 0])
    fit = Part("fit", WORK, meter.lap(), rows=len(customers))
    tell("score")
    alive = purchases.conditional_probability_alive(x, last_age, age)
    for horizon in _DAYS:
        purchases.conditional_expected_number_of_purchases_up_to_time(
            horizon / _UNIT_DAYS, x, last_age, age
        )
    spend.customer_lifetime_value(
        purchases,
        x,
        last_age,
        age,
        means,
        time=_MONTHS,
        discount_rate=_MONTHLY_RATE,
        freq="M",
    )
    score = Part("score", WORK, meter.lap(), rows=len(customers))
    scored = int(np.isfinite(np.asarray(alive, dtype=float)).sum())
    return Finding([load, fit, score], {"results": scored, "our_results": ours})


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
        "int_expected_purchases",
        "int_customer_forecasts",
        "fct_customer_value",
    ),
)
