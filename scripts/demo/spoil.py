"""Bad rows of the tables beside the core: copies of good rows, each damaged one way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.damage import BAD_RECORDS, as_text
from scripts.demo.knobs import Knobs
from scripts.demo.streams import Streams
from scripts.demo.text import texts

ANCIENT, AHEAD, ABSURD = "1900-01-01", "2098-12-31", "99999999999.00"


@dataclass(frozen=True)
class Damage:
    """One way to spoil a row.

    Attributes:
        column: The column that is overwritten.
        value: What is written there as text; null empties it. ``=column`` copies the
            value of another column.
        rule_code: The rule by which it is refused.
    """

    column: str
    value: str | None
    rule_code: str


def _missing(column: str) -> Damage:
    return Damage(column, None, "missing_value")


def _ancient(column: str) -> Damage:
    return Damage(column, ANCIENT, "implausible_date")


def _ahead(column: str) -> Damage:
    return Damage(column, AHEAD, "event_after_recorded")


# Table → columns of its key, and the ways to spoil it. The value of a personal key is
# hashed in the key of the record.
KEYS = {
    "accounts": ("account_id",),
    "account_roles": ("account_id", "contact_id", "role"),
    "contact_attributes": ("contact_id", "attribute", "value"),
    "interactions": ("interaction_id",),
    "consents": ("consent_id",),
    "campaigns": ("campaign_id",),
    "campaign_events": ("event_id",),
    "offers": ("offer_id",),
    "sessions": ("session_id",),
    "survey_responses": ("response_id",),
    "referrals": ("referral_id",),
    "stores": ("store_id",),
    "employees": ("employee_id",),
    "service_costs": ("activity", "period_start", "channel", "campaign_id"),
    "identity_overrides": (
        "left_source_system", "left_contact_id", "right_source_system",
        "right_contact_id",
    ),
    "privacy_requests": ("request_id",),
}  # fmt: skip
PERSONAL_KEYS = frozenset({("contact_attributes", "value")})
DAMAGES = {
    "accounts": (Damage("account_id", None, "missing_key"),),
    "account_roles": (
        _ancient("valid_from"),
        Damage("valid_to", "2001-01-01", "end_before_start"),
        Damage("role", None, "missing_key"),
    ),
    "contact_attributes": (_ancient("stated_at"), Damage("value", None, "missing_key")),
    "interactions": (
        _missing("started_at"),
        Damage("ended_at", "2001-01-01", "end_before_start"),
        Damage("cost_amount", ABSURD, "implausible_amount"),
    ),
    "consents": (_missing("status"), _ahead("occurred_at")),
    "campaigns": (Damage("ends_at", "2001-01-01", "end_before_start"),),
    "campaign_events": (_missing("event_type"), _ancient("occurred_at")),
    "offers": (Damage("face_value_amount", "ten percent", "unreadable_value"),),
    "sessions": (
        _ahead("started_at"),
        Damage("page_count", "-3", "implausible_quantity"),
    ),
    "survey_responses": (
        Damage("score", "-1", "implausible_score"),
        _missing("survey_type"),
    ),
    "referrals": (_missing("referred_at"), _ahead("referred_at")),
    "stores": (Damage("opened_at", "soon", "unreadable_value"),),
    "employees": (Damage("employee_id", None, "missing_key"),),
    "service_costs": (
        Damage("cost_amount", "n/a", "unreadable_value"),
        Damage("period_end", "2001-01-01", "end_before_start"),
    ),
    "identity_overrides": (
        Damage("right_contact_id", "=left_contact_id", "contact_against_itself"),
    ),
    "privacy_requests": (_missing("kind"), _ancient("requested_at")),
}


def spoil(
    streams: Streams, knobs: Knobs, name: str, table: pa.Table
) -> tuple[pa.Table, pa.Table]:
    """Add damaged copies of a few rows; the originals stay good.

    Args:
        streams: Random streams.
        knobs: The share of bad rows; zero adds none.
        name: The table's name.
        table: Its rows.

    Returns:
        The table with the bad rows, and the list of these.
    """
    rng, parts, records = streams.of(f"bad {name}"), [table], []
    if not knobs.bad_row_share or not table.num_rows:
        return table, BAD_RECORDS.empty_table()
    for damage in DAMAGES[name]:
        count = max(1, rng.binomial(table.num_rows, knobs.bad_row_share))
        rows = np.sort(rng.integers(0, table.num_rows, count))
        copies = _damaged(name, table.take(pa.array(np.unique(rows))), damage)
        parts.append(copies)
        records.append(_listed(name, copies, damage))
    return pa.concat_tables(parts), pa.concat_tables(records)


def _damaged(name: str, rows: pa.Table, damage: Damage) -> pa.Table:
    """Write the damage; a row with an id of its own gets a new one."""
    key, value = KEYS[name], damage.value
    if len(key) == 1 and damage.column != key[0]:
        place = rows.column_names.index(key[0])
        ids = [f"{text}-{damage.column}" for text in rows[key[0]].to_pylist()]
        rows = rows.set_column(place, key[0], texts(ids))
    place = rows.column_names.index(damage.column)
    if damage.rule_code == "contact_against_itself":
        rows = rows.set_column(place, damage.column, rows["left_contact_id"])
        place = rows.column_names.index("right_source_system")
        return rows.set_column(place, "right_source_system", rows["left_source_system"])
    kind = rows.schema.field(damage.column).type
    cells = pa.array([value] * rows.num_rows, pa.string()).cast(kind)
    return rows.set_column(place, damage.column, cells)


def _listed(name: str, rows: pa.Table, damage: Damage) -> pa.Table:
    """List bad rows as the truth keeps them."""
    written = as_text(rows).to_pylist()
    keys = [
        ":".join([row["source_system"], *(_key(name, c, row[c]) for c in KEYS[name])])
        for row in written
    ]
    seen = [row["recorded_at"] for row in written]
    count = rows.num_rows
    values = [
        [name] * count, [row["source_system"] for row in written], keys, seen,
        [damage.column] * count, [damage.rule_code] * count, [damage.rule_code] * count,
    ]  # fmt: skip
    return pa.table(
        dict(zip(BAD_RECORDS.names, map(texts, values), strict=True)),
        schema=BAD_RECORDS,
    )


def _key(name: str, column: str, value: str | None) -> str:
    """Return a column's part of the key of a record."""
    if value is None:
        return ""
    if (name, column) in PERSONAL_KEYS:
        return hashlib.md5(value.encode()).hexdigest()
    return value
