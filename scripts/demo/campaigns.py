"""Campaigns: what is planned, and the lift that each really has."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.knobs import Knobs
from scripts.demo.offers import OFFER_IDS
from scripts.demo.orders import Orders
from scripts.demo.period import Period
from scripts.demo.rows import decimals, times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, NAMES, WEB_SHOP
from scripts.demo.text import (
    Floats,
    Ints,
    Texts,
    Times,
    choose,
    join,
    nothing,
    number,
    take,
    texts,
)

DAYS = 28
LAPSED_AUDIENCE = "aud_valuable_at_risk"
FIRST_PLACE, LAST_PLACE = 0.15, 0.93


@dataclass(frozen=True)
class Kind:
    """A kind of campaign.

    Attributes:
        name: First word of its campaigns' names.
        goal: Goal as the tool writes it.
        channel: Channel as the tool writes it.
        system: Position of the system that runs it.
        effect: True lift against that of the knob.
        offer: Position of the offer; −1 for none.
        lapsed_only: Whether only those are reached who have not bought for long.
        contact_cents: Cost of reaching one contact.
    """

    name: str
    goal: str
    channel: str
    system: int
    effect: float
    offer: int
    lapsed_only: bool
    contact_cents: int


KINDS = (
    Kind("Season", "sell", "email", WEB_SHOP, 1.0, 2, False, 2),
    Kind("News", "inform", "newsletter", WEB_SHOP, 0.0, 9, False, 2),
    Kind("Catalogue", "cross_sell", "direct_mail", CRM, 1.5, -1, False, 95),
    Kind("Come back", "winback", "e-mail", WEB_SHOP, 0.8, 3, True, 2),
    Kind("Thank you", "loyalty", "email", WEB_SHOP, 0.5, 5, False, 2),
)


@dataclass(frozen=True)
class Campaigns:
    """All campaigns, in the order of time.

    Attributes:
        campaign_id: Id in its system.
        kind: Position in ``KINDS``.
        system: Position in ``SYSTEMS``.
        starts_at: When it is sent.
        lift: Chance that it brings a person of mean responsiveness, who still buys
            and to whom it was delivered, to one more order.
    """

    campaign_id: Texts
    kind: Ints
    system: Ints
    starts_at: Times
    lift: Floats

    def __len__(self) -> int:
        """Return the number of campaigns."""
        return len(self.kind)


def plan_campaigns(streams: Streams, knobs: Knobs, period: Period) -> Campaigns:
    """Spread the campaigns over the period; each is sent on a morning."""
    rng, count = streams.of("campaigns"), knobs.campaign_count
    place = np.linspace(FIRST_PLACE, LAST_PLACE, count) * period.length
    day = np.clip(place + rng.integers(-5, 6, count), 0, period.length - 1)
    starts = period.first + np.sort(day.astype(np.int64)).astype("timedelta64[D]")
    kind = np.arange(count) % len(KINDS)
    return Campaigns(
        campaign_id=join("K", number(np.arange(count) + 1, 3)),
        kind=kind,
        system=np.array([k.system for k in KINDS])[kind],
        starts_at=starts + np.timedelta64(9, "h"),
        lift=np.array([k.effect for k in KINDS])[kind] * knobs.campaign_lift,
    )


def campaigns_table(campaigns: Campaigns, period: Period) -> pa.Table:
    """Return the raw table."""
    kinds = [KINDS[place] for place in campaigns.kind]
    offer = np.array([k.offer for k in kinds], np.int64)
    names = join(
        texts([k.name for k in kinds]), " ",
        pa.array(campaigns.starts_at.astype("datetime64[M]").astype(str), pa.string()),
    )  # fmt: skip
    by_post = campaigns.system == CRM
    count = len(campaigns)
    return pa.table(
        {
            "source_system": take(NAMES, campaigns.system),
            "campaign_id": campaigns.campaign_id,
            "campaign_name": names,
            "goal": texts([k.goal for k in kinds]),
            "consent_purpose": texts(["marketing"] * count),
            "is_transactional": pa.array(np.zeros(count, bool)),
            "channel": texts([k.channel for k in kinds]),
            "audience_id": choose(
                np.array([k.lapsed_only for k in kinds], bool), LAPSED_AUDIENCE, None
            ),
            "offer_id": choose(offer >= 0, take(OFFER_IDS, np.maximum(offer, 0)), None),
            "starts_at": times(campaigns.starts_at),
            "ends_at": times(campaigns.starts_at + np.timedelta64(DAYS, "D")),
            "fixed_cost_amount": decimals(np.where(by_post, 250_000, 40_000), 2),
            "contact_cost_amount": decimals(
                np.array([k.contact_cents for k in kinds], np.int64), 2
            ),
            "budget_amount": decimals(np.where(by_post, 900_000, 100_000), 2),
            "recorded_at": times(
                np.maximum(period.first, campaigns.starts_at - np.timedelta64(7, "D"))
            ),
        }
    )


def campaigns_truth(campaigns: Campaigns) -> pa.Table:
    """Return the true lift of each campaign."""
    return pa.table(
        {
            "source_system": take(NAMES, campaigns.system),
            "campaign_id": campaigns.campaign_id,
            "order_probability_lift": pa.array(campaigns.lift),
        }
    )


def named_campaigns(campaigns: Campaigns, campaign: Ints) -> Texts:
    """Return ids of campaigns, null for −1."""
    if not len(campaigns):
        return nothing(len(campaign))
    found = take(campaigns.campaign_id, np.maximum(campaign, 0))
    return choose(campaign >= 0, found, None)


def campaigns_of_orders(campaigns: Campaigns, orders: Orders) -> Texts:
    """Return the campaign that the system of each order knows to be its cause."""
    if not len(campaigns):
        return nothing(len(orders))
    same = campaigns.system[np.maximum(orders.campaign, 0)] == orders.system
    return named_campaigns(campaigns, np.where(same, orders.campaign, -1))
