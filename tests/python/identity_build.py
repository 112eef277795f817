"""Raw tables in, customers out: staging and identify built by dbt in this process."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tests.python.dbt_process import DbtProcess, Outcome

Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Build:
    """The customers of one build.

    Attributes:
        customers: customer_id by contact_id.
        rows: Every row of the bridge, as (contact_id, customer_id).
        outcome: What dbt did, with the database that was built.
    """

    customers: dict[str, str]
    rows: list[tuple[str, str]]
    outcome: Outcome


class Builder:
    """Builds raw folders one after the other."""

    def __init__(self, dbt: DbtProcess, work: Path, *, by_rules: bool = False) -> None:
        """Remember who builds, and where.

        Args:
            dbt: Who builds.
            work: Where.
            by_rules: Raise the threshold of probable links beyond all evidence.
        """
        self._dbt = dbt
        self._work = work
        self._by_rules = by_rules
        self._count = 0

    def build(self, raw: Path, **settings: str) -> Build:
        """Build the customers of a raw folder, with further settings by name."""
        self._count += 1
        folder = self._work / str(self._count)

        def run(*arguments: str) -> Outcome:
            outcome = self._dbt.run(*arguments, raw=raw, folder=folder, **settings)
            assert outcome.succeeded, outcome.errors
            return outcome

        seeds = run("seed", "--select", "+group:identify")
        if self._by_rules:
            with duckdb.connect(str(seeds.database)) as connection:
                connection.execute(
                    "update match_thresholds set threshold = 1e9"
                    " where threshold_name = 'link'"
                )
        outcome = run(
            *("build", "--select", "+group:identify"),
            *("--exclude-resource-type", "unit_test", "test", "seed"),
        )
        rows = outcome.rows(
            "select contact_id, customer_id from bridge_contacts_to_customers"
        )
        return Build(dict(rows), rows, outcome)


def write_raw(
    raw: Path, tables: Mapping[str, Sequence[Row]], shuffle: int | None = None
) -> Path:
    """Write raw tables, each as one parquet file.

    Args:
        raw: Folder to write.
        tables: Rows by table; rows of a table have the same columns.
        shuffle: Seed by which rows are mixed and split over parquet and CSV files.
    """
    raw.mkdir(parents=True)
    for name, rows in tables.items():
        if shuffle is None:
            pq.write_table(pa.Table.from_pylist(list(rows)), raw / f"{name}.parquet")
            continue
        mixed = random.Random(shuffle).sample(list(rows), len(rows))
        folder = raw / name
        folder.mkdir()
        pq.write_table(pa.Table.from_pylist(mixed[0::3]), folder / "b.parquet")
        pq.write_table(pa.Table.from_pylist(mixed[1::3]), folder / "a.parquet")
        with (folder / "c.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(mixed[2::3])
    return raw
