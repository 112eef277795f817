"""Offers, and the coupons that redeem the discounts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.catalogue import CATEGORIES, Catalogue, product_ids
from scripts.demo.orders import DISCOUNTS
from scripts.demo.period import Period
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import LETTERS, SYSTEMS, WEB_SHOP
from scripts.demo.text import Floats, Texts, choose, take, texts

COUPONS = ("SAVE10", "SAVE15", "SAVE20", "SAVE30")
OFFER_IDS = texts([f"O{place + 1:02d}" for place in range(10)])
_TYPES = (
    "percent_off", "percent", "percentage", "percent_off", "free_shipping", "gift",
    "bundle", "voucher", "service", "guide",
)  # fmt: skip
_NAMES = (
    "10 % off", "15 % off", "20 % off", "30 % off", "Free delivery", "A gift beside it",
    "Two together", "10 off", "Assembly at home", "Buying guide",
)  # fmt: skip
_FACE = ("10", "15", "20", "30", "4.95", "12", "15", "10", "49", None)
_COST = (None, None, None, None, "4.10", "6", "9", "10", "35", "0.20")
_LEAST = (None, None, "40", "80", "25", "60", None, "50", None, None)
FREE_DELIVERY, BUNDLE = 4, 6


def coupons(discount: Floats, named: np.ndarray) -> Texts:
    """Return the coupon of each discounted order where it is named, else null."""
    place = _places(discount)
    return choose(named & (discount > 0), take(texts(COUPONS), place), None)


def coupon_offers(discount: Floats, named: np.ndarray) -> Texts:
    """Return the offer that the coupon redeems, else null."""
    return choose(named & (discount > 0), take(OFFER_IDS, _places(discount)), None)


def _places(discount: Floats) -> np.ndarray:
    return np.abs(discount[:, None] - np.array(DISCOUNTS)).argmin(axis=1)


def offers_table(streams: Streams, catalogue: Catalogue, period: Period) -> pa.Table:
    """Return the raw table: all offers are the web shop's."""
    rng, count = streams.of("offers"), len(OFFER_IDS)
    starts = period.first - rng.integers(1, 300, count).astype("timedelta64[D]")
    pair = np.flatnonzero(catalogue.partner >= 0)[:1]
    product = product_ids(np.full(len(pair), WEB_SHOP), pair, LETTERS).to_pylist()
    products: list[str | None] = [None] * count
    products[BUNDLE : BUNDLE + len(product)] = product
    categories: list[str | None] = [None] * count
    categories[-1] = list(CATEGORIES)[int(rng.integers(0, len(CATEGORIES)))]
    return pa.table(
        {
            "source_system": texts([SYSTEMS[WEB_SHOP].name] * count),
            "offer_id": OFFER_IDS,
            "offer_name": texts(_NAMES),
            "offer_type": texts(_TYPES),
            "face_value_amount": texts(_FACE),
            "cost_amount": texts(_COST),
            "product_id": texts(products),
            "category": texts(categories),
            "coupon_code": texts([*COUPONS, *[None] * (count - len(COUPONS))]),
            "minimum_spend_amount": texts(_LEAST),
            "starts_at": times(starts),
            "ends_at": times(np.full(count, "NaT", "datetime64[s]")),
            "recorded_at": times(np.repeat(period.first, count)),
        }
    )
