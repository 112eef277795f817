"""Customers of whom the truth, or what was published of them, is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scripts.clv.purchases import PurchaseGroups
from scripts.clv.spending import SpendGroups
from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.purchases import simulate_purchases
from scripts.demo.streams import Streams

DAY = 86_400.0


@dataclass(frozen=True)
class Sample:
    """Purchases and spend of customers, one row each.

    Attributes:
        purchases: Their histories.
        spend: The spend of those who bought again.
        is_alive: The truth, where it is known.
        later_counts: Purchases in the days that were kept back.
    """

    purchases: PurchaseGroups
    spend: SpendGroups
    is_alive: NDArray[np.bool_] | None = None
    later_counts: NDArray[np.int64] | None = None


def cdnow(unit_days: float) -> Sample:
    """Return the published sample of CDNOW, cut on 1997-09-30 (in lifetimes)."""
    place = find_spec("lifetimes")
    assert place is not None
    assert place.origin is not None
    file = Path(place.origin).parent / "datasets" / "CDNOW_sample.txt"
    rows = pd.read_csv(
        file, sep=r"\s+", header=None, names=["id", "customer", "day", "items", "value"]
    )
    at = pd.to_datetime(rows["day"].astype(str)).to_numpy("datetime64[D]").astype(float)
    end = float(np.datetime64("1997-09-30", "D").astype(int))
    known = at <= end
    customers = rows["customer"].to_numpy()
    return sample(
        customers[known], at[known], rows["value"].to_numpy()[known], end, unit_days
    )


def simulated(customers: int, seed: int, *, by_day: bool = False) -> Sample:
    """Return customers of the simulator, in continuous time or by day stamps."""
    period = Period(date(2023, 7, 1), date(2026, 6, 30))
    behaviour, purchases = simulate_purchases(
        Streams(seed), Knobs(prospect_share=0.0), period, customers
    )
    seconds = purchases.at.astype("datetime64[s]").astype(float) / DAY
    end = float(np.datetime64(period.end, "D").astype(int))
    at = np.floor(seconds) if by_day else seconds
    drawn = sample(
        purchases.person, at, purchases.value, end if by_day else end + 1, 1.0
    )
    return Sample(drawn.purchases, drawn.spend, behaviour.is_alive)


def kept_back(customers: int, seed: int, days: int) -> Sample:
    """Return customers of the simulator, in continuous time, without the last days."""
    period = Period(date(2023, 7, 1), date(2026, 6, 30))
    _, purchases = simulate_purchases(
        Streams(seed), Knobs(prospect_share=0.0), period, customers
    )
    at = purchases.at.astype("datetime64[s]").astype(float) / DAY
    end = float(np.datetime64(period.end, "D").astype(int)) + 1 - days
    known = at <= end
    drawn = sample(purchases.person[known], at[known], purchases.value[known], end, 1.0)
    later = pd.DataFrame({"who": purchases.person[~known], "at": at[~known]})
    counts = later.drop_duplicates()["who"].value_counts()
    buyers = np.unique(purchases.person[known])
    later_counts = counts.reindex(buyers, fill_value=0).to_numpy().astype(np.int64)
    return Sample(drawn.purchases, drawn.spend, later_counts=later_counts)


def sample(
    who: NDArray[np.int64],
    at: NDArray[np.float64],
    value: NDArray[np.float64],
    end: float,
    unit_days: float,
) -> Sample:
    """Sum up purchases by customer and moment, and what repeats."""
    purchases = pd.DataFrame({"who": who, "at": at, "value": value})
    moments = purchases.groupby(["who", "at"])["value"].sum().reset_index()
    by_customer = moments.groupby("who")["at"].agg(["size", "min", "max"])
    first = moments["who"].map(by_customer["min"])
    repeats = moments[(moments["at"] > first) & (moments["value"] > 0)]
    spend = repeats.groupby("who")["value"].agg(["size", "sum"])
    return Sample(
        PurchaseGroups(
            by_customer["size"].to_numpy() - 1,
            (by_customer["max"] - by_customer["min"]).to_numpy() / unit_days,
            (end - by_customer["min"]).to_numpy() / unit_days,
            np.ones(len(by_customer)),
        ),
        SpendGroups(
            spend["size"].to_numpy(), spend["sum"].to_numpy(), np.ones(len(spend))
        ),
    )


def grouped(purchases: PurchaseGroups) -> PurchaseGroups:
    """Take customers of equal history together."""
    rows, sizes = np.unique(
        np.column_stack([purchases.repeat_counts, purchases.last_ages, purchases.ages]),
        axis=0,
        return_counts=True,
    )
    return PurchaseGroups(
        rows[:, 0].astype(np.int64), rows[:, 1], rows[:, 2], sizes.astype(float)
    )
