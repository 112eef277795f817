"""The raw table of orders."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import TAX, Amounts
from scripts.demo.currencies import CODES
from scripts.demo.deliveries import Versions
from scripts.demo.extra_lines import Extras
from scripts.demo.knobs import Knobs
from scripts.demo.orders import PENDING, Orders, sales_channels
from scripts.demo.rows import decimals, times
from scripts.demo.streams import Streams
from scripts.demo.systems import NAMES, TILL
from scripts.demo.text import Texts, choose, take, texts

LARGEST_MISMATCH_CENTS = 50


def orders_table(
    streams: Streams,
    knobs: Knobs,
    orders: Orders,
    amounts: Amounts,
    extras: Extras,
    versions: Versions,
    references: dict[str, Texts],
    courses: dict[str, pa.Array],
) -> pa.Table:
    """Return the raw table of orders, one row per delivery.

    A line that will be taken back is in the amounts of the pending delivery.

    Args:
        streams: The random streams of a part of the business.
        knobs: The share of orders that their lines miss.
        orders: The orders, copies included.
        amounts: The amounts of the originals.
        extras: Their extra lines, copies included.
        versions: The deliveries.
        references: Further columns, one entry per order.
        courses: Further columns, one entry per delivery.
    """
    rng = streams.of("order table")
    count, original = len(orders), orders.original
    miss = rng.integers(1, LARGEST_MISMATCH_CENTS, count) * rng.choice([-1, 1], count)
    has_miss = rng.random(count) < knobs.line_mismatch_share
    net = amounts.net_cents[original] + np.where(has_miss, miss, 0)
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
        "currency_code": choose(
            (orders.system == TILL) & (orders.currency == 0),
            None,
            take(texts(CODES), orders.currency),
        ),
        "sales_channel": sales_channels(orders.system),
        **references,
    }
    row = versions.order
    columns = {name: column.take(pa.array(row)) for name, column in plain.items()}
    more = np.where(versions.status == PENDING, extras.removed_cents[row], 0)
    net = np.maximum(net, 1)[row] + more
    shipping = amounts.shipping_cents[original][row]
    tax = amounts.tax_cents[original][row] + np.round(more * TAX).astype(np.int64)
    beside = (extras.gift_cents + extras.fee_cents)[row]
    columns["net_amount"] = decimals(net, 2)
    columns["discount_amount"] = decimals(amounts.discount_cents[original][row], 2)
    columns["shipping_amount"] = decimals(shipping, 2)
    columns["tax_amount"] = decimals(tax, 2)
    columns["total_amount"] = decimals(net + shipping + tax + beside, 2)
    columns["recorded_at"] = times(versions.recorded_at)
    return pa.table({**columns, **courses})
