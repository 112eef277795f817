"""Attributes of contacts: what was stated, observed or bought in."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.catalogue import CATEGORIES
from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, NAMES, TILL, WEB_SHOP, Memberships
from scripts.demo.text import Floats, Ints, Texts, Times, days, take, texts

TIERS = texts(["bronze", "silver", "gold"])
PREFERRED = texts(["email", "phone", "mail", "app"])
INCOMES = texts(["low", "middle", "high"])
SIZES = texts(["1", "2", "3", "4", "5"])
DELIVERIES = texts(["home", "pickup", "evening"])
PAYMENTS = texts(["card", "invoice", "wallet"])
TAGS = texts(["press", "newsletter 2019", "fair visitor"])
NEVER, DAY = np.datetime64("NaT", "s"), np.timedelta64(1, "D")
ENDS_SHARE = 0.1


def attributes_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    members: Memberships,
    ids: Texts,
    tastes: Ints,
    rate: Floats,
) -> pa.Table:
    """Return the raw table: one value per contact and kind, some ended later.

    Stated interests are mostly the favourite category; the loyalty tier follows the
    true purchase rate.

    Args:
        streams: The block's random streams.
        knobs: Shares of attributes and of true interests.
        period: The simulated period.
        members: The registrations.
        ids: Their contact ids.
        tastes: Favourite categories, shape (persons, 2).
        rate: True purchase rate of each person.
    """
    rng, count = streams.of("attributes"), len(members.person)
    lucky = rng.random((8, count)) < knobs.attribute_share
    person, system = members.person, members.system
    honest = rng.random(count) < knobs.interest_true_share
    other = rng.integers(0, len(CATEGORIES), count)
    interest = np.where(honest, tastes[person, 0], other)
    tier = np.searchsorted((0.008, 0.03), rate[person])
    any_of = rng.random((6, count))
    in_crm, in_shop = system == CRM, system == WEB_SHOP
    categories = texts(list(CATEGORIES))
    kinds = (
        ("loyalty_tier", "observed", system == TILL, TIERS, tier),
        ("interest", "stated", lucky[0] & (in_shop | in_crm), categories, interest),
        ("interest", "behaviour", lucky[1] & in_shop & ~lucky[0], categories,
         tastes[person, 0]),
        ("preferred_channel", "form", lucky[2] & in_crm, PREFERRED,
         _pick(any_of[0], PREFERRED)),
        ("income_band", "third_party", lucky[3] & in_crm, INCOMES,
         _pick(any_of[1], INCOMES)),
        ("household_size", "declared", lucky[4] & in_crm, SIZES,
         _pick(any_of[2], SIZES)),
        ("delivery", "learned", lucky[5] & in_shop, DELIVERIES,
         _pick(any_of[3], DELIVERIES)),
        ("payment", "observed", lucky[6] & in_shop, PAYMENTS,
         _pick(any_of[4], PAYMENTS)),
        ("Tag", "imported", lucky[7] & in_crm, TAGS, _pick(any_of[5], TAGS)),
    )  # fmt: skip
    parts = []
    for name, origin, mask, words, place in kinds:
        rows = np.flatnonzero(mask)
        stated = members.since[rows] + days(rng.exponential(20.0, len(rows)))
        stated = np.minimum(stated, period.last)
        ended = stated + days(rng.uniform(30, 400, len(rows)))
        ends = (rng.random(len(rows)) < ENDS_SHARE) & (ended < period.last - DAY)
        columns = {
            "source_system": take(NAMES, system[rows]),
            "contact_id": take(ids, rows),
            "attribute": texts([name] * len(rows)),
            "value": take(words, place[rows]),
            "origin": texts([origin] * len(rows)),
            "stated_at": times(stated),
        }
        parts.append(_version(columns, np.full(len(rows), NEVER), stated, period))
        gone = pa.table(columns).take(pa.array(np.flatnonzero(ends)))
        last = {column: gone[column] for column in gone.column_names}
        parts.append(_version(last, ended[ends], ended[ends], period))
    return pa.concat_tables(parts)


def _pick(luck: Floats, options: Texts) -> Ints:
    return (luck * len(options)).astype(np.int64)


def _version(
    columns: dict[str, pa.Array], ended: Times, seen: Times, period: Period
) -> pa.Table:
    """Return a delivery of attributes."""
    recorded = times(period.recorded(seen))
    return pa.table({**columns, "ended_at": times(ended), "recorded_at": recorded})
