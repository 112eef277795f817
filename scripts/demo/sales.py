"""Sales of one part of the business: orders with their lines and returns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import Amounts, fill_baskets
from scripts.demo.campaigns import campaigns_of_orders
from scripts.demo.company import Company
from scripts.demo.damage import as_text
from scripts.demo.deliveries import copy_to_web_shop, deliver
from scripts.demo.extra_lines import draw_extras
from scripts.demo.fulfilment import draw_fulfilment, fulfilment_columns
from scripts.demo.line_tables import lines_table
from scripts.demo.offers import coupon_offers
from scripts.demo.order_tables import orders_table
from scripts.demo.orders import Orders
from scripts.demo.persons import Persons
from scripts.demo.returns import returns_table
from scripts.demo.rows import stack
from scripts.demo.streams import Streams
from scripts.demo.systems import WEB_SHOP
from scripts.demo.text import Floats, Ints, Texts, choose, nothing, take


@dataclass(frozen=True)
class Sales:
    """What one part of the business sold.

    Attributes:
        placed: Original orders.
        orders: The same, then the copies that a second system delivers.
        amounts: Lines and amounts of the originals.
        raw: Raw tables of orders, lines and returns.
        returner: Person of each return.
    """

    placed: Orders
    orders: Orders
    amounts: Amounts
    raw: dict[str, pa.Table]
    returner: Ints


def sell(
    company: Company,
    streams: Streams,
    persons: Persons,
    placed: Orders,
    tastes: Ints,
    elasticity: Floats,
    account_ids: Texts,
) -> Sales:
    """Fill the orders, deliver them and take some goods back.

    Args:
        company: What all blocks share.
        streams: The random streams of this part of the business.
        persons: The persons.
        placed: Original orders.
        tastes: Favourite categories of the persons.
        elasticity: Their elasticity of units to the price.
        account_ids: Ids of the accounts.
    """
    knobs, period = company.knobs, company.period
    amounts = fill_baskets(
        streams, knobs, company.catalogue, company.rates, placed, tastes, elasticity
    )
    orders = copy_to_web_shop(streams, knobs, period, persons, placed)
    ways = draw_fulfilment(streams, knobs, orders)
    versions = deliver(streams, knobs, period, orders, ways.arrived_at)
    extras = draw_extras(streams, knobs, company.rates, orders, amounts, versions)
    account_id = accounts_of(orders, account_ids)
    offer_id = coupon_offers(orders.discount, ways.has_coupon)
    references = {
        "account_id": account_id,
        "campaign_id": campaigns_of_orders(company.campaigns, orders),
    }
    courses = fulfilment_columns(streams, persons, orders, ways, versions)
    returns, returner = returns_table(
        streams, knobs, period, persons, company.catalogue, placed, amounts, account_id
    )
    raw = {
        "orders": as_text(
            orders_table(
                streams, knobs, orders, amounts, extras, versions, references, courses
            )
        ),
        "order_lines": lines_table(
            streams, knobs, orders, amounts, extras,
            choose(orders.system == WEB_SHOP, offer_id, None),
        ),
        "returns": returns,
    }  # fmt: skip
    return Sales(placed, orders, amounts, raw, returner)


def accounts_of(orders: Orders, account_ids: Texts) -> Texts:
    """Return the account of each order, null for private persons."""
    if not len(account_ids):
        return nothing(len(orders))
    named = take(account_ids, np.maximum(orders.account, 0))
    return choose(orders.account >= 0, named, None)


def placed_orders(sales: list[Sales]) -> Orders:
    """Return the original orders of all parts of the business."""
    orders = reduce(stack, [part.placed for part in sales])
    return replace(orders, original=np.arange(len(orders)))


def first_products(sales: list[Sales]) -> Ints:
    """Return the first product of each of these orders."""
    products = []
    for part in sales:
        lines = part.amounts.lines
        products.append(lines.product[np.flatnonzero(lines.line_number == 1)])
    return np.concatenate(products)
