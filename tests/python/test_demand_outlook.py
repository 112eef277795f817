"""The demand outlook of simulated customers: its formula, and how often it is right.

Customers arrive evenly and buy by a Poisson process with rates of a gamma distribution
(NBD), each with tastes of its own; so the expectations that the purchase models would
give are known exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

CUT, HOLDOUT_DAYS, HISTORY_DAYS = date(2026, 6, 30), 180, 730
SHAPE, SCALE_DAYS = 0.8, 60.0
CATEGORY_COUNT, PRIOR = 24, 3
MONTH_ENDS = [31, 62, 92]
MODELS = (
    *("int_demand_rules", "int_demand_spans", "int_demand_cuts"),
    *("int_demand_order_rates", "int_demand_sales"),
    *("int_month_seasons", "int_demand_seasons", "int_demand_estimates"),
    *("int_demand_errors", "int_demand_stocks", "int_demand_covers"),
    "fct_demand_outlook",
)


@dataclass
class Market:
    """Items of orders; days count from the cut, which is day 0."""

    items: pd.DataFrame

    def history(self, cut: int) -> pd.DataFrame:
        """Return the statistics of each customer who had bought by a day."""
        known = self.items[self.items["day"] <= cut]
        days = known.drop_duplicates(["customer", "day"]).groupby("customer")["day"]
        found = days.agg(first="min", count="count").reset_index()
        found["age"] = cut - found["first"]
        found["rate"] = (SHAPE + found["count"] - 1) / (SCALE_DAYS + found["age"])
        return found


def simulated(seed: int) -> Market:
    rng = np.random.default_rng(seed)
    customers, days, counts = [], [], []
    tastes = rng.dirichlet(np.full(CATEGORY_COUNT, 3.0))
    for customer in range(2200):
        first = int(rng.integers(-900, MONTH_ENDS[-1] + 1))
        rate = rng.gamma(SHAPE, 1 / SCALE_DAYS)
        taste = rng.dirichlet(tastes * 8)
        span = MONTH_ENDS[-1] - first
        repeats: Any = (
            rng.integers(1, span + 1, rng.poisson(rate * span)) if span else []
        )
        bought = np.append(first, first + np.unique(repeats)).astype(int)
        days.append(bought)
        customers.append(np.full(len(bought), customer))
        counts.append(rng.multinomial(1 + rng.poisson(1.0, len(bought)), taste))
    sizes = np.concatenate(counts)
    orders, categories = np.nonzero(sizes)
    lines = {
        "customer": np.concatenate(customers)[orders],
        "order": orders + 1,
        "day": np.concatenate(days)[orders],
        "category": categories,
        "quantity": sizes[orders, categories] * rng.integers(1, 4, len(orders)),
    }
    return Market(pd.DataFrame(lines))


def on(days: Any) -> list[date]:
    return [CUT + timedelta(int(day)) for day in days]


def tables(market: Market) -> dict[str, pd.DataFrame]:
    """Return what the models read, as of the cut."""
    known = market.items[market.items["day"] <= 0]
    orders = known.drop_duplicates("order")
    forecasts = []
    for purpose, cut in (("current", 0), ("backtest", -HOLDOUT_DAYS)):
        found = market.history(cut)
        spans = {"30_days": 30, "90_days": 90, "365_days": 365, "holdout": HOLDOUT_DAYS}
        rates = {
            f"expected_{name}_order_count": found["rate"] * days
            for name, days in spans.items()
        }
        keys = found["customer"]
        forecasts.append(
            pd.DataFrame({"fit_purpose": purpose, "customer_key": keys, **rates})
        )
    past = market.history(-HOLDOUT_DAYS)
    after = orders[orders["day"] > -HOLDOUT_DAYS].groupby("customer")["order"].count()
    results = pd.DataFrame(
        {
            "actual_order_count": past["customer"].map(after).fillna(0).astype(int),
            "predicted_order_count": past["rate"] * HOLDOUT_DAYS,
        }
    )
    items = pd.DataFrame(
        {
            "member_number": known["category"] + 1,
            "order_number": known["order"],
            "buyer_key": known["customer"],
            "activity_date": on(known["day"]),
            "quantity": known["quantity"],
            "revenue_amount": 10 * known["quantity"],
        }
    )
    sale_orders = pd.DataFrame(
        {
            "buyer_key": orders["customer"],
            "order_date": on(orders["day"]),
            "month_start_date": [day.replace(day=1) for day in on(orders["day"])],
        }
    )
    numbers = pd.Series(range(CATEGORY_COUNT))
    products = pd.DataFrame(
        {
            **{f"{name}_number": numbers + 1 for name in ("product", "category")},
            "product_id": "p" + numbers.astype(str),
            "category": "c" + numbers.astype(str),
        }
    )
    return {
        "int_customer_forecasts": pd.concat(forecasts),
        "int_backtest_results": results,
        "int_sale_items": pd.concat(
            [items.assign(dimension=name) for name in ("product", "category")]
        ),
        "int_sale_orders": sale_orders,
        "int_sale_products": products,
        "dim_products": products[["product_id", "category"]],
        "int_clv_models": pd.DataFrame(
            {
                "fit_purpose": ["current", "backtest"],
                "cut_date": [CUT, CUT - timedelta(HOLDOUT_DAYS)],
                "holdout_days": [0, HOLDOUT_DAYS],
            }
        ),
    }


CASTS = {
    "dim_products": "null::varchar as sku, null::decimal(18, 4) as stock_quantity,"
    " null::bigint as lead_time_days",
    "int_clv_models": "null::varchar as null_reason",
}
DATES = {"order_date", "activity_date", "month_start_date", "cut_date"}


def fill(database: Path, market: Market) -> None:
    with duckdb.connect(str(database)) as warehouse:
        for name, table in tables(market).items():
            warehouse.register("given", table)
            columns = [
                f"{column}::date as {column}"
                if column in DATES
                else f"{column}::decimal(18, 4) as {column}"
                if column in {"quantity", "revenue_amount"}
                else column
                for column in table.columns
            ]
            added = [CASTS[name]] if name in CASTS else []
            query = f"create table {name} as select {', '.join(columns + added)}"
            warehouse.execute(f"{query} from given")


def outlook(dbt: Any, folder: Path, market: Market) -> Path:
    """Build the outlook on tables of our own; return the database."""
    (folder / "raw").mkdir(parents=True)
    fill(folder / "warehouse.duckdb", market)
    outcome = dbt.run(
        *("build", "-s", "demand_rules", *MODELS),
        *("--resource-type", "seed", "--resource-type", "model"),
        raw=folder / "raw",
        folder=folder,
    )
    assert outcome.succeeded, outcome.errors
    return outcome.database


def read(database: Path, query: str) -> pd.DataFrame:
    with duckdb.connect(str(database), read_only=True) as warehouse:
        return warehouse.execute(query).df()


@pytest.fixture(scope="module")
def builds(dbt, tmp_path_factory):
    found = []
    for seed in (1, 2, 3):
        market = simulated(seed)
        folder = tmp_path_factory.mktemp(f"market{seed}")
        found.append((market, outlook(dbt, folder, market)))
    return found


def test_what_is_expected_is_a_sum_over_customers(builds):
    market, database = builds[0]
    customers = market.history(0).set_index("customer")
    recent = market.items[market.items["day"].between(1 - HISTORY_DAYS, 0)]
    days = (
        recent.drop_duplicates(["customer", "day"]).groupby("customer")["day"].count()
    )
    days = customers.index.to_series().map(days).fillna(0)
    units = recent.pivot_table(
        index="customer",
        columns="category",
        values="quantity",
        aggfunc="sum",
        fill_value=0,
    ).reindex(customers.index, fill_value=0)
    mean = units.sum() / days.sum()
    seasons = read(database, "select * from int_demand_seasons order by span_number")
    seasons = seasons[seasons["fit_purpose"] == "current"]
    found = read(
        database,
        "select *, known_customer_share * expected_quantity as known_quantity"
        " from fct_demand_outlook where product_id is null",
    )
    for number, (start, end) in enumerate(zip([0, 31, 62], MONTH_ENDS, strict=True)):
        orders = customers["rate"] * (end - start)
        each = (units + PRIOR * mean).div(days + PRIOR, axis=0)
        season = seasons["season_index"].iloc[number]
        wanted = each.mul(orders, axis=0).sum() * season
        rows = found[found["month_ahead_count"] == number + 1].set_index("category")
        for category, quantity in wanted.items():
            assert rows.loc[f"c{category}", "known_quantity"] == pytest.approx(
                quantity, rel=1e-5
            )


def test_intervals_hold_what_is_sold_at_their_rate(builds):
    """Of months and categories, 95 % lie within; by luck some more or fewer."""
    hits, widths = [], []
    for market, database in builds:
        found = read(
            database, "select * from fct_demand_outlook where product_id is null"
        )
        for row in found.to_dict("records"):
            month = row["month_ahead_count"]
            start, end = ([0, *MONTH_ENDS][month - 1], MONTH_ENDS[month - 1])
            sold = market.items[
                market.items["day"].between(start + 1, end)
                & ("c" + market.items["category"].astype(str) == row["category"])
            ]["quantity"].sum()
            hits.append(row["lower_quantity"] <= sold <= row["upper_quantity"])
            widths.append(row["upper_quantity"] / row["expected_quantity"] - 1)
    assert len(hits) == 3 * 3 * CATEGORY_COUNT
    assert 0.91 <= np.mean(hits) <= 0.99
    assert np.median(widths) < 1


def test_the_backtest_is_judged_by_what_came(builds):
    market, database = builds[0]
    found = read(
        database,
        "select * from fct_demand_outlook where product_id is null"
        " and month_ahead_count = 1",
    ).set_index("category")
    days = market.items["day"]
    holdout = market.items[days.between(1 - HOLDOUT_DAYS, 0)]
    naive = market.items[days.between(1 - HOLDOUT_DAYS - 365, -365)]
    for name, rows in (("actual", holdout), ("naive", naive)):
        wanted = rows.groupby("category")["quantity"].sum()
        wanted.index = "c" + wanted.index.astype(str)
        assert found[f"{name}_holdout_quantity"].to_dict() == wanted.to_dict()
    predicted = found["predicted_holdout_quantity"]
    error = abs(predicted / found["actual_holdout_quantity"] - 1)
    assert found["backtest_error_rate"].to_numpy() == pytest.approx(error, abs=1e-8)
    assert found["backtest_error_rate"].mean() < 0.15
