"""The sales breakdown of a random company against pandas.

Orders carry places, channels, offers and lines or none, so that every member of every
dimension is met, and postal areas small enough to be kept back.
"""

import math
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
import pytest

from tests.python.random_company import (
    Company,
    Row,
    built,
    customers_of,
    random_company,
    rows_of,
)

AS_OF = date(2024, 3, 17)
DIMENSIONS = {
    "total": "unknown",
    "country": "unknown",
    "region": "unknown",
    "postcode": "unknown",
    "store": "none",
    "channel": "unknown",
    "salesperson": "none",
    "product": "none",
    "category": "none",
    "customer_size": "none",
    "customer_class": "none",
    "promotion": "none",
    "first_or_repeat": "unknown",
}
CATEGORIES = {"bear": "Toys", "ball": "Toys", "tea": "Drinks", "gift": ""}
PLACES = [
    ("", "", ""),
    ("DE", "Bayern", "80331"),
    ("DE", "Bayern", "80999"),
    ("US", "NY", "10371"),
    ("GB", "", "e1 6WX"),
    ("", "", "97000"),
]
STORES = {"S1": ("DE", "Hamburg", "20095"), "S2": ("", "", "")}
LENGTHS, LEAST_CUSTOMERS = {"US": 3, "CA": 3}, 5
CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass
class Shop(Company):
    """A company with lines, products and stores."""

    order_lines: list[Row] = field(default_factory=list)
    products: list[Row] = field(default_factory=list)
    stores: list[Row] = field(default_factory=list)


def random_shop() -> Shop:
    base = random_company(7, 160, AS_OF)
    chance = random.Random("sales")
    shop = Shop(AS_OF, base.contacts, base.orders, base.returns)
    shop.products = [
        {"product_id": product, "category": category}
        for product, category in CATEGORIES.items()
    ]
    shop.stores = [
        {
            "store_id": store,
            "country_code": place[0],
            "region": place[1],
            "postal_code": place[2],
        }
        for store, place in STORES.items()
    ]
    for order in shop.orders:
        country, region, code = chance.choice(PLACES)
        order |= {
            "sales_channel": chance.choice(["web", "web", "store", ""]),
            "store_id": chance.choice(["", "S1", "S2", "S9"]),
            "salesperson_id": chance.choice(["", "E1"]),
            "coupon_code": chance.choice(["", "", "", "SAVE"]),
            "discount_amount": chance.choice(["", "0", "2.5", "9.99"]),
            "ship_country_code": country,
            "ship_region": region,
            "ship_postal_code": code,
        }
        add_lines(shop, chance, order["order_id"])
    for row in shop.returns:
        row["product_id"] = chance.choice(["", *CATEGORIES, "kite"])
        row["line_number"] = chance.choice(["", "1", "2", "9"])
        row["store_id"] = chance.choice(["", "S1", "S9"])
    return shop


def add_lines(shop, chance, order_id):
    for number in range(1, chance.choice([1, 2, 3, 3, 4])):
        shop.order_lines.append(
            {
                "order_id": order_id,
                "line_number": str(number),
                "line_type": chance.choice(["goods", "goods", "service", "shipping"]),
                "product_id": chance.choice([*CATEGORIES, "kite", "bear", ""]),
                "quantity": chance.choice(["1", "1", "2", "3.5", "-1", "0"]),
                "net_amount": chance.choice(["0", "3", "12.35", "20", "-4", "33.33"]),
                "discount_amount": chance.choice(["", "", "1.5"]),
                "unit_cost": chance.choice(["", "2", "2"]),
                "offer_id": chance.choice(["", "", "", "gift"]),
            }
        )


def cents(number) -> Decimal:
    return Decimal(number).quantize(CENT, ROUND_HALF_UP)


def amount(text) -> Decimal:
    return Decimal(text) if text else ZERO


def public(name):
    return f"default:{name}" if name else None


def month_of(row, column):
    return date.fromisoformat(row[column][:10]).replace(day=1)


def parts_of(whole, weights):
    """Split an amount into parts whose running sums are rounded to cents."""
    total, so_far, given = sum(weights, ZERO), ZERO, ZERO
    for weight in weights:
        so_far += weight
        until = cents(whole * so_far / total)
        yield until - given
        given = until


def last_years(month):
    return month.replace(year=month.year - 1)


class Oracle:
    """What is to be found, by loops over the raw records."""

    def __init__(self, shop, database):
        self.shop = shop
        self.customers = customers_of(database)
        self.classes = {
            row[:2]: row[2:]
            for row in rows_of(
                database,
                "select customer_id, year(period_start_date), abc_class, value_amount"
                " from fct_customer_abc"
                " where period_type = 'year' and measure = 'revenue'",
            )
        }
        self.firsts = {
            row[0].split(":")[1]
            for row in rows_of(
                database, "select order_id from fct_orders where is_first_order"
            )
        }
        self.lines: Any = defaultdict(list)
        for line in shop.order_lines:
            self.lines[line["order_id"]].append(line)
        self.orders = {
            order["order_id"]: order
            for order in shop.orders
            if order["status"] in {"", "completed"}
            and date.fromisoformat(order["ordered_at"][:10]) <= AS_OF
        }
        self.sold = {name: self._sold(name, row) for name, row in self.orders.items()}
        self.prices = self._prices()
        self.members = {name: self._members(row) for name, row in self.orders.items()}
        self.kept_back: set[tuple[str, date]] = set()
        self._keep_small_areas_back()
        self.moves: list[dict[str, Any]] = []
        for name, order in self.orders.items():
            self._add_order(name, order)
        self.small_refunds = self._small_refunds()
        for row in shop.returns:
            self._add_return(row)

    def buyer(self, order):
        owner = self.customers.get(order["contact_id"])
        return owner if amount(order["net_amount"]) >= 0 else None

    def _discount(self, name):
        """Return the discount of an order and what its lines carry of it."""
        of_lines = [
            amount(x["discount_amount"])
            for x in self.lines[name]
            if x["line_type"] != "shipping" and Decimal(x["quantity"])
        ]
        stated = amount(self.orders[name]["discount_amount"])
        return max(stated, sum(of_lines, ZERO)), sum(of_lines, ZERO)

    def _sold(self, name, order):
        """Return the product lines at what they cost after the order's discount."""
        lines = [
            {
                **line,
                "quantity": Decimal(line["quantity"]),
                "net": Decimal(line["net_amount"]),
                "discount": amount(line["discount_amount"]),
            }
            for line in self.lines[name]
            if line["line_type"] != "shipping" and Decimal(line["quantity"])
        ]
        whole, carried = self._discount(name)
        priced = [x for x in lines if x["quantity"] > 0 and x["net"] > 0]
        weights = [x["net"] for x in priced]
        excess = sum((x["net"] for x in lines), ZERO) - Decimal(order["net_amount"])
        shared = whole - carried
        cut = max(min(shared, excess, sum(weights, ZERO)), ZERO)
        shares = zip(
            priced, parts_of(shared, weights), parts_of(cut, weights), strict=True
        )
        for line, share, price_cut in shares:
            line["discount"] += share
            line["net"] -= price_cut
        return lines

    def _prices(self):
        sums: Any = defaultdict(lambda: [ZERO, ZERO])
        for name, order in self.orders.items():
            for line in self.sold[name]:
                if line["product_id"] and line["quantity"] > 0 and line["net"] > 0:
                    total = sums[line["product_id"], month_of(order, "ordered_at")]
                    total[0] += line["net"]
                    total[1] += line["quantity"]
        return {key: round(net / units, 6) for key, (net, units) in sums.items()}

    def _members(self, order):
        store = STORES.get(order["store_id"], ("", "", ""))
        shipped = tuple(order[f"ship_{x}"] for x in ("country_code", "region"))
        place = (*shipped, order["ship_postal_code"])
        country, region, code = place if any(place) else store
        area = code.upper().split(" ")[0][: LENGTHS.get(country, 2)]
        owner = self.customers.get(order["contact_id"])
        year = month_of(order, "ordered_at").year - 1
        abc, value = self.classes.get((owner, year), (None, None))
        name = order["order_id"]
        has_offer = any(x["offer_id"] and x["quantity"] > 0 for x in self.sold[name])
        promotion = "discount" if self._discount(name)[0] > 0 else None
        kind = "first" if order["order_id"] in self.firsts else "repeat"
        prefix = f"{country} " if country else ""
        return {
            "total": "total",
            "country": country,
            "region": prefix + region if region else None,
            "postcode": prefix + area if area else None,
            "store": public(order["store_id"]),
            "channel": order["sales_channel"],
            "salesperson": public(order["salesperson_id"]),
            "customer_size": size_of(value),
            "customer_class": abc,
            "promotion": "coupon"
            if order["coupon_code"]
            else "offer"
            if has_offer
            else promotion,
            "first_or_repeat": kind if self.buyer(order) else None,
        }

    def _keep_small_areas_back(self):
        buyers: Any = defaultdict(set)
        for name, order in self.orders.items():
            area = self.members[name]["postcode"], month_of(order, "ordered_at")
            buyers[area] |= {self.buyer(order)} - {None}
        for name, order in self.orders.items():
            area = self.members[name]["postcode"]
            month = month_of(order, "ordered_at")
            if area and len(buyers[area, month]) < LEAST_CUSTOMERS:
                self.members[name]["postcode"] = "other"
                self.kept_back.add((area, month))

    def _small_refunds(self):
        buyers: Any = defaultdict(set)
        for row in self.shop.returns:
            order = self.orders.get(row["order_id"])
            if order and date.fromisoformat(row["returned_at"][:10]) <= AS_OF:
                area = self.members[row["order_id"]]["postcode"]
                buyers[area, month_of(row, "returned_at")] |= {self.buyer(order)}
        return {
            key for key, who in buyers.items() if len(who - {None}) < LEAST_CUSTOMERS
        }

    def _add(self, dimension, member, month, **numbers):
        self.moves.append(
            {
                "dimension": dimension,
                "member": member or DIMENSIONS[dimension],
                "month": month,
                "is_bought": True,
                **numbers,
            }
        )

    def _add_order(self, name, order):
        month, buyer = month_of(order, "ordered_at"), self.buyer(order)
        net = Decimal(order["net_amount"])
        lines = self.sold[name]
        cost = self._cost(name)
        rest: dict[str, Decimal] = {
            "quantity": ZERO,
            "net": net,
            "listed": net + self._discount(name)[0],
            "costed": net if cost is not None else ZERO,
            "cost": cost or ZERO,
        }
        rest |= {"own": net, "constant": net}
        whole = dict(rest)
        for line in lines:
            part = self._line(line, month, is_costed=cost is not None)
            for key in part:
                rest[key] -= part[key]
            whole["quantity"] += part["quantity"]
            whole["own"] += part["own"] - part["net"]
            whole["constant"] += part["constant"] - part["net"]
            rest |= {"quantity": ZERO}
            part |= {"buyer": buyer, "order": name, "refund": 0}
            part |= {"is_bought": line["quantity"] > 0}
            for dimension, member in self._product_members(line["product_id"]):
                self._add(dimension, member, month, **part)
        rest |= {"own": rest["net"], "constant": rest["net"]}
        if not lines or any(rest[x] for x in ("net", "listed", "costed", "cost")):
            for dimension in ("product", "category"):
                self._add(
                    dimension, None, month, **rest, buyer=buyer, order=name, refund=0
                )
        for dimension, member in self.members[name].items():
            self._add(
                dimension, member, month, **whole, buyer=buyer, order=name, refund=0
            )

    @staticmethod
    def _product_members(product):
        yield "product", public(product)
        yield "category", CATEGORIES.get(product)

    def _cost(self, name):
        order, lines = self.orders[name], self.sold[name]
        if order["cost_amount"]:
            return Decimal(order["cost_amount"])
        if self.lines[name] and all(line["unit_cost"] for line in lines):
            costs = (cents(x["quantity"] * Decimal(x["unit_cost"])) for x in lines)
            return sum(costs, ZERO)
        return ZERO if Decimal(order["net_amount"]) < 0 else None

    def _line(self, line, month, is_costed):
        quantity, net = line["quantity"], line["net"]
        own = self.prices.get((line["product_id"], month))
        past = self.prices.get((line["product_id"], last_years(month)), own)
        is_priced = own is not None and quantity > 0 and net > 0
        is_costed = is_costed and bool(line["unit_cost"])
        return {
            "quantity": quantity,
            "net": net,
            "listed": net + line["discount"],
            "costed": net if is_costed else ZERO,
            "cost": cents(quantity * Decimal(line["unit_cost"])) if is_costed else ZERO,
            "own": cents(quantity * own) if is_priced else net,
            "constant": cents(quantity * past) if is_priced else net,
        }

    def _add_return(self, row):
        all_orders = {order["order_id"] for order in self.shop.orders}
        name, order = row["order_id"], self.orders.get(row["order_id"])
        day = date.fromisoformat(row["returned_at"][:10])
        if day > AS_OF or (name in all_orders and order is None):
            return
        refund = Decimal(row["refund_amount"])
        is_costed = order is None or self._cost(name) is not None
        numbers = dict.fromkeys(
            ("quantity", "net", "listed", "cost", "own", "constant"), ZERO
        )
        numbers |= {"costed": -refund if is_costed else ZERO, "refund": refund}
        by_number = {x["line_number"]: x["product_id"] for x in self.lines[name]}
        product = row["product_id"] or by_number.get(row["line_number"])
        month = day.replace(day=1)
        members = dict(self.members.get(name, {}))
        members |= {"total": "total"}
        if members.get("postcode") and (members["postcode"], month) in (
            self.small_refunds
        ):
            members["postcode"] = "other"
        members.setdefault("store", public(row["store_id"]))
        if not members["store"]:
            members["store"] = "none" if order else public(row["store_id"])
        for dimension in DIMENSIONS:
            if dimension not in {"product", "category"}:
                member = members.get(dimension)
                self._add(dimension, member, month, **numbers, buyer=None, order=None)
        for dimension, member in self._product_members(product):
            self._add(dimension, member, month, **numbers, buyer=None, order=None)

    def cells(self):
        """Return one row of exact sums per dimension, member and month."""
        moves: Any = pd.DataFrame(self.moves)
        bought = moves["buyer"].notna()
        for column in ("net", "own", "constant"):
            moves[f"bought_{column}"] = moves[column].where(bought, ZERO)
        moves["customer"] = moves["buyer"].where(moves["is_bought"])
        moves["sale"] = moves["order"].where(moves["is_bought"])
        moves["purchase"] = moves["sale"].where(bought)
        cells = moves.groupby(["dimension", "member", "month"]).agg(
            customers=("customer", "nunique"),
            orders=("sale", "nunique"),
            purchases=("purchase", "nunique"),
            **{
                column: (column, "sum")
                for column in [
                    *("quantity", "listed", "net", "refund", "costed", "cost"),
                    *("bought_net", "bought_own", "bought_constant"),
                ]
            },
        )
        return {tuple(key): row for key, row in cells.to_dict("index").items()}


def size_of(value):
    if value is None or value < 0:
        return None
    bounds = {
        "revenue_under_100": 100,
        "revenue_100_to_500": 500,
        "revenue_500_to_2000": 2000,
    }
    return next((size for size, end in bounds.items() if value < end), None) or (
        "revenue_2000_and_more"
    )


def effects(now, past):
    """Split the change of purchases; amounts as (customers, purchases, volume, net)."""
    logs = [math.log(float(x) / float(y)) for x, y in zip(now, past, strict=True)]
    change = float(now[3] - past[3])
    mean = change / logs[3] if change else float(now[3])
    customers, purchases, volume, value = (mean * log for log in logs)
    return [customers, purchases - customers, volume - purchases, value - volume]


@pytest.fixture(scope="module")
def case(tmp_path_factory, dbt):
    shop = random_shop()
    folder = tmp_path_factory.mktemp("sales")
    database = built(shop, dbt, folder, ["fct_sales_breakdown"])
    oracle = Oracle(shop, database)
    days = [date.fromisoformat(x["ordered_at"][:10]) for x in oracle.orders.values()]
    return database, oracle.cells(), oracle.kept_back, min(days)


def found(database, columns):
    query = (
        "select dimension, member, month_start_date, "
        f"{', '.join(columns)} from fct_sales_breakdown"
    )
    return {row[:3]: row[3:] for row in rows_of(database, query)}


def test_members_hold_what_loops_over_the_records_find(case):
    database, cells, *_ = case
    rows = found(
        database,
        [
            *("customer_count", "order_count", "purchase_count", "quantity"),
            *("list_amount", "net_amount", "refund_amount", "costed_revenue_amount"),
            *("costed_revenue_amount - margin_amount", "purchase_net_amount"),
            *("average_price_amount", "constant_price_amount", "revenue_amount"),
        ],
    )
    wanted = {
        key: (*row.values(), row["net"] - row["refund"]) for key, row in cells.items()
    }
    assert {key: row for key, row in rows.items() if key in wanted} == wanted
    assert all(set(row) == {0} for key, row in rows.items() if key not in wanted)
    assert {key[0] for key in wanted} == set(DIMENSIONS)
    assert ("postcode", "other") in {key[:2] for key in wanted}


def test_effects_are_those_of_the_formula_and_their_sum_the_change(case):
    database, cells, kept_back, first_day = case
    names = ["customer", "frequency", "basket", "price", "other"]
    rows = found(
        database,
        [
            *("null_reason", "change_amount"),
            *(f"{name}_effect_amount" for name in names),
        ],
    )
    nothing: Any = defaultdict(lambda: ZERO)
    reasons = set()
    for key, (reason, change, *parts) in rows.items():
        now = cells.get(key, nothing)
        past = cells.get((*key[:2], last_years(key[2])), nothing)
        pairs = [
            [x["customers"], x["purchases"], x[volume], x["bought_net"]]
            for x, volume in ((now, "bought_constant"), (past, "bought_own"))
        ]
        months = {key[1:], (key[1], last_years(key[2]))}
        if key[0] == "postcode" and (key[1] == "other" or months & kept_back):
            wanted = "area_kept_back"
        else:
            wanted = reason_of(key[2], first_day, *pairs)
        reasons.add(wanted)
        assert reason == wanted
        if wanted in {"area_kept_back", "before_first_year", "month_not_over"}:
            assert change is None
        else:
            assert change == now["net"] - past["net"]
        if wanted:
            assert parts == [None] * 5
        else:
            assert sum(parts) == change
            assert parts[4] == change - (now["bought_net"] - past["bought_net"])
            for part, exact in zip(parts[:4], effects(*pairs), strict=True):
                assert float(part) == pytest.approx(exact, abs=0.011)
    assert len(reasons) == 7


def reason_of(month, first_day, now, past):
    if last_years(month) < first_day:
        return "before_first_year"
    if month == AS_OF.replace(day=1):
        return "month_not_over"
    if not now[1]:
        return "no_purchases"
    if not past[1]:
        return "no_purchases_last_year"
    if min(now[2], now[3], past[2], past[3]) <= 0:
        return "not_positive"
    return None


def test_customers_of_a_dimension_are_at_least_those_of_the_total(case):
    database, *_ = case
    rows = rows_of(
        database,
        "select dimension, month_start_date, sum(customer_count), max(customer_count)"
        " from fct_sales_breakdown group by all",
    )
    totals = {month: count for name, month, count, _ in rows if name == "total"}
    for _, month, count, largest in rows:
        assert largest <= totals[month] <= count
