"""What campaigns, permissions, visits, talks and surveys leave behind."""

from __future__ import annotations

from scripts.demo.campaign_runs import Run
from scripts.demo.campaign_tables import events_table
from scripts.demo.company import Company
from scripts.demo.conversations import draw_conversations
from scripts.demo.interactions import interactions_table, learned_table
from scripts.demo.orders import Orders
from scripts.demo.permissions import Permissions, collect_statements, consents_table
from scripts.demo.rows import select
from scripts.demo.sales import Sales, first_products, placed_orders
from scripts.demo.sessions import sessions_table
from scripts.demo.streams import Streams
from scripts.demo.surveys import surveys_table, yearly_spend
from scripts.demo.tables import Tables, below
from scripts.demo.text import Texts
from scripts.demo.turns import interaction_ids, play_turns, turns_truth
from scripts.demo.whom import guests_truth
from scripts.demo.world import World


def touch_tables(
    company: Company,
    streams: Streams,
    world: World,
    points: dict[str, Texts],
    permissions: Permissions,
    run: Run,
    orders: Orders,
) -> Tables:
    """Return what campaigns, permissions and visits leave behind."""
    knobs, period, persons = company.knobs, company.period, world.persons
    events, reached = events_table(
        streams, knobs, period, persons, company.campaigns, world.members, world.ids,
        run.events,
    )  # fmt: skip
    said = collect_statements(
        streams, period, world.members, permissions, run.unsubscribed
    )
    consents, speakers = consents_table(
        streams, knobs, period, persons, world.members, world.ids, points, said
    )
    sessions, visitors = sessions_table(company, streams, world, orders, run.events)
    raw = {"campaign_events": events, "consents": consents, "sessions": sessions}
    return Tables(raw, {"contacts": below(reached, speakers), "sessions": visitors})


def dialogue_tables(
    company: Company, streams: Streams, world: World, sales: list[Sales]
) -> Tables:
    """Return conversations and the surveys that follow them and the orders."""
    knobs, period, persons = company.knobs, company.period, world.persons
    orders = placed_orders(sales)
    talks, parties = draw_conversations(
        streams, knobs, period, persons, orders, world.accounts
    )
    turns = play_turns(streams, period, talks)
    whom = select(parties, turns.conversation)
    ids, products = interaction_ids(streams, turns), first_products(sales)
    interactions = interactions_table(
        company, streams, talks, turns, whom, orders, world.accounts, products
    )
    sold = [
        (
            part.placed,
            part.amounts.lines,
            company.rates.at(part.placed.currency, part.placed.ordered_at),
        )
        for part in sales
    ]
    yearly = yearly_spend(period, company.catalogue, world.tastes, sold)
    surveys, answerers = surveys_table(
        company, streams, world, orders, talks, turns, whom, yearly
    )
    callers = guests_truth("interactions", ids, whom, persons)
    return Tables(
        {
            "interactions": interactions,
            "survey_responses": surveys,
            "contact_attributes": learned_table(company, streams, talks, turns, whom),
        },
        {
            "contacts": below(callers, answerers),
            "interactions": turns_truth(streams, talks, turns),
        },
    )
