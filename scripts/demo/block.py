"""One block of persons, from who they are to all that is recorded of them."""

from __future__ import annotations

import pyarrow as pa

from scripts.demo import damage
from scripts.demo.business import place_business_orders
from scripts.demo.campaign_runs import Run, run_campaigns
from scripts.demo.company import Company
from scripts.demo.contacts import contacts_table
from scripts.demo.orders import place_orders
from scripts.demo.people import people_tables
from scripts.demo.permissions import draw_permissions
from scripts.demo.sales import Sales, placed_orders, sell
from scripts.demo.spoil import spoil
from scripts.demo.streams import Streams
from scripts.demo.tables import Tables, below, merged
from scripts.demo.touches import dialogue_tables, touch_tables
from scripts.demo.truth import orders_truth, persons_truth, sales_guests
from scripts.demo.world import BUSINESS_PART, World, draw_world

CAMPAIGN_PART = "K"


def simulate_block(company: Company, number: int, begin: int, count: int) -> Tables:
    """Simulate one block of persons.

    Args:
        company: What all blocks share.
        number: Number of the block.
        begin: Number of its first person.
        count: Its persons.
    """
    knobs, period = company.knobs, company.period
    streams = Streams(company.seed, number)
    world = draw_world(company, streams, begin, count)
    contacts = contacts_table(
        streams, knobs, period, world.persons, world.members, world.deleted_at
    )
    points = {
        name: contacts[name].slice(0, len(world.ids)).combine_chunks()
        for name in ("email", "phone")
    }
    permissions = draw_permissions(
        streams, knobs, period, world.members, points["email"]
    )
    run = run_campaigns(company, streams, world, permissions)
    sales = _all_sales(company, streams, world, run)
    tables = people_tables(company, streams, world, contacts)
    tables = merged(tables, _sales_tables(company, world, sales))
    tables = merged(tables, dialogue_tables(company, streams, world, sales))
    tables = merged(
        tables,
        touch_tables(
            company, streams, world, points, permissions, run, placed_orders(sales)
        ),
    )
    return _spoiled(streams, company, tables)


def _all_sales(
    company: Company, streams: Streams, world: World, run: Run
) -> list[Sales]:
    """Sell to private persons, to those whom campaigns brought, and to accounts."""
    knobs, period, parts = company.knobs, company.period, []
    for part, purchases in (("", world.purchases), (CAMPAIGN_PART, run.purchases)):
        placed = place_orders(
            streams.within(part), knobs, period, world.persons, world.behaviour,
            purchases, world.members, world.ids,
        )  # fmt: skip
        parts.append((part, placed))
    parts.append(
        (
            BUSINESS_PART,
            place_business_orders(
                streams.within(BUSINESS_PART), knobs, period, world.persons,
                world.accounts, world.firm_purchases,
            ),
        )
    )  # fmt: skip
    return [
        sell(
            company, streams.within(part), world.persons, placed, world.tastes,
            world.elasticity, world.accounts.account_id,
        )
        for part, placed in parts
    ]  # fmt: skip


def _sales_tables(company: Company, world: World, sales: list[Sales]) -> Tables:
    """Return the tables of all sales together."""
    raw = {
        name: below(*(part.raw[name] for part in sales))
        for name in ("orders", "order_lines", "returns")
    }
    truth = {
        "persons": persons_truth(company.knobs, world, sales),
        "orders": below(
            *(orders_truth(world, company.campaigns, part.orders) for part in sales)
        ),
        "contacts": below(*(sales_guests(world.persons, part) for part in sales)),
    }
    return Tables(raw, truth)


def _spoiled(streams: Streams, company: Company, tables: Tables) -> Tables:
    """Damage a few rows of each table and list them in the truth."""
    core = {
        "contacts": damage.damage_contacts,
        "contact_identifiers": damage.damage_identifiers,
        "orders": damage.damage_orders,
        "order_lines": damage.damage_lines,
        "returns": damage.damage_returns,
    }
    raw, records = {}, []
    for name, table in tables.raw.items():
        if name in core:
            raw[name], bad = core[name](streams, company.knobs, table)
        else:
            raw[name], bad = spoil(streams, company.knobs, name, table)
        records.append(bad)
    return Tables(raw, {**tables.truth, "bad_records": pa.concat_tables(records)})
