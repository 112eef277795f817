"""Scores, classes and stages of random companies against plain loops.

The companies are small and full of ties, refunds, adjustments and gaps of exactly a
threshold. Who is a customer since when is taken from the build: it is not tested here.
"""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pytest

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
GAPS = [1, 30, 90, 91, 92, 180, 181, 182, 365, 366, 367, 368, 730, 731, 732, 800]
AMOUNTS = ["0", "5", "10", "10", "20.55", "99.99", "-5"]
STATUSES = ["", "", "", "completed", "pending", "cancelled", "strange"]
Row = dict[str, str]
FIRST_DAY = date(2017, 1, 1)


@dataclass
class Company:
    """Raw records, as rows of texts."""

    as_of: date
    contacts: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    returns: list[Row] = field(default_factory=list)

    def write(self, folder, order_of_rows):
        folder.mkdir(parents=True)
        for name in ("contacts", "orders", "returns"):
            rows = list(getattr(self, name))
            order_of_rows.shuffle(rows)
            if rows:
                with (folder / f"{name}.csv").open("w", newline="") as file:
                    writer = csv.DictWriter(file, fieldnames=list(rows[0]))
                    writer.writeheader()
                    writer.writerows(rows)


def noon(day):
    return f"{day} 12:00:00"


def random_company(seed, customer_count, as_of):
    chance = random.Random(seed)
    company = Company(as_of)
    for number in range(customer_count):
        contact_id = f"c{number}"
        first_day = FIRST_DAY + timedelta(chance.choice([0, 0, 1500, 2400, 2600]))
        company.contacts.append(
            {
                "contact_id": contact_id,
                "email": f"person{number}@example.com",
                "created_at": chance.choice([noon(first_day), noon(as_of), ""]),
            }
        )
        add_orders(company, chance, contact_id, first_day)
    for _ in range(customer_count // 5):
        add_orders(company, chance, "", as_of - timedelta(400))
    return company


def add_orders(company, chance, contact_id, day):
    for _ in range(chance.choice([0, 1, 1, 2, 3, 8])):
        day += timedelta(chance.choice(GAPS))
        for _ in range(chance.choice([1, 1, 1, 2])):
            order_id = f"o{len(company.orders)}"
            company.orders.append(
                {
                    "order_id": order_id,
                    "contact_id": contact_id,
                    "ordered_at": noon(day),
                    "status": chance.choice(STATUSES),
                    "net_amount": chance.choice(AMOUNTS),
                    "cost_amount": chance.choice(["3", "3", "3", "3", ""]),
                }
            )
            if chance.random() < 0.3:
                company.returns.append(
                    {
                        "return_id": f"r{len(company.returns)}",
                        "order_id": chance.choice([order_id, ""]),
                        "contact_id": chance.choice([contact_id, ""]),
                        "refund_amount": chance.choice(["2.5", "10", "50"]),
                        "returned_at": noon(day + timedelta(chance.choice([0, 20]))),
                    }
                )


class Expected:
    """The same numbers, one record, one customer, one day at a time."""

    def __init__(self, company, customers, first_seen):
        self.as_of = company.as_of
        self.customers = customers
        self.first_seen = first_seen
        self.revenue: Any = defaultdict(lambda: defaultdict(Decimal))
        self.purchases: Any = defaultdict(lambda: defaultdict(int))
        self.costs: Any = defaultdict(list)
        owners = self._add_orders(company.orders)
        self._add_returns(company.returns, owners)

    def _add_orders(self, orders):
        owners = {}
        for order in orders:
            day = date.fromisoformat(order["ordered_at"][:10])
            if day > self.as_of:
                continue
            owner = self.customers.get(order["contact_id"])
            is_completed = order["status"] in {"", "completed"}
            owners[order["order_id"]] = (owner, is_completed)
            if owner and is_completed:
                amount = Decimal(order["net_amount"])
                self.revenue[owner][day] += amount
                self.costs[owner].append((day, order["cost_amount"]))
                if amount >= 0:
                    self.purchases[owner][day] += 1
        return owners

    def _add_returns(self, returns, owners):
        for row in returns:
            day = date.fromisoformat(row["returned_at"][:10])
            if day > self.as_of:
                continue
            owner, is_completed = owners.get(row["order_id"], (None, True))
            owner = owner or self.customers.get(row["contact_id"])
            if owner and is_completed:
                self.revenue[owner][day] -= Decimal(row["refund_amount"])

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


def rows_of(database, query):
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def build(dbt, folder, as_of):
    """Build from the raw files in a folder; return the database beside them."""
    outcome = dbt.run(
        *("build", "--select", *(f"+{model}" for model in MODELS)),
        *("--exclude", "test_type:generic", "test_type:unit"),
        *("--indirect-selection", "buildable"),
        raw=folder / "raw",
        folder=folder,
        as_of=as_of.isoformat(),
    )
    assert outcome.succeeded, outcome.errors
    return outcome.database


@pytest.fixture(scope="module")
def builds(tmp_path_factory, dbt):
    """Each company's database with what is to be found there."""
    found = {}
    for name, (seed, customer_count, as_of) in COMPANIES.items():
        company = random_company(seed, customer_count, as_of)
        folder = tmp_path_factory.mktemp(name)
        company.write(folder / "raw", random.Random(seed))
        database = build(dbt, folder, as_of)
        customers = {
            contact_id.split(":")[-1]: customer_id
            for contact_id, customer_id in rows_of(
                database,
                "select contact_id, customer_id from bridge_contacts_to_customers",
            )
        }
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
    shuffled = build(dbt, tmp_path, company.as_of)
    for model in MODELS:
        query = f"select * from {model} order by all"
        assert rows_of(database, query) == rows_of(shuffled, query)
