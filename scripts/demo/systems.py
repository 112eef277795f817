"""The source systems: who is a member of which, and where orders are placed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.purchases import Behaviour, Purchases
from scripts.demo.streams import Streams
from scripts.demo.text import Ints, Times, days, texts


@dataclass(frozen=True)
class System:
    """A source system.

    Attributes:
        name: Its ``source_system``.
        letter: First letter of its ids.
        order_weight: Share of the orders of persons without any membership; the CRM
            takes those of business customers alone.
        sales_channel: Channel of its orders.
    """

    name: str
    letter: str
    order_weight: float
    sales_channel: str


SYSTEMS = (
    System("web_shop", "W", 0.5, "web"),
    System("crm", "R", 0.0, "field"),
    System("till", "T", 0.25, "store"),
    System("marketplace", "M", 0.15, "marketplace"),
    System("call_centre", "C", 0.1, "phone"),
)
WEB_SHOP, CRM, TILL, MARKETPLACE, CALL_CENTRE = range(len(SYSTEMS))
NAMES = texts([system.name for system in SYSTEMS])
LETTERS = texts([system.letter for system in SYSTEMS])
LOYALTY = 5.0
AT_ONCE, LATER_DAYS = 0.7, 120.0
ID_SPAN = 10_000_000


@dataclass(frozen=True)
class Memberships:
    """Registrations, one per contact of a system, in the order of their ids.

    Attributes:
        person: Position of the person in the block.
        system: Position in ``SYSTEMS``.
        since: When the contact was created.
        is_second: The person's second contact in this system.
    """

    person: Ints
    system: Ints
    since: Times
    is_second: np.ndarray


def draw_memberships(
    streams: Streams, knobs: Knobs, period: Period, behaviour: Behaviour
) -> Memberships:
    """Draw who registers where and when; a prospect is known to the CRM at least."""
    rng = streams.of("memberships")
    count = len(behaviour.is_prospect)
    shares = [getattr(knobs, f"{system.name}_member_share") for system in SYSTEMS]
    member = rng.random((count, len(SYSTEMS))) < np.array(shares)
    member[behaviour.is_prospect & ~member.any(axis=1), CRM] = True
    lag = rng.exponential(LATER_DAYS, member.shape)
    lag[rng.random(member.shape) < AT_ONCE] = 0.0
    lag[behaviour.is_prospect] = 0.0
    person, system = np.nonzero(member)
    since = behaviour.acquired_at[person] + days(lag[person, system])
    again = rng.random(len(person)) < knobs.duplicate_share
    later = since + days(rng.exponential(LATER_DAYS, len(person)))
    everyone = Memberships(
        person=np.concatenate([person, person[again]]),
        system=np.concatenate([system, system[again]]),
        since=np.concatenate([since, later[again]]),
        is_second=np.repeat([False, True], [len(person), int(again.sum())]),
    )
    keep = np.flatnonzero(everyone.since <= period.last)
    order = keep[np.lexsort((everyone.person[keep], everyone.since[keep]))]
    return Memberships(
        everyone.person[order], everyone.system[order], everyone.since[order],
        everyone.is_second[order],
    )  # fmt: skip


def contact_of(members: Memberships, count: int, second: bool) -> Ints:
    """Return the position of a person's contact in each system, −1 without one.

    Args:
        members: The registrations.
        count: Persons in the block.
        second: Whether to look for second contacts.

    Returns:
        Positions in ``members``, shape (count, systems).
    """
    table = np.full((count, len(SYSTEMS)), -1)
    rows = np.flatnonzero(members.is_second == second)
    table[members.person[rows], members.system[rows]] = rows
    return table


def choose_systems(
    streams: Streams, purchases: Purchases, members: Memberships, count: int
) -> Ints:
    """Draw the system of each purchase; members come back to their systems."""
    is_member = contact_of(members, count, second=False) >= 0
    base = np.array([system.order_weight for system in SYSTEMS])
    weights = base * np.where(is_member, LOYALTY, 1.0)
    bounds = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    luck = streams.of("systems").random(len(purchases.person))
    reached = bounds[purchases.person, :-1] < luck[:, None]
    return reached.sum(axis=1)


def numbered(systems: Ints, block: int) -> Ints:
    """Return numbers for ids: 1, 2, … within a block and system, in row order."""
    numbers = np.zeros(len(systems), np.int64)
    for place in range(len(SYSTEMS)):
        rows = np.flatnonzero(systems == place)
        numbers[rows] = block * ID_SPAN + 1 + np.arange(len(rows))
    return numbers
