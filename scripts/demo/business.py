"""What business customers buy, and the contacts and roles that the CRM knows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from scripts.demo.accounts import TYPES, Accounts
from scripts.demo.contact_points import write_phones
from scripts.demo.currencies import CODES
from scripts.demo.knobs import Knobs
from scripts.demo.names import load_names
from scripts.demo.orders import Orders, order_ids
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.places import COUNTRIES
from scripts.demo.purchases import Behaviour, Purchases, simulate_purchases
from scripts.demo.rows import select, times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, SYSTEMS
from scripts.demo.text import choose, days, nothing, take, texts

ROLES = (
    "decision_maker", "economic_buyer", "influencer", "end_user", "champion", "sponsor",
    "blocker", "budget_holder",
)  # fmt: skip
FIRST_ROLES = np.array([0, 0, 0, 1, 7])
DISCOUNT_CHANCES = (0.7, 0.15, 0.1, 0.05)
MOBILE_SHARE, EMAIL_ONLY, NAMELESS = 0.5, 0.15, 0.1


def business_purchases(
    streams: Streams, knobs: Knobs, period: Period, count: int
) -> tuple[Behaviour, Purchases]:
    """Simulate the purchases of accounts as those of persons, more and dearer."""
    firm = replace(
        knobs,
        rate_scale_days=knobs.rate_scale_days / max(knobs.business_rate_factor, 1e-6),
        spend_scale=knobs.spend_scale * max(knobs.business_spend_factor, 1e-6),
    )
    return simulate_purchases(streams, firm, period, count)


def place_business_orders(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    accounts: Accounts,
    purchases: Purchases,
) -> Orders:
    """Turn purchases of accounts into orders of the CRM, ordered by time.

    Most name the contact who buys, some the address alone, some only the account.
    """
    rng = streams.of("orders")
    purchases = select(purchases, np.argsort(purchases.at, kind="stable"))
    account, at, count = purchases.person, purchases.at, len(purchases.at)
    begin = accounts.first_contact
    width = begin[account + 1] - begin[account]
    contact = begin[account] + (rng.random(count) ** 2 * width).astype(np.int64)
    system = np.full(count, CRM)
    late = np.where(rng.random(count) < knobs.late_share, rng.uniform(3, 60, count), 0)
    luck = rng.random(count)
    by_email, by_account = luck < EMAIL_ONLY, luck > 1 - NAMELESS
    person = accounts.contact_person[contact]
    home = np.array([CODES.index(country.currency) for country in COUNTRIES])
    return Orders(
        person=person,
        system=system,
        order_id=order_ids(streams, system),
        origin_order_id=nothing(count),
        original=np.arange(count),
        ordered_at=at,
        recorded_at=period.recorded(at, late),
        value=purchases.value,
        discount=rng.choice((0.0, 0.1, 0.15, 0.2), count, p=DISCOUNT_CHANCES),
        currency=home[persons.country[person]],
        status=(rng.random(count) < knobs.cancelled_share).astype(np.int64),
        campaign=purchases.campaign,
        account=account,
        contact_id=choose(
            by_email | by_account, None, take(accounts.contact_id, contact)
        ),
        email=choose(by_email, take(accounts.email, contact), None),
        phone=nothing(count),
        loyalty_card=nothing(count),
    )


def business_contacts_table(
    streams: Streams, knobs: Knobs, period: Period, persons: Persons, accounts: Accounts
) -> pa.Table:
    """Return the raw contacts of accounts: some give their private mobile."""
    rng, names, person = streams.of("contacts"), load_names(), accounts.contact_person
    mobile = rng.random(len(person)) < MOBILE_SHARE
    recorded = period.recorded(accounts.contact_since)
    country = persons.country[person]
    phones = write_phones(rng, knobs, persons, person) if len(person) else nothing(0)
    return pa.table(
        {
            "source_system": texts([SYSTEMS[CRM].name] * len(person)),
            "contact_id": accounts.contact_id,
            "given_name": take(names.plain, persons.given[person]),
            "family_name": take(names.plain, persons.family[person]),
            "email": accounts.email,
            "phone": choose(mobile, phones, None),
            "country_code": take(texts([c.code for c in COUNTRIES]), country),
            "language_code": take(texts([c.language for c in COUNTRIES]), country),
            "time_zone": take(texts([c.time_zone for c in COUNTRIES]), country),
            "customer_type": take(TYPES, accounts.kind[accounts.contact_account]),
            "account_id": take(accounts.account_id, accounts.contact_account),
            "created_at": times(accounts.contact_since),
            "recorded_at": times(recorded),
        }
    )


def roles_table(streams: Streams, period: Period, accounts: Accounts) -> pa.Table:
    """Return the raw roles: one each, some two; an end is told by a later delivery."""
    rng, count = streams.of("roles"), len(accounts.contact_account)
    rank = np.arange(count) - accounts.first_contact[accounts.contact_account]
    first = rng.choice(FIRST_ROLES, count)
    role = np.where(rank == 0, first, rng.integers(2, len(ROLES) - 1, count))
    second = np.flatnonzero(rng.random(count) < 0.2)  # noqa: PLR2004
    contact = np.concatenate([np.arange(count), second])
    role = np.concatenate([role, np.where(role[second] == 3, 2, 3)])  # noqa: PLR2004
    begin = accounts.contact_since[contact]
    end = begin + days(rng.uniform(60, 500, len(contact)))
    seen = period.recorded(end)
    ends = (rng.random(len(contact)) < 0.15) & (seen < period.last)  # noqa: PLR2004
    keys = {
        "source_system": texts([SYSTEMS[CRM].name] * len(contact)),
        "account_id": take(accounts.account_id, accounts.contact_account[contact]),
        "contact_id": take(accounts.contact_id, contact),
        "role": take(texts(ROLES), role),
        "valid_from": pa.array(begin.astype("datetime64[D]")),
    }
    open_ended = pa.nulls(len(contact), pa.date32())
    table = pa.table(
        {**keys, "valid_to": open_ended, "recorded_at": times(period.recorded(begin))}
    )
    told = pa.table(
        {
            **keys,
            "valid_to": pa.array(end.astype("datetime64[D]")),
            "recorded_at": times(seen),
        }
    )
    return pa.concat_tables([table, told.take(pa.array(np.flatnonzero(ends)))])
