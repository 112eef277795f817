"""The append-only ledger of gates and publications, kept in the database.

The tables are created by the macro `create_ledgers` before every dbt run. Rows are
inserted over the open warehouse, not by a dbt operation: plain inserts are the same
on every engine, and an operation would add its start-up to each gate.
"""

from datetime import UTC, datetime
from enum import StrEnum

from scripts.vitals import GateReport
from scripts.warehouse import Warehouse

GATE_RESULTS = "ledger.gate_results"
PUBLICATIONS = "ledger.publications"
CUSTOMER_SNAPSHOTS = "ledger.customer_snapshots"
SAID_OF_CUSTOMERS = "int_customer_snapshots"


class Event(StrEnum):
    """What can happen to the publication of a build."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


def record_gate_results(warehouse: Warehouse, report: GateReport) -> None:
    """Append the results of one gate, passed or not."""
    warehouse.insert(
        GATE_RESULTS,
        [
            {
                "build_id": report.build_id,
                "as_of_date": report.as_of_date,
                "stage": report.stage,
                "vital_name": result.vital_name,
                "vital_value": result.value,
                "lower_bound": result.lower,
                "upper_bound": result.upper,
                "is_passed": result.is_passed,
            }
            for result in report.results
        ],
    )


def record_publication(warehouse: Warehouse, build_id: str, event: Event) -> None:
    """Append an event of a build's publication, stamped with the clock (UTC)."""
    warehouse.insert(
        PUBLICATIONS,
        [
            {
                "build_id": build_id,
                "event": str(event),
                "recorded_at": datetime.now(UTC).replace(tzinfo=None),
            }
        ],
    )


def record_customer_snapshots(warehouse: Warehouse, build_id: str) -> None:
    """Append what a build says of its customers, once.

    A project without customers has nothing to say.
    """
    said = warehouse.relation(SAID_OF_CUSTOMERS)
    if said is None or warehouse.query(
        f"select build_id from {CUSTOMER_SNAPSHOTS}"
        f" where build_id = '{build_id}' limit 1"
    ):
        return
    warehouse.append(
        CUSTOMER_SNAPSHOTS, f"select * from {said} where build_id = '{build_id}'"
    )


def has_gate_results(warehouse: Warehouse, build_id: str, stage: str) -> bool:
    """Return whether the gate of a stage is recorded for a build."""
    return bool(
        warehouse.query(
            f"select build_id from {GATE_RESULTS}"
            f" where build_id = '{build_id}' and stage = '{stage}'"
        )
    )


def failed_or_unjudged(
    warehouse: Warehouse, build_id: str, stages: tuple[str, ...]
) -> list[str]:
    """Return the stages of a build that lack a gate which passed."""
    if warehouse.relation("gate_results") is None:
        return list(stages)
    verdicts = warehouse.query(
        f"select stage, build_id, bool_and(is_passed) as is_passed"
        f" from {GATE_RESULTS} group by stage, build_id"
    )
    passed = {
        row["stage"]
        for row in verdicts
        if row["build_id"] == build_id and row["is_passed"]
    }
    return [stage for stage in stages if stage not in passed]
