"""Deliveries: orders that two systems deliver, and orders delivered repeatedly."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from scripts.demo.contact_points import write_emails
from scripts.demo.knobs import Knobs
from scripts.demo.orders import CANCELLED, COMPLETED, PENDING, Orders
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.rows import select, stack
from scripts.demo.streams import Streams
from scripts.demo.systems import MARKETPLACE, TILL, WEB_SHOP, numbered
from scripts.demo.text import Ints, Times, choose, join, nothing, number


def copy_to_web_shop(
    streams: Streams, knobs: Knobs, period: Period, persons: Persons, orders: Orders
) -> Orders:
    """Add the marketplace orders that the web shop delivers too, a day later.

    Original and copy carry the marketplace's id as ``origin_order_id``; the copy
    names its customer by e-mail only.
    """
    rng = streams.of("copies")
    lucky = rng.random(len(orders)) < knobs.two_system_share
    copied = lucky & (orders.system == MARKETPLACE)
    origin = choose(copied, orders.order_id, None)
    orders = replace(orders, origin_order_id=origin)
    rows = np.flatnonzero(copied)
    numbers = numbered(np.full(len(rows), WEB_SHOP), streams.block)
    base = select(orders, rows)
    copies = replace(
        base,
        system=np.full(len(rows), WEB_SHOP),
        order_id=join("WM", streams.part, number(numbers, 11)),
        recorded_at=period.recorded(base.recorded_at),
        contact_id=nothing(len(rows)),
        email=write_emails(rng, knobs, persons, base.person)
        if len(rows)
        else nothing(0),
        phone=nothing(len(rows)),
        loyalty_card=nothing(len(rows)),
    )
    return stack(orders, copies)


@dataclass(frozen=True)
class Versions:
    """Deliveries of orders.

    Attributes:
        order: Position of the order.
        status: Status in this delivery.
        recorded_at: When the extract saw it.
    """

    order: Ints
    status: Ints
    recorded_at: Times


def deliver(
    streams: Streams, knobs: Knobs, period: Period, orders: Orders, arrived_at: Times
) -> Versions:
    """Return all deliveries: some orders come as pending first, then as they end.

    An order whose final status would be seen after the period stays pending. Every
    cancelled order, save at the till, was pending once. Some completed orders come
    again when the goods have arrived.

    Args:
        streams: The block's random streams.
        knobs: Shares of orders delivered more than once.
        period: The simulated period.
        orders: The orders, copies included.
        arrived_at: When the goods of each order arrive; NaT where nothing is shipped.
    """
    rng = streams.of("versions")
    twice = rng.random(len(orders)) < knobs.redelivered_share
    twice |= orders.status == CANCELLED
    twice &= orders.system != TILL
    settled = period.recorded(orders.recorded_at, rng.uniform(1, 6, len(orders)))
    too_late = period.last - np.timedelta64(1, "s")
    open_at_end = twice & (settled >= too_late)
    first = Versions(
        order=np.arange(len(orders)),
        status=np.where(twice, PENDING, orders.status),
        recorded_at=orders.recorded_at,
    )
    rows = np.flatnonzero(twice & ~open_at_end)
    last = Versions(rows, orders.status[rows], settled[rows])
    tracked = streams.of("tracking").random(len(orders)) < knobs.tracked_share
    tracked &= ~twice & ~np.isnat(arrived_at) & (orders.status == COMPLETED)
    seen = period.recorded(np.fmax(arrived_at, orders.recorded_at))
    rows = np.flatnonzero(tracked & (seen < too_late))
    arrived = Versions(rows, orders.status[rows], seen[rows])
    return stack(stack(first, last), arrived)
