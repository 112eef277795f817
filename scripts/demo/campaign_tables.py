"""The raw table of campaign events."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.campaign_runs import BOUNCED, CLICKED, EVENT_TYPES, Events
from scripts.demo.campaigns import KINDS, Campaigns
from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import ID_SPAN, WEB_SHOP, Memberships
from scripts.demo.text import Texts, choose, join, number, take, texts
from scripts.demo.whom import guests_truth, of_members

# How the two tools write the types of events.
WORDS = {
    "assigned_treatment": "treatment", "assigned_control": "holdout", "opened": "open",
    "clicked": "click", "bounced": "hard_bounce", "complained": "spam",
}  # fmt: skip
LATE_DAYS = 3.0


def events_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    campaigns: Campaigns,
    members: Memberships,
    ids: Texts,
    events: Events,
) -> tuple[pa.Table, pa.Table]:
    """Return the raw events and the guests that those naming an address make."""
    rng, count = streams.of("campaign events"), len(events.kind)
    system = campaigns.system[events.campaign]
    in_shop = system == WEB_SHOP
    is_touch = events.kind > 1
    by_email = in_shop & is_touch & (rng.random(count) < knobs.mail_only_share)
    whom = of_members(persons, members, ids, events.member, by_email)
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(count)
    event_id = join("X", number(numbers, 11))
    plain = texts(EVENT_TYPES)
    tool = texts([WORDS.get(name, name) for name in EVENT_TYPES])
    campaign_id = take(campaigns.campaign_id, events.campaign)
    variant = take(texts(["A", "B"]), events.member * 7 % 2)
    channel = texts([KINDS[kind].channel for kind in campaigns.kind])
    late = np.where(rng.random(count) < knobs.late_share, LATE_DAYS, 0.0)
    columns: dict[str, pa.Array] = {
        **whom.columns(),
        "event_id": event_id,
        "campaign_id": campaign_id,
        "message_id": choose(
            is_touch, join(campaign_id, "-", take(ids, events.member)), None
        ),
        "variant": choose(is_touch, variant, None),
        "channel": take(channel, events.campaign),
        "event_type": choose(
            in_shop, take(plain, events.kind), take(tool, events.kind)
        ),
        "detail": choose(
            events.kind == CLICKED,
            "offer page",
            choose(events.kind == BOUNCED, "mailbox unknown", None),
        ),
        "occurred_at": times(events.at),
        "recorded_at": times(period.recorded(events.at, late)),
    }
    return pa.table(columns), guests_truth("campaign_events", event_id, whom, persons)
