"""The company as a whole, block of persons by block."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa

from scripts.demo.block import simulate_block
from scripts.demo.company import Company, shared_tables, shared_truth
from scripts.demo.costs import Effort, campaign_costs_table, costs_table, effort_of
from scripts.demo.damage import as_text
from scripts.demo.output import Target
from scripts.demo.spoil import DAMAGES, spoil
from scripts.demo.streams import Streams

BLOCK = 50_000
CSV_TABLES = frozenset(
    {"orders", "exchange_rates", "stores", "employees", "offers", "campaigns"}
    | {"service_costs"}
)


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
    for name, table in shared_tables(company).items():
        _write_whole(company, target, name, table)
    for name, table in shared_truth(company).items():
        target.add_truth(name, table)
    effort = Effort()
    for number, begin in enumerate(range(0, customers, BLOCK)):
        count = min(BLOCK, customers - begin)
        tables = simulate_block(company, number, begin, count)
        for name, table in tables.raw.items():
            target.write_part(name, _ending(name), number, table)
        for name, table in tables.truth.items():
            target.add_truth(name, table)
        effort += effort_of(tables.raw)
        report(count)
    ledger = costs_table(Streams(company.seed), company.period, effort)
    bills = campaign_costs_table(company.campaigns)
    costs = as_text(pa.concat_tables([ledger, bills]))
    _write_whole(company, target, "service_costs", costs)


def _write_whole(company: Company, target: Target, name: str, table: pa.Table) -> None:
    """Write a table that no block has a part of, with its bad rows."""
    if name in DAMAGES:
        table, bad = spoil(Streams(company.seed), company.knobs, name, table)
        target.add_truth("bad_records", bad)
    target.write(f"{name}.{_ending(name)}", table)


def _ending(name: str) -> str:
    return "csv" if name in CSV_TABLES else "parquet"
