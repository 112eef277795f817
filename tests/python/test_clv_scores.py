"""Customer values in SQL, against formulas and truth, and for lack of data."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy.special import hyp2f1
from typer.testing import CliRunner

from scripts.clv.__main__ import app
from scripts.clv.purchases import MOST_ALIKE, SHORTEST_SCALE
from scripts.demo.knobs import Knobs
from tests.python.clv_samples import kept_back, simulated
from tests.python.dbt_process import DbtProcess

MONTHS, MONTH_DAYS, ANNUAL_RATE = 36, 365.2425 / 12, 0.15
SCORES = (
    *("int_clv_horizons", "int_scored_histories", "int_expectation_arguments"),
    *("int_expected_purchases", "int_customer_forecasts"),
)
MODEL: dict[str, Any] = {
    "fit_purpose": "current",
    "fit_id": "current_mbg_nbd",
    "r": 0.9,
    "alpha_days": 62.0,
    "a": 0.75,
    "b": 3.4,
    "p": 6.0,
    "q": 3.2,
    "v": 24.0,
    "start_chance_count": 1,
    "holdout_days": 0,
    "margin_share": 0.4,
    "annual_discount_rate": ANNUAL_RATE,
}


def scored(
    dbt: DbtProcess, folder: Path, histories: pd.DataFrame, **parameters: Any
) -> pd.DataFrame:
    """Score histories with known parameters by the models of the project."""
    histories = histories.assign(
        fit_purpose="current",
        customer_key=range(len(histories)),
    )
    model = pd.DataFrame([MODEL | parameters])
    (folder / "raw").mkdir(parents=True)
    outcome = dbt.run("seed", "-s", "clv_rules", raw=folder / "raw", folder=folder)
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.register("histories", histories)
        warehouse.register("model", model)
        warehouse.execute(
            "create table int_purchase_statistics as select fit_purpose, customer_key,"
            " repeat_purchase_count::bigint as repeat_purchase_count,"
            " last_purchase_age_days::bigint as last_purchase_age_days,"
            " customer_age_days::bigint as customer_age_days,"
            " spend_day_count::bigint as spend_day_count,"
            " spend_amount::decimal(18, 2) as spend_amount from histories"
        )
        warehouse.execute(
            "create table int_clv_models as select *, null::varchar as null_reason,"
            " null::varchar as amount_null_reason from model"
        )
    outcome = dbt.run("run", "-s", *SCORES, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors
    with duckdb.connect(str(outcome.database), read_only=True) as warehouse:
        return warehouse.execute(
            "select * from int_customer_forecasts order by customer_key"
        ).df()


def histories_of(rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    """Return histories of x, t_x and T, without spend."""
    names = ["repeat_purchase_count", "last_purchase_age_days", "customer_age_days"]
    return pd.DataFrame(rows, columns=names).assign(spend_day_count=0, spend_amount=0)


def expected(rows: pd.DataFrame, days: float, a: float) -> NDArray[np.float64]:
    """Return E[Y(t)] of those who are alive, in the textbook form."""
    x = rows["repeat_purchase_count"].to_numpy(float)
    b = 3.4 + 1
    rate, scale = 0.9 + x, 62.0 + rows["customer_age_days"].to_numpy(float)
    series = hyp2f1(rate, b + x, a + b + x - 1, days / (scale + days))
    left = (scale / (scale + days)) ** rate * series
    found: NDArray[np.float64] = (a + b + x - 1) / (a - 1) * (1 - left)
    return found


@pytest.mark.parametrize("a", [0.3, 0.999, 1.7, 12.0])
def test_expectations_are_those_of_the_textbook(dbt, tmp_path, a):
    rng = np.random.default_rng(7)
    ages = rng.integers(0, 1500, 60)
    rows = histories_of(
        [(int(rng.integers(0, 25)), int(age * rng.random()), int(age)) for age in ages]
    )
    found = scored(dbt, tmp_path, rows, a=a)
    alive = found["alive_probability"]
    for days in (30, 90, 365):
        wanted = alive.to_numpy() * expected(rows, days, a=a)
        assert found[f"expected_{days}_days_order_count"].to_numpy() == pytest.approx(
            wanted, rel=1e-7, abs=1e-7
        )
    ends = [expected(rows, month * MONTH_DAYS, a=a) for month in range(1, MONTHS + 1)]
    for months in (12, 36):
        wanted = np.zeros(len(rows))
        for month, end in enumerate(ends[:months], 1):
            before = ends[month - 2] if month > 1 else 0.0
            wanted += (end - before) / (1 + ANNUAL_RATE) ** (month / 12)
        assert found[f"expected_{months}_months_order_count"].to_numpy() == (
            pytest.approx(alive.to_numpy() * wanted, rel=1e-7, abs=1e-7)
        )


def averaged(
    rows: pd.DataFrame, days: float, model: dict[str, Any]
) -> NDArray[np.float64]:
    """Return E[Y(t)] of those who are alive, as the mean over rates and chances.

    With a chance p to drop out and a rate λ it is (1 − exp(−λpt)) / p; λ is averaged
    in closed form, p ~ Beta(a, b + x) by the trapezoidal rule over the logit of p.
    """
    logits = np.arange(-4000, 100, 0.01)
    log_chances, log_stays = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    chances = np.exp(np.maximum(log_chances, -690))
    found = []
    for x, age in zip(
        rows["repeat_purchase_count"], rows["customer_age_days"], strict=True
    ):
        stays = model["b"] + model["start_chance_count"] + x
        heights = model["a"] * log_chances + stays * log_stays
        weights = np.exp(heights - heights.max())
        until = np.log1p(chances * days / (model["alpha_days"] + age))
        counts = -np.expm1(-(model["r"] + x) * until) / chances
        found.append(np.dot(weights, counts) / weights.sum())
    return np.array(found)


def discounted(rows: pd.DataFrame, model: dict[str, Any]) -> NDArray[np.float64]:
    """Return what is expected of those who are alive in 36 months, each discounted."""
    ends = [averaged(rows, month * MONTH_DAYS, model) for month in range(MONTHS + 1)]
    factors = (1 + ANNUAL_RATE) ** (-np.arange(1, MONTHS + 1) / 12)
    found: NDArray[np.float64] = factors @ np.diff(ends, axis=0)
    return found


ALIKE = [(0, 0, 0), (0, 0, 30), (12, 300, 365), (3, 40, 1000), (500, 990, 1000)]


@pytest.mark.parametrize(
    ("r", "days_between", "a", "start_chance_count"),
    [
        (0.2, 30.0, 0.8, 0),
        (80, 30.0, 0.8, 1),
        (80, 1.0, 62.0, 0),
        (1e3, 30.0, 0.8, 0),
        (1e3, 1.0, 0.8, 1),
        (1e4, 30.0, 1.7, 1),
    ],
)
def test_expectations_hold_of_customers_who_buy_alike(
    dbt, tmp_path, r, days_between, a, start_chance_count
):
    rows = histories_of(ALIKE)
    model = MODEL | {
        "r": float(r),
        "alpha_days": days_between * r,
        "a": a,
        "b": 3.0,
        "start_chance_count": start_chance_count,
    }
    found = scored(dbt, tmp_path, rows, **model)
    for days in (30, 90, 365):
        wanted = found["alive_probability"].to_numpy() * averaged(rows, days, model)
        assert found[f"expected_{days}_days_order_count"].to_numpy() == pytest.approx(
            wanted, rel=1e-7, abs=1e-8
        )
    wanted = found["alive_probability"].to_numpy() * discounted(rows, model)
    assert found["expected_36_months_order_count"].to_numpy() == pytest.approx(
        wanted, rel=1e-7, abs=1e-8
    )


def test_the_true_parameters_are_calibrated(dbt, tmp_path):
    """By decile, so many are alive as the model says, and so often they come again."""
    drawn, cut = simulated(100_000, 4), kept_back(100_000, 4, 365)
    histories = [
        pd.DataFrame(
            {
                "repeat_purchase_count": history.repeat_counts,
                "last_purchase_age_days": np.rint(history.last_ages),
                "customer_age_days": np.rint(history.ages),
                "spend_day_count": 0,
                "spend_amount": 0,
            }
        )
        for history in (drawn.purchases, cut.purchases)
    ]
    knobs = Knobs()
    found = scored(
        dbt,
        tmp_path,
        pd.concat(histories, ignore_index=True),
        r=knobs.rate_shape,
        alpha_days=knobs.rate_scale_days,
        a=knobs.dropout_a,
        b=knobs.dropout_b,
    )
    assert drawn.is_alive is not None
    told = found["alive_probability"].to_numpy()[: len(drawn.is_alive)]
    for chosen in deciles(told):
        assert told[chosen].mean() == pytest.approx(
            drawn.is_alive[chosen].mean(), abs=0.01
        )
    assert cut.later_counts is not None
    told = found["expected_365_days_order_count"].to_numpy()[len(drawn.is_alive) :]
    for chosen in deciles(told):
        came = cut.later_counts[chosen]
        error = came.std() / np.sqrt(len(came))
        assert told[chosen].mean() == pytest.approx(came.mean(), abs=4 * error)


def deciles(told: NDArray[np.float64]) -> list[NDArray[np.bool_]]:
    """Say who is in each tenth of those who are ordered by what is told of them."""
    decile = np.argsort(np.argsort(told, kind="stable")) * 10 // len(told)
    return [decile == number for number in range(10)]


def test_nothing_overflows(dbt, tmp_path):
    rows = histories_of(
        [
            (5000, 7299, 7300),
            (5000, 10, 7300),
            (0, 0, 0),
            (0, 0, 7300),
            (1, 0, 0),
            (4999, 7300, 7300),
        ]
    )
    for number, a in enumerate((0.01, 1.000001, MOST_ALIKE)):
        found = scored(
            dbt, tmp_path / str(number), rows, a=a, alpha_days=SHORTEST_SCALE
        )
        model = MODEL | {"a": a, "alpha_days": SHORTEST_SCALE}
        alive = found["alive_probability"].to_numpy()
        for days in (30, 90, 365):
            told = found[f"expected_{days}_days_order_count"].to_numpy()
            assert told == pytest.approx(
                alive * averaged(rows, days, model), rel=1e-6, abs=1e-8
            )
        told = found["expected_36_months_order_count"].to_numpy()
        assert told == pytest.approx(
            alive * discounted(rows, model), rel=1e-6, abs=1e-8
        )
        numbers = found.select_dtypes("number").drop(
            columns="order_holdout_probability"
        )
        assert np.isfinite(numbers.to_numpy(float)).all()
        assert (numbers.to_numpy(float) >= 0).all()
        assert found["alive_probability"].between(0, 1).all()


class Raw:
    """A raw folder of contacts and orders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def write(self, contacts: int, orders: list[tuple[int, date]]) -> Path:
        """Write contacts by number and orders by contact and day."""
        self._write(
            "contacts",
            ["contact_id", "email", "created_at"],
            [
                [f"c{number}", f"p{number}@example.com", "2025-01-01 09:00:00"]
                for number in range(contacts)
            ],
        )
        if orders:
            self._write(
                "orders",
                ["order_id", "contact_id", "ordered_at", "net_amount", "cost_amount"],
                [
                    [f"o{number}", f"c{who}", f"{day} 10:00:00", "20", "12"]
                    for number, (who, day) in enumerate(orders)
                ],
            )
        return self.folder

    def _write(self, name: str, columns: list[str], rows: list[list[str]]) -> None:
        with (self.folder / f"{name}.csv").open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)


DAY = date(2026, 3, 1)
WEEK_OF_ORDERS = [(who, DAY + timedelta(who % 7)) for who in range(60)]
COMPANIES = {
    "without orders": (5, [], {"no_purchase"}),
    "of one week": (60, WEEK_OF_ORDERS * 2, {"too_few_buyers"}),
    "of one customer": (1, [(0, DAY), (0, DAY + timedelta(30))], {"too_few_buyers"}),
    "to whom nobody comes back": (
        600,
        [(who, DAY + timedelta(who % 300)) for who in range(600)],
        {"too_few_loyal_buyers"},
    ),
    "that has sold nothing for years": (
        600,
        [
            (who, DAY + timedelta(9 * visit - 1300))
            for who in range(600)
            for visit in range(3)
        ],
        {"no_recent_purchase"},
    ),
}


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_without_enough_data_gets_a_reason(dbt, tmp_path, name):
    contacts, orders, reasons = COMPANIES[name]
    raw = Raw(tmp_path / "raw").write(contacts, orders)
    outcome = dbt.run(
        *("build", "-s", "+fct_customer_value", "+fct_clv_backtest"),
        *("--exclude-resource-type", "unit_test", "test"),
        raw=raw,
        folder=tmp_path,
    )
    assert outcome.succeeded, outcome.errors
    rows = outcome.rows(
        "select null_reason, count(*), count(alive_probability),"
        " count(clv_36_months_amount) from fct_customer_value group by null_reason"
    )
    assert {reason for reason, *_ in rows} == reasons
    assert [(count, alive, value) for _, count, alive, value in rows] == [
        (contacts, 0, 0)
    ]
    assert outcome.rows("select count(*) from fct_clv_backtest") == [(0,)]
    tested = dbt.run(
        *("test", "-s", "path:models/differentiate/value"),
        *("--indirect-selection", "cautious", "--exclude-resource-type", "unit_test"),
        raw=raw,
        folder=tmp_path,
    )
    assert tested.succeeded, tested.errors
    assert len(tested.statuses) > 10


def test_the_command_fits_and_scores_what_was_built(dbt, tmp_path, monkeypatch):
    orders = [
        (who, DAY + timedelta(who % 40 + 9 * visit))
        for who in range(80)
        for visit in range(1 + who % 4)
    ]
    raw = Raw(tmp_path / "raw").write(80, orders)
    outcome = dbt.run(
        *("build", "-s", "+fct_customer_value", "+fct_clv_backtest"),
        *("--exclude-resource-type", "unit_test", "test"),
        raw=raw,
        folder=tmp_path,
    )
    assert outcome.succeeded, outcome.errors
    monkeypatch.setenv("IDIC_RAW", str(raw))
    monkeypatch.setenv("IDIC_DATABASE", str(outcome.database))
    built = outcome.rows("select * from int_clv_fits order by all")
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.execute("delete from int_clv_fits")
    fitted = CliRunner().invoke(app, ["fit"])
    assert fitted.exit_code == 0, fitted.output
    assert "mbg_nbd" in fitted.output
    assert outcome.rows("select * from int_clv_fits order by all") == built
    scored = CliRunner().invoke(app, ["score"])
    assert scored.exit_code == 0, scored.output
    assert "too_few_buyers" in scored.output
    assert outcome.rows("select * from int_clv_fits order by all") == built
