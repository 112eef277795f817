"""Affinities of simulated baskets: planted pairs, nominal bounds, order in time."""

from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.stats import chi2, chi2_contingency, norm

from tests.python.dbt_process import DbtProcess

SEEDS = ("affinity_rules", "affinity_levels")
PRODUCTS, PLANTED, CUSTOMERS, DAYS = 400, 50, 30_000, 700
TABLES = {
    "as_of": "select date '2025-12-31' as as_of_date",
    "dim_customers": (
        "select distinct customer_id, 'person' as customer_kind from orders"
    ),
    "dim_products": "select * from products",
    "fct_orders": (
        "select order_id, customer_id, cast(order_date as date) as order_date,"
        " true as is_purchase, row_number() over (partition by customer_id"
        " order by order_date, order_id) as customer_order_number from orders"
    ),
    "fct_order_lines": (
        "select order_id, product_id, cast(order_date as date) as order_date,"
        " 'goods' as line_type, cast(1 as decimal(18, 4)) as quantity,"
        " cast(10 as decimal(18, 2)) as net_amount,"
        " cast(6 as decimal(18, 2)) as cost_amount,"
        " true as is_in_revenue, true as has_customer from lines"
        " join orders using (order_id)"
    ),
    "int_product_lines": "select * from fct_order_lines",
}


class Baskets(NamedTuple):
    """Baskets as lines of numbers.

    Attributes:
        basket: Number of the basket of each line.
        product: Number of its product; one may come twice in a basket.
        customer: Number of the customer of each basket.
        day: Day of each basket.
    """

    basket: NDArray[np.int64]
    product: NDArray[np.int64]
    customer: NDArray[np.int64]
    day: NDArray[np.int64]


def drawn(rng, count, mean_extra=2.0):
    """Draw baskets of independent products, their popularity by Zipf's law."""
    size = 1 + rng.poisson(mean_extra, count)
    basket = np.repeat(np.arange(count), size)
    weight = 1 / np.arange(1, PRODUCTS + 1) ** 0.8
    product = rng.choice(PRODUCTS, len(basket), p=weight / weight.sum())
    return Baskets(
        basket,
        product,
        rng.integers(0, CUSTOMERS, count),
        rng.integers(0, DAYS, count),
    )


def affinities(dbt: DbtProcess, folder: Path, baskets: Baskets) -> pd.DataFrame:
    """Run the models on baskets; return the pairs of products by number."""
    (folder / "raw").mkdir(parents=True)
    outcome = dbt.run("seed", "-s", *SEEDS, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors
    lines = pd.DataFrame(
        {
            "order_id": baskets.basket.astype(str),
            "product_id": [f"{number:04}" for number in baskets.product],
        }
    )
    orders = pd.DataFrame(
        {
            "order_id": np.arange(len(baskets.day)).astype(str),
            "customer_id": baskets.customer.astype(str),
            "order_date": np.datetime64("2024-01-01", "s") + baskets.day * 86400,
        }
    )
    products = pd.DataFrame(
        {
            "product_id": [f"{number:04}" for number in range(PRODUCTS)],
            "sku": None,
            "category": [f"C{number % 5}" for number in range(PRODUCTS)],
            "subcategory": None,
        }
    ).astype({"sku": "string", "subcategory": "string"})
    with duckdb.connect(str(outcome.database)) as warehouse:
        for name, frame in (("lines", lines), ("orders", orders)):
            warehouse.register(name, frame)
        warehouse.register("products", products)
        for table, query in TABLES.items():
            warehouse.execute(f"create table {table} as {query}")
    outcome = dbt.run(
        *("run", "-s", "int_customer_keys", "path:models/differentiate/affinity"),
        raw=folder / "raw",
        folder=folder,
    )
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database), read_only=True) as warehouse:
        return warehouse.execute("select * from fct_product_affinities").df()


def of_products(found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of products, by their two numbers."""
    rows = found[found["level"] == "product"]
    keys = [rows["first_item_id"].astype(int), rows["second_item_id"].astype(int)]
    return rows.set_index(pd.MultiIndex.from_arrays(keys))


class Planted(NamedTuple):
    """Baskets with planted pairs, and what was found in them."""

    baskets: Baskets
    pairs: set[tuple[int, int]]
    table: pd.DataFrame
    found: pd.DataFrame


@pytest.fixture(scope="module")
def planted(dbt, tmp_path_factory):
    """Plant pairs: whoever takes one of the two takes the other more often."""
    rng = np.random.default_rng(11)
    baskets = drawn(rng, 200_000)
    chosen = rng.permutation(np.arange(4, PRODUCTS))[: 2 * PLANTED].reshape(-1, 2)
    partner = dict(map(tuple, chosen.tolist()))
    bought = np.array([partner.get(number, -1) for number in range(PRODUCTS)])
    rows = np.flatnonzero(
        (bought[baskets.product] >= 0) & (rng.random(len(baskets.product)) < 0.15)
    )
    baskets = baskets._replace(
        basket=np.append(baskets.basket, baskets.basket[rows]),
        product=np.append(baskets.product, bought[baskets.product[rows]]),
    )
    table = affinities(dbt, tmp_path_factory.mktemp("planted"), baskets)
    pairs = {(int(min(pair)), int(max(pair))) for pair in chosen}
    return Planted(baskets, pairs, table, of_products(table))


def test_planted_pairs_are_found_and_hardly_any_other(planted):
    rows = planted.found
    claimed = set(rows.index[rows["is_significant"] & (rows["lower_lift"] > 1)])
    assert len(claimed & planted.pairs) >= PLANTED - 1
    assert len(claimed - planted.pairs) <= 3
    assert claimed == set(rows.index[rows["is_bundle_candidate"]])


def test_counts_and_statistics_are_those_of_plain_code(planted):
    baskets, found = planted.baskets, planted.found
    together = pd.DataFrame({"b": baskets.basket, "p": baskets.product})
    together = together.drop_duplicates()
    single = together["p"].value_counts()
    total = together["b"].nunique()
    both_ways = together.merge(together, on="b")
    one_way = both_ways[both_ways["p_x"] < both_ways["p_y"]]
    pairs = one_way.groupby(["p_x", "p_y"]).size()
    floor, pair_floor = np.ceil(200 * total / 1e6), max(5, np.ceil(20 * total / 1e6))
    often = single.index[single >= floor]
    pairs = pairs[pairs >= pair_floor]
    pairs = pairs[[first in often and second in often for first, second in pairs.index]]
    assert set(found.index) == set(pairs.index)
    assert (found["basket_count"] == total).all()
    assert (found["test_count"] == len(often) * (len(often) - 1) // 2).all()
    assert (found["pair_basket_count"] == pairs.reindex(found.index)).all()
    critical = chi2.isf(0.05 / found["test_count"].iloc[0], 1)
    assert found["critical_chi_squared"].to_numpy() == pytest.approx(critical, abs=0.01)
    for (first, second), row in found.iloc[::97].iterrows():
        both, one, other = pairs[first, second], single[first], single[second]
        cells = [[both, one - both], [other - both, total - one - other + both]]
        pearson = chi2_contingency(cells, correction=False)
        ratio = chi2_contingency(cells, correction=False, lambda_="log-likelihood")
        assert row["chi_squared"] == pytest.approx(pearson.statistic, abs=1e-5)
        assert row["likelihood_ratio"] == pytest.approx(ratio.statistic, abs=1e-5)
        assert row["lift"] == pytest.approx(both * total / one / other, rel=1e-8)
        assert row["leverage"] == pytest.approx(
            both / total - one * other / total**2, abs=1e-11
        )
        assert row["support_share"] == pytest.approx(both / total, abs=1e-9)
        assert row["second_given_first_rate"] == pytest.approx(both / one, abs=1e-9)
        assert row["is_significant"] == (
            min(pearson.statistic, ratio.statistic) > row["critical_chi_squared"]
        )


def test_categories_count_baskets_and_not_lines(planted):
    table = planted.table
    rows = table[table["level"] == "category"]
    held = pd.DataFrame({"b": planted.baskets.basket, "c": planted.baskets.product % 5})
    held = held.drop_duplicates()
    for _, row in rows.iterrows():
        first, second = int(row["first_item_id"][1:]), int(row["second_item_id"][1:])
        one = set(held.loc[held["c"] == first, "b"])
        other = set(held.loc[held["c"] == second, "b"])
        assert row["pair_basket_count"] == len(one & other)
        assert row["first_basket_count"] == len(one)
    assert len(rows) == len(list(combinations(range(5), 2)))


def test_without_planted_pairs_none_goes_together(dbt, tmp_path):
    """Of some 80,000 pairs that were tried, luck alone makes a bundle of hardly any."""
    found = of_products(
        affinities(dbt, tmp_path, drawn(np.random.default_rng(5), 100_000))
    )
    assert len(found) > 500
    assert (found["is_significant"] & (found["lower_lift"] > 1)).sum() <= 1


def test_bounds_hold_the_true_lift_at_their_nominal_rate(dbt, tmp_path):
    """Each basket takes products independently, but for pairs of known joint chance."""
    rng = np.random.default_rng(3)
    count, pair_count = 40_000, 150
    chance = rng.uniform(0.01, 0.08, (pair_count, 2))
    lift = rng.uniform(0.5, 4, pair_count)
    both = np.minimum(lift * chance.prod(axis=1), 0.9 * chance.min(axis=1))
    lift = both / chance.prod(axis=1)
    luck = rng.random((count, pair_count))
    first = luck < chance[:, 0]
    second = (luck < both) | (
        (luck >= chance[:, 0]) & (luck < chance.sum(axis=1) - both)
    )
    basket_first, pair_first = np.nonzero(first)
    basket_second, pair_second = np.nonzero(second)
    baskets = Baskets(
        np.concatenate([np.arange(count), basket_first, basket_second]),
        np.concatenate(
            [np.full(count, PRODUCTS - 1), 2 * pair_first, 2 * pair_second + 1]
        ),
        rng.integers(0, CUSTOMERS, count),
        rng.integers(0, DAYS, count),
    )
    found = of_products(affinities(dbt, tmp_path, baskets))
    rows = found.reindex([(2 * pair, 2 * pair + 1) for pair in range(pair_count)])
    assert rows["lift"].notna().mean() > 0.95
    lower, upper = rows["lower_lift"].to_numpy(), rows["upper_lift"].to_numpy()
    kept = rows["lift"].notna().to_numpy()
    covered = ((lower <= lift) & (lift <= upper))[kept]
    error = norm.isf(0.0005) * np.sqrt(0.95 * 0.05 / kept.sum())
    assert covered.mean() == pytest.approx(0.95, abs=error)


def test_order_in_time_is_found_and_popularity_is_not_taken_for_it(dbt, tmp_path):
    """A machine comes before its filter; tea is bought often and the pot once."""
    rng = np.random.default_rng(9)
    machine, filters, tea, pot, filler = range(5)
    rows: list[tuple[int, int, list[int]]] = []
    for customer in range(4_000):
        rows.extend((customer, int(day), [filler]) for day in rng.integers(0, DAYS, 4))
        kind, start = customer % 4, int(rng.integers(0, DAYS - 100))
        if kind == 0:
            rows.append((customer, start, [machine, filters]))
            rows.append((customer, start + 50, [filters]))
        elif kind == 1:
            days = np.sort(rng.integers(0, DAYS, 6))
            for place, day in enumerate(days):
                items = [tea, pot] if place == customer // 4 % 6 else [tea]
                rows.append((customer, int(day), items))
    baskets = Baskets(
        np.array([number for number, row in enumerate(rows) for _ in row[2]]),
        np.array([item for row in rows for item in row[2]]),
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
    )
    found = of_products(affinities(dbt, tmp_path, baskets))
    order = found.loc[[(machine, filters)]].iloc[0]
    assert order["time_order"] == "first_before_second"
    assert order["first_before_second_count"] == order["customer_count"] == 1000
    assert found.loc[(tea, pot), "time_order"] == "none"


def test_wholesale_baskets_are_left_out_and_counted(dbt, tmp_path):
    baskets = drawn(np.random.default_rng(4), 2_000)
    wide = np.arange(PRODUCTS)
    first = int(baskets.basket.max()) + 1
    baskets = baskets._replace(
        basket=np.append(baskets.basket, [np.full(51, first), np.full(51, first + 1)]),
        product=np.append(baskets.product, [wide[:51], wide[51:102]]),
        customer=np.append(baskets.customer, [1, 2]),
        day=np.append(baskets.day, [1, 2]),
    )
    found = affinities(dbt, tmp_path, baskets)
    assert set(found["left_out_basket_count"]) == {2}
    assert set(found["basket_count"]) == {2_000}
