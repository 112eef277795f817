"""Lines beside the goods that were bought: gift cards, fees, and lines taken back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.demo.baskets import Amounts
from scripts.demo.currencies import Rates
from scripts.demo.deliveries import Versions
from scripts.demo.knobs import Knobs
from scripts.demo.orders import PENDING, Orders
from scripts.demo.streams import Streams
from scripts.demo.systems import TILL
from scripts.demo.text import Ints, Times

GIFT_CARDS = (2_500, 5_000, 10_000)
FEE_CENTS = 290


@dataclass(frozen=True)
class Extras:
    """Further lines of each order, copies included; cents of its currency.

    Attributes:
        gift_cents: Gift card bought; 0 for none.
        fee_cents: Fee charged; 0 for none.
        removed_cents: Line that the first delivery has and the last one takes back; 0
            for none.
        product: Product of that line, the order's first.
        removed_at: When the source told that it is gone; NaT for none.
    """

    gift_cents: Ints
    fee_cents: Ints
    removed_cents: Ints
    product: Ints
    removed_at: Times


def draw_extras(
    streams: Streams,
    knobs: Knobs,
    rates: Rates,
    orders: Orders,
    amounts: Amounts,
    versions: Versions,
) -> Extras:
    """Draw the extra lines; a copy of an order repeats them.

    A line can be taken back only where an order comes as pending and once more.
    """
    rng, lines = streams.of("extra lines"), amounts.lines
    count, back = len(amounts.net_cents), orders.original
    rate = rates.at(orders.currency[:count], orders.ordered_at[:count])
    gift = np.where(
        rng.random(count) < knobs.gift_card_share, rng.choice(GIFT_CARDS, count), 0
    )
    fee = np.round(FEE_CENTS / rate).astype(np.int64)
    has_fee = (rng.random(count) < knobs.fee_share) & (orders.system[:count] != TILL)
    first = np.flatnonzero(lines.line_number == 1)
    settled = np.full(len(orders), np.datetime64("NaT", "s"))
    final = np.arange(len(versions.order)) >= len(orders)
    done = np.flatnonzero(final & (versions.status != PENDING))
    settled[versions.order[done]] = versions.recorded_at[done]
    was_open = np.zeros(len(orders), bool)
    was_open[versions.order[~final & (versions.status == PENDING)]] = True
    wrong = (rng.random(count) < knobs.removed_line_share)[back]
    wrong &= was_open & ~np.isnat(settled)
    return Extras(
        gift_cents=gift[back],
        fee_cents=np.where(has_fee, fee, 0)[back],
        removed_cents=np.where(wrong, lines.list_cents[first][back], 0),
        product=lines.product[first][back],
        removed_at=np.where(wrong, settled, np.datetime64("NaT", "s")),
    )
