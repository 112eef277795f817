"""What people decide and demand: who is who, what is to be shown or erased."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.purchases import Behaviour
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import (
    CRM,
    ID_SPAN,
    NAMES,
    SYSTEMS,
    WEB_SHOP,
    Memberships,
    contact_of,
)
from scripts.demo.text import Texts, Times, days, join, number, take, texts
from scripts.demo.whom import guests_truth, of_members

LEAST_DECISIONS, LEAST_REQUESTS = 6, 6
DECISIONS = texts(["must_link", "same", "never_link", "different"])
KINDS = texts(["access", "erasure", "object", "correction"])
KIND_CHANCES = (0.4, 0.35, 0.15, 0.1)


def overrides_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    members: Memberships,
    ids: Texts,
) -> tuple[pa.Table, pa.Table]:
    """Return the raw decisions, and whether each agrees with the truth.

    People tie the registrations of one person in shop and CRM, and part persons of one
    household. The first block holds one decision that ties two strangers.
    """
    rng = streams.of("overrides")
    contact = contact_of(members, len(persons), second=False)
    one = np.flatnonzero((contact[:, WEB_SHOP] >= 0) & (contact[:, CRM] >= 0))
    head = persons.head
    mates = (contact[:, WEB_SHOP] >= 0) & (contact[head, CRM] >= 0)
    apart = np.flatnonzero(mates & (head != np.arange(len(persons))))
    count = max(round(len(persons) * knobs.override_share / 2), LEAST_DECISIONS // 2)
    if not knobs.override_share:
        count = 0
    same, other = (
        np.sort(rng.permutation(pool)[: min(count, len(pool))]) for pool in (one, apart)
    )
    left = np.concatenate([contact[same, WEB_SHOP], contact[other, WEB_SHOP]])
    right = np.concatenate([contact[same, CRM], contact[head[other], CRM]])
    decision = np.repeat([0, 2], [len(same), len(other)]) + rng.integers(
        0, 2, len(left)
    )
    strangers = one[head[one] == one][:2]
    if streams.block == 0 and count and len(strangers) > 1:
        left = np.append(left, contact[strangers[0], WEB_SHOP])
        right = np.append(right, contact[strangers[1], CRM])
        decision = np.append(decision, 0)
    begin = np.maximum(members.since[left], members.since[right])
    at = _later(rng, period, begin)
    pair = {
        "left_source_system": take(NAMES, members.system[left]),
        "left_contact_id": take(ids, left),
        "right_source_system": take(NAMES, members.system[right]),
        "right_contact_id": take(ids, right),
    }
    agrees = (members.person[left] == members.person[right]) == (decision < 2)  # noqa: PLR2004
    table = pa.table(
        {
            "source_system": texts([SYSTEMS[CRM].name] * len(left)),
            **pair,
            "decision": take(DECISIONS, decision),
            "decided_by": take(texts(["steward", "service desk"]), decision % 2),
            "decided_at": times(at),
            "note": texts(["asked on the phone"] * len(left)),
            "recorded_at": times(period.recorded(at)),
        }
    )
    return table, pa.table({**pair, "agrees_with_truth": pa.array(agrees)})


def requests_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    members: Memberships,
    ids: Texts,
) -> tuple[pa.Table, pa.Table]:
    """Return the raw privacy requests and the guests that those by e-mail make."""
    rng = streams.of("privacy requests")
    shop = np.flatnonzero(members.system == WEB_SHOP)
    count = max(round(len(ids) * knobs.privacy_request_share), LEAST_REQUESTS)
    if not knobs.privacy_request_share:
        count = 0
    rows = np.sort(rng.permutation(shop)[: min(count, len(shop))])
    by_email = rng.random(len(rows)) < 0.3  # noqa: PLR2004
    whom = of_members(persons, members, ids, rows, by_email)
    at = _later(rng, period, members.since[rows])
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(len(rows))
    request_id = join("Y", number(numbers, 11))
    kind = rng.choice(len(KINDS), len(rows), p=KIND_CHANCES)
    table = pa.table(
        {
            **whom.columns(),
            "request_id": request_id,
            "kind": take(KINDS, kind),
            "requested_at": times(at),
            "recorded_at": times(period.recorded(at)),
        }
    )
    return table, guests_truth("privacy_requests", request_id, whom, persons)


def draw_deletions(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    members: Memberships,
    behaviour: Behaviour,
) -> Times:
    """Draw when registrations are deleted: only of those who never buy again."""
    rng, count = streams.of("deletions"), len(members.person)
    person = members.person
    dropped = behaviour.dropped_at[person]
    over = np.where(behaviour.is_prospect[person], members.since, dropped)
    at = np.fmax(over, members.since) + days(20 + rng.exponential(120.0, count))
    gone = (rng.random(count) < knobs.deleted_share) & ~np.isnat(over)
    gone &= at < period.last - np.timedelta64(2, "D")
    return np.where(gone, at, np.datetime64("NaT", "s"))


def _later(rng: np.random.Generator, period: Period, begin: Times) -> Times:
    """Return moments between each begin and the end of the period."""
    room = np.maximum((period.last - begin).astype(np.int64), 0)
    at: Times = begin + (room * rng.random(len(begin))).astype("timedelta64[s]")
    return at
