"""The raw table of returns."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import Amounts
from scripts.demo.catalogue import RETURN_TENDENCY, Catalogue, product_ids
from scripts.demo.currencies import CODES
from scripts.demo.knobs import Knobs
from scripts.demo.orders import COMPLETED, Orders
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.rows import decimals, select, times
from scripts.demo.streams import Streams
from scripts.demo.systems import LETTERS, NAMES, TILL
from scripts.demo.text import Ints, Texts, choose, days, join, number, take, texts
from scripts.demo.workforce import store_ids, store_of


def returns_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    catalogue: Catalogue,
    orders: Orders,
    amounts: Amounts,
    account_ids: Texts,
) -> tuple[pa.Table, Ints]:
    """Return the raw table of returns, and the person of each.

    Goods of completed originals come back within some weeks; a few credit notes
    name the customer (contact or e-mail) instead of the order.

    Args:
        streams: The random streams of a part of the business.
        knobs: Shares of returns and of credit notes.
        period: The simulated period.
        persons: The persons.
        catalogue: The products.
        orders: Original orders.
        amounts: Their lines.
        account_ids: The account of each order, or null.
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
            "return_id": join("B", streams.part, number(numbers, 11)),
            "order_id": choose(is_note, None, take(orders.order_id, order)),
            "contact_id": choose(is_note, contact, None),
            "email": choose(
                is_note & ~has_contact & (orders.account[order] < 0), email, None
            ),
            "account_id": take(account_ids, order),
            "line_number": pa.compute.if_else(
                pa.array(is_note), None, pa.array(lines.line_number)
            ),
            "product_id": product_ids(orders.system[order], lines.product, LETTERS),
            "quantity": pa.array(lines.quantity),
            "refund_amount": decimals(lines.net_cents, 2),
            "returned_at": times(at),
            "currency_code": take(texts(CODES), orders.currency[order]),
            "store_id": choose(
                orders.system[order] == TILL,
                store_ids(store_of(orders.person[order])),
                None,
            ),
            "reason": take(
                texts(["size", "damaged", "not as described", "changed mind"]),
                rng.integers(0, 4, count),
            ),
            "recorded_at": times(period.recorded(at)),
        }
    )
    return table, orders.person[order]
