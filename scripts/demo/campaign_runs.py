"""The course of the campaigns: who is drawn, what follows, who buys because of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.demo.campaigns import DAYS, KINDS
from scripts.demo.company import Company
from scripts.demo.permissions import Permissions
from scripts.demo.purchases import Behaviour, Purchases
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM
from scripts.demo.text import Bools, Ints, Times, days
from scripts.demo.world import World

EVENT_TYPES = (
    "assigned_treatment", "assigned_control", "sent", "delivered", "bounced", "opened",
    "clicked", "replied", "unsubscribed", "complained",
)  # fmt: skip
(
    TREATMENT, CONTROL, SENT, DELIVERED, BOUNCED, OPENED, CLICKED, REPLIED,
    UNSUBSCRIBED, COMPLAINED,
) = range(len(EVENT_TYPES))  # fmt: skip
BOUNCE, OPEN, CLICK, REPLY, UNSUBSCRIBE, COMPLAIN = 0.02, 0.42, 0.25, 0.01, 0.012, 0.002
DAY = np.timedelta64(1, "D")
LAPSED_DAYS, RESPONSE_DAYS = 120, 7.0


@dataclass(frozen=True)
class Events:
    """What happened to whom, one entry each.

    Attributes:
        campaign: Position of the campaign.
        member: Position of the registration.
        kind: Position in ``EVENT_TYPES``.
        at: When.
    """

    campaign: Ints
    member: Ints
    kind: Ints
    at: Times


@dataclass(frozen=True)
class Run:
    """The course of all campaigns in a block.

    Attributes:
        events: All events, ordered by time.
        purchases: The purchases that would not have been made.
        unsubscribed: Registrations that left, and when.
    """

    events: Events
    purchases: Purchases
    unsubscribed: tuple[Ints, Times]


def run_campaigns(
    company: Company, streams: Streams, world: World, permissions: Permissions
) -> Run:
    """Play all campaigns in turn; who unsubscribes is spared the later ones.

    Args:
        company: The campaigns, and the shares of audience and control group.
        streams: The block's random streams.
        world: The persons, their registrations and what they buy anyway.
        permissions: What the registrations allow by e-mail.
    """
    knobs, period, campaigns = company.knobs, company.period, company.campaigns
    members, behaviour, purchases = world.members, world.behaviour, world.purchases
    deleted_at, responsiveness = world.deleted_at, world.responsiveness
    left_at = np.fmin(permissions.withdrawn_at, deleted_at)
    leaver = np.zeros(len(responsiveness), bool)
    leaver[members.person[~np.isnat(deleted_at)]] = True
    parts: list[tuple[Ints, Ints, Ints, Times]] = []
    bought: list[tuple[Ints, Ints, Times]] = []
    for place in range(len(campaigns)):
        rng, start = streams.of(f"campaign {place}"), campaigns.starts_at[place]
        kind = KINDS[campaigns.kind[place]]
        audience = (members.system == kind.system) & (members.since < start - DAY)
        audience &= ~members.is_second & ~(left_at <= start)
        audience &= permissions.granted | (kind.system == CRM)
        audience &= rng.random(len(audience)) < knobs.campaign_audience_share
        if kind.lapsed_only:
            audience &= _lapsed(purchases, behaviour, start)[members.person]
        member = np.flatnonzero(audience)
        treated = rng.random(len(member)) >= knobs.campaign_control_share
        kinds, rows, at = _touch(rng, treated, start, kind.system == CRM)
        parts.append((np.full(len(rows), place), member[rows], kinds, at))
        left = kinds == UNSUBSCRIBED
        left_at[member[rows[left]]] = at[left]
        reached = member[rows[kinds == DELIVERED]]
        person = members.person[reached]
        alive = (behaviour.acquired_at < start) & ~behaviour.is_prospect
        alive &= ~leaver
        alive &= kind.lapsed_only | ~(behaviour.dropped_at <= start)
        chance = campaigns.lift[place] * responsiveness * alive
        follows = person[rng.random(len(person)) < chance[person]]
        wait = np.minimum(0.2 + rng.exponential(RESPONSE_DAYS, len(follows)), DAYS)
        bought.append((np.full(len(follows), place), follows, start + days(wait)))
    campaign, member, kinds, at = _joined(parts, 4)
    inside = np.flatnonzero(at <= period.last)
    order = inside[np.lexsort((kinds[inside], member[inside], at[inside]))]
    events = Events(campaign[order], member[order], kinds[order], at[order])
    left = np.flatnonzero(events.kind == UNSUBSCRIBED)
    cause, person, when = _joined(bought, 3)
    kept = np.flatnonzero(when <= period.last)
    value = streams.of("campaign spend").gamma(
        knobs.spend_p, 1 / behaviour.spend_rate[person[kept]]
    )
    more = Purchases(person[kept], when[kept], value, cause[kept])
    return Run(events, more, (events.member[left], events.at[left]))


def _lapsed(purchases: Purchases, behaviour: Behaviour, start: np.datetime64) -> Bools:
    """Return who bought before, but not within ``LAPSED_DAYS`` before the start."""
    recent = purchases.at > start - np.timedelta64(LAPSED_DAYS, "D")
    recent &= purchases.at < start
    lapsed = (behaviour.acquired_at < start) & ~behaviour.is_prospect
    lapsed[purchases.person[recent]] = False
    return lapsed


def _touch(
    rng: np.random.Generator, treated: Bools, start: np.datetime64, by_post: bool
) -> tuple[np.ndarray, ...]:
    """Play one campaign.

    Returns:
        Kind, row of ``treated`` and time of each event.
    """
    everyone, luck = np.arange(len(treated)), rng.random((6, len(treated)))
    minutes = rng.exponential(600.0, (3, len(treated)))
    bounced = treated & (luck[0] < BOUNCE)
    delivered = treated & ~bounced
    opened = delivered & (luck[1] < OPEN) & (not by_post)
    clicked = opened & (luck[2] < CLICK)
    arrived = start + days(np.full(len(treated), 2.0 if by_post else 0.001))
    read = arrived + days(minutes[0] / 1440)
    then = read + days(minutes[1] / 1440 / 20)
    steps = (
        (TREATMENT, treated, np.repeat(start - DAY, len(treated))),
        (CONTROL, ~treated, np.repeat(start - DAY, len(treated))),
        (SENT, treated, np.repeat(start, len(treated))),
        (DELIVERED, delivered, arrived),
        (BOUNCED, bounced, arrived),
        (OPENED, opened, read),
        (CLICKED, clicked, then),
        (REPLIED, delivered & (luck[3] < REPLY), then),
        (UNSUBSCRIBED, opened & (luck[4] < UNSUBSCRIBE / OPEN), then),
        (COMPLAINED, opened & (luck[5] < COMPLAIN / OPEN), then),
    )
    parts = [
        (np.full(int(mask.sum()), kind), everyone[mask], at[mask])
        for kind, mask, at in steps
    ]
    return _joined(parts, 3)


def _joined(
    parts: Sequence[tuple[np.ndarray, ...]], width: int
) -> tuple[np.ndarray, ...]:
    """Join the columns of all parts; the last one holds times."""
    nothing = tuple(np.zeros(0, np.int64) for _ in range(width - 1))
    empty = (*nothing, np.zeros(0, "datetime64[s]"))
    return tuple(np.concatenate(column) for column in zip(empty, *parts, strict=True))
