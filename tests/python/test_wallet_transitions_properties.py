"""Shares of wallet and state transitions of random companies against plain loops.

The companies are those of the lifecycle, with lines of products, statements of what is
bought elsewhere, and categories that few or many buy.
"""

import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from tests.python.expected_customers import Expected
from tests.python.random_company import (
    AMOUNTS,
    Company,
    Row,
    built,
    noon,
    random_company,
    rows_of,
)

MODELS = ["fct_share_of_wallet", "fct_state_transitions", "int_customer_look_alikes"]
COMPANIES = {
    "one": (12, 1, date(2024, 2, 29)),
    "some": (3, 40, date(2023, 12, 31)),
    "many": (5, 300, date(2024, 3, 31)),
}
# Toys are bought by most, a gift is of no category, a kite in no catalogue.
CATEGORIES = {
    "bear": "Toys",
    "ball": "Toys",
    "tea": "Drinks",
    "rose": "Garden",
    "gift": "",
}
PRODUCTS = ["bear", "bear", "ball", "ball", "tea", "rose", "gift", "kite", ""]
LINE_TYPES = ["", "goods", "goods", "service", "adjustment", "shipping", "gift_card"]
LINE_AMOUNTS = ["0", "1", "12.35", "20", "20", "33.33", "150", "-4", "-60"]
CATEGORY_NAMES = ["toys", "Toys", "TOYS", "drinks", "Garden", "Cars", ""]
SURVEYS = ["wallet_rank", "brand_rank", "wallet_spend", "category_spend", "nps"]
AGES = [0, 3, 3, 30, 364, 365, 366, 367, 700, 729, 730, 731, 732, 1500]
BANDS = [
    ("under_6_months", 182),
    ("6_to_12_months", 365),
    ("1_to_2_years", 730),
    ("2_to_5_years", 1826),
    ("over_5_years", None),
]
LEAST_LOOK_ALIKES = 35
CENT = Decimal("0.01")


@dataclass
class Shop(Company):
    """A company that sells products and asks its customers."""

    order_lines: list[Row] = field(default_factory=list)
    products: list[Row] = field(default_factory=list)
    survey_responses: list[Row] = field(default_factory=list)
    contact_attributes: list[Row] = field(default_factory=list)


def random_shop(seed, customer_count, as_of):
    base = random_company(seed, customer_count, as_of)
    chance = random.Random(f"shop {seed}")
    shop = Shop(as_of, base.contacts, base.orders, base.returns)
    shop.products = [
        {"product_id": product, "category": category}
        for product, category in CATEGORIES.items()
    ]
    for contact in shop.contacts:
        contact["customer_type"] = chance.choice(["consumer"] * 6 + ["business", ""])
        add_statements(shop, chance, contact["contact_id"])
        add_recent_orders(shop, chance, contact["contact_id"])
    for order in list(shop.orders):
        add_lines(shop, chance, order["order_id"])
    for row in shop.returns:
        row["product_id"] = chance.choice(["", *PRODUCTS])
        row["line_number"] = chance.choice(["", "1", "2", "9"])
    return shop


def add_recent_orders(shop, chance, contact_id):
    """Fill the window, so that some look-alikes are many."""
    for _ in range(chance.choice([0, 2, 4])):
        shop.orders.append(
            {
                "order_id": f"recent{len(shop.orders)}",
                "contact_id": contact_id,
                "ordered_at": noon(shop.as_of - timedelta(chance.randrange(400))),
                "status": "completed",
                "net_amount": chance.choice(AMOUNTS),
                "cost_amount": "",
            }
        )


def add_lines(shop, chance, order_id):
    for number in range(1, chance.choice([1, 2, 3, 3, 4])):
        shop.order_lines.append(
            {
                "order_id": order_id,
                "line_number": str(number),
                "line_type": chance.choice(LINE_TYPES),
                "product_id": chance.choice(PRODUCTS),
                "quantity": "1",
                "net_amount": chance.choice(LINE_AMOUNTS),
            }
        )


def add_statements(shop, chance, contact_id):
    for _ in range(chance.choice([0, 0, 1, 2, 4])):
        shop.survey_responses.append(
            {
                "response_id": f"q{len(shop.survey_responses)}",
                "contact_id": contact_id,
                "survey_type": chance.choice(SURVEYS),
                "category": chance.choice(CATEGORY_NAMES),
                "score": chance.choice(
                    ["0", "1", "1", "1.5", "2", "3", "60.05", "400"]
                ),
                "scale_max": chance.choice(["", "1", "3", "3", "5", "2.5", "500"]),
                "responded_at": noon(shop.as_of - timedelta(chance.choice(AGES))),
            }
        )
    stated: dict[tuple[str, str], Row] = {}
    for _ in range(chance.choice([0, 0, 0, 1, 3])):
        name = chance.choice(["wallet_rank", "supplier_count", "wallet_spend", "tag"])
        of = chance.choice([":toys", ":toys", ":drinks", ":cars", ""])
        value = chance.choice(["1", "2", "4", "2.5", "75.5", "many"])
        stated[name + of, value] = {
            "contact_id": contact_id,
            "attribute": name + of,
            "value": value,
            "stated_at": noon(shop.as_of - timedelta(chance.choice(AGES))),
            "ended_at": chance.choice(
                ["", "", noon(shop.as_of), noon(shop.as_of + timedelta(1))]
            ),
        }
    shop.contact_attributes.extend(stated.values())


class Statement(NamedTuple):
    """What somebody says, in the order in which statements prevail."""

    day: date
    is_survey: bool
    record: str
    value: Decimal


class Wallets:
    """The rows of fct_share_of_wallet, one customer and category at a time."""

    def __init__(self, shop, expected):
        self.shop = shop
        self.as_of = shop.as_of
        self.customers = expected.customers
        self.purchases = expected.purchases
        self.window_start = year_before(shop.as_of)
        self.spend: Any = defaultdict(Decimal)
        self.all_time: Any = defaultdict(Decimal)
        self._add_spend()

    def _add_spend(self):
        orders = {row["order_id"]: row for row in self.shop.orders}
        lines = {
            (row["order_id"], row["line_number"]): row for row in self.shop.order_lines
        }
        for line in self.shop.order_lines:
            order = orders[line["order_id"]]
            if counts(order) and (line["line_type"] or "goods") in {"goods", "service"}:
                self._add(order["contact_id"], line["product_id"], order["ordered_at"],
                          Decimal(line["net_amount"]))  # fmt: skip
        for row in self.shop.returns:
            order = orders.get(row["order_id"])
            if order and noon_day(order["ordered_at"]) > self.as_of:
                order = None
            if order and not counts(order):
                continue
            line = lines.get((row["order_id"], row["line_number"]), {}) if order else {}
            product = row["product_id"] or line.get("product_id", "")
            who = (order or {}).get("contact_id") or row["contact_id"]
            self._add(who, product, row["returned_at"], -Decimal(row["refund_amount"]))

    def _add(self, contact, product, at, amount):
        customer, category = self.customers.get(contact), CATEGORIES.get(product)
        if customer and category and noon_day(at) <= self.as_of:
            self.all_time[customer, category] += amount
            if noon_day(at) > self.window_start:
                self.spend[customer, category] += amount

    def cells(self):
        """Return customer → type, band and main category."""
        types = {
            self.customers[row["contact_id"]]: row["customer_type"]
            for row in self.shop.contacts
            if not row["created_at"] or noon_day(row["created_at"]) <= self.as_of
        }
        found = {}
        for customer, days in self.purchases.items():
            if not days:
                continue
            tenure = (self.as_of - min(days)).days
            band = next(b for b, last in BANDS if last is None or tenure <= last)
            revenue = [
                (-amount, category)
                for (who, category), amount in self.all_time.items()
                if who == customer and amount > 0
            ]
            main = min(revenue)[1] if revenue else "none"
            found[customer] = (types.get(customer) or "consumer", band, main)
        return found

    def statements(self):
        """Return customer, category and kind → what counts."""
        found: Any = defaultdict(list)
        names = {c.lower(): c for c in CATEGORIES.values() if c}
        for row in self.shop.survey_responses:
            day, top = noon_day(row["responded_at"]), row["scale_max"]
            if top and Decimal(row["score"]) > Decimal(top):
                continue  # rejected
            kinds = {"score": "rank", "scale_max": "count"}
            months = 24
            if "spend" in row["survey_type"]:
                kinds, months = {"score": "spend"}, 12
            if row["survey_type"] == "nps" or not row["category"]:
                continue
            if day <= months_before(self.as_of, months):
                continue
            category = names.get(row["category"].lower(), row["category"].lower())
            who = self.customers[row["contact_id"]]
            for column, kind in kinds.items():
                if row[column]:
                    found[who, category, kind].append(
                        Statement(day, True, row["response_id"], Decimal(row[column]))
                    )
        for row in self.shop.contact_attributes:
            name, _, of = row["attribute"].partition(":")
            ended = row["ended_at"] and noon_day(row["ended_at"]) <= self.as_of
            if name == "tag" or not of or ended or row["value"] == "many":
                continue
            kind = {"wallet_rank": "rank", "supplier_count": "count"}.get(name, "spend")
            who = self.customers[row["contact_id"]]
            found[who, names.get(of, of), kind].append(
                Statement(noon_day(row["stated_at"]), False, "", Decimal(row["value"]))
            )
        return {key: prevailing(values) for key, values in found.items()}

    def rows(self):
        found = {}
        statements = self.statements()
        for (customer, category, kind), said in statements.items():
            spend = self.spend.get((customer, category), Decimal(0))
            if kind == "spend":
                found[customer, category, "observed"] = observed(spend, said.value)
            if kind == "rank":
                count = statements.get((customer, category, "count"))
                found[customer, category, "ranked"] = ranked(spend, said.value, count)
        cells = self.cells()
        groups: Any = defaultdict(list)
        for (customer, category), spend in self.spend.items():
            if spend > 0 and customer in cells:
                groups[*cells[customer][:2], category].append(spend)
        for (customer, category), spend in self.spend.items():
            group = groups.get((*cells.get(customer, ("", ""))[:2], category), [])
            found[customer, category, "look_alikes"] = compared(spend, sorted(group))
        return found

    def preferred(self):
        rows = self.rows()
        order = ["observed", "ranked", "look_alikes"]
        best: dict[tuple[str, str], tuple[bool, int]] = {}
        for (customer, category, method), row in rows.items():
            rank = (row[0] is not None, order.index(method))
            best[customer, category] = min(rank, best.get((customer, category), rank))
        return {(*key, order[place]) for key, (_, place) in best.items()}


def counts(order):
    return order["status"] in {"", "completed"}


def noon_day(at):
    return date.fromisoformat(at[:10])


def months_before(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(day.day, last))


def year_before(day):
    return months_before(day, 12)


def prevailing(statements):
    newest = max(said.day for said in statements)
    rest = [said for said in statements if said.day == newest]
    if any(said.is_survey for said in rest):
        rest = [said for said in rest if said.is_survey]
    return min(rest, key=lambda said: (f"default:{said.record}", said.value))


def cents(amount):
    scaled = math.floor(amount * 100 + Fraction(1, 2))
    return Decimal(scaled) * CENT


def near(share):
    return pytest.approx(float(share), abs=1e-9)


def observed(spend, wallet):
    wallet = wallet.quantize(CENT, ROUND_HALF_UP)
    reason = None
    if spend < 0:
        reason = "negative_spend"
    elif wallet == 0:
        reason = "no_wallet"
    elif wallet < spend:
        reason = "spend_above_wallet"
    if reason:
        return (reason, spend, None, None, None, None, None)
    return (None, spend, wallet, near(spend / wallet), None, None, None)


def ranked(spend, rank, count):
    reason = None
    if count is None:
        reason = "no_supplier_count"
    elif not 1 <= rank <= count.value or count.value % 1:
        reason = "rank_out_of_range"
    elif spend < 0:
        reason = "negative_spend"
    elif spend == 0:
        reason = "no_spend"
    if reason:
        return (reason, spend, None, None, None, None, None)
    suppliers = int(count.value)
    share = (1 - Fraction(rank) / (suppliers + 1)) * Fraction(2, suppliers)
    return (None, spend, cents(Fraction(spend) / share), near(share), None, None, None)


def compared(spend, group):
    count = len(group)
    if spend < 0:
        return ("negative_spend", spend, None, None, None, None, count)
    if count < LEAST_LOOK_ALIKES:
        return ("too_few_look_alikes", spend, None, None, None, None, count)
    place = count * Fraction(9, 10)
    error = 1.959964 * math.sqrt(count * 0.9 * 0.1)
    lower, wallet, upper = (
        max(spend, group[math.ceil(position) - 1])
        for position in (float(place) - error, place, float(place) + error)
    )
    shares = (near(spend / each) for each in (wallet, upper, lower))
    return (None, spend, wallet, *shares, count)


def transitions(states, next_end, as_of):
    """Count how customers move; states are (customer, period end) → state."""
    counted: Counter[tuple[Any, ...]] = Counter()
    for (customer, end), state in states.items():
        after = next_end(end)
        if after <= as_of:
            counted[after, state, states.get((customer, after), "none")] += 1
    befores = {(customer, next_end(end)) for customer, end in states}
    for (customer, end), state in states.items():
        if (customer, end) not in befores:
            counted[end, "none", state] += 1
    totals: Counter[tuple[Any, ...]] = Counter()
    for (end, start, _), count in counted.items():
        totals[end, start] += count
    return {
        key: (count, totals[key[:2]], near(Fraction(count, totals[key[:2]])))
        for key, count in counted.items()
    }


def next_month_end(day):
    return months_before((day + timedelta(1)), -1) - timedelta(1)


def next_year_end(day):
    return day.replace(year=day.year + 1)


@pytest.fixture(scope="module")
def builds(tmp_path_factory, dbt):
    """Each company's database with what is to be found there."""
    found = {}
    for name, (seed, customer_count, as_of) in COMPANIES.items():
        shop = random_shop(seed, customer_count, as_of)
        database = built(shop, dbt, tmp_path_factory.mktemp(name), MODELS)
        found[name] = (shop, database, Expected.of(shop, database))
    return found


@pytest.fixture(params=COMPANIES)
def case(request, builds):
    return builds[request.param]


def shares_of(database):
    return {
        row[:3]: row[3:]
        for row in rows_of(
            database,
            "select customer_id, category, method, null_reason, spend_amount,"
            " wallet_estimate_amount, share_of_wallet, lower_share, upper_share,"
            " look_alike_count from fct_share_of_wallet",
        )
    }


def test_shares_of_wallet_are_those_of_a_loop_over_customers_and_categories(case):
    shop, database, expected = case
    assert shares_of(database) == Wallets(shop, expected).rows()


def test_one_method_is_preferred_for_each_customer_and_category(case):
    shop, database, expected = case
    rows = rows_of(
        database,
        "select customer_id, category, method from fct_share_of_wallet"
        " where is_preferred",
    )
    assert len(rows) == len(set(rows))
    assert set(rows) == Wallets(shop, expected).preferred()


def test_every_outcome_of_every_method_is_tried(builds):
    """The comparison above would be empty without them."""
    shop, _, expected = builds["many"]
    found = {(key[2], row[0]) for key, row in Wallets(shop, expected).rows().items()}
    reasons = {
        "observed": [None, "negative_spend", "no_wallet", "spend_above_wallet"],
        "ranked": [None, "negative_spend", "no_spend", "no_supplier_count"],
        "look_alikes": [None, "negative_spend", "too_few_look_alikes"],
    }
    reasons["ranked"].append("rank_out_of_range")
    assert found == {(method, why) for method in reasons for why in reasons[method]}


def test_look_alikes_share_type_tenure_and_main_category(case):
    shop, database, expected = case
    rows = rows_of(
        database,
        "select customer_id, customer_type, tenure_band, main_category"
        " from int_customer_look_alikes",
    )
    assert {row[0]: row[1:] for row in rows} == Wallets(shop, expected).cells()


def test_stages_change_as_a_loop_over_the_months_finds(case):
    shop, database, expected = case
    months = expected.months(expected.stages())
    states = {key: row[0] for key, row in months.items()}
    assert moves_of(database, "lifecycle_stage") == transitions(
        states, next_month_end, shop.as_of
    )


def test_classes_change_as_a_loop_over_the_years_finds(case):
    shop, database, expected = case
    states = {
        (customer, date(int(period), 12, 31)): row[0]
        for (customer, period, measure), row in expected.abc().items()
        if period != "all_time"
        and measure == "revenue"
        and date(int(period), 12, 31) <= shop.as_of
    }
    assert moves_of(database, "abc_class") == transitions(
        states, next_year_end, shop.as_of
    )


def moves_of(database, scheme):
    rows = rows_of(
        database,
        "select month_end_date, from_state, to_state, customer_count,"
        " from_customer_count, transition_rate from fct_state_transitions"
        f" where scheme = '{scheme}'",
    )
    return {row[:3]: row[3:] for row in rows}


def test_the_order_of_the_rows_decides_nothing(builds, dbt, tmp_path):
    shop, database, _ = builds["some"]
    shuffled = built(shop, dbt, tmp_path, MODELS, random.Random(99))
    for model in MODELS:
        query = f"select * from {model} order by all"
        assert rows_of(database, query) == rows_of(shuffled, query)
