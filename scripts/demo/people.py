"""What is recorded of people: contacts, attributes, accounts, decisions, demands."""

from __future__ import annotations

import pyarrow as pa

from scripts.demo.accounts import accounts_table
from scripts.demo.attributes import attributes_table
from scripts.demo.business import business_contacts_table, roles_table
from scripts.demo.company import Company
from scripts.demo.contacts import identifiers_table
from scripts.demo.governance import overrides_table, requests_table
from scripts.demo.referrals import referrals_table
from scripts.demo.sessions import cookies_table
from scripts.demo.streams import Streams
from scripts.demo.tables import Tables, below
from scripts.demo.truth import accounts_truth, contacts_truth
from scripts.demo.world import BUSINESS_PART, World


def people_tables(
    company: Company, streams: Streams, world: World, contacts: pa.Table
) -> Tables:
    """Return contacts, what describes them, accounts, decisions and demands."""
    knobs, period = company.knobs, company.period
    persons, members, ids, accounts = (
        world.persons, world.members, world.ids, world.accounts,
    )  # fmt: skip
    business = business_contacts_table(
        streams.within(BUSINESS_PART), knobs, period, persons, accounts
    )
    requests, askers = requests_table(streams, knobs, period, persons, members, ids)
    overrides, decided = overrides_table(streams, knobs, period, persons, members, ids)
    referrals, referrers, brought = referrals_table(
        streams, knobs, period, persons, world.behaviour, members, ids
    )
    raw = {
        "contacts": below(contacts, business),
        "contact_identifiers": below(
            identifiers_table(streams, knobs, period, persons, members),
            cookies_table(streams, period, persons, members, ids),
        ),
        "contact_attributes": attributes_table(
            streams, knobs, period, members, ids, world.tastes,
            world.behaviour.rate_per_day,
        ),
        "accounts": accounts_table(streams, period, persons, accounts),
        "account_roles": roles_table(streams, period, accounts),
        "privacy_requests": requests,
        "identity_overrides": overrides,
        "referrals": referrals,
    }  # fmt: skip
    truth = {
        "contacts": below(contacts_truth(world), askers, referrers),
        "accounts": accounts_truth(knobs, world),
        "identity_overrides": decided,
        "referrals": brought,
    }
    return Tables(raw, truth)
