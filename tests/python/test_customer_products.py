"""When products are due again, against pandas and against gaps drawn at random."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from tests.python.dbt_process import DbtProcess

MODELS = (
    "int_repurchase_rules",
    "int_repurchase_items",
    "int_repurchase_gaps",
    "int_product_purchases",
    "int_interval_levels",
    "int_typical_intervals",
    "fct_customer_products",
)
PRIOR_GAP_COUNT, FEWEST_REBUYERS, LEAST_SHARE, CRITICAL = 3, 10, 0.25, 1.281552
AS_OF = pd.Timestamp("2024-06-30")
# Median gap in days of each product; few buy a kettle twice, too few a cup or a kite.
PRODUCTS = {"tea": 20.0, "soap": 60.0, "kettle": 400.0, "cup": 50.0, "kite": 50.0}
CATEGORIES = {
    "tea": "Drinks",
    "soap": "Bath",
    "kettle": "Kitchen",
    "cup": "Drinks",
    "kite": None,
}
DEVIATION_WITHIN = 0.6
DEVIATION_BETWEEN = DEVIATION_WITHIN / np.sqrt(PRIOR_GAP_COUNT)


def drawn(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return days of purchase, the last left out, and the gap that follows."""
    days, following = [], []
    for product, median in PRODUCTS.items():
        buyers = 2_000 if product in {"tea", "soap"} else 60
        for number in range(buyers):
            if product in {"cup", "kite"}:
                count = 2 if number < FEWEST_REBUYERS - 1 else 1
            elif product == "kettle":
                count = 1 + (rng.random() < 0.2)
            else:
                count = int(rng.integers(1, 9))
            mean = np.log(median) + DEVIATION_BETWEEN * rng.standard_normal()
            gaps = np.exp(mean + DEVIATION_WITHIN * rng.standard_normal(count))
            whole = np.maximum(np.rint(gaps), 1).astype(int)
            ends = np.concatenate([[0], np.cumsum(whole)])
            customer = f"{product}{number:05}"
            last = AS_OF - pd.Timedelta(days=int(rng.integers(0, 30)))
            days += [
                (customer, product, last - pd.Timedelta(days=int(ends[-2] - end)))
                for end in ends[:-1]
            ]
            following.append((customer, product, int(whole[-1])))
    return (
        pd.DataFrame(days, columns=["customer_id", "product_id", "activity_date"]),
        pd.DataFrame(following, columns=["customer_id", "product_id", "next_gap"]),
    )


def scored(dbt: DbtProcess, folder: Path, days: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that the models make of days of purchase."""
    (folder / "raw").mkdir(parents=True)
    outcome = dbt.run(
        "seed", "-s", "repurchase_rules", raw=folder / "raw", folder=folder
    )
    products = pd.DataFrame(CATEGORIES.items(), columns=["product_id", "category"])
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.register("days", days)
        warehouse.register("products", products)
        for statement in (
            "as_of as select date '2024-06-30' as as_of_date",
            "dim_products as select *, case when product_id != 'cup' then 'sku '"
            " || product_id end as sku from products",
            "int_product_days as select * replace (activity_date::date as"
            " activity_date), 1::decimal(18, 4) as bought_quantity,"
            " 0::decimal(18, 4) as returned_quantity, 5::decimal(18, 2) as net_amount,"
            " 0::decimal(18, 2) as refund_amount, true as is_purchase_day from days",
        ):
            warehouse.execute(f"create table {statement}")
    outcome = dbt.run("run", "-s", *MODELS, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database), read_only=True) as warehouse:
        return warehouse.execute(
            "select * from fct_customer_products order by customer_id"
        ).df()


def statistics(days: pd.DataFrame) -> pd.DataFrame:
    """Return gap count, mean log gap and mean square of it by customer and product."""
    ordered = days.sort_values(["customer_id", "product_id", "activity_date"])
    gaps = ordered.groupby(["customer_id", "product_id"])["activity_date"].diff()
    ordered = ordered.assign(log_gap=np.log(gaps.dt.days))
    ordered["square"] = ordered["log_gap"] ** 2
    found = ordered.groupby(["customer_id", "product_id"]).agg(
        last=("activity_date", "max"),
        gap_count=("log_gap", "count"),
        mean=("log_gap", "mean"),
        square=("square", "mean"),
    )
    return found.reset_index()


def typical(rows: pd.DataFrame, product: str) -> tuple[str, float, float, float]:
    """Return the level, mean and variance of its log gaps, share of who came again."""
    parts = {
        "product": rows[rows["product_id"] == product],
        "category": rows[rows["category"] == CATEGORIES[product]],
        "all": rows,
    }
    level = next(
        name
        for name, part in parts.items()
        if (part["gap_count"] > 0).sum() >= FEWEST_REBUYERS
    )
    again = parts[level][parts[level]["gap_count"] > 0]
    weight = again["gap_count"] / (again["gap_count"] + PRIOR_GAP_COUNT)
    mean = np.average(again["mean"], weights=weight)
    variance = np.average(again["square"], weights=weight) - mean**2
    return level, mean, variance, len(again) / len(parts[level])


def expected(days: pd.DataFrame) -> pd.DataFrame:
    """Return due dates and reasons, customer by customer."""
    rows = statistics(days)
    rows["category"] = rows["product_id"].map(CATEGORIES)
    intervals = {product: typical(rows, product) for product in PRODUCTS}
    out: list[tuple[Any, ...]] = []
    row: Any
    for row in rows.itertuples():
        level, mean, variance, share = intervals[row.product_id]
        if row.gap_count == 0 and share < LEAST_SHARE:
            out.append((row.customer_id, None, "not_rebought", None, None, None))
            continue
        weight = row.gap_count + PRIOR_GAP_COUNT
        own = row.mean if row.gap_count else 0.0
        log_days = (row.gap_count * own + PRIOR_GAP_COUNT * mean) / weight
        reach = CRITICAL * np.sqrt(
            variance * (1 + 1 / weight) / (1 + 1 / PRIOR_GAP_COUNT)
        )
        dates = [
            row.last + pd.Timedelta(days=int(np.rint(np.exp(log_days + shift))))
            for shift in (0, -reach, reach)
        ]
        out.append((row.customer_id, level, None, *dates))
    columns = ["customer_id", "interval_level", "null_reason"]
    dates = ["next_due_date", "earliest_due_date", "latest_due_date"]
    return pd.DataFrame(out, columns=[*columns, *dates]).sort_values("customer_id")


@pytest.fixture(scope="module")
def found(
    dbt: DbtProcess, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Score one company."""
    days, following = drawn(np.random.default_rng(3))
    return days, following, scored(dbt, tmp_path_factory.mktemp("products"), days)


def test_purchases_are_due_by_the_formula(found):
    days, _, rows = found
    wanted = expected(days)
    assert set(wanted["interval_level"].dropna()) == {"product", "category", "all"}
    assert set(wanted["null_reason"].dropna()) == {"not_rebought"}
    for column in wanted.columns:
        left, right = (
            [None if pd.isna(value) else value for value in frame[column]]
            for frame in (rows, wanted)
        )
        assert left == right, column


def test_the_next_purchase_falls_into_the_interval_at_its_rate(found):
    _, following, rows = found
    rows = rows.merge(following, on=["customer_id", "product_id"])
    rows = rows[rows["product_id"].isin(["tea", "soap"])]
    next_date = rows["last_purchase_date"] + pd.to_timedelta(rows["next_gap"], "D")
    is_inside = next_date.between(rows["earliest_due_date"], rows["latest_due_date"])
    for few in (True, False):
        chosen = rows["purchase_day_count"].le(2) == few
        assert is_inside[chosen].mean() == pytest.approx(0.8, abs=0.03)
    reach = rows["latest_due_date"] - rows["earliest_due_date"]
    by_count = (reach.dt.days / rows["expected_interval_days"]).groupby(
        rows["purchase_day_count"]
    )
    assert by_count.median().is_monotonic_decreasing


def test_the_typical_interval_draws_the_own_one_nearer_to_the_truth(found):
    _, following, rows = found
    rows = rows.merge(following, on=["customer_id", "product_id"])
    rows = rows[rows["purchase_day_count"].eq(2) & rows["null_reason"].isna()]
    own = np.log(rows["mean_interval_days"] / rows["next_gap"])
    shrunken = np.log(rows["expected_interval_days"] / rows["next_gap"])
    assert np.sqrt((shrunken**2).mean()) < 0.9 * np.sqrt((own**2).mean())
