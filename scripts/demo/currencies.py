"""Currencies: weekly rates to the base currency."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.period import Period
from scripts.demo.rows import decimals
from scripts.demo.streams import Streams
from scripts.demo.text import Floats, Ints, Times, texts

BASE_CURRENCY = "EUR"
START_RATES = {"GBP": 1.17, "USD": 0.92}
CODES = (BASE_CURRENCY, *START_RATES)
WEEKLY_VOLATILITY = 0.008
RATE_PLACES = 6


@dataclass(frozen=True)
class Rates:
    """Weekly rates.

    Attributes:
        first: Day of the first rate, a week before the period.
        to_base: Units of base currency per unit, shape (weeks, currencies).
    """

    first: np.datetime64
    to_base: Floats

    @property
    def start(self) -> np.datetime64:
        """First day of the period."""
        return self.first + 7

    def at(self, currency: Ints, moments: Times) -> Floats:
        """Return the newest rate of each moment's day or before it."""
        week = (moments.astype("datetime64[D]") - self.first).astype(np.int64) // 7
        return self.to_base[week, currency]


def draw_rates(streams: Streams, period: Period) -> Rates:
    """Draw geometric random walks."""
    weeks = period.length // 7 + 3
    steps = streams.of("rates").normal(0, WEEKLY_VOLATILITY, (weeks, len(START_RATES)))
    walk = np.array(list(START_RATES.values())) * np.exp(np.cumsum(steps, axis=0))
    to_base = np.column_stack([np.ones(weeks), np.round(walk, RATE_PLACES)])
    return Rates(np.datetime64(period.start, "D") - 7, to_base)


def rates_table(rates: Rates, period: Period) -> pa.Table:
    """Return the raw table of the rates within the period; the base has none."""
    dates = rates.first + 7 * np.arange(len(rates.to_base))
    dates = dates[dates <= np.datetime64(period.end, "D")]
    count = len(dates)
    scaled = np.round(rates.to_base[:count, 1:] * 10**RATE_PLACES).astype(np.int64)
    foreign = list(START_RATES)
    return pa.table(
        {
            "source_system": texts(["bank"] * count * len(foreign)),
            "currency_code": texts(foreign * count),
            "rate_date": pa.array(np.repeat(dates, len(foreign))),
            "rate_to_base": decimals(scaled.ravel(), RATE_PLACES),
        }
    )
