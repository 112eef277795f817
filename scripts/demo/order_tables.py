"""The raw tables of orders, their lines and returns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import Amounts, Lines
from scripts.demo.catalogue import RETURN_TENDENCY, Catalogue, product_ids
from scripts.demo.currencies import CODES
from scripts.demo.deliveries import Versions
from scripts.demo.knobs import Knobs
from scripts.demo.orders import COMPLETED, STATUSES, Orders, sales_channels
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.rows import decimals, select, times
from scripts.demo.streams import Streams
from scripts.demo.systems import LETTERS, NAMES, TILL
from scripts.demo.text import Ints, choose, days, join, number, take, texts

PAYMENTS = ("card", "invoice", "wallet", "cash")
LARGEST_MISMATCH_CENTS = 50


def orders_table(
    streams: Streams, knobs: Knobs, orders: Orders, amounts: Amounts, versions: Versions
) -> pa.Table:
    """Return the raw table of orders, one row per delivery."""
    rng = streams.of("order table")
    count, original = len(orders), orders.original
    miss = rng.integers(1, LARGEST_MISMATCH_CENTS, count) * rng.choice([-1, 1], count)
    has_miss = rng.random(count) < knobs.line_mismatch_share
    net = amounts.net_cents[original] + np.where(has_miss, miss, 0)
    net = np.maximum(net, 1)
    shipping, tax = amounts.shipping_cents[original], amounts.tax_cents[original]
    currency = take(texts(CODES), orders.currency)
    in_store = orders.system == TILL
    payment = np.where(in_store, rng.choice([0, 3], count), rng.integers(0, 3, count))
    store = join("S", number(orders.person * 31 % 12 + 1, 2))
    plain = {
        "source_system": take(NAMES, orders.system),
        "order_id": orders.order_id,
        "contact_id": orders.contact_id,
        "email": orders.email,
        "phone": orders.phone,
        "identifier_type": choose(
            orders.loyalty_card.is_valid().to_numpy(False), "loyalty_card", None
        ),
        "identifier_value": orders.loyalty_card,
        "origin_order_id": orders.origin_order_id,
        "ordered_at": times(orders.ordered_at),
        "currency_code": choose(in_store & (orders.currency == 0), None, currency),
        "net_amount": decimals(net, 2),
        "discount_amount": decimals(amounts.discount_cents[original], 2),
        "shipping_amount": decimals(shipping, 2),
        "tax_amount": decimals(tax, 2),
        "total_amount": decimals(net + shipping + tax, 2),
        "sales_channel": sales_channels(orders.system),
        "store_id": choose(in_store, store, None),
        "payment_method": take(texts(PAYMENTS), payment),
    }
    rows = pa.array(versions.order)
    columns = {name: column.take(rows) for name, column in plain.items()}
    status = take(texts(STATUSES), versions.status)
    silent = in_store[versions.order] & (versions.status == COMPLETED)
    columns["status"] = choose(silent, None, status)
    columns["recorded_at"] = times(versions.recorded_at)
    return pa.table(columns)


def lines_table(
    streams: Streams, knobs: Knobs, orders: Orders, amounts: Amounts
) -> pa.Table:
    """Return the raw table of lines: goods, and a shipping line where charged.

    The lines of an order come with its first delivery; copies have their own, with
    the product ids of their system.
    """
    rng = streams.of("line table")
    has_lines = rng.random(len(orders)) >= knobs.no_lines_share
    goods, owner = _lines_of(orders, amounts.lines, has_lines)
    own_cost = rng.random(len(owner)) < knobs.line_cost_share
    table = pa.table(
        {
            **_line_keys(orders, owner, goods.line_number),
            "line_type": texts(["goods"] * len(owner)),
            "product_id": product_ids(orders.system[owner], goods.product, LETTERS),
            "quantity": pa.array(goods.quantity),
            "net_amount": decimals(goods.net_cents, 2),
            "list_price": decimals(goods.list_cents, 2),
            "discount_amount": decimals(goods.discount_cents, 2),
            "unit_cost": pa.compute.if_else(
                pa.array(own_cost), decimals(goods.cost_cents, 2), None
            ),
        }
    )
    charged = amounts.shipping_cents[orders.original]
    ships = np.flatnonzero(has_lines & (charged > 0))
    last = np.bincount(owner, minlength=len(orders))[ships]
    shipping = pa.table(
        {
            **_line_keys(orders, ships, last + 1),
            "line_type": texts(["shipping"] * len(ships)),
            "quantity": pa.array(np.ones(len(ships), np.int64)),
            "net_amount": decimals(charged[ships], 2),
        }
    )
    return pa.concat_tables([table, shipping], promote_options="default")


def _line_keys(orders: Orders, owner: Ints, line: Ints) -> dict[str, pa.Array]:
    return {
        "source_system": take(NAMES, orders.system[owner]),
        "order_id": take(orders.order_id, owner),
        "line_number": pa.array(line),
        "recorded_at": times(orders.recorded_at[owner]),
    }


def _lines_of(
    orders: Orders, lines: Lines, has_lines: np.ndarray
) -> tuple[Lines, Ints]:
    """Return the lines of all orders, copies included, and the order each is of."""
    sizes = np.bincount(lines.order)
    begins = np.cumsum(sizes) - sizes
    owners = np.flatnonzero(has_lines)
    count = sizes[orders.original[owners]]
    owner = np.repeat(owners, count)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return select(lines, begins[orders.original[owner]] + within), owner


def returns_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    catalogue: Catalogue,
    orders: Orders,
    amounts: Amounts,
) -> tuple[pa.Table, Ints]:
    """Return the raw table of returns, and the person of each.

    Goods of completed originals come back within some weeks; a few credit notes
    name the customer (contact or e-mail) instead of the order.
    """
    rng, lines = streams.of("returns"), amounts.lines
    chance = np.array(RETURN_TENDENCY)[catalogue.category[lines.product]]
    back = rng.random(len(chance)) < chance * knobs.return_share
    back &= orders.status[lines.order] == COMPLETED
    wait = days(rng.gamma(4.0, 4.0, len(chance)) + 1)
    at = orders.ordered_at[lines.order] + wait
    rows = np.flatnonzero(back & (at <= period.last))
    rows = rows[np.argsort(at[rows], kind="stable")]
    lines, at, order = select(lines, rows), at[rows], lines.order[rows]
    count = len(rows)
    is_note = rng.random(count) < knobs.credit_note_share
    contact = take(orders.contact_id, order)
    email = take(persons.email, orders.person[order])
    has_contact = contact.is_valid().to_numpy(False)
    system = take(NAMES, orders.system[order])
    numbers = streams.block * 10_000_000 + 1 + np.arange(count)
    table = pa.table(
        {
            "source_system": system,
            "return_id": join("B", number(numbers, 11)),
            "order_id": choose(is_note, None, take(orders.order_id, order)),
            "contact_id": choose(is_note, contact, None),
            "email": choose(is_note & ~has_contact, email, None),
            "line_number": pa.compute.if_else(
                pa.array(is_note), None, pa.array(lines.line_number)
            ),
            "product_id": product_ids(orders.system[order], lines.product, LETTERS),
            "quantity": pa.array(lines.quantity),
            "refund_amount": decimals(lines.net_cents, 2),
            "returned_at": times(at),
            "currency_code": take(texts(CODES), orders.currency[order]),
            "reason": take(
                texts(["size", "damaged", "not as described", "changed mind"]),
                rng.integers(0, 4, count),
            ),
            "recorded_at": times(period.recorded(at)),
        }
    )
    return table, orders.person[order]
