"""The raw table of order lines."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import Amounts, Lines
from scripts.demo.catalogue import product_ids
from scripts.demo.extra_lines import Extras
from scripts.demo.knobs import Knobs
from scripts.demo.orders import Orders
from scripts.demo.rows import decimals, select, times
from scripts.demo.streams import Streams
from scripts.demo.systems import LETTERS, NAMES
from scripts.demo.text import Ints, Texts, Times, take, texts


def lines_table(
    streams: Streams,
    knobs: Knobs,
    orders: Orders,
    amounts: Amounts,
    extras: Extras,
    offer_ids: Texts,
) -> pa.Table:
    """Return the raw table of lines: goods, then delivery, fee and gift card.

    The lines of an order come with its first delivery; copies have their own, with
    the product ids of their system. A line that is taken back comes again later, with
    quantity 0.

    Args:
        streams: The random streams of a part of the business.
        knobs: Shares of orders without lines and of lines with a cost.
        orders: The orders, copies included.
        amounts: The amounts of the originals.
        extras: The extra lines, copies included.
        offer_ids: Offer that each order redeems, or null.
    """
    rng = streams.of("line table")
    has_lines = rng.random(len(orders)) >= knobs.no_lines_share
    goods, owner = _lines_of(orders, amounts.lines, has_lines)
    own_cost = rng.random(len(owner)) < knobs.line_cost_share
    table = pa.table(
        {
            **_line_keys(orders, owner, goods.line_number),
            "line_type": take(texts(["goods", "product"]), (owner % 9 == 0) * 1),
            "product_id": product_ids(orders.system[owner], goods.product, LETTERS),
            "quantity": pa.array(goods.quantity),
            "net_amount": decimals(goods.net_cents, 2),
            "list_price": decimals(goods.list_cents, 2),
            "discount_amount": decimals(goods.discount_cents, 2),
            "unit_cost": pa.compute.if_else(
                pa.array(own_cost), decimals(goods.cost_cents, 2), None
            ),
            "offer_id": take(offer_ids, owner),
        }
    )
    last = np.bincount(owner, minlength=len(orders))
    charged = amounts.shipping_cents[orders.original]
    tables = [table]
    for place, (kind, cents) in enumerate(
        (
            ("shipping", charged),
            ("fee", extras.fee_cents),
            ("gift_card", extras.gift_cents),
        )
    ):
        rows = np.flatnonzero(has_lines & (cents > 0))
        word = texts([kind]) if kind != "gift_card" else texts(["gift_card", "voucher"])
        tables.append(
            pa.table(
                {
                    **_line_keys(orders, rows, last[rows] + 1 + place),
                    "line_type": take(word, rows % len(word)),
                    "quantity": pa.array(np.ones(len(rows), np.int64)),
                    "net_amount": decimals(cents[rows], 2),
                }
            )
        )
    rows = np.flatnonzero(has_lines & (extras.removed_cents > 0))
    removed = extras.removed_at[rows]
    for recorded, units in ((orders.recorded_at[rows], 1), (removed, 0)):
        tables.append(_removed(orders, extras, rows, last[rows] + 4, recorded, units))
    return pa.concat_tables(tables, promote_options="default")


def _removed(
    orders: Orders, extras: Extras, rows: Ints, line: Ints, recorded: Times, units: int
) -> pa.Table:
    """Return one delivery of the lines that are taken back."""
    return pa.table(
        {
            **_line_keys(orders, rows, line),
            "recorded_at": times(recorded),
            "line_type": texts(["goods"] * len(rows)),
            "product_id": product_ids(
                orders.system[rows], extras.product[rows], LETTERS
            ),
            "quantity": pa.array(np.full(len(rows), units)),
            "net_amount": decimals(extras.removed_cents[rows] * units, 2),
            "list_price": decimals(extras.removed_cents[rows], 2),
        }
    )


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
