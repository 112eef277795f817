"""The simulated period and its seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from scripts.demo.text import Floats, Times, days

MONTH_WEIGHTS = (0.85, 0.8, 0.95, 0.95, 1.0, 0.95, 0.85, 0.85, 0.95, 1.05, 1.35, 1.45)
WEEKDAY_WEIGHTS = (1.0, 0.9, 0.9, 0.95, 1.1, 1.2, 0.95)  # Monday first
OPENING_HOUR, CLOSING_HOUR = 7, 23
NIGHTLY_EXTRACT = np.timedelta64(2 * 3600 + 15 * 60, "s")


@dataclass(frozen=True)
class Period:
    """First and last day of the simulation, both included.

    Business runs on its own clock: it ticks faster on busy days. A process that is
    Poisson on the business clock is seasonal on the calendar, and the purchase
    model holds exactly on the former.

    Attributes:
        start: First day.
        end: Last day.
        seasonality: 0 for a flat year, 1 for the full swing.
    """

    start: date
    end: date
    seasonality: float = 0.0

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    @property
    def first(self) -> np.datetime64:
        """First second of the period."""
        return np.datetime64(self.start, "s")

    @property
    def last(self) -> np.datetime64:
        """Last second of the period."""
        return self.first + np.timedelta64(self.length * 86_400 - 1, "s")

    @cached_property
    def _business_days(self) -> Floats:
        """Business time at each midnight of the period, shape (length + 1,)."""
        dates = np.datetime64(self.start, "D") + np.arange(self.length)
        month = dates.astype("datetime64[M]").astype(int) % 12
        weekday = (dates.astype(int) + 3) % 7
        swing = np.array(MONTH_WEIGHTS)[month] * np.array(WEEKDAY_WEIGHTS)[weekday]
        weights = np.maximum(1 + self.seasonality * (swing - 1), 0.05)
        elapsed = np.concatenate([[0.0], np.cumsum(weights)])
        return elapsed * (self.length / elapsed[-1])

    def to_calendar(self, business: Floats) -> Times:
        """Turn business time into timestamps.

        Args:
            business: Business days since the start, within 0 and ``length``.

        Returns:
            Timestamps in seconds, in the opening hours of their day, in the same
            order as the business times.
        """
        day = np.interp(business, self._business_days, np.arange(self.length + 1.0))
        whole = np.minimum(np.floor(day), self.length - 1)
        hour = OPENING_HOUR + (day - whole) * (CLOSING_HOUR - OPENING_HOUR)
        return np.minimum(self.first + days(whole + hour / 24), self.last)

    def recorded(self, moments: Times, lag_days: Floats | float = 0.0) -> Times:
        """Return when the nightly extract saw something, at the latest at the end.

        Args:
            moments: When it happened.
            lag_days: Further days until it could be seen.
        """
        seen = (moments + days(np.asarray(lag_days))).astype("datetime64[D]")
        midnight: Times = (seen + 1).astype("datetime64[s]")
        return np.maximum(np.minimum(midnight + NIGHTLY_EXTRACT, self.last), moments)
