"""Strengths of needs against pandas, and their intervals against drawn shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.python.dbt_process import DbtProcess

MODELS = (
    "int_need_rules",
    "int_need_acts",
    "int_need_totals",
    "int_need_bases",
    "int_need_priors",
    "int_need_pairs",
    "int_need_shares",
)
NEEDS = ("cooking", "reading", "sports", "sleeping")
BASE = np.array([0.4, 0.3, 0.2, 0.1])
CUSTOMER_COUNT = 4_000


def drawn(rng: np.random.Generator, prior_count: float) -> tuple[Any, pd.DataFrame]:
    """Return the true shares of customers and their purchases, each of one need."""
    truth = rng.dirichlet(prior_count * BASE, CUSTOMER_COUNT)
    counts = 1 + rng.geometric(0.2, CUSTOMER_COUNT)
    customer = np.repeat(np.arange(CUSTOMER_COUNT), counts)
    luck = rng.random(len(customer))[:, None]
    need = (luck > np.cumsum(truth, axis=1)[customer]).sum(axis=1).clip(0, 3)
    purchases = pd.DataFrame(
        {
            "customer_key": customer,
            "order_id": [f"o{number}" for number in range(len(customer))],
            "need": np.array(NEEDS)[need],
            "spend_amount": np.round(rng.lognormal(3, 0.5, len(customer)), 2),
            "is_in_window": True,
        }
    )
    return truth, purchases


def measured(
    dbt: DbtProcess, folder: Path, purchases: pd.DataFrame
) -> tuple[pd.DataFrame, float]:
    """Return the shares and the prior count that the models find."""
    (folder / "raw").mkdir(parents=True)
    outcome = dbt.run("seed", "-s", "need_rules", raw=folder / "raw", folder=folder)
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.register("purchases", purchases)
        for statement in (
            "as_of as select date '2024-06-30' as as_of_date",
            "int_need_purchases as select * replace (spend_amount::decimal(18, 2) as"
            " spend_amount), timestamp '2024-01-01' as ordered_at from purchases",
            "int_need_habits (customer_key bigint, source varchar, field varchar,"
            " value varchar, occasion_count bigint, met_at timestamp)",
            "int_need_values (source varchar, field varchar, value varchar,"
            " need varchar)",
            "int_stated_needs as select distinct customer_key, 'cooking' as need"
            " from purchases",
        ):
            warehouse.execute(f"create table {statement}")
    outcome = dbt.run("run", "-s", *MODELS, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database), read_only=True) as warehouse:
        shares = warehouse.execute("select * from int_need_shares").df()
        query = "select prior_count from int_need_priors"
        [(prior_count,)] = warehouse.execute(query).fetchall()
    return shares, prior_count


def expected(purchases: pd.DataFrame, prior_count: float) -> pd.DataFrame:
    """Return strengths and intervals by the formulas, customer by customer."""
    base = purchases.groupby("need")["spend_amount"].sum()
    base = base / base.sum()
    rows = []
    for customer, bought in purchases.groupby("customer_key"):
        amounts = bought["spend_amount"]
        effective = amounts.sum() ** 2 / (amounts**2).sum()
        own = bought.groupby("need")["spend_amount"].sum() / amounts.sum()
        for need in {"cooking", *own.index}:
            weight = effective + prior_count
            share = own.get(need, 0.0) * effective + prior_count * base[need]
            share /= weight
            reach = 1.959964 * np.sqrt(share * (1 - share) / (weight + 1))
            rows.append(
                {
                    "customer_key": customer,
                    "need": need,
                    "strength": share / base[need],
                    "lower_strength": max(share - reach, 0) / base[need],
                    "upper_strength": min(share + reach, 1) / base[need],
                }
            )
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def found(
    dbt: DbtProcess, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Any, pd.DataFrame, pd.DataFrame, float]:
    """Measure one company with a true prior count of 3."""
    truth, purchases = drawn(np.random.default_rng(5), 3.0)
    shares, prior_count = measured(dbt, tmp_path_factory.mktemp("needs"), purchases)
    return truth, purchases, shares, prior_count


def test_strengths_are_those_of_the_formula(found):
    _, purchases, shares, prior_count = found
    keys = ["customer_key", "need"]
    wanted = expected(purchases, prior_count).sort_values(keys)
    shares = shares.sort_values(keys)
    assert shares[keys].to_numpy().tolist() == wanted[keys].to_numpy().tolist()
    for column in ("strength", "lower_strength", "upper_strength"):
        assert shares[column].to_numpy() == pytest.approx(
            wanted[column].to_numpy(), abs=1e-6
        )


def test_the_weight_of_the_base_is_learnt(found):
    *_, prior_count = found
    assert prior_count == pytest.approx(3.0, rel=0.1)


def test_the_interval_covers_the_true_share_and_the_raw_share_is_further_off(found):
    """All have a row for cooking, as all stated it: none is chosen for its share."""
    truth, _, shares, _ = found
    rows = shares[shares["need"] == "cooking"].sort_values("customer_key")
    assert len(rows) == CUSTOMER_COUNT
    true_strength = truth[:, 0] / rows["base_share"].to_numpy()
    covered = rows["lower_strength"].le(true_strength) & rows["upper_strength"].ge(
        true_strength
    )
    assert covered.mean() == pytest.approx(0.95, abs=0.015)
    raw = rows["own_share"].to_numpy() / rows["base_share"].to_numpy()
    raw_error = np.sqrt(np.mean((raw - true_strength) ** 2))
    error = np.sqrt(np.mean((rows["strength"].to_numpy() - true_strength) ** 2))
    assert error < 0.8 * raw_error
