"""Bad rows on purpose, and the list of what was damaged."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.demo.knobs import Knobs
from scripts.demo.streams import Streams
from scripts.demo.text import Ints, join, texts

BAD_RECORDS = pa.schema(
    [
        (name, pa.string())
        for name in (
            "table_name", "source_system", "record_key", "recorded_at", "column_name",
            "damage", "rule_code",
        )
    ]
)  # fmt: skip
# The rule of the warehouse that refuses each kind of damage.
RULES = {
    "unreadable_date": "unreadable_value",
    "unknown_currency": "no_exchange_rate",
    "missing_required": "missing_value",
    "order_missing": "line_without_order",
}
UNREADABLE_DATES = ("2025-13-45", "yesterday", "31/02/2025", "0000-00-00 00:00:00")
UNKNOWN_CURRENCY = "XTS"


def as_text(table: pa.Table) -> pa.Table:
    """Return the table with every column as text, as a CSV file holds it."""
    return table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))


def damage_orders(
    streams: Streams, knobs: Knobs, table: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Spoil dates, currencies and amounts of a few orders.

    Args:
        streams: The block's random streams.
        knobs: The share of bad rows.
        table: Orders as text.

    Returns:
        The table, and its bad records.
    """
    rng, count = streams.of("bad orders"), table.num_rows
    rows = _few(rng, knobs.bad_order_share, count)
    kind = rng.integers(0, 4, len(rows))
    dates = texts(UNREADABLE_DATES).take(pa.array(rng.integers(0, 4, len(rows))))
    records = []
    for place, (column, label, value) in enumerate(
        (
            ("ordered_at", "unreadable_date", dates),
            ("currency_code", "unknown_currency", UNKNOWN_CURRENCY),
            ("net_amount", "missing_required", None),
            ("ordered_at", "missing_required", None),
        )
    ):
        hit = rows[kind == place]
        records.append(_records("orders", table, hit, ("order_id",), (column, label)))
        new = value.filter(pa.array(kind == place)) if place == 0 else value
        table = _put(table, column, hit, new)
    return table, pa.concat_tables(records)


def damage_lines(
    streams: Streams, knobs: Knobs, table: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Empty the quantity of some lines and add lines of orders that never came."""
    rng, key = streams.of("bad lines"), ("order_id", "line_number")
    rows = _few(rng, knobs.bad_line_share / 2, table.num_rows)
    damage = ("quantity", "missing_required")
    empty = _records("order_lines", table, rows, key, damage)
    orphans = table.take(_few(rng, knobs.bad_line_share / 2, table.num_rows))
    lost = join("lost-", orphans["order_id"].combine_chunks())
    place = table.column_names.index("order_id")
    orphans = orphans.set_column(place, "order_id", lost)
    everyone = np.arange(orphans.num_rows)
    damage = ("order_id", "order_missing")
    orphaned = _records("order_lines", orphans, everyone, key, damage)
    table = _put(table, "quantity", rows, None)
    return pa.concat_tables([table, orphans]), pa.concat_tables([empty, orphaned])


def damage_returns(
    streams: Streams, knobs: Knobs, table: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Empty the amount of some returns."""
    rows = _few(streams.of("bad returns"), knobs.bad_return_share, table.num_rows)
    damage = ("refund_amount", "missing_required")
    records = _records("returns", table, rows, ("return_id",), damage)
    return _put(table, "refund_amount", rows, None), records


def damage_contacts(
    streams: Streams, knobs: Knobs, table: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Add copies of some contacts without their id; the originals stay good."""
    rows = _few(streams.of("bad contacts"), knobs.bad_contact_share, table.num_rows)
    copies = _put(table.take(rows), "contact_id", np.arange(len(rows)), None)
    records = _records(
        "contacts", copies, np.arange(len(rows)), ("contact_id",),
        ("contact_id", "missing_required"),
    )  # fmt: skip
    return pa.concat_tables([table, copies]), records


def damage_identifiers(
    streams: Streams, knobs: Knobs, table: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Empty the value of some identifiers."""
    rng = streams.of("bad identifiers")
    rows = _few(rng, knobs.bad_contact_share, table.num_rows)
    table = _put(table, "identifier_value", rows, None)
    key = ("contact_id", "identifier_type", "identifier_value")
    damage = ("identifier_value", "missing_required")
    return table, _records("contact_identifiers", table, rows, key, damage)


def _few(rng: np.random.Generator, share: float, count: int) -> Ints:
    """Return the positions of a random share of the rows, in order."""
    return np.flatnonzero(rng.random(count) < share)


def _put(
    table: pa.Table, column: str, rows: Ints, value: pa.Array | str | None
) -> pa.Table:
    """Replace the cells of a column in some rows."""
    place, kind = table.column_names.index(column), table.schema.field(column).type
    mask = np.zeros(table.num_rows, bool)
    mask[rows] = True
    new = value
    if not isinstance(value, pa.Array):
        new = pa.array([value] * len(rows), kind)
    cells = pc.replace_with_mask(table[column].combine_chunks(), pa.array(mask), new)
    return table.set_column(place, column, cells)


def _records(
    name: str,
    table: pa.Table,
    rows: Ints,
    key: tuple[str, ...],
    damage: tuple[str, str],
) -> pa.Table:
    """List damaged rows: table, key with its source system, version and damage."""
    few = as_text(table.take(pa.array(rows)).combine_chunks())
    parts = [pc.fill_null(few[c].combine_chunks(), "") for c in ("source_system", *key)]
    record_key = pc.binary_join_element_wise(*parts, ":")
    column, label = damage
    rule = (
        "missing_key" if label == "missing_required" and column in key else RULES[label]
    )
    values = [
        texts([name] * len(rows)), few["source_system"], record_key,
        few["recorded_at"], texts([column] * len(rows)), texts([label] * len(rows)),
        texts([rule] * len(rows)),
    ]  # fmt: skip
    return pa.table(
        dict(zip(BAD_RECORDS.names, values, strict=True)), schema=BAD_RECORDS
    )
