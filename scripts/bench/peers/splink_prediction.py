"""Splink's probabilistic matching of the contacts, against our identity stage.

Splink gets the current contacts as our staging cleaned them (`stg_contacts`); scoring
the candidate pairs and clustering those that match is timed. Ours is the whole stage
`identify`, which also reads the other identifiers, the guests of orders and of every
other table, and writes golden records: more rows and more work than Splink has.

Two things are in Splink's favour: its weights are given, not trained, and a value that
more than fifty contacts share is emptied before (our models find such hubs in the
time that counts). The weights are round numbers of a plausible size: they decide which
pairs match, hardly how long it takes.
"""

from typing import Any

from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter
from scripts.bench.peers.duckdb_copy import number, own_database
from scripts.bench.peers.peer import LOAD, WORK, Peer

_HUB = 50
_MATCH_PROBABILITY = 0.9
_PRIOR = 1e-4
_COLUMNS = ("given_name", "family_name", "email", "phone", "birth_date", "postal_code")
_BLOCKS = (
    ("email",),
    ("phone",),
    ("family_name", "birth_date"),
    ("family_name", "substr(given_name, 1, 1)", "postal_code"),
)
_OURS = (
    "create table ours as"
    " select count(distinct customer_id) as n"
    " from build.bridge_contacts_to_customers"
    " inner join contacts on contact_id = unique_id"
)


def run(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Predict and cluster; count the customers of both."""
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 - an optional requirement

    tell("contacts")
    with own_database(job, PEER.name, [_contacts(), _OURS]) as connection:
        engine = DuckDBAPI(connection)
        linker = Linker(engine.register("contacts"), settings())
        rows = number(connection, "select count(*) from contacts")
        load = Part("contacts", LOAD, meter.lap(), rows=rows)
        tell("predict")
        pairs = linker.inference.predict(threshold_match_probability=_MATCH_PROBABILITY)
        predict = Part("predict", WORK, meter.lap(), rows=rows)
        tell("cluster")
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=_MATCH_PROBABILITY
        )
        cluster = Part("cluster", WORK, meter.lap())
        count = "select count(distinct cluster_id) from"
        theirs = number(connection, f"{count} {clusters.physical_name}")
        ours = number(connection, "select n from ours")
    return Finding([load, predict, cluster], {"results": theirs, "our_results": ours})


def settings() -> Any:  # noqa: ANN401 - Splink's, imported late
    """Return the model of a match: six comparisons with their weights."""
    import splink.comparison_library as cl  # noqa: PLC0415 - an optional requirement
    from splink import SettingsCreator, block_on  # noqa: PLC0415

    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=_PRIOR,
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in _BLOCKS],
        comparisons=[
            *(
                cl.JaroWinklerAtThresholds(column, [0.92, 0.8]).configure(
                    m_probabilities=[0.8, 0.1, 0.05, 0.05],
                    u_probabilities=[0.01, 0.01, 0.02, 0.96],
                )
                for column in ("given_name", "family_name")
            ),
            *(
                cl.ExactMatch(column).configure(
                    m_probabilities=[same, 1 - same], u_probabilities=[0.001, 0.999]
                )
                for column, same in (
                    ("email", 0.6),
                    ("phone", 0.7),
                    ("birth_date", 0.9),
                    ("postal_code", 0.7),
                )
            ),
        ],
        retain_matching_columns=False,
    )


def _contacts() -> str:
    """Return the query that copies the contacts, values of hubs emptied."""
    columns = ", ".join(
        f"case when count(*) over (partition by {column}) <= {_HUB}"
        f" then {column} end as {column}"
        if column in {"email", "phone"}
        else column
        for column in _COLUMNS
    )
    return (
        f"create table contacts as select contact_id as unique_id, {columns}"
        " from build.stg_contacts"
    )


PEER = Peer(
    name="splink_prediction",
    task="contacts to customers",
    needs="splink",
    run=run,
    stage="identify",
)
