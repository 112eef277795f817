"""What is claimed of customer values at scale, beside lifetimes in the same run."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import typer

from scripts.bench.job import Job
from scripts.bench.meter import Meter
from scripts.bench.peers.lifetimes_clv import PEER
from scripts.bench.peers.peer import WORK
from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.purchases import simulate_purchases
from scripts.demo.streams import Streams
from scripts.settings import PROJECT, Settings
from tests.python.dbt_process import DbtProcess, Outcome

pytestmark = pytest.mark.long

BLOCK = 1_000_000
PERIOD = Period(date(2024, 1, 1), date(2026, 6, 30))
THREADS = "2"
KILOBYTES = 1024
INPUTS = ("int_clv_rules", "int_clv_cuts", "int_purchase_statistics")
TABLES = (
    "create table int_customer_keys as select distinct customer_key,"
    " md5(customer_key::varchar) as customer_id, false as is_visitor"
    " from int_customer_days",
    "create table int_customer_profits as select customer_key,"
    " 'all_time' as period_type, 10.25::decimal(18, 2) as margin_amount"
    " from int_customer_keys",
    "create table int_margin_shares as"
    " select unnest(['current', 'backtest']) as fit_purpose, 0.4 as margin_share",
    f"create table as_of as select date '{PERIOD.end}' as as_of_date",
)


def valued(dbt: DbtProcess, folder: Path, customers: int) -> Outcome:
    """Fit and score customers of the simulator, one model at a time."""
    buy(dbt, folder, customers)
    outcome = dbt.run(
        *("run", "--threads", "1", "-s", "int_customer_forecasts", *PEER.models),
        raw=folder / "raw",
        folder=folder,
        threads=THREADS,
    )
    assert outcome.succeeded, outcome.errors
    return outcome


def buy(dbt: DbtProcess, folder: Path, customers: int) -> None:
    """Build what the values are reckoned of, from purchases of the simulator."""
    (folder / "raw").mkdir()
    outcome = dbt.run("seed", "-s", "clv_rules", raw=folder / "raw", folder=folder)
    with duckdb.connect(str(outcome.database)) as warehouse:
        warehouse.execute(
            "create table int_customer_days (customer_key bigint, activity_date date,"
            " purchase_count bigint, net_amount decimal(18, 2))"
        )
        for begin in range(0, customers, BLOCK):
            _, purchases = simulate_purchases(
                Streams(begin),
                Knobs(prospect_share=0.0),
                PERIOD,
                min(BLOCK, customers - begin),
            )
            warehouse.register(
                "purchases",
                pd.DataFrame(
                    {
                        "who": purchases.person + begin + 1,
                        "bought_at": purchases.at,
                        "value": purchases.value,
                    }
                ),
            )
            warehouse.execute(
                "insert into int_customer_days select who, bought_at::date, count(*),"
                f" sum(value) from purchases where bought_at < date '{PERIOD.end}' + 1"
                " group by all"
            )
        for query in TABLES:
            warehouse.execute(query)
    outcome = dbt.run("run", "-s", *INPUTS, raw=folder / "raw", folder=folder)
    assert outcome.succeeded, outcome.errors


def test_a_million_customers_are_fitted_and_scored_ten_times_as_fast(
    dbt, tmp_path, capsys
):
    ours = valued(dbt, tmp_path, 1_000_000)
    settings = Settings.from_environment({"IDIC_DATABASE": str(ours.database)})
    job = Job(1_000_000, settings, int(THREADS), tmp_path)
    theirs = PEER.run(job, Meter(), lambda _: None)
    assert theirs.facts["results"] == theirs.facts["our_results"]
    seconds = sum(part.measure.seconds for part in theirs.parts if part.kind == WORK)
    ratio = seconds / sum(ours.seconds[model] for model in PEER.models)
    with capsys.disabled():
        typer.echo(f"\nlifetimes: {seconds:.1f} s, {ratio:.1f} × ours")
    assert ratio >= 10


def test_ten_million_customers_are_scored_in_two_minutes_and_8_gb(
    dbt, tmp_path, capsys
):
    database = valued(dbt, tmp_path, 10_000_000).database
    done = subprocess.run(
        [sys.executable, "-m", "scripts.clv", "score"],
        env=os.environ
        | {
            "IDIC_RAW": str(tmp_path / "raw"),
            "IDIC_DATABASE": str(database),
            "IDIC_MEMORY": "6GB",
            "IDIC_THREADS": THREADS,
        },
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    # The largest process that this one waited for.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    [seconds] = re.findall(r"^score\b.* ([\d.]+) s$", done.stderr, re.MULTILINE)
    with capsys.disabled():
        typer.echo(f"\nscored in {seconds} s and {peak * KILOBYTES / 1e9:.1f} GB")
    assert "10,000,000" in done.stdout
    assert float(seconds) < 120
    assert peak * KILOBYTES < 8e9
