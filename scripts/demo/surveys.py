"""Surveys: how people liked it, and how much else they buy elsewhere."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.baskets import Lines
from scripts.demo.catalogue import CATEGORIES, Catalogue
from scripts.demo.company import Company
from scripts.demo.conversations import Conversations
from scripts.demo.orders import COMPLETED, Orders
from scripts.demo.period import Period
from scripts.demo.rows import decimals, select, stack, times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, ID_SPAN
from scripts.demo.text import (
    Floats,
    Ints,
    Times,
    choose,
    days,
    join,
    nothing,
    number,
    take,
    texts,
)
from scripts.demo.turns import Turns, interaction_ids
from scripts.demo.whom import Whom, guests_truth, like_orders, of_members
from scripts.demo.world import World

TYPES = texts(["csat", "customer_effort", "nps", "wallet_rank", "category_spend"])
CSAT, EFFORT, NPS, RANK, SPEND = range(5)
SCALES = np.array([5, 7, 10, 5, 0])
ORDERS_ASKED, WALLETS_ASKED = 0.2, 0.2
BAD_SCORE = 2.5
ORDER_WAIT, WALLET_LEAD = np.timedelta64(5, "D"), np.timedelta64(20, "D")
YEAR = np.timedelta64(365, "D")


def surveys_table(
    company: Company,
    streams: Streams,
    world: World,
    orders: Orders,
    talks: Conversations,
    turns: Turns,
    whom: Whom,
    yearly: Floats,
) -> tuple[pa.Table, pa.Table]:
    """Return the raw responses and the guests that those naming an address make.

    Args:
        company: The share of those who are asked and answer.
        streams: The block's random streams.
        world: The persons, their tastes and wallets.
        orders: Original orders.
        talks: The conversations.
        turns: Their turns.
        whom: With whom each turn is.
        yearly: What each person spent on the favourite category in the last year.
    """
    knobs, period, persons = company.knobs, company.period, world.persons
    members, ids, tastes, wallet = (
        world.members, world.ids, world.tastes, world.wallet,
    )  # fmt: skip
    spoken = interaction_ids(streams, turns)
    rng = streams.of("surveys")
    last = turns.turn == talks.turns[turns.conversation] - 1
    talk = np.flatnonzero(last & (rng.random(len(last)) < knobs.survey_share))
    like = like_orders(persons, orders)
    buys = rng.random(len(orders)) < knobs.survey_share * ORDERS_ASKED
    order = np.flatnonzero(buys & like.is_named & (orders.status == COMPLETED))
    known = (members.system == CRM) & (yearly[members.person] > 0)
    known &= rng.random(len(members.person)) < knobs.survey_share * WALLETS_ASKED
    row = np.repeat(np.flatnonzero(known), 2)
    everyone = stack(
        stack(select(whom, talk), select(like, order)),
        of_members(persons, members, ids, row, np.zeros(len(row), bool)),
    )
    asked = (len(talk), len(order), len(row))
    count = sum(asked)
    kind = np.concatenate(
        [rng.integers(CSAT, NPS, asked[0]), np.full(asked[1], NPS),
         np.tile([RANK, SPEND], asked[2] // 2)]
    )  # fmt: skip
    asked_at: list[Times] = [
        turns.ended_at[talk],
        orders.ordered_at[order] + ORDER_WAIT,
        np.repeat(period.last - WALLET_LEAD, asked[2]),
    ]
    wait = days(rng.exponential(2.0, count) + 0.1)
    at: Times = np.concatenate(asked_at) + wait
    spent = yearly[members.person[row]] / wallet[members.person[row]]
    rank = _rank(wallet[members.person[row]])
    scores = np.concatenate(
        [
            1 + _gladness(rng, talks, turns, talk) * (SCALES[kind[: asked[0]]] - 1),
            np.clip(rng.normal(7.8, 2.0, asked[1]), 0, 10),
            np.where(kind[asked[0] + asked[1] :] == RANK, rank, spent),
        ]
    )
    cents = np.where(kind == SPEND, np.round(scores, 2) * 100, np.round(scores) * 100)
    scale = SCALES[kind]
    is_wallet = kind >= RANK
    favourite = tastes[everyone.person, 0]
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(count)
    response = join("Q", number(numbers, 11))
    table = pa.table(
        {
            **everyone.columns(),
            "response_id": response,
            "survey_type": take(TYPES, kind),
            "score": decimals(cents.astype(np.int64), 2),
            "scale_max": pa.compute.if_else(pa.array(scale > 0), pa.array(scale), None),
            "category": choose(
                is_wallet, take(texts(list(CATEGORIES)), favourite), None
            ),
            "comment": choose(
                (kind == CSAT) & (scores < BAD_SCORE),
                "had to ask twice",
                None,
            ),
            "responded_at": times(at),
            "interaction_id": pa.concat_arrays(
                [take(spoken, talk), nothing(asked[1] + asked[2])]
            ),
            "order_id": pa.concat_arrays(
                [nothing(asked[0]), take(orders.order_id, order), nothing(asked[2])]
            ),
            "recorded_at": times(period.recorded(at)),
        }
    )
    table = table.filter(pa.array(at <= period.last))
    guests = guests_truth("survey_responses", response, everyone, persons)
    heard = join("guest:survey_responses:", table["response_id"].combine_chunks())
    is_heard = pa.compute.is_in(guests["contact_id"], value_set=heard)
    return table, guests.filter(is_heard)


def yearly_spend(
    period: Period,
    catalogue: Catalogue,
    tastes: Ints,
    sold: list[tuple[Orders, Lines, Floats]],
) -> Floats:
    """Return what each person spent on the favourite category in the last year.

    Args:
        period: The simulated period.
        catalogue: The products.
        tastes: Favourite categories, shape (persons, 2).
        sold: Original orders, their lines and rates to the base currency.
    """
    total = np.zeros(len(tastes))
    for orders, lines, rate in sold:
        person = orders.person[lines.order]
        counts = catalogue.category[lines.product] == tastes[person, 0]
        counts &= orders.status[lines.order] == COMPLETED
        counts &= orders.ordered_at[lines.order] > period.last - YEAR
        money = lines.net_cents * rate[lines.order] / 100
        total += np.bincount(person[counts], money[counts], minlength=len(total))
    return total


def _gladness(
    rng: np.random.Generator, talks: Conversations, turns: Turns, rows: Ints
) -> Floats:
    """Return satisfaction in 0–1: solved matters and kept promises please."""
    talk = turns.conversation[rows]
    mean = 0.75 - 0.4 * ~talks.is_solved[talk]
    mean -= 0.2 * (talks.promises[talk] & ~talks.keeps[talk])
    return np.clip(rng.normal(mean, 0.18), 0, 1)


def _rank(share: Floats) -> Ints:
    """Return our place among the shops of a category: first with half of the wallet."""
    return np.select([share > 0.5, share > 0.3, share > 0.15], [1, 2, 3], 4)  # noqa: PLR2004
