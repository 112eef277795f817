"""Stores, and the people who work in them, on the phone and in the field."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from scripts.demo.addresses import describe, draw_addresses
from scripts.demo.names import load_names
from scripts.demo.period import Period
from scripts.demo.places import COUNTRIES
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, LETTERS, NAMES, SYSTEMS, TILL
from scripts.demo.text import Ints, Texts, join, number, take, texts

STORE_COUNT, STORE_STAFF = 12, 4
STAFF = (6, 10, STORE_COUNT * STORE_STAFF, 2, 15)
DEPARTMENTS = ("E-commerce", "Sales", "Stores", "Marketplaces", "Service")
STORE_COUNTRIES = (0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6)


def store_of(person: Ints) -> Ints:
    """Return the number of the store, from 0, that a person goes to."""
    return person * 31 % STORE_COUNT


def store_ids(store: Ints) -> Texts:
    """Return the ids of stores."""
    return join("S", number(store + 1, 2))


def employee_ids(system: Ints, place: Ints) -> Texts:
    """Return the ids of employees: the letter of their system and their number."""
    return join("E", take(LETTERS, system), number(place + 1, 3))


def pick_employees(rng: np.random.Generator, system: Ints, store: Ints) -> Texts:
    """Draw who of a system serves somebody.

    Args:
        rng: Random generator.
        system: Position of the system, shape (n,).
        store: Number of the store, used at the till.
    """
    luck = rng.random(len(system))
    anybody = (luck * np.array(STAFF)[system]).astype(np.int64)
    in_store = store * STORE_STAFF + (luck * STORE_STAFF).astype(np.int64)
    return employee_ids(system, np.where(system == TILL, in_store, anybody))


def owners(account: Ints) -> Texts:
    """Return the employee who looks after each account."""
    return employee_ids(np.full(len(account), CRM), account % STAFF[CRM])


def stores_table(streams: Streams, period: Period) -> pa.Table:
    """Return the raw table of the stores; the last one closed before the period."""
    rng, count = streams.of("stores"), STORE_COUNT + 1
    country = np.array([*STORE_COUNTRIES, 0])
    place = describe(draw_addresses(rng, country))
    opened = period.first - rng.integers(400, 6000, count).astype("timedelta64[D]")
    closed = np.full(count, "NaT", "datetime64[s]")
    closed[-1] = period.first - np.timedelta64(int(rng.integers(10, 300)), "D")
    return pa.table(
        {
            "source_system": texts([SYSTEMS[TILL].name] * count),
            "store_id": store_ids(np.arange(count)),
            "store_name": join(place["city"], " ", number(np.arange(count) + 1)),
            **{k: place[k] for k in ("city", "region", "postal_code", "country_code")},
            "opened_at": times(opened),
            "closed_at": times(closed),
            "recorded_at": times(np.repeat(period.first, count)),
        }
    )


def employees_table(streams: Streams, period: Period) -> pa.Table:
    """Return the raw table of the employees of all systems."""
    rng, names = streams.of("employees"), load_names()
    system = np.repeat(np.arange(len(STAFF)), STAFF)
    place = np.concatenate([np.arange(count) for count in STAFF])
    given, family = (
        take(
            names.plain, names.draw(rng, COUNTRIES[0].cultures[0][0], kind, len(place))
        )
        for kind in ("female", "family")
    )
    at_till = system == TILL
    store = pa.compute.if_else(
        pa.array(at_till), store_ids(place // STORE_STAFF), pa.scalar(None, pa.string())
    )
    return pa.table(
        {
            "source_system": take(NAMES, system),
            "employee_id": employee_ids(system, place),
            "employee_name": join(given, " ", family),
            "department": take(texts(DEPARTMENTS), system),
            "store_id": store,
            "recorded_at": times(np.repeat(period.first, len(place))),
        }
    )
