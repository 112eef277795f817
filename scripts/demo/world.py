"""The persons of a block and what they do, before anything of it is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.demo.accounts import Accounts, account_count, draw_accounts
from scripts.demo.baskets import draw_tastes
from scripts.demo.business import business_purchases
from scripts.demo.company import Company
from scripts.demo.contacts import contact_ids
from scripts.demo.governance import draw_deletions
from scripts.demo.persons import Persons, draw_persons
from scripts.demo.purchases import Behaviour, Purchases, simulate_purchases
from scripts.demo.streams import Streams
from scripts.demo.systems import Memberships, draw_memberships
from scripts.demo.text import Floats, Ints, Texts, Times
from scripts.demo.traits import (
    draw_elasticities,
    draw_responsiveness,
    draw_wallet_shares,
)

BUSINESS_PART = "B"


@dataclass(frozen=True)
class World:
    """The persons of a block and what they do, before anything is written.

    Attributes:
        persons: Who they are.
        behaviour: How they buy.
        purchases: What they buy of their own accord.
        members: Where they are registered.
        ids: The contact_id of each registration.
        deleted_at: When it was deleted; NaT for never.
        tastes: Favourite categories, shape (persons, 2).
        elasticity: Elasticity of units to the price.
        responsiveness: How readily they follow a campaign.
        wallet: Share of wallet in the favourite category.
        firms: How the accounts buy.
        firm_purchases: What they buy.
        accounts: The accounts.
    """

    persons: Persons
    behaviour: Behaviour
    purchases: Purchases
    members: Memberships
    ids: Texts
    deleted_at: Times
    tastes: Ints
    elasticity: Floats
    responsiveness: Floats
    wallet: Floats
    firms: Behaviour
    firm_purchases: Purchases
    accounts: Accounts


def draw_world(company: Company, streams: Streams, begin: int, count: int) -> World:
    """Draw the persons of a block, their registrations, traits and accounts."""
    knobs, period = company.knobs, company.period
    persons = draw_persons(streams, knobs, period, begin, count)
    behaviour, purchases = simulate_purchases(streams, knobs, period, count)
    members = draw_memberships(streams, knobs, period, behaviour)
    firms, firm_purchases = business_purchases(
        streams.within(BUSINESS_PART), knobs, period, account_count(knobs, count)
    )
    return World(
        persons=persons,
        behaviour=behaviour,
        purchases=purchases,
        members=members,
        ids=contact_ids(members, streams.block),
        deleted_at=draw_deletions(streams, knobs, period, members, behaviour),
        tastes=draw_tastes(streams, persons, period.end.year),
        elasticity=draw_elasticities(streams, knobs, count),
        responsiveness=draw_responsiveness(streams, count),
        wallet=draw_wallet_shares(streams, count),
        firms=firms,
        firm_purchases=firm_purchases,
        accounts=draw_accounts(streams, knobs, period, persons, firms),
    )
