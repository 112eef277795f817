"""The raw table of interactions: the turns of each conversation."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.accounts import Accounts
from scripts.demo.catalogue import CATEGORIES, product_ids
from scripts.demo.company import Company
from scripts.demo.conversations import SERVICE_TOPICS, TOPICS, Conversations
from scripts.demo.orders import Orders
from scripts.demo.period import Period
from scripts.demo.rows import decimals, times
from scripts.demo.streams import Streams
from scripts.demo.systems import (
    CALL_CENTRE,
    CRM,
    ID_SPAN,
    LETTERS,
    NAMES,
    TILL,
    WEB_SHOP,
)
from scripts.demo.text import (
    Bools,
    Ints,
    Texts,
    Times,
    choose,
    join,
    number,
    take,
    texts,
)
from scripts.demo.turns import NEVER, Turns, interaction_ids
from scripts.demo.whom import Whom
from scripts.demo.workforce import pick_employees, store_of

# Per system: three ways of talking, as it writes them, and what a turn costs in cents.
CHANNELS = texts(
    ["e-mail", "chat", "email", "visit", "phone", "meeting", "store", "branch", "store",
     "email", "email", "app", "phone", "call", "sms"]
)  # fmt: skip
COST_CENTS = np.array(
    [350, 150, 350, 9_000, 900, 9_000, 250, 250, 250, 300, 300, 200, 650, 650, 90]
)
CHAT = 1
DEPARTMENTS = texts(["service", "sales"])
LEARNED = 0.3


def interactions_table(
    company: Company,
    streams: Streams,
    talks: Conversations,
    turns: Turns,
    whom: Whom,
    orders: Orders,
    accounts: Accounts,
    products: Ints,
) -> pa.Table:
    """Return the raw table; what is kept or settled later comes by a second delivery.

    Args:
        company: The period and the share of late deliveries.
        streams: The block's random streams.
        talks: The conversations.
        turns: Their turns.
        whom: With whom each turn is.
        orders: Original orders.
        accounts: The accounts.
        products: First product of each order.
    """
    knobs, period = company.knobs, company.period
    rng, count = streams.of("interactions"), len(turns.turn)
    talk, ids = turns.conversation, interaction_ids(streams, turns)
    topic, system = talks.topic[talk], whom.system
    is_sale = topic >= len(SERVICE_TOPICS)
    way = system * 3 + rng.integers(0, 3, count)
    answer = turns.turn % 2 == 1
    outbound = answer | (is_sale & (rng.random(count) < 0.6))  # noqa: PLR2004
    previous = pa.concat_arrays([texts([None]), ids]).slice(0, count)
    threaded = (system != TILL) & (system != CALL_CENTRE)
    follows = ~turns.is_first & ~threaded
    thread = join("TH", number(np.maximum(streams.block, 0) * ID_SPAN + talk, 11))
    order = talks.order[talk]
    about = order >= 0
    account = talks.account[talk]
    wish = texts([f"{name} by subscription" for name in CATEGORIES])
    wishes = is_sale & (rng.random(count) < 0.15)  # noqa: PLR2004
    late = np.where(rng.random(count) < knobs.late_share, rng.uniform(2, 20, count), 0)
    recorded = period.recorded(turns.ended_at, late)
    promised = ~np.isnat(turns.due_at)
    outcome = choose(
        ~np.isnat(turns.resolved_at), "resolved", choose(promised, "promised", "open")
    )
    plain: dict[str, pa.Array] = {
        **whom.columns(),
        "interaction_id": ids,
        "account_id": _where(account >= 0, accounts.account_id, account),
        "conversation_id": choose(threaded, thread, None),
        "continues_interaction_id": choose(follows, previous, None),
        "direction": choose(outbound, "out", "inbound"),
        "channel": take(CHANNELS, way),
        "purpose": choose(is_sale, "sales", "complaint"),
        "topic": take(texts(TOPICS), topic),
        "department": take(DEPARTMENTS, is_sale.astype(np.int64)),
        "product_id": choose(
            about, product_ids(system, _at(products, order), LETTERS), None
        ),
        "order_id": _where(about, orders.order_id, order),
        "requested_item": choose(wishes, take(wish, talk % len(wish)), None),
        "summary": join("about ", take(texts(TOPICS), topic)),
        "started_at": times(turns.started_at),
        "ended_at": times(turns.ended_at),
        "employee_id": pick_employees(rng, system, store_of(whom.person)),
        "is_automated": pa.array((way == CHAT) & (system == WEB_SHOP) & answer),
        "outcome": outcome,
        "promise_due_at": times(turns.due_at),
        "cost_amount": decimals(COST_CENTS[way], 2),
    }
    return _versions(plain, turns, recorded, period)


def _versions(
    plain: dict[str, pa.Array], turns: Turns, recorded: Times, period: Period
) -> pa.Table:
    """Deliver each turn as known when it was recorded, and again when more is known."""
    known = np.fmax(turns.kept_at, turns.resolved_at)
    seen = period.recorded(known)
    more = (known > recorded) & (seen < period.last) & (known <= period.last)
    parts = []
    for rows, stamp in (
        (np.arange(len(recorded)), recorded),
        (np.flatnonzero(more), seen),
    ):
        columns = {name: column.take(pa.array(rows)) for name, column in plain.items()}
        at = stamp[rows]
        for name, moment in (
            ("promise_kept_at", turns.kept_at[rows]),
            ("resolved_at", turns.resolved_at[rows]),
        ):
            columns[name] = times(np.where(moment <= at, moment, NEVER))
        parts.append(pa.table({**columns, "recorded_at": times(at)}))
    return pa.concat_tables(parts)


def _at(values: Ints, index: Ints) -> Ints:
    """Return values at positions; zero where there are none or the position is −1."""
    return values[np.maximum(index, 0)] if len(values) else np.zeros(len(index), int)


def _where(mask: Bools, values: Texts, index: Ints) -> Texts:
    """Return texts at positions where the mask is true, else null."""
    if not len(values):
        return pa.nulls(len(index), pa.string())
    return choose(mask, take(values, np.maximum(index, 0)), None)


def learned_table(
    company: Company, streams: Streams, talks: Conversations, turns: Turns, whom: Whom
) -> pa.Table:
    """Return the raw attributes that shop and CRM learned in conversations."""
    rng = streams.of("learned")
    learns = (rng.random(len(turns.turn)) < LEARNED) & turns.is_first
    learns &= np.isin(whom.system, (WEB_SHOP, CRM))
    rows = np.flatnonzero(learns & whom.contact_id.is_valid().to_numpy(False))
    at = turns.ended_at[rows]
    return pa.table(
        {
            "source_system": take(NAMES, whom.system[rows]),
            "contact_id": take(whom.contact_id, rows),
            "attribute": texts(["need"] * len(rows)),
            "value": take(texts(TOPICS), talks.topic[turns.conversation[rows]]),
            "origin": texts(["customer"] * len(rows)),
            "stated_at": times(at),
            "interaction_id": take(interaction_ids(streams, turns), rows),
            "recorded_at": times(company.period.recorded(at)),
        }
    )
