"""Scores, classes and stages of random companies against plain loops.

Who is a customer since when is taken from the build: it is not tested here.
"""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

import pytest

from tests.python.random_company import (
    History,
    build,
    customers_of,
    last_full_month,
    month_of,
    months_between,
    random_company,
    rows_of,
)

MODELS = [
    "fct_orders",
    "fct_customer_rfm",
    "fct_customer_abc",
    "fct_lifecycle_history",
    "fct_lifecycle_monthly",
]
COMPANIES = {
    "one": (12, 1, date(2024, 6, 30)),
    "few": (2, 6, date(2024, 2, 29)),
    "some": (3, 40, date(2023, 12, 30)),
    "many": (4, 250, date(2024, 3, 31)),
}


class Expected(History):
    """The same numbers, one record, one customer, one day at a time."""

    def __init__(self, company, customers, first_seen):
        super().__init__(company, customers)
        self.first_seen = first_seen

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
            last, count, back, stage = None, 0, None, None
            while day <= self.as_of:
                if day in self.purchases[customer]:
                    back = day if stage in {"lapsed", "lost"} else back
                    last, count = day, count + 1
                stage = stage_of(day, last, count, back)
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


def stage_of(day, last, count, back):
    if last is None:
        return "prospect"
    if back and (day - back).days <= 90:
        return "reactivated"
    age = (day - last).days
    if count == 1 and age <= 90:
        return "new"
    limits = {"active": 180, "at_risk": 365, "lapsed": 730}
    return next((name for name, limit in limits.items() if age <= limit), "lost")


@pytest.fixture(scope="module")
def builds(tmp_path_factory, dbt):
    """Each company's database with what is to be found there."""
    found = {}
    for name, (seed, customer_count, as_of) in COMPANIES.items():
        company = random_company(seed, customer_count, as_of)
        folder = tmp_path_factory.mktemp(name)
        company.write(folder / "raw", random.Random(seed))
        database = build(dbt, folder, as_of, MODELS)
        customers = customers_of(database)
        first_seen = dict(
            rows_of(
                database,
                "select customer_id, cast(first_seen_at as date) from dim_customers",
            )
        )
        found[name] = (company, database, Expected(company, customers, first_seen))
    return found


@pytest.fixture(params=COMPANIES)
def case(request, builds):
    return builds[request.param][1:]


def test_rfm_is_that_of_a_loop_over_the_customers(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, recency_days, purchase_day_count, revenue_amount,"
        " recency_score, frequency_score, monetary_score, rfm_segment"
        " from fct_customer_rfm",
    )
    assert {row[0]: row[1:] for row in rows} == expected.rfm()
    assert len(rows) == len(set(expected.customers.values()))


def test_abc_is_that_of_a_loop_over_the_values(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, if(period_type = 'year',"
        " cast(year(period_start_date) as varchar), period_type), measure, abc_class,"
        " value_amount, cumulative_value_share, cumulative_customer_share"
        " from fct_customer_abc",
    )
    assert {row[:3]: row[3:] for row in rows} == expected.abc()
    assert len(rows) == len(expected.abc())


def test_xyz_is_that_of_fractions_over_the_months(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, if(period_type = 'year',"
        " cast(year(period_start_date) as varchar), period_type), measure, xyz_class,"
        " coefficient_of_variation from fct_customer_abc",
    )
    assert {row[:3]: row[3:] for row in rows} == expected.xyz()


def test_some_customers_are_even_and_some_are_not(builds):
    """The companies are not all of one class: the test above could not fail."""
    letters = {row[0] for _, _, each in builds.values() for row in each.xyz().values()}
    assert letters == {"X", "Y", "Z", None}


def test_lifecycle_is_that_of_a_job_that_ran_every_night(case):
    database, expected = case
    as_of = expected.as_of
    days = defaultdict(list)
    for customer, start, end, stage in rows_of(
        database,
        "select customer_id, valid_from, valid_to, lifecycle_stage"
        " from fct_lifecycle_history",
    ):
        day = start
        while day < min(end, as_of + timedelta(1)):
            days[customer, day].append(stage)
            day += timedelta(1)
    assert days == {key: [stage] for key, stage in expected.stages().items()}


def test_months_are_those_of_the_days(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, month_end_date, lifecycle_stage, order_count,"
        " revenue_amount from fct_lifecycle_monthly",
    )
    assert {row[:2]: row[2:] for row in rows} == expected.months(expected.stages())


def test_the_order_of_the_rows_decides_nothing(builds, dbt, tmp_path):
    company, database, _ = builds["some"]
    company.write(tmp_path / "raw", random.Random(99))
    shuffled = build(dbt, tmp_path, company.as_of, MODELS)
    for model in MODELS:
        query = f"select * from {model} order by all"
        assert rows_of(database, query) == rows_of(shuffled, query)
