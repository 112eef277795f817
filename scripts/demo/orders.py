"""Orders: who is named, in which system, with which status and versions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.contact_points import write_emails, write_phones
from scripts.demo.currencies import CODES
from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.places import COUNTRIES
from scripts.demo.purchases import Behaviour, Purchases
from scripts.demo.rows import select
from scripts.demo.streams import Streams
from scripts.demo.systems import (
    CALL_CENTRE,
    LETTERS,
    SYSTEMS,
    TILL,
    Memberships,
    choose_systems,
    contact_of,
    numbered,
)
from scripts.demo.text import (
    Bools,
    Floats,
    Ints,
    Texts,
    Times,
    choose,
    join,
    nothing,
    number,
    take,
)

DISCOUNTS = (0.1, 0.15, 0.2, 0.3)
COMPLETED, CANCELLED, PENDING = range(3)
STATUSES = ("completed", "cancelled", "pending")


@dataclass(frozen=True)
class Orders:
    """Orders, one entry each.

    Attributes:
        person: Position of the person in the block.
        system: Position in ``SYSTEMS``.
        order_id: Id within the system.
        origin_order_id: Common id of an order that two systems deliver.
        original: Position of the order this is a copy of; its own otherwise.
        ordered_at: When it was placed.
        recorded_at: When the extract first saw it.
        value: Target value of the goods in base currency.
        discount: Share taken off the list prices.
        currency: Position in ``CODES``.
        status: Final status, position in ``STATUSES``.
        campaign: Position of the campaign that brought it about; −1 for none.
        account: Position of the account that ordered; −1 for private persons.
        contact_id: Named contact, or null.
        email: Named e-mail, or null.
        phone: Named phone, or null.
        loyalty_card: Named card, or null.
    """

    person: Ints
    system: Ints
    order_id: Texts
    origin_order_id: Texts
    original: Ints
    ordered_at: Times
    recorded_at: Times
    value: Floats
    discount: Floats
    currency: Ints
    status: Ints
    campaign: Ints
    account: Ints
    contact_id: Texts
    email: Texts
    phone: Texts
    loyalty_card: Texts

    def __len__(self) -> int:
        """Return the number of orders."""
        return len(self.person)


def place_orders(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    behaviour: Behaviour,
    purchases: Purchases,
    members: Memberships,
    ids: Texts,
) -> Orders:
    """Turn purchases into orders, ordered by time.

    Args:
        streams: The block's random streams.
        knobs: Shares of guests, cancellations, deals and late deliveries.
        period: The simulated period.
        persons: The persons.
        behaviour: Their behaviour.
        purchases: Their purchases.
        members: Their registrations.
        ids: The contact_id of each registration.
    """
    rng = streams.of("orders")
    purchases = select(purchases, np.argsort(purchases.at, kind="stable"))
    person, at = purchases.person, purchases.at
    count = len(person)
    system = choose_systems(streams, purchases, members, len(persons))
    home = [CODES.index(country.currency) for country in COUNTRIES]
    is_deal = rng.random(count) < behaviour.deal_share[person]
    late = np.where(rng.random(count) < knobs.late_share, rng.uniform(3, 60, count), 0)
    status = (rng.random(count) < knobs.cancelled_share).astype(np.int64)
    named = _who(streams, knobs, persons, members, (person, system, at), ids)
    return Orders(
        person=person,
        system=system,
        order_id=order_ids(streams, system),
        origin_order_id=nothing(count),
        original=np.arange(count),
        ordered_at=at,
        recorded_at=period.recorded(at, late),
        value=purchases.value,
        discount=np.where(is_deal, rng.choice(DISCOUNTS, count), 0.0),
        currency=np.array(home)[persons.country[person]],
        status=status,
        campaign=purchases.campaign,
        account=np.full(count, -1),
        **named,
    )


def order_ids(streams: Streams, system: Ints) -> Texts:
    """Return ids, unique within their system: its letter, the part, a number."""
    letter = join(take(LETTERS, system), streams.part)
    return join(letter, number(numbered(system, streams.block), 11))


def _who(
    streams: Streams,
    knobs: Knobs,
    persons: Persons,
    members: Memberships,
    placed: tuple[Ints, Ints, Times],
    ids: Texts,
) -> dict[str, Texts]:
    """Return the columns that name the customer; all null on an anonymous order."""
    rng = streams.of("who")
    person, system, at = placed
    first = contact_of(members, len(persons), second=False)[person, system]
    second = contact_of(members, len(persons), second=True)[person, system]
    takes_second = (second >= 0) & (members.since[second] <= at)
    takes_second &= rng.random(len(person)) < 0.5  # noqa: PLR2004
    contact = np.where(takes_second, second, first)
    is_member = (contact >= 0) & (members.since[contact] <= at)
    is_guest = ~is_member | (rng.random(len(person)) < knobs.guest_share)
    shows_card = is_member & (system == TILL)
    shows_card &= is_guest | (rng.random(len(person)) < 0.5)  # noqa: PLR2004
    is_guest |= shows_card
    nobody = (system == TILL) & ~is_member
    nobody &= rng.random(len(person)) < knobs.anonymous_share
    by_phone = is_guest & (system == CALL_CENTRE)
    by_email = is_guest & ~by_phone & ~shows_card & ~nobody
    return {
        "contact_id": choose(is_guest, None, take(ids, np.maximum(contact, 0))),
        "email": _only(by_email, write_emails, rng, knobs, persons, person),
        "phone": _only(by_phone, write_phones, rng, knobs, persons, person),
        "loyalty_card": choose(shows_card, take(persons.loyalty_card, person), None),
    }


def _only(
    mask: Bools, write: object, rng: object, knobs: Knobs, persons: Persons, who: Ints
) -> Texts:
    """Write a contact point where the mask is true, null elsewhere."""
    rows = np.flatnonzero(mask)
    place = np.zeros(len(mask), np.int64)
    place[rows] = np.arange(len(rows))
    written = write(rng, knobs, persons, who[rows])  # type: ignore[operator]
    if not len(rows):
        return nothing(len(mask))
    return choose(mask, take(written, place), None)


def sales_channels(system: Ints) -> Texts:
    """Return the channel of each order."""
    return take(pa.array([s.sales_channel or None for s in SYSTEMS]), system)
