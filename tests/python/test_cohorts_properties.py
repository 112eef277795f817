"""Cohorts of a random company against pandas.

Who is a customer, how it came, its stage today, the cost of an order and the costs to
serve are taken from the build: they are not tested here.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest

from tests.python.random_company import (
    Company,
    Row,
    built,
    customers_of,
    noon,
    random_company,
    rows_of,
)

SEED, CUSTOMER_COUNT, AS_OF = 21, 80, date(2024, 3, 14)
CATEGORIES = {"bear": "Toys", "ball": "Toys", "tea": "Drinks", "gift": ""}
LINE_TYPES = ["", "goods", "goods", "service", "adjustment", "shipping"]
DORMANT = {"lapsed", "lost"}
KEYS = ["first_order_month", "channel", "month"]
COUNTS = [
    *("retained_customer_count", "order_count", "category_count", "referral_count"),
    "converted_referral_count",
]
AMOUNTS = [
    *("revenue_amount", "costed_revenue_amount", "costed_margin_amount"),
    *("cost_to_serve_amount", "acquisition_cost_amount", "list_amount", "paid_amount"),
]
MEASURES = COUNTS + AMOUNTS


@dataclass
class Shop(Company):
    """A company that sells products and is passed on."""

    order_lines: list[Row] = field(default_factory=list)
    products: list[Row] = field(default_factory=list)
    referrals: list[Row] = field(default_factory=list)


def random_shop(seed: int, customer_count: int, as_of: date) -> Shop:
    base = random_company(seed, customer_count, as_of)
    chance = random.Random(f"cohorts {seed}")
    shop = Shop(as_of, base.contacts, base.orders, base.returns)
    shop.products = [
        {"product_id": product, "category": category}
        for product, category in CATEGORIES.items()
    ]
    for order in shop.orders:
        order["sales_channel"] = chance.choice(["web", "store", "phone"])
        for number in range(1, chance.choice([1, 2, 3, 4])):
            shop.order_lines.append(
                {
                    "order_id": order["order_id"],
                    "line_number": str(number),
                    "line_type": chance.choice(LINE_TYPES),
                    "product_id": chance.choice([*CATEGORIES, "kite", ""]),
                    "quantity": chance.choice(["0", "1", "1", "2", "-1"]),
                    "list_price": chance.choice(["", "0", "5", "12.5", "20"]),
                    "net_amount": chance.choice(["0", "5", "9.99", "20", "-4"]),
                }
            )
    who = [row["contact_id"] for row in shop.contacts]
    for number in range(customer_count * 3):
        day = as_of - timedelta(chance.randrange(-3, 2500))
        shop.referrals.append(
            {
                "referral_id": f"f{number}",
                "contact_id": chance.choice([*who, ""]),
                "referee_contact_id": chance.choice([*who, *who, *[""] * len(who)]),
                "referee_email": chance.choice(shop.contacts)["email"]
                if chance.random() < 0.5
                else "",
                "referred_at": noon(day),
            }
        )
    for number in range(30):
        start = as_of - timedelta(100 * number)
        shop.service_costs.append(
            {
                "activity": ["order", "acquisition"][number % 2],
                "period_start": str(start),
                "period_end": str(start + timedelta(150)),
                "cost_amount": "99.99",
            }
        )
    return shop


def month(days: pd.Series) -> pd.Series:
    return days.dt.to_period("M")


class Expected:
    """The same cells from the raw rows, one frame after the other."""

    def __init__(self, shop: Shop, database: str) -> None:
        self.as_of = pd.Timestamp(shop.as_of)
        self.customers = customers_of(database)
        self.database = database
        self.orders = self._orders(shop)
        bought = self.orders[self.orders.net_amount >= 0]
        self.first_days = bought.groupby("customer").day.min()
        self.parts = [
            self._results(shop, bought),
            self._baskets(shop),
            self._referrals(shop),
        ]

    def _orders(self, shop: Shop) -> pd.DataFrame:
        orders = pd.DataFrame(shop.orders)
        orders["customer"] = orders.contact_id.map(self.customers)
        orders["day"] = pd.to_datetime(orders.ordered_at).dt.normalize()
        orders["net_amount"] = orders.net_amount.astype(float)
        orders = orders[orders.status.isin(["", "completed"])]
        return orders[orders.customer.notna() & (orders.day <= self.as_of)]

    def _results(self, shop: Shop, bought: pd.DataFrame) -> pd.DataFrame:
        """Return what customers brought and cost, by month."""
        orders = self.orders
        costs = self._frame("select order_id, cost_amount from fct_orders")
        costs["order_id"] = costs.order_id.str.split(":").str[-1]
        known_costs = costs.set_index("order_id").cost_amount.astype(float)
        cost = orders.order_id.map(known_costs)
        booked = pd.DataFrame(
            {
                "customer": orders.customer,
                "month": month(orders.day),
                "order_count": orders.index.isin(bought.index).astype(int),
                "revenue_amount": orders.net_amount,
                "costed_revenue_amount": orders.net_amount.where(cost.notna(), 0),
                "cost": cost.fillna(0),
            }
        )
        refunds = self._refunds(shop, known_costs)
        rows = pd.concat([booked, refunds]).groupby(["customer", "month"])
        found = rows.sum().reset_index()
        found["retained_customer_count"] = (found.order_count > 0).astype(int)
        found["costed_margin_amount"] = found.costed_revenue_amount - found.cost
        costs = self._frame(
            "select customer_id as customer, month_start_date as month,"
            " cost_to_serve_amount, acquisition_cost_amount from int_customer_months"
            " left join int_customer_keys using (customer_key)"
        )
        costs["month"] = month(pd.to_datetime(costs.month))
        return pd.concat([found, costs])

    def _refunds(self, shop: Shop, known_costs: pd.Series) -> pd.DataFrame:
        returns = pd.DataFrame(shop.returns)
        returns["day"] = pd.to_datetime(returns.returned_at).dt.normalize()
        known = pd.DataFrame(shop.orders)
        known = known[pd.to_datetime(known.ordered_at).dt.normalize() <= self.as_of]
        named = returns.merge(
            known[["order_id", "contact_id", "status"]],
            on="order_id",
            how="left",
            suffixes=("", "_of_order"),
        )
        counts = named.status.isna() | named.status.isin(["", "completed"])
        owner = named.contact_id_of_order.map(self.customers)
        named["customer"] = owner.fillna(named.contact_id.map(self.customers))
        named = named[counts & named.customer.notna() & (named.day <= self.as_of)]
        refund = named.refund_amount.astype(float)
        is_costed = named.status.isna() | named.order_id.map(known_costs).notna()
        return pd.DataFrame(
            {
                "customer": named.customer,
                "month": month(named.day),
                "revenue_amount": -refund,
                "costed_revenue_amount": -refund.where(is_costed, 0),
            }
        )

    def _baskets(self, shop: Shop) -> pd.DataFrame:
        lines = pd.DataFrame(shop.order_lines).merge(
            self.orders[["order_id", "customer", "day"]], on="order_id"
        )
        quantity = lines.quantity.astype(float)
        is_product = lines.line_type.isin(["", "goods", "service"])
        lines = lines[is_product & (quantity > 0)]
        price = pd.to_numeric(lines.list_price)
        lines = lines.assign(
            month=month(lines.day),
            category=lines.product_id.map(CATEGORIES).replace("", None),
            list_amount=(quantity * price).fillna(0),
            paid_amount=lines.net_amount.astype(float).where(price > 0, 0),
        )
        grouped = lines.groupby(["customer", "month"])
        found = grouped[["list_amount", "paid_amount"]].sum()
        found["category_count"] = grouped.category.nunique()
        return found.reset_index()

    def _referrals(self, shop: Shop) -> pd.DataFrame:
        rows = pd.DataFrame(shop.referrals)
        rows["customer"] = rows.contact_id.map(self.customers)
        rows["referee"] = [
            sorted({self.customers[who] for who in named if who in self.customers})
            for named in self._named(shop)
        ]
        rows["day"] = pd.to_datetime(rows.referred_at).dt.normalize()
        rows = rows[rows.customer.notna() & (rows.day <= self.as_of)]
        rows = rows.explode("referee")
        rows = rows[rows.customer != rows.referee].sort_values(["day", "referral_id"])
        is_first = ~rows.duplicated("referee") & rows.referee.notna()
        bought_later = rows.referee.map(self.first_days) >= rows.day
        rows["converted_referral_count"] = (is_first & bought_later).astype(int)
        found = rows.groupby("referral_id").agg(
            {"customer": "first", "day": "first", "converted_referral_count": "max"}
        )
        assert (rows.groupby("referral_id").size() > 1).any()
        found["month"] = month(found.day)
        found["referral_count"] = 1
        return found.drop(columns="day")

    def _named(self, shop: Shop) -> list[tuple[str, str]]:
        """Return whom each referral names, by contact and by address."""
        owners = {row["email"]: row["contact_id"] for row in shop.contacts}
        owners[""] = ""
        return [
            (row["referee_contact_id"], owners[row["referee_email"]])
            for row in shop.referrals
        ]

    def _frame(self, query: str) -> pd.DataFrame:
        with duckdb.connect(self.database, read_only=True) as connection:
            return connection.execute(query).df()

    def cohorts(self) -> pd.DataFrame:
        """Return customer → month of the first purchase, channel, survivor."""
        known = self._frame(
            "select customer_id, acquisition_channel as channel, lifecycle_stage"
            " from dim_customers join fct_lifecycle_history using (customer_id)"
            " where is_current"
        ).set_index("customer_id")
        found = pd.DataFrame({"first_order_month": month(self.first_days)})
        found["channel"] = known.channel
        found["is_survivor"] = ~known.lifecycle_stage.isin(DORMANT)
        return found

    def cells(self, survivors: bool) -> pd.DataFrame:
        cohorts = self.cohorts()
        grid = cohorts[["first_order_month", "channel"]].drop_duplicates()
        last = self.as_of.to_period("M")
        grid["month"] = grid.first_order_month.map(
            lambda first: list(pd.period_range(first, last))
        )
        if survivors:
            cohorts = cohorts[cohorts.is_survivor]
        rows = pd.concat(self.parts).merge(
            cohorts, left_on="customer", right_index=True
        )
        rows["month"] = rows[["month", "first_order_month"]].max(axis=1)
        sums = rows.groupby(KEYS)[MEASURES].sum()
        size = cohorts.groupby(KEYS[:2]).size().rename("customer_count")
        cells = grid.explode("month").join(size, on=KEYS[:2])
        cells = cells.join(sums, on=KEYS).fillna(0)
        return cells.set_index(KEYS).astype(float).round(2).sort_index()


@pytest.fixture(scope="module")
def case(dbt, tmp_path_factory):
    shop = random_shop(SEED, CUSTOMER_COUNT, AS_OF)
    database = built(shop, dbt, tmp_path_factory.mktemp("cohorts"), ["fct_cohorts"])
    return Expected(shop, str(database))


@pytest.mark.parametrize("survivors", [False, True], ids=["all", "survivors"])
def test_cells_are_those_of_a_data_frame(case, survivors):
    prefix = "survivor_" if survivors else ""
    columns = ", ".join(
        f"cast({prefix}{name} as double) as {name}"
        for name in ["customer_count", *MEASURES]
    )
    found = case._frame(
        "select first_order_month_date, acquisition_channel as channel,"
        f" month_start_date, {columns} from fct_cohorts"
    )
    found["first_order_month"] = month(pd.to_datetime(found.first_order_month_date))
    found["month"] = month(pd.to_datetime(found.month_start_date))
    expected = case.cells(survivors)
    assert (expected.sum() != 0).all(), "a measure is not tried"
    pd.testing.assert_frame_equal(
        found.set_index(KEYS).sort_index()[list(expected)], expected
    )


def test_an_age_is_its_month_less_that_of_the_first_purchase(case):
    rows = rows_of(
        case.database,
        "select first_order_month_date, month_start_date, age_months,"
        " is_month_complete from fct_cohorts",
    )
    as_of = case.as_of.date()
    for first, at_age, age, is_complete in rows:
        years = at_age.year - first.year
        assert age == 12 * years + at_age.month - first.month
        next_month = (at_age + timedelta(31)).replace(day=1)
        assert is_complete == (next_month - timedelta(1) <= as_of)
