"""The order of Erlang gaps against customers whose gaps were drawn with a known one."""

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

FIRST_DAY = date(2020, 1, 1)


@pytest.mark.parametrize("order", [0.6, 1, 3])
def test_the_interval_holds_the_order_that_the_gaps_were_drawn_with(
    dbt, tmp_path, order
):
    """Each customer has a pace of its own; days are long against neither gap."""
    rng = np.random.default_rng(5)
    count = 20_000
    scales = rng.gamma(3, 3000, count)[:, None]
    gaps = np.ceil(rng.gamma(order, 1 / order, (count, 3)) * scales).astype(int)
    ages = np.concatenate([np.zeros((count, 1), int), gaps.cumsum(axis=1)], axis=1)
    days = pd.DataFrame(
        {
            "customer_key": np.repeat(np.arange(count), 3),
            "age": ages[:, :-1].ravel(),
            "next_age": ages[:, 1:].ravel(),
        }
    )
    (tmp_path / "raw").mkdir()
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as warehouse:
        warehouse.register("days", days)
        warehouse.execute(
            "create table int_purchase_days as select customer_key,"
            " $first + age::integer as purchase_date,"
            " $first + next_age::integer as next_purchase_date from days",
            {"first": FIRST_DAY},
        )
        warehouse.execute(
            "create table as_of as select date '9999-01-01' as as_of_date"
        )
    outcome = dbt.run(
        *("run", "-s", "int_purchase_regularity"), raw=tmp_path / "raw", folder=tmp_path
    )
    assert outcome.succeeded, outcome.errors
    ((pairs, found, lower, upper),) = outcome.rows("from int_purchase_regularity")
    assert pairs == count
    assert lower < order < upper
    assert found == pytest.approx(order, rel=0.05)
