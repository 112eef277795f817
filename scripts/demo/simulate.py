"""The company as a whole, block of persons by block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo import damage
from scripts.demo.baskets import draw_tastes, fill_baskets
from scripts.demo.catalogue import Catalogue, build_catalogue, products_table
from scripts.demo.contacts import contact_ids, contacts_table, identifiers_table
from scripts.demo.currencies import Rates, draw_rates, rates_table
from scripts.demo.deliveries import copy_to_web_shop, deliver
from scripts.demo.knobs import Knobs
from scripts.demo.order_tables import lines_table, orders_table, returns_table
from scripts.demo.orders import place_orders
from scripts.demo.output import Target
from scripts.demo.period import Period
from scripts.demo.persons import draw_persons
from scripts.demo.purchases import simulate_purchases
from scripts.demo.streams import Streams
from scripts.demo.systems import draw_memberships
from scripts.demo.truth import contacts_truth, orders_truth, persons_truth

BLOCK = 50_000
CSV_TABLES = frozenset({"orders"})


@dataclass(frozen=True)
class Company:
    """What all blocks share.

    Attributes:
        knobs: The settings.
        period: The simulated period.
        seed: The seed of the run.
        catalogue: The products.
        rates: Exchange rates.
    """

    knobs: Knobs
    period: Period
    seed: int
    catalogue: Catalogue
    rates: Rates


@dataclass(frozen=True)
class Block:
    """The tables of one block of persons.

    Attributes:
        raw: Raw tables by name.
        truth: Tables of the truth by name.
    """

    raw: dict[str, pa.Table]
    truth: dict[str, pa.Table]


def found_company(knobs: Knobs, period: Period, seed: int) -> Company:
    """Draw catalogue and exchange rates."""
    shared = Streams(seed)
    catalogue = build_catalogue(shared, knobs)
    return Company(knobs, period, seed, catalogue, draw_rates(shared, period))


def simulate(
    company: Company, customers: int, target: Target, report: Callable[[int], None]
) -> None:
    """Simulate all blocks and write their files.

    A block depends on the seed and its number alone, so memory stays that of one.

    Args:
        company: What all blocks share.
        customers: Persons in all.
        target: Where to write.
        report: Called with the number of persons done after each block.
    """
    shared, first = Streams(company.seed), np.array([company.period.first])
    products = products_table(shared, company.catalogue, first)
    target.write("products.parquet", products)
    target.write("exchange_rates.csv", rates_table(company.rates, company.period))
    for number, begin in enumerate(range(0, customers, BLOCK)):
        count = min(BLOCK, customers - begin)
        block = simulate_block(company, number, begin, count)
        for name, table in block.raw.items():
            ending = "csv" if name in CSV_TABLES else "parquet"
            target.write_part(name, ending, number, table)
        for name, table in block.truth.items():
            target.add_truth(name, table)
        report(count)


def simulate_block(company: Company, number: int, begin: int, count: int) -> Block:
    """Simulate one block of persons.

    Args:
        company: What all blocks share.
        number: Number of the block.
        begin: Number of its first person.
        count: Its persons.
    """
    knobs, period = company.knobs, company.period
    streams = Streams(company.seed, number)
    persons = draw_persons(streams, knobs, period, begin, count)
    behaviour, purchases = simulate_purchases(streams, knobs, period, count)
    members = draw_memberships(streams, knobs, period, behaviour)
    ids = contact_ids(members, number)
    tastes = draw_tastes(streams, persons, period.end.year)
    placed = place_orders(
        streams, knobs, period, persons, behaviour, purchases, members, ids
    )
    amounts = fill_baskets(
        streams, knobs, company.catalogue, company.rates, placed, tastes
    )
    orders = copy_to_web_shop(streams, knobs, period, persons, placed)
    versions = deliver(streams, knobs, period, orders)
    returns, returner = returns_table(
        streams, knobs, period, persons, company.catalogue, placed, amounts
    )
    raw = {
        "contacts": contacts_table(streams, knobs, period, persons, members),
        "contact_identifiers": identifiers_table(
            streams, knobs, period, persons, members
        ),
        "orders": damage.as_text(
            orders_table(streams, knobs, orders, amounts, versions)
        ),
        "order_lines": lines_table(streams, knobs, orders, amounts),
        "returns": returns,
    }
    truth = {
        "persons": persons_truth(knobs, persons, behaviour, tastes, orders),
        "contacts": contacts_truth(persons, members, ids, orders, returns, returner),
        "orders": orders_truth(persons, orders),
    }
    return _spoil(streams, knobs, raw, truth)


def _spoil(
    streams: Streams,
    knobs: Knobs,
    raw: dict[str, pa.Table],
    truth: dict[str, pa.Table],
) -> Block:
    """Damage a few rows of each table and list them in the truth."""
    spoilers = {
        "contacts": damage.damage_contacts,
        "contact_identifiers": damage.damage_identifiers,
        "orders": damage.damage_orders,
        "order_lines": damage.damage_lines,
        "returns": damage.damage_returns,
    }
    spoiled, records = {}, []
    for name, spoil in spoilers.items():
        spoiled[name], bad = spoil(streams, knobs, raw[name])
        records.append(bad)
    return Block(spoiled, {**truth, "bad_records": pa.concat_tables(records)})
