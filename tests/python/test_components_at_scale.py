"""What is claimed of connected components at scale, beside Splink in the same run."""

from pathlib import Path
from time import perf_counter

import duckdb
import pytest
import typer

from scripts.warehouse import DuckDBWarehouse
from tests.python.dbt_process import DbtProcess
from tests.python.engines import run
from tests.python.graph_project import SCHEMA, DuckDB, Project

pytestmark = pytest.mark.long

CUSTOMERS = 50_000
# Side by side they have as many contacts as a company of a million customers.
COMPANIES = 20
LINKS = f"""
create table main.links as
select
    left_contact_id || '~' || company as left_node,
    right_contact_id || '~' || company as right_node
from identified.fct_identity_links
cross join range({COMPANIES}) as companies (company)
"""


def identified(dbt: DbtProcess, folder: Path) -> Path:
    """Simulate a company and link its contacts; return the database."""
    raw = folder / "raw"
    run("scripts.demo", "--raw", str(raw), "--customers", str(CUSTOMERS))
    outcome = dbt.run(
        *("build", "-s", "+fct_identity_links"),
        *("--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"),
        raw=raw,
        folder=folder / "company",
    )
    assert outcome.succeeded, outcome.errors
    return outcome.database


def splink_seconds(file: Path) -> float:
    """Cluster the links of a file with Splink; `clusters` is left there."""
    from splink import DuckDBAPI  # noqa: PLC0415 - an optional requirement
    from splink.clustering import (  # noqa: PLC0415
        cluster_pairwise_predictions_at_threshold,
    )

    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create table edges as select left_node as unique_id_l,"
            " right_node as unique_id_r from links;"
            "create table nodes as select unique_id_l as unique_id from edges"
            " union select unique_id_r from edges"
        )
        engine = DuckDBAPI(connection)
        nodes, edges = engine.register("nodes"), engine.register("edges")
        begin = perf_counter()
        clusters = cluster_pairwise_predictions_at_threshold(
            nodes, edges, engine, node_id_column_name="unique_id"
        )
        seconds = perf_counter() - begin
        connection.execute(f"create table clusters as from {clusters.physical_name}")
    return seconds


def test_contacts_of_a_million_customers_are_united_five_times_as_fast_as_by_splink(
    dbt, tmp_path, capsys
):
    engine = DuckDB(tmp_path)
    DuckDBWarehouse(engine.path).close()
    engine.query(f"attach '{identified(dbt, tmp_path)}' as identified; {LINKS}")
    project = Project(tmp_path / "idic", engine)
    project.write_model(
        "components",
        "{{ config(materialized='connected_components') }}\nselect * from main.links\n",
    )
    ours = project.run("components")
    assert ours.succeeded, ours.message
    theirs = splink_seconds(engine.path)
    [(nodes, count, our_count, shared_count)] = engine.query(
        "select count(*), count(distinct cluster_id), count(distinct component),"
        " count(distinct (cluster_id, component))"
        f" from clusters full join {SCHEMA}.components on unique_id = node"
    )
    assert count == our_count == shared_count > CUSTOMERS * COMPANIES / 2
    ratio = theirs / ours.seconds
    with capsys.disabled():
        typer.echo(
            f"\nSplink: {theirs:.1f} s, {ratio:.1f} × ours, "
            f"{nodes:,} contacts in {count:,} components"
        )
    assert ratio >= 5
