"""What the README says of connected components at scale, beside Splink in one run."""

from pathlib import Path
from time import perf_counter

import duckdb
import pytest
import typer

from scripts.bench.peers.splink_clustering import cluster
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
with pairs as (
    select distinct left_contact_id, right_contact_id
    from company.fct_identity_links
)
select
    left_contact_id || '~' || number as left_node,
    right_contact_id || '~' || number as right_node
from pairs
cross join range({COMPANIES}) as companies (number)
"""


def linked_company(dbt: DbtProcess, folder: Path) -> Path:
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
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create table edges as select left_node as unique_id_l,"
            " right_node as unique_id_r from links;"
            "create table nodes as select unique_id_l as unique_id from edges"
            " union select unique_id_r from edges"
        )
        begin = perf_counter()
        clusters = cluster(connection)
        seconds = perf_counter() - begin
        connection.execute(f"create table clusters as from {clusters}")
    return seconds


def test_links_without_limits_are_united_five_times_as_fast_as_by_splink(
    dbt, tmp_path, capsys
):
    """One step of ours, of those that a build takes within limits."""
    engine = DuckDB(tmp_path)
    # In the form that a refresh gives to its file.
    DuckDBWarehouse(engine.path).close()
    engine.query(f"attach '{linked_company(dbt, tmp_path)}' as company; {LINKS}")
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
