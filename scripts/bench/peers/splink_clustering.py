"""Splink's connected components on the links that ours accepted.

Splink gets the accepted links of `fct_identity_links` as edges and their ends as
nodes, in a DuckDB file of its own; only the clustering is timed. Ours are the models
that find these components among all links, step by step within limits, with the
overhead of dbt.
"""

import duckdb

from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter
from scripts.bench.peers.duckdb_copy import number, own_database
from scripts.bench.peers.peer import LOAD, WORK, Peer

_COPIES = (
    "create table edges as"
    " select left_contact_id as unique_id_l, right_contact_id as unique_id_r"
    " from build.fct_identity_links",
    "create table nodes as"
    " select unique_id_l as unique_id from edges union select unique_id_r from edges",
    "create table ours as"
    " select count(distinct component) as n from build.int_accepted_links",
)


def cluster(connection: duckdb.DuckDBPyConnection) -> str:
    """Cluster `nodes` (unique_id) by `edges` (unique_id_l, unique_id_r).

    Returns:
        The table of the clusters, one row per node: cluster_id and unique_id.
    """
    from splink import DuckDBAPI  # noqa: PLC0415 - an optional requirement
    from splink.clustering import (  # noqa: PLC0415
        cluster_pairwise_predictions_at_threshold,
    )

    engine = DuckDBAPI(connection)
    nodes, edges = engine.register("nodes"), engine.register("edges")
    clusters = cluster_pairwise_predictions_at_threshold(
        nodes, edges, engine, node_id_column_name="unique_id"
    )
    return str(clusters.physical_name)


def run(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Cluster; count the components of both."""
    tell("links")
    with own_database(job, PEER.name, _COPIES) as connection:
        links = number(connection, "select count(*) from edges")
        load = Part("links", LOAD, meter.lap(), rows=links)
        tell("cluster")
        clusters = cluster(connection)
        work = Part("cluster", WORK, meter.lap(), rows=links)
        theirs = number(
            connection, f"select count(distinct cluster_id) from {clusters}"
        )
        ours = number(connection, "select n from ours")
    return Finding([load, work], {"results": theirs, "our_results": ours})


PEER = Peer(
    name="splink_clustering",
    task="connected components of the same links",
    needs="splink",
    run=run,
    models=(
        "int_unique_components",
        "int_strong_components",
        "int_weighed_components",
        "int_contact_components",
        "int_separated_components",
    ),
)
