"""The ledger of what serving customers costs, month by month."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.demo.campaigns import Campaigns
from scripts.demo.period import Period
from scripts.demo.rows import decimals, times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, NAMES, SYSTEMS
from scripts.demo.text import take, texts

# Raw table → activity as the ledger names it, the id, date and channel of what is done,
# cents apiece and cents a month however much is done.
ACTIVITIES = {
    "orders": (
        "order_processing",
        "order_id",
        "ordered_at",
        "sales_channel",
        140,
        60_000,
    ),
    "interactions": ("call_center", "interaction_id", "started_at", None, 420, 90_000),
    "returns": ("returns", "return_id", "returned_at", None, 610, 15_000),
    "campaign_events": ("advertising", "event_id", "occurred_at", None, 2, 40_000),
    "sessions": ("customer_acquisition", "session_id", "started_at", None, 9, 50_000),
}
DELIVERY = ("shipping", 460, 20_000)

Effort = Counter[tuple[str, str, str]]


def effort_of(raw: dict[str, pa.Table]) -> Effort:
    """Count what was done in a block, by raw table, month and channel.

    What is delivered repeatedly counts once.
    """
    effort: Effort = Counter()
    for name, (_, key, date, channel, _, _) in ACTIVITIES.items():
        table = raw[name]
        month = pc.utf8_slice_codeunits(table[date].cast(pa.string()), 0, 7)
        by = table[channel] if channel else pa.array([""] * table.num_rows, pa.string())
        counts = pa.table({"month": month, "channel": by, "key": table[key]})
        counts = counts.group_by(["month", "channel"]).aggregate(
            [("key", "count_distinct")]
        )
        for row in counts.to_pylist():
            effort[name, row["month"], row["channel"] or ""] += row[
                "key_count_distinct"
            ]
    return effort


def costs_table(streams: Streams, period: Period, effort: Effort) -> pa.Table:
    """Return the raw ledger: a total per activity, month and, of orders, channel.

    The totals follow what was delivered, with the noise of real prices. A month is
    closed, and recorded, on the third day after it.
    """
    rng = streams.of("costs")
    months = np.arange(
        period.first.astype("datetime64[M]"), period.last.astype("datetime64[M]") + 1
    )
    channels = [system.sales_channel for system in SYSTEMS]
    rows: list[tuple[str, np.datetime64, str, int]] = []
    for month in months:
        for name, (activity, _, _, channel, apiece, fixed) in ACTIVITIES.items():
            for place in channels if channel else [""]:
                done = effort[name, str(month), place]
                rows.append((activity, month, place, fixed + apiece * done))
                if name == "orders" and place not in {"store", ""}:
                    rows.append(
                        (DELIVERY[0], month, place, DELIVERY[2] + DELIVERY[1] * done)
                    )
    begin = np.array([row[1] for row in rows]).astype("datetime64[D]")
    end = (begin.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    cents = np.array([row[3] for row in rows]) * rng.uniform(0.95, 1.05, len(rows))
    recorded = (end + 3).astype("datetime64[s]")
    table = pa.table(
        {
            "source_system": texts(["ledger"] * len(rows)),
            "activity": texts([row[0] for row in rows]),
            "period_start": pa.array(begin),
            "period_end": pa.array(end),
            "channel": texts([row[2] or None for row in rows]),
            "campaign_id": pa.nulls(len(rows), pa.string()),
            "cost_amount": decimals(np.round(cents).astype(np.int64), 2),
            "recorded_at": times(recorded),
        }
    )
    return table.filter(pa.array(recorded <= period.last))


def campaign_costs_table(campaigns: Campaigns) -> pa.Table:
    """Return the ledger of the campaigns: what the printer and the agency billed."""
    begin = campaigns.starts_at.astype("datetime64[D]")
    count, by_post = len(campaigns), campaigns.system == CRM
    cents = np.where(by_post, 250_000, 40_000) + np.arange(count) * 1_300
    return pa.table(
        {
            "source_system": take(NAMES, campaigns.system),
            "activity": texts(["marketing"] * count),
            "period_start": pa.array(begin),
            "period_end": pa.array(begin + 27),
            "channel": pa.nulls(count, pa.string()),
            "campaign_id": campaigns.campaign_id,
            "cost_amount": decimals(cents, 2),
            "recorded_at": times((begin + 2).astype("datetime64[s]")),
        }
    )
