"""What a raw folder says at an as-of date: an independent reader of the contract.

It follows the contract and the seeds, in plain Python, and knows nothing of the models:
what it accepts and rejects is what the models must accept and reject.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.python.contract_reader.contract import contract, source_priorities
from tests.python.contract_reader.records import Judged, read_table

TABLES = (
    "contacts",
    "contact_identifiers",
    "orders",
    "order_lines",
    "returns",
    "products",
    "exchange_rates",
)

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of the records of a table.

    Attributes:
        raw_count: Records in the files, broken lines among them.
        not_yet_known_count: Records seen after the as-of date.
        acceptable_count: Known records that break no rule.
        rejected: Known records that break a rule.
        accepted: The current version of each key that counts, with `rate_to_base`
            where the table has a currency, and `first_recorded_at`.
    """

    raw_count: int
    not_yet_known_count: int
    acceptable_count: int
    rejected: list[Judged]
    accepted: list[dict[str, Any]]


@dataclass(frozen=True)
class Reading:
    """A raw folder, read.

    Attributes:
        as_of: What now is.
        base_currency: Currency of all amounts.
        verdicts: Table → what became of its records.
        order_aliases: Order that counts in another system → the order that counts;
            both as (source system, order id).
    """

    as_of: date
    base_currency: str
    verdicts: Mapping[str, Verdict]
    order_aliases: Mapping[Key, Key]


def read_folder(raw: Path, as_of: date | None = None) -> Reading:
    """Read a raw folder of CSV files.

    Args:
        raw: The folder.
        as_of: What now is; the day of the newest record when absent.

    Raises:
        ContractError: When a file stops the build.
    """
    records = {name: read_table(raw, name) for name in TABLES}
    now = as_of or max(
        record.recorded_at.date()
        for judged in records.values()
        for record in judged
        if record.recorded_at
    )
    base_currency = _base_currency(records["orders"], now)
    rates = _rates(current("exchange_rates", records["exchange_rates"], now))
    for name, event_at in (("orders", "ordered_at"), ("returns", "returned_at")):
        records[name] = [
            _priced(record, event_at, base_currency, rates) for record in records[name]
        ]
    versions = current("orders", records["orders"], now)
    counted, aliases = _count_once(versions)
    recordings = _recordings(records["orders"])
    orders = {_order_key(order): order for order in versions}
    records["order_lines"] = [
        _tied(line, recordings, orders) for line in records["order_lines"]
    ]
    accepted = {name: current(name, records[name], now) for name in TABLES}
    accepted["orders"] = counted
    counted_keys = {_order_key(order) for order in counted}
    accepted["order_lines"] = [
        line for line in accepted["order_lines"] if _order_key(line) in counted_keys
    ]
    return Reading(
        as_of=now,
        base_currency=base_currency,
        verdicts={
            name: _verdict(records[name], accepted[name], now) for name in TABLES
        },
        order_aliases=aliases,
    )


def _verdict(
    records: list[Judged], accepted: list[dict[str, Any]], as_of: date
) -> Verdict:
    known = [record for record in records if record.is_known(as_of)]
    rejected = [record for record in known if record.rules]
    return Verdict(
        raw_count=len(records),
        not_yet_known_count=len(records) - len(known),
        acceptable_count=len(known) - len(rejected),
        rejected=rejected,
        accepted=accepted,
    )


def current(
    table_name: str, records: Iterable[Judged], as_of: date
) -> list[dict[str, Any]]:
    """Return the current version of each key.

    Versions of one recorded_at are ordered by their other columns, in the order of the
    contract, the larger first: the contract says only that the choice is total.
    """
    table = contract()[table_name]
    keys = ["source_system", *(column.name for column in table.keys)]
    rest = [
        column.name
        for column in table.columns
        if column.name not in {*keys, "recorded_at"}
    ]
    versions: dict[Key, list[Judged]] = defaultdict(list)
    for record in records:
        if not record.rules and record.is_known(as_of):
            versions[tuple(record.values[name] for name in keys)].append(record)
    newest = []
    for group in versions.values():
        chosen = max(group, key=lambda record: _rank(record, rest))
        seen = [record.recorded_at for record in group if record.recorded_at]
        newest.append(
            {
                **chosen.values,
                "recorded_at": chosen.recorded_at,
                "first_recorded_at": min(seen, default=None),
            }
        )
    return newest


def _rank(record: Judged, names: list[str]) -> Key:
    values = [record.recorded_at, *(record.values[name] for name in names)]
    return tuple((value is not None, value) for value in values)


def _base_currency(orders: Iterable[Judged], as_of: date) -> str:
    """Return the currency that most orders carry; a tie goes by the alphabet."""
    carried = {
        (record.values["currency_code"].upper(), *_order_key(record.values))
        for record in orders
        if not record.rules
        and record.is_known(as_of)
        and record.values["currency_code"]
    }
    counts = Counter(currency for currency, *_ in carried)
    return min(counts, key=lambda code: (-counts[code], code), default="EUR")


Rates = Mapping[str, list[tuple[date, Decimal]]]


def _rates(records: Iterable[dict[str, Any]]) -> Rates:
    """Return currency → its rates, newest first; the first system by name counts."""
    by_day: dict[tuple[str, date], Decimal] = {}
    for record in sorted(records, key=lambda record: record["source_system"]):
        day = (record["currency_code"], record["rate_date"])
        by_day.setdefault(day, record["rate_to_base"])
    rates = defaultdict(list)
    for currency, since in sorted(by_day, reverse=True):
        rates[currency].append((since, by_day[currency, since]))
    return rates


def _priced(record: Judged, event_at: str, base_currency: str, rates: Rates) -> Judged:
    """Give a record the rate of its day or the last before it, else reject it."""
    if record.rules:
        return record
    currency = (record.values["currency_code"] or base_currency).upper()
    day = record.values[event_at].date()
    earlier = [rate for since, rate in rates.get(currency, []) if since <= day]
    if currency == base_currency:
        earlier = [Decimal(1)]
    if not earlier:
        return record.with_rules("no_exchange_rate")
    return replace(record, values={**record.values, "rate_to_base": earlier[0]})


def _order_key(values: Mapping[str, Any]) -> Key:
    return (values["source_system"], values["order_id"])


def _count_once(
    versions: list[dict[str, Any]],
) -> tuple[list[dict[str, Any]], dict[Key, Key]]:
    """Leave one system's orders of each origin; name those that stand for others."""
    origins = defaultdict(list)
    for order in versions:
        if order["origin_order_id"]:
            origins[order["origin_order_id"]].append(order)
    counted = [order for order in versions if not order["origin_order_id"]]
    aliases = {}
    for orders in origins.values():
        system = min((order["source_system"] for order in orders), key=_priority)
        chosen = [order for order in orders if order["source_system"] == system]
        counted += chosen
        if len(chosen) == 1:
            for order in orders:
                if order["source_system"] != system:
                    aliases[_order_key(order)] = _order_key(chosen[0])
    return counted, aliases


def _priority(source_system: str) -> Key:
    priority = source_priorities().get(source_system)
    return (priority is None, priority or 0, source_system)


def _recordings(orders: Iterable[Judged]) -> Mapping[Key, datetime | None]:
    """Return when each order was first seen; None when a version is always known."""
    seen = defaultdict(list)
    for order in orders:
        if order.values and order.values["order_id"] is not None:
            seen[_order_key(order.values)].append(order.recorded_at)
    return {
        key: None if None in times else min(time for time in times if time)
        for key, times in seen.items()
    }


def _tied(
    line: Judged,
    recordings: Mapping[Key, datetime | None],
    orders: Mapping[Key, dict[str, Any]],
) -> Judged:
    """Let a line be recorded as its order, and reject it without an accepted one.

    A line whose own recorded_at is not believed is rejected at every day.
    """
    if not line.values or "implausible_recorded_at" in line.rules:
        return line
    key = _order_key(line.values)
    tied = replace(line, recorded_at=line.recorded_at or recordings.get(key))
    order = orders.get(key)
    if order is None:
        return tied.with_rules("line_without_order")
    values = {**tied.values, "rate_to_base": order["rate_to_base"]}
    return replace(tied, values=values)
