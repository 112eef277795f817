"""The truth: who each person is, and which records are theirs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.demo.accounts import Accounts, hierarchy_faults
from scripts.demo.addresses import describe
from scripts.demo.campaigns import Campaigns, named_campaigns
from scripts.demo.catalogue import CATEGORIES
from scripts.demo.knobs import Knobs
from scripts.demo.names import load_names
from scripts.demo.orders import Orders
from scripts.demo.persons import Persons, person_ids
from scripts.demo.rows import times
from scripts.demo.sales import Sales, accounts_of, placed_orders
from scripts.demo.systems import CRM, NAMES
from scripts.demo.text import Texts, choose, join, nothing, take, texts
from scripts.demo.whom import Whom, guests_truth
from scripts.demo.world import World

LEAST = 1e-6


def persons_truth(knobs: Knobs, world: World, sales: list[Sales]) -> pa.Table:
    """Return true attributes and parameters, one row per person."""
    persons, behaviour, tastes = world.persons, world.behaviour, world.tastes
    names, count = load_names(), len(persons)
    placed = placed_orders(sales)
    own = placed.person[(placed.campaign < 0) & (placed.account < 0)]
    led = placed.person[placed.campaign >= 0]
    favourite = texts(list(CATEGORIES))
    new = {f"new_{k}": v for k, v in describe(persons.new_address).items()}
    moved = ~np.isnat(persons.moved_at)
    return pa.table(
        {
            "person_id": person_ids(persons.number),
            "household_id": join("H", person_ids(persons.number[persons.head])),
            "given_name": take(names.plain, persons.given),
            "family_name": take(names.plain, persons.family),
            "gender": choose(persons.is_female, texts(["female"] * count), "male"),
            "birth_date": pa.array(persons.birth_date),
            **describe(persons.address),
            "moved_at": times(persons.moved_at),
            **{name: choose(moved, column, None) for name, column in new.items()},
            "email": persons.email,
            "second_email": persons.second_email,
            "household_email": persons.household_email,
            "mobile": persons.mobile,
            "landline": persons.landline,
            "loyalty_card": persons.loyalty_card,
            "favourite_category": take(favourite, tastes[:, 0]),
            "second_category": take(favourite, tastes[:, 1]),
            "is_prospect": pa.array(behaviour.is_prospect),
            "acquired_at": times(behaviour.acquired_at),
            "order_count": pa.array(np.bincount(own, minlength=count)),
            "campaign_order_count": pa.array(np.bincount(led, minlength=count)),
            "rate_per_day": pa.array(behaviour.rate_per_day),
            "dropout_probability": pa.array(behaviour.dropout_probability),
            "mean_spend_amount": pa.array(knobs.spend_p / behaviour.spend_rate),
            "deal_share": pa.array(behaviour.deal_share),
            "price_elasticity": pa.array(world.elasticity),
            "campaign_responsiveness": pa.array(world.responsiveness),
            "wallet_share": pa.array(world.wallet),
            "account_id": _account_of(world.accounts, count),
            "dropped_at": times(behaviour.dropped_at),
            "is_alive": pa.array(behaviour.is_alive),
        }
    )


def _account_of(accounts: Accounts, count: int) -> Texts:
    """Return the account that each person speaks for, or null."""
    if not len(accounts):
        return nothing(count)
    place = np.full(count, -1)
    place[accounts.contact_person] = accounts.contact_account
    return choose(place >= 0, take(accounts.account_id, np.maximum(place, 0)), None)


def accounts_truth(knobs: Knobs, world: World) -> pa.Table:
    """Return the true hierarchy and behaviour of accounts, and what was spoilt."""
    accounts, firms = world.accounts, world.firms
    in_cycle, lost = hierarchy_faults(len(accounts))
    orders = np.bincount(world.firm_purchases.person, minlength=len(accounts))
    if len(accounts):
        above = take(accounts.account_id, np.maximum(accounts.parent, 0))
        parent = choose(accounts.parent >= 0, above, None)
    else:
        parent = nothing(0)
    mean = knobs.spend_p * max(knobs.business_spend_factor, LEAST) / firms.spend_rate
    return pa.table(
        {
            "account_id": accounts.account_id,
            "parent_account_id": parent,
            "is_in_cycle": pa.array(in_cycle),
            "has_lost_parent": pa.array(lost),
            "order_count": pa.array(orders.astype(np.int64)),
            "rate_per_day": pa.array(firms.rate_per_day),
            "dropout_probability": pa.array(firms.dropout_probability),
            "mean_spend_amount": pa.array(mean),
            "is_alive": pa.array(firms.is_alive),
        }
    )


def orders_truth(world: World, campaigns: Campaigns, orders: Orders) -> pa.Table:
    """Return whose each order is, whether it names anybody, and what brought it."""
    account = accounts_of(orders, world.accounts.account_id)
    named = [
        orders.contact_id, orders.email, orders.phone, orders.loyalty_card, account,
    ]  # fmt: skip
    return pa.table(
        {
            "source_system": take(NAMES, orders.system),
            "order_id": orders.order_id,
            "person_id": person_ids(world.persons.number[orders.person]),
            "account_id": account,
            "names_somebody": pc.is_valid(pc.coalesce(*named)),
            "campaign_id": named_campaigns(campaigns, orders.campaign),
        }
    )


def contacts_truth(world: World) -> pa.Table:
    """Return whose each registration and each business contact is."""
    persons, members, accounts = world.persons, world.members, world.accounts
    person = np.concatenate([members.person, accounts.contact_person])
    system = np.concatenate(
        [members.system, np.full(len(accounts.contact_person), CRM)]
    )
    return pa.table(
        {
            "source_system": take(NAMES, system),
            "contact_id": pa.concat_arrays([world.ids, accounts.contact_id]),
            "person_id": person_ids(persons.number[person]),
        }
    )


def sales_guests(persons: Persons, sales: Sales) -> pa.Table:
    """Return whose the guests are that orders and returns make."""
    orders, returns, returner = sales.orders, sales.raw["returns"], sales.returner
    whom = Whom(
        orders.person, orders.system, orders.contact_id, orders.email, orders.phone,
        orders.loyalty_card,
    )  # fmt: skip
    guests = guests_truth("orders", orders.order_id, whom, persons)
    by_email = pa.array(np.flatnonzero(returns["email"].is_valid().to_numpy()))
    notes = pa.table(
        {
            "source_system": returns["source_system"].take(by_email),
            "contact_id": join(
                "guest:returns:",
                returns["return_id"].combine_chunks().take(by_email),
            ),
            "person_id": person_ids(persons.number[returner[by_email.to_numpy()]]),
        }
    )
    return pa.concat_tables([guests, notes])
