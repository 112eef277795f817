"""The truth: who each person is, and which records are theirs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.demo.addresses import describe
from scripts.demo.catalogue import CATEGORIES
from scripts.demo.knobs import Knobs
from scripts.demo.names import load_names
from scripts.demo.orders import Orders
from scripts.demo.persons import Persons, person_ids
from scripts.demo.purchases import Behaviour
from scripts.demo.rows import times
from scripts.demo.systems import NAMES, Memberships
from scripts.demo.text import Ints, choose, join, take, texts


def persons_truth(
    knobs: Knobs, persons: Persons, behaviour: Behaviour, tastes: Ints, orders: Orders
) -> pa.Table:
    """Return true attributes and parameters, one row per person."""
    names, count = load_names(), len(persons)
    own = orders.person[orders.original == np.arange(len(orders))]
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
            "rate_per_day": pa.array(behaviour.rate_per_day),
            "dropout_probability": pa.array(behaviour.dropout_probability),
            "mean_spend_amount": pa.array(knobs.spend_p / behaviour.spend_rate),
            "deal_share": pa.array(behaviour.deal_share),
            "dropped_at": times(behaviour.dropped_at),
            "is_alive": pa.array(behaviour.is_alive),
        }
    )


def orders_truth(persons: Persons, orders: Orders) -> pa.Table:
    """Return whose each order is, and whether it names anybody."""
    named = [orders.contact_id, orders.email, orders.phone, orders.loyalty_card]
    return pa.table(
        {
            "source_system": take(NAMES, orders.system),
            "order_id": orders.order_id,
            "person_id": person_ids(persons.number[orders.person]),
            "names_somebody": pc.is_valid(pc.coalesce(*named)),
        }
    )


def contacts_truth(
    persons: Persons,
    members: Memberships,
    ids: pa.Array,
    orders: Orders,
    returns: pa.Table,
    returner: Ints,
) -> pa.Table:
    """Return whose each contact is, guests of orders and returns included."""
    known = pa.table(
        {
            "source_system": take(NAMES, members.system),
            "contact_id": ids,
            "person_id": person_ids(persons.number[members.person]),
        }
    )
    named = pc.coalesce(orders.email, orders.phone, orders.loyalty_card)
    rows = np.flatnonzero(pc.is_valid(named).to_numpy(False))
    guests = pa.table(
        {
            "source_system": take(NAMES, orders.system[rows]),
            "contact_id": join("guest:orders:", take(orders.order_id, rows)),
            "person_id": person_ids(persons.number[orders.person[rows]]),
        }
    )
    by_email = np.flatnonzero(returns["email"].is_valid().to_numpy())
    notes = pa.table(
        {
            "source_system": returns["source_system"].take(pa.array(by_email)),
            "contact_id": join(
                "guest:returns:",
                returns["return_id"].combine_chunks().take(pa.array(by_email)),
            ),
            "person_id": person_ids(persons.number[returner[by_email]]),
        }
    )
    return pa.concat_tables([known, guests, notes])
