"""Random companies, small and full of ties, refunds and gaps of exactly a threshold."""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import duckdb

GAPS = [1, 30, 90, 91, 92, 180, 181, 182, 365, 366, 367, 368, 730, 731, 732, 800]
AMOUNTS = ["0", "5", "10", "10", "20.55", "99.99", "-5"]
# Amounts of months in turn whose variation is none, .5, 1 and more than 1.
PATTERNS = [["10", "10"], ["5", "15"], ["0", "20"], ["0", "0", "20"]]
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
    interactions: list[Row] = field(default_factory=list)
    campaigns: list[Row] = field(default_factory=list)
    campaign_events: list[Row] = field(default_factory=list)
    service_costs: list[Row] = field(default_factory=list)

    def add_order(self, contact_id, day, net_amount, cost_amount, status=""):
        """Add an order and return its id."""
        order_id = f"o{len(self.orders)}"
        self.orders.append(
            {
                "order_id": order_id,
                "contact_id": contact_id,
                "ordered_at": noon(day),
                "status": status,
                "net_amount": net_amount,
                "cost_amount": cost_amount,
            }
        )
        return order_id

    def write(self, folder, order_of_rows):
        folder.mkdir(parents=True)
        names = [each.name for each in fields(self) if each.name != "as_of"]
        for name in names:
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
    for number in range(customer_count // 10):
        add_monthly_orders(company, f"m{number}", PATTERNS[number % len(PATTERNS)])
    return company


def add_orders(company, chance, contact_id, day):
    for _ in range(chance.choice([0, 1, 1, 2, 3, 8])):
        day += timedelta(chance.choice(GAPS))
        for _ in range(chance.choice([1, 1, 1, 2])):
            status, amount = chance.choice(STATUSES), chance.choice(AMOUNTS)
            cost = chance.choice(["3", "3", "3", "3", ""])
            order_id = company.add_order(contact_id, day, amount, cost, status)
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


def add_monthly_orders(company, contact_id, pattern):
    """Add an order in the middle of each of the last 24 full months."""
    company.contacts.append({"contact_id": contact_id, "email": "", "created_at": ""})
    year, month = last_full_month(company.as_of)
    months = months_between((year - 2, month), (year, month))[1:]
    for number, (in_year, in_month) in enumerate(months):
        amount = pattern[number % len(pattern)]
        company.add_order(contact_id, date(in_year, in_month, 15), amount, "1")


def add_regular_orders(company, chance, contact_id, gap_days):
    """Add orders at even gaps, now and then after a long silence."""
    company.contacts.append({"contact_id": contact_id, "email": "", "created_at": ""})
    day = FIRST_DAY + timedelta(chance.randrange(600))
    for _ in range(25):
        if day <= company.as_of:
            company.add_order(contact_id, day, "10", "1")
        length = chance.choice([0.8, 0.9, 1, 1, 1.1, 1.2])
        if chance.random() < 0.15:
            length = chance.choice([2.1, 3, 4.1, 5, 9])
        day += timedelta(round(gap_days * length))


def add_alternating_orders(company, contact_id, count, gap_days, other_gap_days):
    """Add orders at two gaps in turn; of 30 and 10 days k is 1.5."""
    company.contacts.append({"contact_id": contact_id, "email": "", "created_at": ""})
    day = FIRST_DAY
    for number in range(count):
        company.add_order(contact_id, day, "10", "1")
        day += timedelta(other_gap_days if number % 2 else gap_days)


class History:
    """What customers bought, gave back and cost, one record at a time."""

    def __init__(self, company, customers):
        self.as_of = company.as_of
        self.customers = customers
        self.revenue: Any = defaultdict(lambda: defaultdict(Decimal))
        self.purchases: Any = defaultdict(lambda: defaultdict(int))
        self.costs: Any = defaultdict(list)
        self.owners: Any = {}
        self._add_orders(company.orders)
        self._add_returns(company.returns)

    def _add_orders(self, orders):
        for order in orders:
            day = date.fromisoformat(order["ordered_at"][:10])
            if day > self.as_of:
                continue
            owner = self.customers.get(order["contact_id"])
            is_completed = order["status"] in {"", "completed"}
            self.owners[order["order_id"]] = (owner, is_completed)
            if owner and is_completed:
                amount = Decimal(order["net_amount"])
                self.revenue[owner][day] += amount
                # Below zero nothing was sold.
                nothing = "0" if amount < 0 else ""
                self.costs[owner].append((day, order["cost_amount"] or nothing))
                if amount >= 0:
                    self.purchases[owner][day] += 1

    def _add_returns(self, returns):
        for row in returns:
            day = date.fromisoformat(row["returned_at"][:10])
            if day > self.as_of:
                continue
            owner, is_completed = self.owners.get(row["order_id"], (None, True))
            owner = owner or self.customers.get(row["contact_id"])
            if owner and is_completed:
                self.revenue[owner][day] -= Decimal(row["refund_amount"])


def month_of(day):
    return (day.year, day.month)


def last_full_month(day):
    """Return the month that has ended when the day has."""
    if month_of(day + timedelta(1)) != month_of(day):
        return month_of(day)
    return month_of(day.replace(day=1) - timedelta(1))


def months_between(first, last):
    numbers = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [(number // 12, number % 12 + 1) for number in numbers]


def customers_of(database):
    """Return raw id of a contact → its customer."""
    query = "select contact_id, customer_id from bridge_contacts_to_customers"
    return {
        contact_id.split(":", 1)[-1]: customer_id
        for contact_id, customer_id in rows_of(database, query)
    }


def rows_of(database, query):
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def built(company, dbt, folder, models, order_of_rows=None):
    """Write a company into a folder and build it; return the database beside it."""
    company.write(folder / "raw", order_of_rows or random.Random(1))
    outcome = dbt.run(
        *("build", "--select", *(f"+{model}" for model in models)),
        *("--exclude", "test_type:generic", "test_type:unit"),
        *("--indirect-selection", "buildable"),
        raw=folder / "raw",
        folder=folder,
        as_of=company.as_of.isoformat(),
    )
    assert outcome.succeeded, outcome.errors
    return outcome.database


def first_days_of(database):
    """Return customer → first day it is known of."""
    query = "select customer_id, cast(first_seen_at as date) from dim_customers"
    return dict(rows_of(database, query))
