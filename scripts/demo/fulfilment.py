"""Payment, delivery and the people and visits behind each order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.addresses import describe
from scripts.demo.deliveries import Versions
from scripts.demo.knobs import Knobs
from scripts.demo.offers import coupons
from scripts.demo.orders import CANCELLED, COMPLETED, PENDING, Orders
from scripts.demo.persons import Persons
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import CALL_CENTRE, CRM, TILL, WEB_SHOP
from scripts.demo.text import Bools, Ints, Texts, Times, choose, days, join, take, texts
from scripts.demo.workforce import owners, pick_employees, store_ids, store_of

METHODS = ("standard", "express", "pickup")
PROMISED_DAYS = np.array([4.0, 2.0, 1.0])
NET_DAYS = 30
PAYMENTS = ("card", "invoice", "wallet", "cash")
INVOICE = 1
NEVER = np.datetime64("NaT", "s")
# How each system writes completed, cancelled and pending.
STATUS_WORDS = texts(
    [
        "complete", "canceled", "processing",
        "delivered", "voided", "on_hold",
        "completed", "cancelled", "pending",
        "shipped", "cancelled", "open",
        "Closed", "Voided", "New",
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Fulfilment:
    """How each order is paid and delivered, copies included.

    Attributes:
        payment: Position in ``PAYMENTS``.
        method: Position in ``METHODS``.
        promised_at: Promised arrival; NaT where nothing is shipped.
        arrived_at: Arrival; NaT where nothing is shipped or the order is cancelled.
        due_at: When an invoice is due; NaT for other payments.
        paid_at: Payment; NaT for cancelled orders.
        coupon: Named coupon or null.
        has_coupon: Whether a coupon is named, if the order has a discount.
    """

    payment: Ints
    method: Ints
    promised_at: Times
    arrived_at: Times
    due_at: Times
    paid_at: Times
    coupon: Texts
    has_coupon: Bools


def draw_fulfilment(streams: Streams, knobs: Knobs, orders: Orders) -> Fulfilment:
    """Draw payment and delivery of all orders; a copy repeats its original."""
    rng, count = streams.of("fulfilment"), int(orders.original.max(initial=-1)) + 1
    at, system = orders.ordered_at[:count], orders.system[:count]
    shipped = system != TILL
    method = rng.choice(len(METHODS), count, p=(0.8, 0.15, 0.05))
    promised = at + days(PROMISED_DAYS[method])
    late = rng.random(count) < knobs.late_delivery_share
    early = PROMISED_DAYS[method] * rng.uniform(0.3, 1.0, count)
    wait = np.where(late, PROMISED_DAYS[method] + rng.gamma(2.0, 2.0, count) + 1, early)
    is_good = orders.status[:count] == COMPLETED
    in_store = rng.choice([0, 3], count)
    payment = np.where(shipped, rng.integers(0, 3, count), in_store)
    payment = np.where(orders.account[:count] >= 0, INVOICE, payment)
    billed = payment == INVOICE
    due = at + days(np.full(count, NET_DAYS))
    slow = rng.random(count) < knobs.late_payment_share
    paid_after = NET_DAYS * rng.uniform(0.2, 1.0, count)
    paid_after = np.where(slow, NET_DAYS + rng.gamma(2.0, 8.0, count), paid_after)
    paid = np.where(billed, at + days(paid_after), at)
    named = rng.random(count) < knobs.coupon_share
    back = orders.original
    return Fulfilment(
        payment=payment[back],
        method=method[back],
        promised_at=np.where(shipped, promised, NEVER)[back],
        arrived_at=np.where(shipped & is_good, at + days(wait), NEVER)[back],
        due_at=np.where(billed, due, NEVER)[back],
        paid_at=np.where(is_good, paid, NEVER)[back],
        coupon=coupons(orders.discount, named[back]),
        has_coupon=named[back],
    )


def session_ids(orders: Orders) -> Texts:
    """Return the visit in which each order of the web shop was placed, else null."""
    in_shop = (orders.system == WEB_SHOP) & (orders.original == np.arange(len(orders)))
    return choose(in_shop, join("V", orders.order_id), None)


def fulfilment_columns(
    streams: Streams,
    persons: Persons,
    orders: Orders,
    ways: Fulfilment,
    versions: Versions,
) -> dict[str, pa.Array]:
    """Return the columns of the deliveries; none tells what happened after it."""
    rng = streams.of("fulfilment table")
    store = store_of(orders.person)
    seller = choose(
        orders.account >= 0,
        owners(np.maximum(orders.account, 0)),
        pick_employees(rng, orders.system, store),
    )
    sold = np.isin(orders.system, (TILL, CALL_CENTRE, CRM))
    moved = persons.moved_at[orders.person] <= orders.ordered_at
    home = np.where(
        moved, persons.new_address[orders.person], persons.address[orders.person]
    )
    shipped = ~np.isnat(ways.promised_at)
    where = describe(home)
    plain = {
        "store_id": choose(orders.system == TILL, store_ids(store), None),
        "salesperson_id": choose(sold, seller, None),
        "coupon_code": ways.coupon,
        "session_id": session_ids(orders),
        "payment_method": take(texts(PAYMENTS), ways.payment),
        "payment_due_at": times(ways.due_at),
        "delivery_method": choose(shipped, take(texts(METHODS), ways.method), None),
        "promised_at": times(ways.promised_at),
        **{
            f"ship_{name}": choose(shipped, where[name], None)
            for name in ("postal_code", "region", "country_code")
        },
    }
    rows = pa.array(versions.order)
    columns = {name: column.take(rows) for name, column in plain.items()}
    is_open = versions.status == PENDING
    for name, moment in (("paid_at", ways.paid_at), ("delivered_at", ways.arrived_at)):
        then = moment[versions.order]
        columns[name] = times(
            np.where((then <= versions.recorded_at) & ~is_open, then, NEVER)
        )
    placed = orders.ordered_at[versions.order]
    ended = np.maximum(placed, versions.recorded_at - np.timedelta64(8, "h"))
    is_off = versions.status == CANCELLED
    columns["cancelled_at"] = times(np.where(is_off, ended, NEVER))
    word = orders.system[versions.order] * 3 + versions.status
    silent = (orders.system[versions.order] == TILL) & (versions.status == COMPLETED)
    columns["status"] = choose(silent, None, take(STATUS_WORDS, word))
    return columns
