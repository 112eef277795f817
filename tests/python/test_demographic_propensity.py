"""Rates of cells: intervals against drawn rates, and that small cells stay untold."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from tests.python.dbt_process import DbtProcess

MODELS = ("int_propensity_rules", "int_demographic_cells", "fct_demographic_propensity")
FEWEST_CUSTOMERS = 20
CELL_COUNT = 1_500
COUNTRY_COUNT = 60


def drawn(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return persons with their cells, what they spent, and the true rates."""
    sizes = rng.integers(FEWEST_CUSTOMERS, 80, CELL_COUNT)
    rates = rng.beta(1.0, 4.0, CELL_COUNT)
    cell = np.repeat(np.arange(CELL_COUNT), sizes)
    customers = np.array([f"{number:06}" for number in range(len(cell))])
    country = np.minimum(rng.geometric(0.1, len(cell)), COUNTRY_COUNT)
    country = np.where(country > 1, country + rng.integers(0, 40, len(cell)), 1)
    region = rng.geometric(0.3, len(cell))
    frames = []
    for attribute, parents, values in (
        ("cell", "all", [f"cell {number}" for number in cell]),
        ("country", "all", [f"{number}" for number in country]),
        (
            "region",
            [f"{number}" for number in country],
            [f"{one}: {other}" for one, other in zip(country, region, strict=True)],
        ),
    ):
        frames.append(
            pd.DataFrame(
                {
                    "customer_id": customers,
                    "attribute": attribute,
                    "parent_value": parents,
                    "attribute_value": values,
                }
            )
        )
    is_buyer = rng.random(len(cell)) < rates[cell]
    spend = pd.DataFrame(
        {
            "customer_id": customers,
            "category": "Toys",
            "window_revenue_amount": np.where(is_buyer, 5.0, 0.0),
        }
    )
    truth = pd.DataFrame(
        {"attribute_value": [f"cell {n}" for n in range(CELL_COUNT)], "rate": rates}
    )
    return pd.concat(frames), spend, truth


@pytest.fixture(scope="module")
def found(
    dbt: DbtProcess, tmp_path_factory: pytest.TempPathFactory
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Build the cells of one company."""
    folder: Path = tmp_path_factory.mktemp("propensity")
    demographics, spend, truth = drawn(np.random.default_rng(11))
    (folder / "raw").mkdir()
    outcome = dbt.run(
        "seed", "-s", "propensity_rules", raw=folder / "raw", folder=folder
    )
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.register("demographics", demographics)
        warehouse.register("spend", spend)
        for statement in (
            "int_customer_demographics as select * from demographics",
            "int_customer_category_spend as select * from spend",
            "dim_customers as select customer_id, 'person' as customer_kind from spend",
        ):
            warehouse.execute(f"create table {statement}")
    outcome = dbt.run("run", "-s", *MODELS, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database), read_only=True) as warehouse:
        rows = warehouse.execute("select * from fct_demographic_propensity").df()
    return demographics, truth, rows


def test_the_interval_covers_the_true_rate_at_its_rate(found):
    _, truth, rows = found
    rows = rows[rows["attribute"] == "cell"].merge(truth, on="attribute_value")
    assert len(rows) == CELL_COUNT
    is_covered = rows["rate"].between(rows["lower_rate"], rows["upper_rate"])
    assert is_covered.mean() == pytest.approx(0.95, abs=0.015)


def test_the_interval_is_that_of_wilson(found):
    *_, rows = found
    for row in rows[rows["null_reason"].isna()].head(300).itertuples():
        wanted = binomtest(int(row.buyer_count), int(row.customer_count)).proportion_ci(
            method="wilson"
        )
        assert (row.lower_rate, row.upper_rate) == pytest.approx(
            (wanted.low, wanted.high), abs=1e-7
        )


def test_what_is_shown_tells_no_number_of_too_few(found):
    """Neither of a cell, nor of all that is hidden beside what is shown of a sum."""
    demographics, _, rows = found
    keys = ["attribute", "attribute_value"]
    cells = demographics.groupby([*keys, "parent_value"]).size().rename("persons")
    cells = cells.reset_index().merge(rows, on=keys)
    assert len(cells) == len(rows)
    is_small = cells["persons"] < FEWEST_CUSTOMERS
    assert is_small.any()
    assert cells.loc[is_small, "null_reason"].eq("too_few_customers").all()
    numbers = ["customer_count", "buyer_count", "buyer_rate", "propensity_index"]
    is_hidden = cells["null_reason"].notna()
    assert cells.loc[is_hidden, numbers].isna().all(axis=None)
    assert cells.loc[~is_hidden, numbers].notna().all(axis=None)
    assert (cells["customer_count"].dropna() >= FEWEST_CUSTOMERS).all()
    countries = cells[cells["attribute"] == "country"].set_index("attribute_value")
    for (attribute, parent), part in cells[is_hidden].groupby(
        ["attribute", "parent_value"]
    ):
        is_parent_shown = attribute != "region" or pd.isna(
            countries.loc[parent, "null_reason"]
        )
        if is_parent_shown:
            assert part["persons"].sum() >= FEWEST_CUSTOMERS, (attribute, parent)
    hidden_countries = set(countries.index[countries["null_reason"].notna()])
    regions = cells[cells["attribute"] == "region"]
    inside = regions["parent_value"].isin(hidden_countries)
    assert inside.any()
    assert regions.loc[inside, "null_reason"].notna().all()
