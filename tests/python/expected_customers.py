"""RFM, classes, stages and evenness of customers by plain loops, to compare with."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import NormalDist
from typing import Any

import pytest

from tests.python.random_company import (
    History,
    customers_of,
    first_days_of,
    last_full_month,
    month_of,
    months_between,
)


class Expected(History):
    """The same numbers, one record, one customer, one day at a time."""

    def __init__(self, company, customers, first_seen):
        super().__init__(company, customers)
        self.first_seen = first_seen

    @classmethod
    def of(cls, company, database):
        """Return the numbers of a company whose customers were built."""
        return cls(company, customers_of(database), first_days_of(database))

    def rfm(self):
        start = two_years_before(self.as_of)
        values: dict[str, Any] = {}
        for customer in self.customers.values():
            days = self.purchases[customer]
            recency = (self.as_of - max(days)).days if days else None
            count = sum(day > start for day in days)
            revenue = sum(
                (x for day, x in self.revenue[customer].items() if day > start),
                Decimal(0),
            )
            values[customer] = (recency, count, revenue)
        buyers = {c: v for c, v in values.items() if v[1]}
        rows = {}
        for customer, (recency, count, revenue) in values.items():
            scores = (0, 0, 0)
            if customer in buyers:
                scores = (
                    score(-recency, [-v[0] for v in buyers.values()]),
                    score(count, [v[1] for v in buyers.values()]),
                    score(revenue, [v[2] for v in buyers.values()]),
                )
            rows[customer] = (
                recency,
                count,
                revenue,
                *scores,
                segment(scores, recency),
            )
        return rows

    def abc(self):
        rows = {}
        curves: Any = defaultdict(dict)
        for customer, days in self.revenue.items():
            if not days:
                continue
            for period in {"all_time", *(day.year for day in days)}:
                inside = [d for d in days if period in ("all_time", d.year)]
                value = sum((days[d] for d in inside), Decimal(0))
                curves[period, "revenue"][customer] = value
                costs = [
                    cost
                    for day, cost in self.costs[customer]
                    if period in ("all_time", day.year)
                ]
                if costs and all(costs):
                    margin = value - sum(Decimal(cost) for cost in costs)
                    curves[period, "contribution"][customer] = margin
        for (period, measure), values in curves.items():
            for customer, row in abc_curve(values).items():
                rows[customer, str(period), measure] = row
        return rows

    def xyz(self):
        """Return the evenness of each value in `abc`, from exact fractions."""
        rows = {}
        last = last_full_month(self.as_of)
        for customer, period, measure in self.abc():
            active = sorted({month_of(day) for day in self.revenue[customer]})
            if period == "all_time":
                first, end = active[0], last
            else:
                first = max(active[0], (int(period), 1))
                end = min(last, (int(period), 12))
            months = months_between(first, end)
            values = [self.month_value(customer, measure, month) for month in months]
            rows[customer, period, measure] = evenness(values)
        return rows

    def month_value(self, customer, measure, month):
        value = sum(
            (x for d, x in self.revenue[customer].items() if month_of(d) == month),
            Decimal(0),
        )
        if measure == "contribution":
            value -= sum(
                Decimal(cost)
                for day, cost in self.costs[customer]
                if month_of(day) == month
            )
        return value

    def stages(self):
        """Walk through the days of each customer, as if every night a job had run."""
        rows = {}
        for customer in self.customers.values():
            known = [*self.revenue[customer], self.as_of]
            if self.first_seen[customer]:
                known.append(self.first_seen[customer])
            day = min(known)
            bought: list[date] = []
            back, stage, limits = None, None, LIMITS
            while day <= self.as_of:
                if day in self.purchases[customer]:
                    back = day if stage in {"lapsed", "lost"} else back
                    bought.append(day)
                    limits = personal_limits(bought) or LIMITS
                stage = stage_of(day, bought, back, limits)
                rows[customer, day] = stage
                day += timedelta(1)
        return rows

    def months(self, stages):
        rows = {}
        for (customer, day), stage in stages.items():
            if (day + timedelta(1)).month != day.month:
                month = (day.year, day.month)
                rows[customer, day] = (
                    stage,
                    sum(
                        count
                        for d, count in self.purchases[customer].items()
                        if (d.year, d.month) == month
                    ),
                    sum(
                        (
                            amount
                            for d, amount in self.revenue[customer].items()
                            if (d.year, d.month) == month
                        ),
                        Decimal(0),
                    ),
                )
        return rows


def two_years_before(day):
    try:
        return day.replace(year=day.year - 2)
    except ValueError:  # 29 February
        return date(day.year - 2, 2, 28)


def score(value, values):
    below = sum(other < value for other in values)
    return min(5, 1 + 5 * below // len(values))


# Recency score from 1 downwards, frequency score from 1 to the right.
SEGMENTS = [
    ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
    ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
    ["about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"],
    ["promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"],
    ["new", "potential_loyalist", "potential_loyalist", "champions", "champions"],
]


def segment(scores, recency):
    if scores[0]:
        return SEGMENTS[scores[0] - 1][scores[1] - 1]
    return "prospect" if recency is None else "lost"


def abc_curve(values: dict[str, Decimal]) -> dict[str, tuple[Any, ...]]:
    total = sum((v for v in values.values() if v > 0), Decimal(0))
    ranked = sorted((v for v in values.values() if v > 0), reverse=True)
    rows: dict[str, tuple[Any, ...]] = {}
    for customer, value in values.items():
        if value <= 0:
            rows[customer] = ("N", value, None, None)
            continue
        above = sum(v for v in ranked if v > value)
        upto = [v for v in ranked if v >= value]
        letter = "A" if above * 100 < 80 * total else "C"
        if letter == "C" and above * 100 < 95 * total:
            letter = "B"
        rows[customer] = (
            letter,
            value,
            pytest.approx(float(sum(upto) / total), abs=1e-9),
            pytest.approx(len(upto) / len(ranked), abs=1e-9),
        )
    return rows


def evenness(values):
    """Return the class and the coefficient of variation of a whole population."""
    count, total = len(values), Fraction(sum(values, Decimal(0)))
    if count < 6 or total <= 0:
        return (None, None)
    mean = total / count
    variance = sum((Fraction(value) - mean) ** 2 for value in values) / count
    square = variance / mean**2
    letter = "X" if square <= Fraction(1, 4) else "Y" if square <= 1 else "Z"
    return (letter, pytest.approx(sqrt(square), rel=1e-9, abs=1e-6))


LIMITS = {"active": 180, "at_risk": 365, "lapsed": 730}


def personal_limits(bought):
    """Return the last days of the stages of who has bought regularly so far."""
    gaps = [(later - day).days for day, later in pairwise(bought)]
    pairs = list(zip(gaps[::2], gaps[1::2], strict=False))
    if not pairs:
        return None
    shares = [Fraction(one, one + other) for one, other in pairs]
    mean = sum((share - Fraction(1, 2)) ** 2 for share in shares) / len(pairs)
    chance = 1 / 12 - NormalDist().inv_cdf(0.95) * sqrt(1 / 180 / len(pairs))
    if mean > Fraction(1, 16) or mean > chance:
        return None
    gap = max(Fraction(sum(gaps), len(gaps)), Fraction(14))
    return {"active": int(2 * gap), "at_risk": int(4 * gap), "lapsed": int(8 * gap)}


def stage_of(day, bought, back, limits):
    if not bought:
        return "prospect"
    age = (day - bought[-1]).days
    if back and (day - back).days <= 90 and age <= limits["at_risk"]:
        return "reactivated"
    if len(bought) == 1 and age <= 90:
        return "new"
    return next((name for name, limit in limits.items() if age <= limit), "lost")
