"""Price sensitivity of simulated customers against the truth and plain code."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq
from scipy.stats import norm

from scripts.demo.company import found_company
from scripts.demo.knobs import Knobs
from scripts.demo.orders import place_orders
from scripts.demo.period import Period
from scripts.demo.sales import sell
from scripts.demo.streams import Streams
from scripts.demo.world import draw_world
from tests.python.dbt_process import DbtProcess

SEEDS = ("price_rules", "price_bands")
LEAST_LINES, SUREST_VARIANCE = 3, 0.1


def sensitivities(dbt: DbtProcess, folder: Path, lines: pd.DataFrame) -> pd.DataFrame:
    """Run the models on lines, each an order; return what they say of customers."""
    (folder / "raw").mkdir(parents=True)
    outcome = dbt.run("seed", "-s", *SEEDS, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.register("lines", lines)
        warehouse.execute(
            "create table int_product_lines as select"
            " cast(row_number() over () as varchar) as order_id,"
            " cast(customer as varchar) as customer_id,"
            " cast(product as varchar) as product_id, date '2024-05-01' as order_date,"
            " cast(quantity as decimal(18, 4)) as quantity,"
            " cast(list_price * quantity as decimal(18, 2)) as list_amount,"
            " cast(0 as decimal(18, 2)) as discount_amount, null::varchar as offer_id,"
            " cast(round(list_price * quantity * ratio, 2) as decimal(18, 2))"
            " as net_amount, true as has_customer from lines"
        )
        warehouse.execute(
            "create table as_of as select date '2024-05-01' as as_of_date"
        )
        warehouse.execute(
            "create table fct_orders as select order_id, customer_id, order_date,"
            " cast(list_amount - net_amount as decimal(18, 2)) as discount_amount,"
            " net_amount, null::varchar as coupon_code, true as is_purchase"
            " from int_product_lines"
        )
        warehouse.execute(
            "create table dim_customers as"
            " select distinct customer_id, 'person' as customer_kind from fct_orders"
        )
        warehouse.execute(
            "create table dim_products as select distinct product_id,"
            " null::varchar as sku, 'all' as category from int_product_lines"
        )
    outcome = dbt.run(
        *("run", "-s", "path:models/differentiate/price"),
        raw=folder / "raw",
        folder=folder,
    )
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database), read_only=True) as warehouse:
        return warehouse.execute(
            "select f.*, s.raw_elasticity, s.raw_variance, p.elasticity_variance"
            " from fct_customer_price_sensitivity as f"
            " left join int_customer_slopes as s using (customer_id)"
            " cross join int_elasticity_spread as p"
            " order by cast(customer_id as bigint)"
        ).df()


class Errors(NamedTuple):
    """How far off the elasticities are from the truth.

    Attributes:
        shrunk: Root mean square error of the elasticities.
        raw: That of the slopes of customers alone.
        covered: Share of the intervals that hold the truth.
        customer_count: Customers with an elasticity.
    """

    shrunk: float
    raw: float
    covered: float
    customer_count: int


def errors(found: pd.DataFrame, truth: pd.Series) -> Errors:
    """Compare with the true elasticities by customer."""
    rows = found[found["is_usable"]]
    true = truth.reindex(rows["customer_id"].astype(int)).to_numpy()
    inside = (rows["lower_elasticity"] <= true) & (true <= rows["upper_elasticity"])
    return Errors(
        shrunk=float(np.sqrt(((rows["elasticity"] - true) ** 2).mean())),
        raw=float(np.sqrt(((rows["raw_elasticity"] - true) ** 2).mean())),
        covered=float(inside.mean()),
        customer_count=len(rows),
    )


def bought(seed: int, count: int, spread: float) -> tuple[pd.DataFrame, pd.Series]:
    """Draw lines of customers who like different products and different amounts.

    Units are weights, drawn from a gamma distribution; they scatter twice as much at a
    discount. Who takes much of everything also waits for discounts.
    """
    rng = np.random.default_rng(seed)
    true = rng.normal(-1.5, spread, count)
    level = rng.gamma(4.0, 1 / 4, count)
    owner = np.repeat(np.arange(count), rng.integers(1, 25, count))
    product = rng.integers(0, 60, len(owner))
    is_deal = rng.random(len(owner)) < np.clip(0.15 + 0.2 * level[owner], 0, 0.8)
    ratio = np.where(is_deal, rng.choice([0.9, 0.85, 0.8, 0.7], len(owner)), 1.0)
    mean = level[owner] * ratio ** true[owner]
    scatter = np.where(is_deal, 0.4, 0.2)
    units = (1 + product % 4) * rng.gamma(mean / scatter, scatter)
    lines = pd.DataFrame(
        {
            "customer": owner,
            "product": product,
            "quantity": np.maximum(units.round(4), 0.01),
            "list_price": 400.0 + product,
            "ratio": ratio,
        }
    )
    return lines, pd.Series(true)


def test_elasticities_of_the_simulator_are_recovered(dbt, tmp_path):
    """Of persons of the demo: shrunk within .65 of the truth, raw slopes far off."""
    lines, truth = demo_lines(9_000)
    found = sensitivities(dbt, tmp_path, lines)
    off = errors(found, truth)
    assert off.customer_count > 2_000
    assert off.shrunk < 0.65
    assert off.raw > 1.5
    assert 0.93 < off.covered < 0.98
    plain = log_slopes(lines)
    assert np.sqrt(((plain - truth.reindex(plain.index)) ** 2).mean()) > 1.5
    assert found["common_elasticity"].dropna().iloc[0] == pytest.approx(
        truth.mean(), abs=0.15
    )
    assert found["elasticity_variance"].iloc[0] == pytest.approx(truth.var(), abs=0.2)


def demo_lines(count: int) -> tuple[pd.DataFrame, pd.Series]:
    """Return what the persons of a simulated company buy, and their elasticities."""
    period = Period(date(2024, 1, 1), date(2026, 6, 30), 0.7)
    company = found_company(Knobs(), period, 3)
    streams = Streams(3, 0)
    world = draw_world(company, streams, 0, count)
    placed = place_orders(
        streams, company.knobs, company.period, world.persons, world.behaviour,
        world.purchases, world.members, world.ids,
    )  # fmt: skip
    sales = sell(
        company, streams, world.persons, placed, world.tastes, world.elasticity,
        world.accounts.account_id,
    )  # fmt: skip
    bought = sales.amounts.lines
    lines = pd.DataFrame(
        {
            "customer": placed.person[bought.order],
            "product": bought.product,
            "quantity": bought.quantity,
            "list_price": bought.list_cents / 100,
            "ratio": bought.net_cents / (bought.list_cents * bought.quantity),
        }
    )
    return lines, pd.Series(world.elasticity)


def log_slopes(lines: pd.DataFrame) -> pd.Series:
    """Return the least-squares slope of log units on log price of each customer."""
    rows = pd.DataFrame(
        {
            "who": lines["customer"],
            "x": np.log(lines["ratio"].round(2)),
            "y": np.log(lines["quantity"]),
        }
    )
    rows = rows[rows.groupby("who")["x"].transform("nunique") > 1]
    rows = rows[rows.groupby("who")["x"].transform("size") >= LEAST_LINES]
    centred = rows[["x", "y"]] - rows.groupby("who")[["x", "y"]].transform("mean")
    both = (centred["x"] * centred["y"]).groupby(rows["who"]).sum()
    return both / (centred["x"] ** 2).groupby(rows["who"]).sum()


@pytest.mark.parametrize("seed", [1, 2])
def test_intervals_hold_the_truth_at_their_nominal_rate(dbt, tmp_path, seed):
    lines, truth = bought(seed, 6_000, 0.6)
    found = sensitivities(dbt, tmp_path, lines)
    off = errors(found, truth)
    assert off.customer_count > 4_000
    assert off.shrunk < 0.6
    assert off.raw > 2
    assert off.covered == pytest.approx(0.95, abs=0.015)
    assert found["common_elasticity"].dropna().iloc[0] == pytest.approx(-1.5, abs=0.1)


def test_customers_who_do_not_differ_get_what_is_common(dbt, tmp_path):
    lines, truth = bought(3, 4_000, 0.0)
    found = sensitivities(dbt, tmp_path, lines)
    off = errors(found, truth)
    assert found["elasticity_variance"].iloc[0] < 0.1
    assert off.shrunk < 0.2
    assert off.covered > 0.9


def test_few_customers_teach_nothing(dbt, tmp_path):
    lines, _ = bought(4, 60, 0.5)
    found = sensitivities(dbt, tmp_path, lines)
    assert not found["is_usable"].any()
    assert found["elasticity"].isna().all()
    assert "too_few_customers" in set(found["elasticity_null_reason"])


def test_formulas_are_those_of_plain_code(dbt, tmp_path):
    """The conditional Poisson likelihood by a root finder, the rest by numpy."""
    lines, _ = bought(5, 400, 0.5)
    lines["ratio"] = lines["ratio"].clip(0.7, 1)
    found = sensitivities(dbt, tmp_path, lines)
    full = lines[lines["ratio"] == 1]
    usual = full.groupby("product")["quantity"].agg(["mean", "size"])
    mean = usual["mean"].where(usual["size"] >= 20, full["quantity"].mean())
    net = (lines["list_price"] * lines["quantity"] * lines["ratio"]).round(2)
    paid = (net / (lines["list_price"] * lines["quantity"])).round(2)
    rows = pd.DataFrame(
        {
            "who": lines["customer"],
            "x": np.log(paid),
            "band": np.floor(paid * 10 + 0.500001) / 10,
            "y": lines["quantity"] / lines["product"].map(mean),
        }
    )
    rows = rows[rows.groupby("who")["x"].transform("nunique") > 1]
    rows = rows[rows.groupby("who")["x"].transform("size") >= LEAST_LINES]

    def moments(slope: float) -> pd.DataFrame:
        fit = np.exp(slope * rows["x"])
        parts = {"q": rows["y"], "s": rows["y"] * rows["x"], "m": fit}
        parts |= {"mx": fit * rows["x"], "mxx": fit * rows["x"] ** 2}
        total = pd.DataFrame(parts).groupby(rows["who"]).sum()
        total["u"] = total["s"] - total["q"] * total["mx"] / total["m"]
        spread = total["mxx"] - total["mx"] ** 2 / total["m"]
        total["i"] = total["q"] / total["m"] * spread
        return total

    common = brentq(lambda slope: moments(slope)["u"].sum(), -8, 8, xtol=1e-12)
    known = found[found["is_usable"]].set_index(
        found.loc[found["is_usable"], "customer_id"].astype(int)
    )
    assert known["common_elasticity"].to_numpy() == pytest.approx(common, abs=1e-5)
    total = moments(common)
    raw = common + total["u"] / total["i"]
    assert known["raw_elasticity"].to_numpy() == pytest.approx(
        raw.reindex(known.index).to_numpy(), abs=1e-3
    )
    level = (total["q"] / total["m"]).reindex(rows["who"]).to_numpy()
    fit = np.exp(common * rows["x"]) * level
    freedom = len(rows) / (len(rows) - len(total))
    error, size = (rows["y"] - fit) ** 2, rows.groupby("band")["x"].transform("size")
    within = error.groupby(rows["band"]).sum() / fit.groupby(rows["band"]).sum()
    scatter = rows["band"].map(within).where(size >= 100, error.sum() / fit.sum())
    centre = (total["mx"] / total["m"]).reindex(rows["who"]).to_numpy()
    score = scatter * freedom * fit * (rows["x"] - centre) ** 2
    variance = score.groupby(rows["who"]).sum() / total["i"] ** 2
    assert known["raw_variance"].to_numpy() == pytest.approx(
        variance.reindex(known.index).to_numpy(), rel=1e-3
    )
    weight = 1 / (variance + SUREST_VARIANCE) ** 2
    beyond = weight * ((raw - common) ** 2 - variance)
    spread = max(0.0, beyond.sum() / weight.sum())
    assert known["elasticity_variance"].iloc[0] == pytest.approx(spread, rel=1e-3)
    own = spread / (spread + variance)
    level_error = (
        (total["i"] ** 2 * variance).sum() + spread * (total["i"] ** 2).sum()
    ) / total["i"].sum() ** 2
    wanted = common + own * (raw - common)
    unsure = np.sqrt(own * variance + (1 - own) ** 2 * level_error)
    assert known["elasticity"].to_numpy() == pytest.approx(
        wanted.reindex(known.index).to_numpy(), abs=1e-3
    )
    width = norm.isf(0.025) * 2 * unsure.reindex(known.index).to_numpy()
    assert (
        known["upper_elasticity"] - known["lower_elasticity"]
    ).to_numpy() == pytest.approx(width, rel=1e-3)
