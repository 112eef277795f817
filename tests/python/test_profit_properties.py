"""Costs and profit of random companies against plain loops over exact numbers.

Who is a customer, since when, how acquired and in which stage is taken from the build:
it is not tested here.
"""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.python.random_company import (
    History,
    built,
    customers_of,
    month_of,
    noon,
    random_company,
    rows_of,
)

MODELS = ["fct_customer_profit", "fct_customer_abc", "int_value_concentration"]
COMPANIES = {
    "few": (5, 4, date(2024, 2, 29)),
    "some": (6, 40, date(2023, 12, 30)),
    "without a ledger": (7, 30, date(2024, 3, 31)),
}
CENT = Decimal("0.01")
# Activity as the ledger may word it → activity, driver.
WORDS = {
    "order": ("order", "order"),
    "picking": ("order", "order"),
    "postage": ("delivery", "delivered_order"),
    "call_center": ("service", "interaction"),
    "returns": ("return", "return"),
    "marketing": ("marketing", "sent_message"),
    "acquisition": ("acquisition", "acquired_customer"),
    "parrots": ("other", None),
}
TO_SERVE = ["order", "delivery", "service", "return", "marketing"]
CHANNELS: dict[Any, list[str]] = {
    "interaction": ["phone", "E-Mail", "carrier pigeon"],
    "sent_message": ["email", "mail"],
    "acquired_customer": ["default", "PHONE", "web"],
    None: ["web"],
}


def company_with_costs(seed, customer_count, as_of, has_ledger):
    chance = random.Random(seed)
    company = random_company(seed, customer_count, as_of)
    for age in (300, 290, 280, 270):  # Bought often, then no more.
        company.add_order("c0", as_of - timedelta(age), "30", "10")
    for order in company.orders:
        order["sales_channel"] = chance.choice(["Web", "web", "store", ""])
        order["campaign_id"] = chance.choice(["", "", "C1"])
        order["delivery_method"] = chance.choice(["", "post"])
        delivered = noon(ordered_on(order) + timedelta(chance.choice([-3, 0, 40])))
        order["delivered_at"] = chance.choice(["", delivered])
    who = [row["contact_id"] for row in company.contacts]
    for number in range(customer_count * 3):
        add_talk_and_message(company, chance, number, who)
    company.campaigns = [
        {"campaign_id": "C1", "channel": "email"},
        {"campaign_id": "C2", "channel": ""},
    ]
    if has_ledger:
        add_ledger(company, chance)
    return company


def ordered_on(order):
    return date.fromisoformat(order["ordered_at"][:10])


def add_talk_and_message(company, chance, number, who):
    days = [timedelta(chance.randrange(-5, 900)) for _ in range(2)]
    kind = chance.choice(["contact", "contact", "cookie", "nobody"])
    company.interactions.append(
        {
            "interaction_id": f"i{number}",
            "contact_id": chance.choice(who) if kind == "contact" else "",
            "identifier_type": "cookie_id" if kind == "cookie" else "",
            "identifier_value": f"cookie{number % 3}" if kind == "cookie" else "",
            "channel": chance.choice(["phone", "email", "telex", ""]),
            "direction": chance.choice(["in", "outbound", "internal", ""]),
            "is_automated": chance.choice(["", "false", "true"]),
            "started_at": noon(company.as_of - days[0]),
        }
    )
    company.campaign_events.append(
        {
            "event_id": f"e{number}",
            "campaign_id": chance.choice(["C1", "C2"]),
            "contact_id": chance.choice([*who, ""]),
            "channel": chance.choice(["mail", ""]),
            "event_type": chance.choice(["sent", "sent", "opened"]),
            "occurred_at": noon(company.as_of - days[1]),
        }
    )


def add_ledger(company, chance):
    """Add costs of months, weeks and years, of channels, campaigns, and odd ones.

    Of the last 400 days each activity has costs, of those before by chance.
    """
    keys = set()
    for word in WORDS:
        start = company.as_of - timedelta(400)
        keys.add((word, start, "", ""))
        company.service_costs.append(
            {
                "activity": word,
                "period_start": str(start),
                "period_end": str(company.as_of),
                "channel": "",
                "campaign_id": "",
                "cost_amount": "77.70",
            }
        )
    for word in WORDS:
        for number in range(8):
            age = chance.randrange(900) if number else -15
            start = company.as_of - timedelta(age)
            length = timedelta(chance.choice([0, 6, 30, 364, 3000]))
            channels = CHANNELS.get(WORDS[word][1], ["web", "STORE"])
            channel = chance.choice(["", "", *channels])
            campaign = chance.choice(["", "", "", "C1", "C2"])
            if (word, start, channel, campaign) in keys:
                continue
            keys.add((word, start, channel, campaign))
            company.service_costs.append(
                {
                    "activity": word,
                    "period_start": str(start),
                    "period_end": str(start + length),
                    "channel": channel,
                    "campaign_id": campaign,
                    "cost_amount": chance.choice(
                        ["100", "99.99", "0.01", "0.07", "-5.55", "0", "123456.78"]
                    ),
                }
            )


class Expected(History):
    """The same numbers, one event, one cost, one customer at a time."""

    def __init__(self, company, database):
        super().__init__(company, customers_of(database))
        self.company = company
        self.kinds = {}
        self.events: list[Any] = []
        for customer, kind, channel, day in rows_of(
            database,
            "select customer_id, customer_kind, acquisition_channel,"
            " cast(acquired_at as date) from dim_customers",
        ):
            self.kinds[customer] = kind
            if kind != "visitor" and day:
                event = ("acquired_customer", customer, day, channel.lower(), None)
                self.events.append(event)
        self._add_order_events()
        self._add_talk_events()
        self.allocations = self._allocate()
        self.rows = self._profits()

    def _add_order_events(self):
        channels = {}
        for order in self.company.orders:
            owner = self.customers.get(order["contact_id"])
            channel = order["sales_channel"].lower() or None
            campaign = order["campaign_id"] or None
            channels[order["order_id"]] = (owner, channel, campaign)
            day = ordered_on(order)
            self.events.append(("order", owner, day, channel, campaign))
            if order["status"] in {"", "completed"} and (
                order["delivery_method"] or order["delivered_at"]
            ):
                if order["delivered_at"]:
                    day = max(day, date.fromisoformat(order["delivered_at"][:10]))
                self.events.append(("delivered_order", owner, day, channel, campaign))
        for row in self.company.returns:
            owner, channel, campaign = channels.get(row["order_id"], (None,) * 3)
            owner = owner or self.customers.get(row["contact_id"])
            day = date.fromisoformat(row["returned_at"][:10])
            self.events.append(("return", owner, day, channel, campaign))

    def _add_talk_events(self):
        for row in self.company.interactions:
            guest = f"guest:interactions:{row['interaction_id']}"
            contact = row["contact_id"] or guest
            if row["is_automated"] != "true" and row["direction"] != "internal":
                channel = row["channel"] or None
                channel = "other" if channel == "telex" else channel
                day = date.fromisoformat(row["started_at"][:10])
                owner = self.customers.get(contact)
                self.events.append(("interaction", owner, day, channel, None))
        for row in self.company.campaign_events:
            if row["event_type"] == "sent":
                campaign = row["campaign_id"]
                channel = row["channel"] or {"C1": "email"}.get(campaign)
                day = date.fromisoformat(row["occurred_at"][:10])
                owner = self.customers.get(row["contact_id"])
                self.events.append(("sent_message", owner, day, channel, campaign))

    def _allocate(self):
        """Return cost, month, customer, reason → activity, events, amount."""
        found = {}
        for cost in self.company.service_costs:
            key = cost_key(cost)
            activity, _ = WORDS[cost["activity"]]
            amount = Decimal(cost["cost_amount"])
            events = self._events_of(cost)
            if not events:
                day = date.fromisoformat(cost["period_start"])
                reason = "period_ahead" if day > self.as_of else "no_driver"
                reason = "unknown_activity" if activity == "other" else reason
                found[key, month_of(day), None, reason] = (activity, 0, amount)
                continue
            done = Decimal(0)
            for part, count in sorted(Counter(events).items(), key=in_order):
                upto = amount * (done + count) / len(events)
                before = amount * done / len(events)
                found[key, part[2], part[0], part[1]] = (
                    activity,
                    count,
                    in_cents(upto) - in_cents(before),
                )
                done += count
        return found

    def _events_of(self, cost):
        """Return customer, reason, month of each event that the cost is for."""
        start, end = (date.fromisoformat(cost[f"period_{x}"]) for x in ("start", "end"))
        driver = WORDS[cost["activity"]][1]
        channel = cost["channel"].lower()
        if driver in {"interaction", "sent_message"}:
            channel = {"e-mail": "email"}.get(channel, channel)
        return [
            (*self._bearer(owner), month_of(day))
            for name, owner, day, of_channel, campaign in self.events
            if name == driver
            and start <= day <= min(end, self.as_of)
            and channel in {"", of_channel}
            and cost["campaign_id"] in {"", campaign}
        ]

    def _bearer(self, owner):
        if owner is None:
            return (None, "no_customer")
        if self.kinds[owner] == "visitor":
            return (None, "visitor")
        return (owner, None)

    def _profits(self):
        """Return customer, period → what is in the row, exact."""
        months = self._months()
        for (_, month, customer, _), (activity, _, amount) in self.allocations.items():
            if customer:
                months[customer, month][activity] += amount
        periods: Any = defaultdict(new_period)
        for (customer, month), values in months.items():
            for period in (month, month[0], "all_time"):
                add_up(periods[customer, period], values)
        return periods

    def _months(self):
        months: Any = defaultdict(new_period)
        for customer, days in self.revenue.items():
            for day, amount in days.items():
                months[customer, month_of(day)]["revenue"] += amount
                months[customer, month_of(day)]["active_days"] += 1
        for customer, days in self.purchases.items():
            for day, count in days.items():
                months[customer, month_of(day)]["orders"] += count
        for customer, costs in self.costs.items():
            for day, amount in costs:
                months[customer, month_of(day)]["goods"].append(amount)
        return months

    def growth_phase(self, customer, day):
        ages = [(day - bought).days for bought in self.purchases[customer]]
        recent = sum(0 <= age < 182 for age in ages)
        earlier = sum(182 <= age < 364 for age in ages)
        if recent + earlier == 0:
            return None
        square = Fraction((recent - earlier) ** 2, recent + earlier)
        if square < Fraction("1.64") ** 2:
            return "maturity"
        return "growth" if recent > earlier else "decline"


def new_period():
    return defaultdict(Decimal) | {"goods": [], "active_months": 0, "active_days": 0}


def add_up(period, month):
    for name, value in month.items():
        if name != "active_months":
            period[name] = period.get(name, Decimal(0)) + value
    period["active_months"] += month["orders"] > 0


def cost_key(cost):
    campaign = cost["campaign_id"] and f"default:{cost['campaign_id']}"
    return ":".join(
        ["default", cost["activity"], cost["period_start"], cost["channel"], campaign]
    )


def in_order(item):
    """Customers first, by id, then the reasons, by name, each by month."""
    (customer, reason, month), _ = item
    return (customer is None, customer, reason is None, reason, month)


def in_cents(amount):
    return amount.quantize(CENT, ROUND_HALF_UP)


def margin_of(values):
    if "" in values["goods"]:
        return None
    return values["revenue"] - sum((Decimal(x) for x in values["goods"]), Decimal(0))


def less(amount, *costs):
    return None if amount is None else amount - sum(costs, Decimal(0))


def period_of(period_type, start):
    return {"month": month_of(start), "year": start.year}.get(period_type, "all_time")


@pytest.fixture(scope="module")
def builds(tmp_path_factory, dbt):
    found = {}
    for name, (seed, customer_count, as_of) in COMPANIES.items():
        company = company_with_costs(
            seed, customer_count, as_of, name != "without a ledger"
        )
        database = built(company, dbt, tmp_path_factory.mktemp("company"), MODELS)
        found[name] = (company, database, Expected(company, database))
    return found


@pytest.fixture(params=COMPANIES)
def case(request, builds):
    return builds[request.param][1:]


@pytest.fixture
def profits(case):
    """Return the rows of `fct_customer_profit` as dicts, with their period."""
    database, _ = case
    names = [name for name, *_ in rows_of(database, "describe fct_customer_profit")]
    rows = [
        dict(zip(names, row, strict=True))
        for row in rows_of(database, "from fct_customer_profit")
    ]
    for row in rows:
        row["period"] = period_of(row["period_type"], row["period_start_date"])
    return rows


def test_the_ledger_is_allocated_and_unallocated_to_the_cent(case):
    database, expected = case
    by_cost = rows_of(
        database,
        "select cost_pool_id, sum(cost_amount) from int_cost_allocations group by 1",
    )
    assert dict(by_cost) == {
        cost_key(row): Decimal(row["cost_amount"])
        for row in expected.company.service_costs
    }


def test_allocations_are_those_of_a_loop_over_the_costs(case):
    database, expected = case
    rows = rows_of(
        database,
        "select cost_pool_id, month_start_date, customer_id, unallocated_reason,"
        " activity, driver_count, cost_amount from int_cost_allocations"
        " left join int_customer_keys using (customer_key)",
    )
    found = {(row[0], month_of(row[1]), *row[2:4]): row[4:] for row in rows}
    assert found == expected.allocations
    assert len(rows) == len(found)


def test_no_customer_bears_a_cent_more_than_its_share(case):
    _, expected = case
    borne: Any = defaultdict(Decimal)
    events: Any = defaultdict(int)
    for (key, _, customer, reason), (_, count, amount) in expected.allocations.items():
        borne[key, customer, reason] += amount
        events[key, customer, reason] += count
    costs = {cost_key(row): row for row in expected.company.service_costs}
    for (key, customer, reason), amount in borne.items():
        if of_cost := expected._events_of(costs[key]):
            share = Fraction(events[key, customer, reason], len(of_cost))
            exact = Fraction(costs[key]["cost_amount"]) * share
            assert abs(Fraction(amount) - exact) <= Fraction(1, 100)


def test_the_companies_have_every_reason(builds):
    reasons = {key[3] for _, _, each in builds.values() for key in each.allocations}
    assert reasons == {
        None,
        *("no_customer", "visitor", "no_driver", "period_ahead", "unknown_activity"),
    }


def test_profit_is_that_of_a_loop_over_the_months(case, profits):
    _, expected = case
    found = {
        (row["customer_id"], row["period"]): (
            row["order_count"],
            row["active_month_count"],
            row["revenue_amount"],
            row["margin_amount"],
            *(row[f"{activity}_cost_amount"] for activity in TO_SERVE),
            row["acquisition_cost_amount"],
        )
        for row in profits
    }
    assert len(found) == len(profits)
    assert found == {
        key: (
            values["orders"],
            values["active_months"],
            values["revenue"],
            margin_of(values),
            *(values[activity] for activity in TO_SERVE),
            values["acquisition"],
        )
        for key, values in expected.rows.items()
    }


def test_each_profit_is_margin_less_its_costs(profits):
    for row in profits:
        costs = [row[f"{activity}_cost_amount"] for activity in TO_SERVE]
        assert row["cost_to_serve_amount"] == sum(costs)
        goods = row["goods_cost_amount"]
        margin = None if goods is None else row["revenue_amount"] - goods
        assert row["margin_amount"] == margin
        assert row["contribution_amount"] == less(row["margin_amount"], *costs)
        acquisition = row["acquisition_cost_amount"]
        assert row["profit_amount"] == less(row["contribution_amount"], acquisition)
        for name in ("revenue", "contribution", "profit"):
            amount, count = row[f"{name}_amount"], row["active_month_count"]
            expected = (
                in_cents(amount / count) if count and amount is not None else None
            )
            assert row[f"{name}_per_active_month_amount"] == expected


def test_the_whale_curve_is_a_plain_one(profits):
    periods = defaultdict(list)
    for row in profits:
        periods[row["period"]].append(row)
    for rows in periods.values():
        known = [row for row in rows if row["profit_amount"] is not None]
        total = sum(row["profit_amount"] for row in known)
        for row in rows:
            profit = row["profit_amount"]
            shares = (row["cumulative_profit_share"], row["cumulative_customer_share"])
            if profit is None:
                assert shares == (None, None)
                continue
            upto = [x["profit_amount"] for x in known if x["profit_amount"] >= profit]
            part = (
                pytest.approx(float(sum(upto) / total), abs=1e-9) if total > 0 else None
            )
            assert shares == (part, pytest.approx(len(upto) / len(known), abs=1e-9))


def test_stage_and_phase_are_those_of_the_last_day(case, profits):
    database, expected = case
    history = defaultdict(list)
    for customer, *stay in rows_of(
        database,
        "select customer_id, valid_from, valid_to, lifecycle_stage"
        " from fct_lifecycle_history",
    ):
        history[customer].append(stay)
    for row in profits:
        day = min(row["period_end_date"], expected.as_of)
        stays = history[row["customer_id"]]
        stage = next((stage for start, end, stage in stays if start <= day < end), None)
        assert row["lifecycle_stage"] == stage
        phase = expected.growth_phase(row["customer_id"], day)
        assert row["growth_phase"] == phase


def test_the_companies_have_every_case(builds):
    """What the companies do not have, the tests above could not miss."""
    found = {
        column: {
            value
            for _, database, _ in builds.values()
            for (value,) in rows_of(
                database, f"select distinct {column} from fct_customer_profit"
            )
        }
        for column in ("growth_phase", "is_cost_to_serve_complete")
    }
    assert found == {
        "growth_phase": {None, "growth", "maturity", "decline"},
        "is_cost_to_serve_complete": {True, False},
    }


def test_costs_are_complete_where_the_ledger_covers_the_period(case, profits):
    _, expected = case
    spans = defaultdict(list)
    for row in expected.company.service_costs:
        start = date.fromisoformat(row["period_start"])
        activity = WORDS[row["activity"]][0]
        is_common = activity != "other" and not row["campaign_id"]
        if is_common and start <= expected.as_of:
            spans[activity].append((start, date.fromisoformat(row["period_end"])))

    def is_covered(day):
        return bool(spans) and all(
            any(start <= day <= end for start, end in each) for each in spans.values()
        )

    for row in profits:
        end = min(row["period_end_date"], expected.as_of)
        last = min((end.replace(day=1) + timedelta(31)).replace(day=1), expected.as_of)
        first = row["period_start_date"].replace(day=1)
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        days = [day for day in days if (day.year, day.month) <= (end.year, end.month)]
        is_complete = bool(days) and all(is_covered(day) for day in days)
        assert row["is_cost_to_serve_complete"] is is_complete


def test_abc_classes_the_contribution_after_cost_to_serve(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, period_type, period_start_date, measure, value_amount"
        " from fct_customer_abc",
    )
    found = {(row[0], period_of(*row[1:3]), row[3]): row[4] for row in rows}
    wanted = {}
    for (customer, period), values in expected.rows.items():
        if isinstance(period, tuple) or not values["active_days"]:
            continue
        wanted[customer, period, "revenue"] = values["revenue"]
        margin = margin_of(values)
        if values["goods"] and margin is not None:
            costs = [values[activity] for activity in TO_SERVE]
            wanted[customer, period, "contribution"] = less(margin, *costs)
    assert found == wanted


def test_concentration_is_that_of_all_pairs(case):
    database, _ = case
    values = defaultdict(list)
    for *key, amount in rows_of(
        database,
        "select period_type, period_start_date, measure, value_amount"
        " from fct_customer_abc where value_amount > 0",
    ):
        values[tuple(key)].append(amount)
    rows = rows_of(
        database,
        "select period_type, period_start_date, measure, customer_count,"
        " gini_coefficient, top_1_percent_share, top_5_percent_share,"
        " top_20_percent_share from int_value_concentration",
    )
    assert {row[:3] for row in rows} == set(values)
    for row in rows:
        amounts = sorted(values[row[:3]], reverse=True)
        count, total = len(amounts), sum(amounts)
        gaps = sum(abs(one - other) for one in amounts for other in amounts)
        gini = float(gaps / (2 * count * total))
        tops = [float(sum(amounts[: -(-count * p // 100)]) / total) for p in (1, 5, 20)]
        assert row[3:] == (count, *(pytest.approx(x, abs=1e-9) for x in (gini, *tops)))


def test_the_order_of_the_rows_decides_nothing(builds, dbt, tmp_path):
    company, database, _ = builds["some"]
    shuffled = built(company, dbt, tmp_path, MODELS, random.Random(99))
    for model in [*MODELS, "int_cost_allocations"]:
        query = f"select * from {model} order by all"
        assert rows_of(database, query) == rows_of(shuffled, query)
