"""The fits of customer lifetime value against publications, the truth and a peer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import lifetimes  # type: ignore[import-untyped]
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info, threadpool_limits

from scripts.clv import purchases as clv_purchases
from scripts.clv.fits import FIT_COLUMNS, Customers, fit
from scripts.clv.purchases import (
    MODELS,
    PurchaseGroups,
    PurchaseLikelihood,
    fit_purchases,
)
from scripts.clv.spending import SpendGroups, SpendLikelihood, fit_spend
from scripts.clv.tables import arrow_table
from scripts.demo.knobs import Knobs
from scripts.settings import PROJECT
from tests.python.clv_samples import Sample, cdnow, grouped, simulated

Row = tuple[float, ...]
PLAIN = {str, int, float, bool, type(None)}
WEEK = 7.0
# Fader, Hardie and Lee (2005), table 1, and Batislam et al. (2007), table 3; in weeks.
PUBLISHED = {
    "bg_nbd": ((0.243, 4.414, 0.793, 2.426), -9582.43),
    "mbg_nbd": ((0.525, 6.183, 0.891, 1.614), -9582.13),
}


@pytest.fixture(scope="module")
def weeks() -> Sample:
    return cdnow(WEEK)


@pytest.mark.parametrize("model", MODELS)
def test_the_published_fits_of_cdnow_are_reproduced(weeks, model):
    parameters, log_likelihood = PUBLISHED[model]
    found = fit_purchases(weeks.purchases, model)
    assert found.is_converged
    assert found.parameters == pytest.approx(parameters, abs=1e-3)
    assert found.log_likelihood == pytest.approx(log_likelihood, abs=1e-2)


def test_the_published_spend_of_cdnow_is_reproduced(weeks):
    """Fader and Hardie (2013), note 025: p, q and γ of 946 repeat buyers."""
    assert weeks.spend.customer_count == 946
    found = fit_spend(weeks.spend)
    assert found.is_converged
    assert found.parameters == pytest.approx((6.25, 3.74, 15.44), abs=1e-2)
    assert 0 < weeks.spend.correlation < 0.3


@pytest.mark.parametrize("model", MODELS)
def test_days_and_weeks_are_one_up_to_the_unit(weeks, model):
    in_weeks = fit_purchases(weeks.purchases, model)
    in_days = fit_purchases(cdnow(1.0).purchases, model)
    unit = np.array([1, WEEK, 1, 1])
    assert in_days.parameters == pytest.approx(in_weeks.parameters * unit, rel=1e-5)
    assert in_days.standard_errors == pytest.approx(
        in_weeks.standard_errors * unit, rel=1e-4
    )
    repeats = weeks.purchases.repeat_counts.sum()
    assert in_days.log_likelihood == pytest.approx(
        in_weeks.log_likelihood - repeats * np.log(WEEK), abs=1e-6
    )


@pytest.mark.parametrize("model", MODELS)
def test_grouped_rows_and_full_rows_are_one(weeks, model):
    full = fit_purchases(weeks.purchases, model)
    few = grouped(weeks.purchases)
    assert len(few.sizes) < len(weeks.purchases.sizes)
    found = fit_purchases(few, model)
    assert found.parameters == pytest.approx(full.parameters, rel=1e-6)
    assert found.log_likelihood == pytest.approx(full.log_likelihood, abs=1e-6)


@pytest.mark.parametrize("model", MODELS)
def test_a_peer_finds_the_same_maximum(model):
    """lifetimes, on simulated customers."""
    drawn = simulated(2_000, 3, by_day=True)
    history = drawn.purchases
    fitter = {
        "bg_nbd": lifetimes.BetaGeoFitter,
        "mbg_nbd": lifetimes.ModifiedBetaGeoFitter,
    }[model]()
    unit = 30.0
    fitter.fit(history.repeat_counts, history.last_ages / unit, history.ages / unit)
    found = fit_purchases(history, model)
    theirs = [fitter.params_[name] for name in ("r", "alpha", "a", "b")]
    assert found.parameters == pytest.approx(
        np.array(theirs) * [1, unit, 1, 1], rel=2e-2
    )
    likelihood = PurchaseLikelihood(history, drops_at_start=MODELS[model])
    at_theirs = likelihood(np.log(np.array(theirs) * [1, unit, 1, 1]))[0]
    assert found.log_likelihood >= at_theirs - 1e-6


@pytest.mark.parametrize("seed", [1, 2])
def test_the_true_parameters_are_recovered(seed):
    knobs = Knobs()
    drawn = simulated(100_000, seed)
    purchases = fit_purchases(drawn.purchases, "mbg_nbd")
    truth = (
        knobs.rate_shape,
        knobs.rate_scale_days,
        knobs.dropout_a,
        knobs.dropout_b,
    )
    assert purchases.parameters == pytest.approx(truth, rel=0.03)
    off = np.abs(purchases.parameters - truth) / purchases.standard_errors
    assert off.max() < 3
    spend = fit_spend(drawn.spend)
    truths = np.array((knobs.spend_p, knobs.spend_q, knobs.spend_scale))
    off = np.abs(spend.parameters - truths) / spend.standard_errors
    assert off.max() < 3


def test_day_stamps_slow_the_rate_by_a_few_percent():
    """Two purchases of one day are one: what DECISIONS says of it is measured here."""
    found = fit_purchases(simulated(100_000, 1, by_day=True).purchases, "mbg_nbd")
    assert 1.03 < found.parameters[1] / Knobs().rate_scale_days < 1.05


class Slope:
    """A likelihood beside its slope by differences."""

    def __init__(self, likelihood: Any, at: list[float]) -> None:
        self.likelihood = likelihood
        self.at = np.array(at)

    def differs(self) -> float:
        """Return the largest difference of both, by the largest slope."""
        gradient = self.likelihood(self.at)[1]
        step = 1e-5
        near = [
            (self.likelihood(self.at + move)[0] - self.likelihood(self.at - move)[0])
            / (2 * step)
            for move in np.eye(len(self.at)) * step
        ]
        return float(np.max(np.abs(gradient - near)) / np.max(np.abs(gradient)))


@given(st.lists(st.floats(-3, 3), min_size=4, max_size=4), st.sampled_from([*MODELS]))
@settings(max_examples=30, deadline=None)
def test_the_gradient_is_that_of_the_likelihood(at, model):
    history = cdnow(WEEK).purchases
    few = PurchaseGroups(
        history.repeat_counts[:300],
        history.last_ages[:300],
        history.ages[:300],
        np.arange(1.0, 301.0),
    )
    purchases = PurchaseLikelihood(few, drops_at_start=MODELS[model])
    assert Slope(purchases, at).differs() < 1e-5
    spend = SpendLikelihood(
        SpendGroups(np.array([1, 2, 7]), np.array([0.5, 3.0, 4.0]), np.array([1, 5, 2]))
    )
    assert Slope(spend, at[:3]).differs() < 1e-5


def customers(purchases: Sequence[Row], spend: Sequence[Row]) -> Customers:
    names = (
        "repeat_purchase_count",
        "last_purchase_age_days",
        "customer_age_days",
        "customer_count",
    )
    spent = ("spend_day_count", "spend_amount", "customer_count")
    return Customers(
        dict(zip(names, np.array(purchases, float).reshape(-1, 4).T, strict=True)),
        dict(zip(spent, np.array(spend, float).reshape(-1, 3).T, strict=True)),
    )


@pytest.mark.parametrize(
    ("purchases", "spend"),
    [
        ([(1, 5, 9, 1)], [(1, 10, 1)]),
        ([(1, 0.0, 0.0, 3)], []),
        ([(0, 0, 7, 90), (1, 3, 7, 10)], [(1, 10, 10)]),
        ([(5000, 7290, 7300, 2), (0, 0, 7300, 2)], [(5000, 1e7, 2)]),
        ([(3, 30, 40, 500), (3, 31, 40, 500)], [(3, 30, 500), (3, 30.01, 500)]),
        ([(30, 900, 1000, 400), (0, 0, 1000, 1)], [(30, 900, 400)]),
    ],
)
def test_what_cannot_be_fitted_is_said_to_be_so(purchases, spend):
    """Too few, all alike, enormous: a row each, finite or null, and no error."""
    rows = list(fit({"current": customers(purchases, spend)}))
    assert [row["model"] for row in rows] == list(MODELS)
    for row in rows:
        # A warehouse takes what Python has, not what numpy has.
        assert {type(value) for value in row.values()} <= PLAIN
        numbers = [value for value in row.values() if isinstance(value, float)]
        assert np.isfinite(numbers).all()
    assert any(not row["is_converged"] or not row["is_spend_converged"] for row in rows)


def test_more_than_a_purchase_day_a_day_is_no_fit():
    drawn = simulated(3_000, 5).purchases
    assert fit_purchases(drawn, "mbg_nbd").is_converged
    hasty = replace(drawn, last_ages=drawn.last_ages / 100, ages=drawn.ages / 100)
    found = fit_purchases(hasty, "mbg_nbd")
    assert found.parameters[0] > found.parameters[1]
    assert not found.is_converged


def test_a_scale_of_hours_is_no_fit(monkeypatch):
    drawn = simulated(3_000, 5).purchases
    hasty = replace(drawn, last_ages=drawn.last_ages / 400, ages=drawn.ages / 400)
    monkeypatch.setattr(clv_purchases, "MOST_OFTEN", np.inf)
    found = fit_purchases(hasty, "mbg_nbd")
    assert found.parameters[1] < clv_purchases.SHORTEST_SCALE
    assert not found.is_converged
    monkeypatch.setattr(clv_purchases, "SHORTEST_SCALE", 0.01)
    assert fit_purchases(hasty, "mbg_nbd").is_converged


FIT = """
from scripts.clv.purchases import fit_purchases
from tests.python.clv_samples import grouped, simulated
found = fit_purchases(grouped(simulated(100_000, 1, by_day=True).purchases), "mbg_nbd")
print(*(f"{number:.9f}" for number in (*found.parameters, *found.standard_errors)))
"""


def test_the_number_of_threads_changes_nothing():
    """Sums in another order give the nine digits that are published."""
    fits = [
        subprocess.run(
            [sys.executable, "-c", FIT],
            cwd=PROJECT,
            env=os.environ | {"OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for threads in ("1", "2")
    ]
    assert fits[0] == fits[1]


def test_blas_has_one_thread_during_a_fit(monkeypatch):
    threads: list[int] = []

    def fit_and_look(groups, model):
        pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
        threads.extend(pool["num_threads"] for pool in pools)
        return fit_purchases(groups, model)

    monkeypatch.setattr("scripts.clv.fits.fit_purchases", fit_and_look)
    with threadpool_limits(2, user_api="blas"):
        assert list(fit({"current": customers([(1, 5, 9, 1)], [(1, 10, 1)])}))
    assert set(threads) == {1}


def test_a_maximum_is_found_to_the_ninth_digit():
    """The slope falls on where the likelihood itself is but noise."""
    drawn = grouped(simulated(20_000, 5, by_day=True).purchases)
    found = fit_purchases(drawn, "mbg_nbd")
    assert found.gradient_norm < 1e-12


def test_nothing_is_fitted_to_those_who_never_came_back():
    nobody = customers([], [])
    once = customers([(0, 0, 9, 700)], [])
    assert list(fit({"current": nobody, "backtest": once})) == []
    assert arrow_table([], FIT_COLUMNS).num_rows == 0


def test_the_order_of_groups_changes_nothing():
    drawn = grouped(simulated(3_000, 5, by_day=True).purchases)
    rows = list(
        zip(drawn.repeat_counts, drawn.last_ages, drawn.ages, drawn.sizes, strict=True)
    )
    forth = list(fit({"current": customers(rows, [(2, 30, 5), (1, 9, 7)])}))
    back = list(fit({"current": customers(rows[::-1], [(1, 9, 7), (2, 30, 5)])}))
    assert forth == back


def test_the_table_on_spark_has_the_columns_of_the_fits():
    macro = (PROJECT / "macros" / "clv" / "create_clv_fits.sql").read_text("utf-8")
    written = [
        tuple(line.split("'")[1].strip(", ").split())
        for line in macro.splitlines()
        if line.strip().startswith("~ '") and line.count("'") == 2
    ]
    columns = [pair for pair in written if len(pair) == 2 and pair[0] in FIT_COLUMNS]
    assert columns == list(FIT_COLUMNS.items())
