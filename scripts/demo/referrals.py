"""Referrals: customers who bring others, and what each side is known as."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.persons import Persons, person_ids
from scripts.demo.purchases import Behaviour
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import ID_SPAN, WEB_SHOP, Memberships, contact_of
from scripts.demo.text import Ints, Texts, choose, days, join, number, take
from scripts.demo.whom import guests_truth, of_members

CODE_SHARE = 0.7


def referrals_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    behaviour: Behaviour,
    members: Memberships,
    ids: Texts,
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Return the raw referrals, the guests they make, and who truly brought whom.

    A referrer is a web-shop registration older than the first purchase of the
    referee. Two of a block refer each other: a cycle that is no honest reward.
    """
    rng, count = streams.of("referrals"), len(persons)
    contact = contact_of(members, count, second=False)[:, WEB_SHOP]
    shop = np.flatnonzero((members.system == WEB_SHOP) & ~members.is_second)
    shop = shop[np.argsort(members.since[shop], kind="stable")]
    older = np.searchsorted(members.since[shop], behaviour.acquired_at)
    brought = (rng.random(count) < knobs.referral_share) & (older > 0)
    brought &= ~behaviour.is_prospect
    referee = np.flatnonzero(brought)
    referrer = shop[(rng.random(len(referee)) * older[referee]).astype(np.int64)]
    referee, referrer = _with_cycle(members, contact, referee, referrer)
    at = behaviour.acquired_at[referee] - days(rng.exponential(3.0, len(referee)))
    at = np.minimum(np.maximum(at, members.since[referrer]), period.last)
    named = contact[referee]
    by_email = rng.random(len(referee)) < knobs.mail_only_share
    whom = of_members(persons, members, ids, referrer, by_email)
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(len(referee))
    referral_id = join("F", number(numbers, 11))
    code = join("FRIEND", number(persons.number[members.person[referrer]], 6))
    table = pa.table(
        {
            **whom.columns(),
            "referral_id": referral_id,
            "referee_contact_id": choose(
                named >= 0, take(ids, np.maximum(named, 0)), None
            )
            if len(ids)
            else pa.nulls(len(named), pa.string()),
            "referee_email": choose(named < 0, take(persons.email, referee), None),
            "referral_code": choose(rng.random(len(referee)) < CODE_SHARE, code, None),
            "referred_at": times(at),
            "recorded_at": times(period.recorded(at)),
        }
    )
    truth = pa.table(
        {
            "referral_id": referral_id,
            "referrer_person_id": person_ids(persons.number[members.person[referrer]]),
            "referee_person_id": person_ids(persons.number[referee]),
        }
    )
    return table, guests_truth("referrals", referral_id, whom, persons), truth


def _with_cycle(
    members: Memberships, contact: Ints, referee: Ints, referrer: Ints
) -> tuple[Ints, Ints]:
    """Let the first referee who is a member bring the own referrer in turn."""
    back = np.flatnonzero(contact[referee] >= 0)[:1]
    return (
        np.concatenate([referee, members.person[referrer[back]]]),
        np.concatenate([referrer, contact[referee[back]]]),
    )
