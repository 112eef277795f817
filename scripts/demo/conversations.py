"""Conversations: what customers ask, what is promised, how it ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.demo.accounts import Accounts
from scripts.demo.knobs import Knobs
from scripts.demo.orders import COMPLETED, Orders
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.rows import select, stack
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM
from scripts.demo.text import Bools, Ints, Times, days, nothing, take
from scripts.demo.whom import Whom, like_orders

SERVICE_TOPICS = ("delivery", "quality", "invoice", "return", "use")
SALES_TOPICS = ("quote", "renewal", "product range", "introduction")
TOPICS = (*SERVICE_TOPICS, *SALES_TOPICS)
MOST_TURNS = 5
SALES_RATE, WAIT_DAYS, GAP_DAYS = 3.0, 9.0, 1.5
ABANDONED, UNSOLVED = 0.15, 0.1


@dataclass(frozen=True)
class Conversations:
    """Conversations, one entry each.

    Attributes:
        order: Position of the order it is about; −1 for a sales talk.
        account: Position of the account; −1 for private persons.
        topic: Position in ``TOPICS``.
        turns: Number of its interactions.
        starts_at: When it began.
        repeats: Position of the conversation whose question it asks anew; −1 for none.
        is_solved: Whether its matter is settled at its end.
        promises: Whether something is promised in its first interaction.
        keeps: Whether that is kept in time.
    """

    order: Ints
    account: Ints
    topic: Ints
    turns: Ints
    starts_at: Times
    repeats: Ints
    is_solved: Bools
    promises: Bools
    keeps: Bools

    def __len__(self) -> int:
        """Return the number of conversations."""
        return len(self.order)


def draw_conversations(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    orders: Orders,
    accounts: Accounts,
) -> tuple[Conversations, Whom]:
    """Draw service conversations about orders, and sales talks with accounts.

    Args:
        streams: The block's random streams.
        knobs: Shares of service, answers, promises and repeated questions.
        period: The simulated period.
        persons: The persons.
        orders: Original orders.
        accounts: The accounts.

    Returns:
        The conversations, and with whom each is.
    """
    rng = streams.of("conversations")
    everyone = like_orders(persons, orders)
    asks = (rng.random(len(orders)) < knobs.service_share) & everyone.is_named
    asks &= orders.status == COMPLETED
    order = np.flatnonzero(asks)
    asked = orders.ordered_at[order] + days(
        0.2 + rng.exponential(WAIT_DAYS, len(order))
    )
    talks = rng.poisson(SALES_RATE, len(accounts))
    account = np.repeat(np.arange(len(accounts)), talks)
    begin = accounts.since[account]
    room = np.maximum((period.last - begin).astype(np.int64) - 86_400, 0)
    met = begin + (room * rng.random(len(account))).astype("timedelta64[s]")
    first = accounts.first_contact[account]
    whom = stack(select(everyone, order), _speakers(accounts, first))
    count = len(order) + len(account)
    is_sale = np.arange(count) >= len(order)
    topic = np.where(
        is_sale,
        rng.integers(len(SERVICE_TOPICS), len(TOPICS), count),
        rng.choice(len(SERVICE_TOPICS), count, p=(0.35, 0.25, 0.15, 0.15, 0.1)),
    )
    turns = np.minimum(
        rng.geometric(1 - min(knobs.answer_share, 0.95), count), MOST_TURNS
    )
    found = Conversations(
        order=np.concatenate([order, np.full(len(account), -1)]),
        account=np.concatenate([orders.account[order], account]),
        topic=topic,
        turns=turns,
        starts_at=np.concatenate([asked, met]),
        repeats=np.full(count, -1),
        is_solved=rng.random(count) >= UNSOLVED,
        promises=rng.random(count) < knobs.promise_share,
        keeps=rng.random(count) < knobs.promise_kept_share,
    )
    again = np.flatnonzero(
        ~is_sale & (rng.random(count) < knobs.repeated_question_share)
    )
    found, whom = _ask_again(rng, found, whom, again)
    inside = np.flatnonzero(found.starts_at < period.last - np.timedelta64(1, "h"))
    place = np.full(len(found), -1)
    place[inside] = np.arange(len(inside))
    kept = select(found, inside)
    kept.repeats[:] = np.where(kept.repeats >= 0, place[kept.repeats], -1)
    return kept, select(whom, inside)


def _ask_again(
    rng: np.random.Generator, found: Conversations, whom: Whom, rows: Ints
) -> tuple[Conversations, Whom]:
    """Add conversations that ask the question of an earlier one anew."""
    again = select(found, rows)
    again.starts_at[:] = again.starts_at + days(3 + rng.exponential(6.0, len(rows)))
    again.repeats[:] = rows
    again.turns[:] = 1
    return stack(found, again), stack(whom, select(whom, rows))


def _speakers(accounts: Accounts, contact: Ints) -> Whom:
    """Name contacts of accounts."""
    none = nothing(len(contact))
    return Whom(
        person=accounts.contact_person[contact],
        system=np.full(len(contact), CRM),
        contact_id=take(accounts.contact_id, contact),
        email=none,
        phone=none,
        loyalty_card=none,
    )
