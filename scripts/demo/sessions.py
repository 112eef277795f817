"""Visits of the web shop: those with an order, and those that only look."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import FAVOURITE
from scripts.demo.campaign_runs import CLICKED, Events
from scripts.demo.campaigns import Campaigns, named_campaigns
from scripts.demo.catalogue import CATEGORIES
from scripts.demo.company import Company
from scripts.demo.fulfilment import session_ids
from scripts.demo.knobs import Knobs
from scripts.demo.orders import Orders
from scripts.demo.period import Period
from scripts.demo.persons import Persons, person_ids
from scripts.demo.purchases import Behaviour
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import ID_SPAN, NAMES, SYSTEMS, WEB_SHOP, Memberships
from scripts.demo.text import (
    Ints,
    Texts,
    Times,
    choose,
    days,
    join,
    nothing,
    number,
    take,
    texts,
)
from scripts.demo.world import World

SOURCES = (
    ("direct", "", ""), ("organic", "search", "organic"), ("paid", "search", "cpc"),
    ("social", "network", "social"), ("email", "newsletter", "email"),
)  # fmt: skip
EMAIL = 4
SOURCE_CHANCES = (0.35, 0.3, 0.15, 0.12, 0.08)
DEVICES = texts(["desktop", "mobile", "tablet"])
COOKIE_KNOWN, SEARCHES = 0.8, 0.2


def cookies(persons: Persons, person: Ints) -> Texts:
    """Return the cookie of each person's browser."""
    return join("ck-", number(persons.number[person] * 7_919 + 104_729, 12))


def cookies_table(
    streams: Streams,
    period: Period,
    persons: Persons,
    members: Memberships,
    ids: Texts,
) -> pa.Table:
    """Return the identifiers that tie cookies to the registrations of the web shop."""
    rng = streams.of("cookies")
    known = rng.random(len(members.person)) < COOKIE_KNOWN
    rows = np.flatnonzero(known & (members.system == WEB_SHOP) & ~members.is_second)
    seen = members.since[rows]
    return pa.table(
        {
            "source_system": take(NAMES, members.system[rows]),
            "contact_id": take(ids, rows),
            "identifier_type": texts(["cookie_id"] * len(rows)),
            "identifier_value": cookies(persons, members.person[rows]),
            "seen_at": times(seen),
            "recorded_at": times(period.recorded(seen)),
        }
    )


def sessions_table(
    company: Company, streams: Streams, world: World, orders: Orders, events: Events
) -> tuple[pa.Table, pa.Table]:
    """Return the raw sessions, and whose each is.

    Args:
        company: The campaigns, the rate of visits and the share of visitors.
        streams: The block's random streams.
        world: The persons and their registrations.
        orders: Original orders.
        events: What happened in campaigns: a click is a visit.
    """
    knobs, period, campaigns = company.knobs, company.period, company.campaigns
    persons, members, ids = world.persons, world.members, world.ids
    behaviour, tastes = world.behaviour, world.tastes
    rng = streams.of("sessions")
    in_shop = np.flatnonzero(orders.system == WEB_SHOP)
    looks, at = _looks(rng, knobs, period, behaviour, members)
    clicks = np.flatnonzero(events.kind == CLICKED)
    person = np.concatenate(
        [
            orders.person[in_shop],
            members.person[looks],
            members.person[events.member[clicks]],
        ]
    )
    count, looking = len(person), len(looks)
    placed = len(in_shop)
    minutes = days(rng.exponential(12.0, placed) / 1440 + 0.001)
    begins = np.maximum(orders.ordered_at[in_shop] - minutes, period.first)
    begins = np.concatenate([begins, at, events.at[clicks]])
    by_cookie = rng.random(looking) < knobs.visitor_session_share
    contact = pa.concat_arrays(
        [
            take(orders.contact_id, in_shop),
            choose(by_cookie, None, take(ids, looks)),
            take(ids, events.member[clicks]),
        ]
    )
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(count - placed)
    session_id = pa.concat_arrays(
        [take(session_ids(orders), in_shop), join("VL", number(numbers, 11))]
    )
    source = rng.choice(len(SOURCES), count, p=SOURCE_CHANCES)
    source[placed + looking :] = EMAIL
    campaign = np.full(count, -1)
    campaign[:placed] = _own(campaigns, orders.campaign[in_shop])
    campaign[placed + looking :] = events.campaign[clicks]
    source[campaign >= 0] = EMAIL
    category = tastes[person, (rng.random(count) > FAVOURITE).astype(np.int64)]
    words = texts([name.lower() for name in CATEGORIES])
    searches = rng.random(count) < SEARCHES
    order_id = pa.concat_arrays(
        [take(orders.order_id, in_shop), nothing(count - placed)]
    )
    group, site, medium = (
        take(texts([s[place] or None for s in SOURCES]), source) for place in range(3)
    )
    cookie = cookies(persons, person)
    table = pa.table(
        {
            "source_system": texts([SYSTEMS[WEB_SHOP].name] * count),
            "session_id": session_id,
            "contact_id": contact,
            "identifier_type": texts(["cookie_id"] * count),
            "identifier_value": cookie,
            "started_at": times(begins),
            "channel_group": group,
            "source": site,
            "medium": medium,
            "campaign_id": named_campaigns(campaigns, campaign),
            "landing_page": join("/", take(words, category)),
            "device_type": take(DEVICES, (rng.random(count) ** 2 * 3).astype(np.int64)),
            "page_count": pa.array(1 + rng.poisson(np.where(campaign >= 0, 3, 5))),
            "search_text": choose(searches, take(words, category), None),
            "order_id": order_id,
            "recorded_at": times(period.recorded(begins)),
        }
    )
    truth = pa.table(
        {
            "source_system": table["source_system"],
            "session_id": session_id,
            "person_id": person_ids(persons.number[person]),
        }
    )
    return table, truth


def _own(campaigns: Campaigns, campaign: Ints) -> Ints:
    """Keep the campaigns that the web shop runs itself."""
    if not len(campaigns):
        return campaign
    in_shop = campaigns.system[np.maximum(campaign, 0)] == WEB_SHOP
    return np.where(in_shop, campaign, -1)


def _looks(
    rng: np.random.Generator,
    knobs: Knobs,
    period: Period,
    behaviour: Behaviour,
    members: Memberships,
) -> tuple[Ints, Times]:
    """Draw visits without an order while a registered person is still a customer."""
    rows = np.flatnonzero((members.system == WEB_SHOP) & ~members.is_second)
    visits = np.repeat(rows, rng.poisson(knobs.session_rate, len(rows)))
    begin = members.since[visits]
    end = np.fmax(
        begin, np.fmin(behaviour.dropped_at[members.person[visits]], period.last)
    )
    share = rng.random(len(visits))
    at = begin + ((end - begin).astype(np.int64) * share).astype("timedelta64[s]")
    return visits, at
