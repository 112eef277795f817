"""RFM in pandas, on the same orders and returns, from parquet to parquet.

It computes what our models from `int_customer_keys` to `fct_customer_rfm` do, which
also score each year end: recency, frequency and monetary value of the window, scores by
fifths, the segment.
Reading the published tables and writing the result are timed, as ours read and write
tables. Amounts are doubles, as pandas has no fast decimal; they are rounded to cents.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter
from scripts.bench.peers.peer import LOAD, WORK, Peer
from scripts.publish import CURRENT
from scripts.settings import PROJECT

_SEGMENTS = PROJECT / "seeds" / "differentiate" / "rfm_segments.csv"
_FIFTHS = 5


def run(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Score; count the customers whose row differs from ours."""
    public = job.settings.published / CURRENT
    result = job.folder / f"{PEER.name}.parquet"
    load = Part("imports", LOAD, meter.lap())
    tell("score")
    orders, scored = rfm(public)
    scored.to_parquet(result, index=False)
    work = Part("score", WORK, meter.lap(), rows=orders)
    result.unlink()
    return Finding(
        [load, work],
        {
            "results": len(scored),
            "our_results": len(_read(public, "fct_customer_rfm", ["customer_id"])),
            "differences": differences(public, scored),
        },
    )


def rfm(public: Path) -> tuple[int, pd.DataFrame]:
    """Return the number of orders read and the scored customers.

    Args:
        public: Folder of the published parquet files.

    Returns:
        The count, and one row per customer with the columns of `fct_customer_rfm`
        but the dates.
    """
    orders = _read(
        public,
        "fct_orders",
        ["customer_id", "order_date", "net_amount", "is_in_revenue", "is_purchase"],
    )
    returns = _read(
        public,
        "fct_returns",
        ["customer_id", "return_date", "refund_amount", "is_in_revenue"],
    )
    customers = _read(public, "dim_customers", ["customer_id", "customer_kind"])
    customers = customers[customers["customer_kind"] != "visitor"][["customer_id"]]
    as_of = pd.Timestamp(_read(public, "as_of", ["as_of_date"])["as_of_date"].iloc[0])
    days = _days(orders, returns, as_of)
    measured = customers.merge(_measures(days, as_of), on="customer_id", how="left")
    measured = measured.fillna({"purchase_day_count": 0, "revenue_amount": 0.0})
    return len(orders), _segmented(_scored(measured))


def differences(public: Path, scored: pd.DataFrame) -> int:
    """Return how many customers have another row in `fct_customer_rfm`."""
    columns = list(scored.columns)
    ours = _read(public, "fct_customer_rfm", columns).sort_values("customer_id")
    theirs = scored.sort_values("customer_id")
    if len(ours) != len(theirs):
        return abs(len(ours) - len(theirs))
    left = ours.fillna(-1).to_numpy(dtype=str)
    right = theirs[columns].astype(ours.dtypes).fillna(-1).to_numpy(dtype=str)
    return int((left != right).any(axis=1).sum())


def _read(public: Path, table: str, columns: list[str]) -> pd.DataFrame:
    """Read columns; amounts as doubles, days as timestamps."""
    frame = pd.read_parquet(
        public / f"{table}.parquet", columns=columns, dtype_backend="pyarrow"
    )
    for column in frame.columns:
        if column.endswith("_amount"):
            frame[column] = frame[column].astype("float64")
        elif column.endswith("_date"):
            frame[column] = frame[column].astype("datetime64[s]")
    return frame


def _days(
    orders: pd.DataFrame, returns: pd.DataFrame, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Return purchases and revenue of each customer and day up to the as-of date."""
    bought = orders[orders["is_in_revenue"] & orders["customer_id"].notna()]
    back = returns[returns["is_in_revenue"] & returns["customer_id"].notna()]
    moves = pd.concat(
        [
            pd.DataFrame(
                {
                    "customer_id": bought["customer_id"],
                    "day": bought["order_date"],
                    "purchase_count": bought["is_purchase"].astype("int64"),
                    "revenue_amount": bought["net_amount"],
                }
            ),
            pd.DataFrame(
                {
                    "customer_id": back["customer_id"],
                    "day": back["return_date"],
                    "purchase_count": 0,
                    "revenue_amount": -back["refund_amount"],
                }
            ),
        ]
    )
    moves = moves[moves["day"] <= as_of]
    return moves.groupby(["customer_id", "day"], as_index=False).sum()


def _measures(days: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return recency, frequency and monetary value of the window."""
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text())
    months = project["vars"]["rfm_window_months"]
    start = as_of - pd.DateOffset(months=months) + pd.Timedelta(days=1)
    is_purchase = days["purchase_count"] > 0
    is_inside = days["day"] >= start
    last = days[is_purchase].groupby("customer_id")["day"].max()
    window = days[is_inside].assign(is_purchase=is_purchase)
    sums = window.groupby("customer_id").agg(
        purchase_day_count=("is_purchase", "sum"),
        revenue_amount=("revenue_amount", "sum"),
    )
    measures = sums.join((as_of - last).dt.days.rename("recency_days"), how="outer")
    measures["revenue_amount"] = measures["revenue_amount"].round(2)
    return measures.reset_index()


def _scored(measured: pd.DataFrame) -> pd.DataFrame:
    """Score by fifths those who bought in the window; equal values score equally."""
    bought = measured["purchase_day_count"] > 0
    scores = {
        "recency_score": -measured["recency_days"],
        "frequency_score": measured["purchase_day_count"],
        "monetary_score": measured["revenue_amount"],
    }
    for name, values in scores.items():
        rank = values[bought].rank(method="min")
        fifth = 1 + _FIFTHS * (rank - 1) // bought.sum()
        measured[name] = fifth.reindex(measured.index).fillna(0).astype("int64")
    return measured


def _segmented(scored: pd.DataFrame) -> pd.DataFrame:
    """Name the segment by the seed's bounds of recency and frequency score."""
    scored["rfm_segment"] = np.where(
        scored["recency_days"].isna(), "prospect", "lost"
    ).astype(object)
    for segment in pd.read_csv(_SEGMENTS).itertuples():
        inside = scored["recency_score"].between(
            segment.lowest_recency_score, segment.highest_recency_score
        ) & scored["frequency_score"].between(
            segment.lowest_frequency_score, segment.highest_frequency_score
        )
        scored.loc[inside, "rfm_segment"] = segment.rfm_segment
    return scored


PEER = Peer(
    name="pandas_rfm",
    task="RFM scores and segments",
    needs="pandas",
    run=run,
    models=(
        "int_customer_keys",
        "int_customer_days",
        "int_rfm_days",
        "int_rfm_measures",
        "int_rfm_scores",
        "fct_customer_rfm",
    ),
)
