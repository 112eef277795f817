"""The gate of a stage: are this build's vital signs fit to be published?"""

from datetime import date
from typing import Annotated

import typer

from scripts.command import CommandError, exit_codes, output
from scripts.expectations import Judge
from scripts.ledger import has_gate_results, record_gate_results
from scripts.settings import STAGES, Settings
from scripts.vitals import GateReport, read_vitals
from scripts.warehouse import Warehouse, open_warehouse


def judge(
    warehouse: Warehouse,
    judges: Judge,
    stage: str,
    build_id: str | None = None,
    *,
    known_by: date | None = None,
    accept_drift: bool = False,
    today: date | None = None,
) -> GateReport:
    """Judge the vital signs of a stage as they stand in the warehouse.

    Args:
        warehouse: The open warehouse, with `vitals_<stage>` and `vital_bounds`.
        judges: The started worker.
        stage: Name of the stage.
        build_id: The build that must have written the vital signs; none: any.
        known_by: The as-of date that was asked for; none: the newest record's.
        accept_drift: Do not compare with the recent published builds.
        today: The day no as-of date may lie after; none: the clock's.

    Raises:
        CommandError: When vital signs and bounds do not fit each other.
    """
    vitals = read_vitals(
        warehouse, stage, build_id, known_by=known_by, accept_drift=accept_drift
    )
    return judges.judge(vitals, today)


def main(
    stage: Annotated[str, typer.Argument(help=f"One of {', '.join(STAGES)}.")],
    accept_drift: Annotated[
        bool, typer.Option(help="Do not compare with the recent published builds.")
    ] = False,
    record: Annotated[
        bool, typer.Option(help="Keep the results in the ledger, once per build.")
    ] = False,
) -> None:
    """Judge the vital signs of the last build of a stage; exit code 1 if any fails."""
    with exit_codes():
        if stage not in STAGES:
            raise CommandError(f"{stage} is no stage: {', '.join(STAGES)}.")
        settings = Settings.from_environment()
        warehouse = open_warehouse(settings)
        try:
            with Judge() as judges:
                report = judge(
                    warehouse,
                    judges,
                    stage,
                    known_by=settings.as_of,
                    accept_drift=accept_drift,
                )
            if record and not has_gate_results(warehouse, report.build_id, stage):
                record_gate_results(warehouse, report)
        finally:
            warehouse.close()
        if report.failed:
            raise CommandError(str(report))
        for result in report.results:
            output().print(f"  {result}")
        output().print(f"Gate of {stage}: {report.summary}.")


if __name__ == "__main__":
    typer.run(main)
