"""The main job: build each stage, judge it, and publish when all gates passed."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.clv.fits import fit
from scripts.clv.tables import (
    PURCHASE_GROUPS,
    SPEND_GROUPS,
    read_customers,
    write_fits,
)
from scripts.command import CommandError, exit_codes, output
from scripts.dbt_runner import Dbt
from scripts.expectations import Judge
from scripts.gate import judge
from scripts.ledger import record_gate_results
from scripts.progress import Reporter
from scripts.publish import BUILDS, Publication, check_target, hand_over
from scripts.rejections import read_rejections, show_rejections
from scripts.settings import STAGES, Settings
from scripts.warehouse import Warehouse, open_warehouse

_RULES = 10
# What gates compare vital signs with.
_JUDGED_BY = ("vital_bounds", BUILDS)


def new_build_id() -> str:
    """Return the id of a build from the clock (UTC): sortable, to the microsecond."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S_%fZ")


def refresh(
    settings: Settings,
    judges: Judge,
    console: Console,
    *,
    stages: Sequence[str] = STAGES,
    full_refresh: bool = False,
    accept_drift: bool = False,
    reporter: Reporter | None = None,
) -> Publication:
    """Build, judge and publish; at the first failure readers keep what they have.

    Args:
        settings: What to build and where.
        judges: The started worker.
        console: Where progress and results are shown.
        stages: The stages in order.
        full_refresh: Rebuild incremental models; ledgers stay.
        accept_drift: Do not compare with the recent published builds.
        reporter: Shows the steps; none: on the console.

    Raises:
        CommandError: When a stage does not build, a gate fails, the database is
            open elsewhere or the published folder cannot be written.
    """
    check_target(settings)
    reporter = reporter or Reporter(console)
    build_id = new_build_id()
    warehouse = open_warehouse(settings)
    dbt = Dbt(settings, build_id, reporter.advance, reporter.warn)
    try:
        reporter.line(f"Build {build_id} of {settings.database}")
        with reporter.step("prepare"):
            reporter.note(f"{len(dbt.manifest.nodes):,} nodes")
        for number, stage in enumerate(stages):
            selection = [f"group:{stage}", *([] if number else _JUDGED_BY)]
            if settings.engine == "spark" and stage == "differentiate":
                _fit(dbt, reporter, warehouse)
            _build(dbt, reporter, stage, selection, full_refresh)
            with reporter.step(f"gate of {stage}"):
                report = judge(
                    warehouse,
                    judges,
                    stage,
                    build_id,
                    known_by=settings.as_of,
                    accept_drift=accept_drift,
                )
                record_gate_results(warehouse, report)
                reporter.note(report.summary)
            if report.failed:
                show_rejections(console, read_rejections(warehouse), _RULES)
                with suppress(CommandError):
                    dbt.build([BUILDS])
                raise CommandError(str(report))
        publication = hand_over(settings, dbt, warehouse, build_id, reporter)
        _show(console, warehouse, publication)
    except CommandError as error:
        raise CommandError(
            f"{error}\nBuild {build_id} is not published: what readers see is"
            " unchanged."
        ) from error
    finally:
        dbt.close()
        warehouse.close()
    return publication


def main(
    full_refresh: Annotated[
        bool, typer.Option(help="Rebuild incremental models; ledgers stay.")
    ] = False,
    accept_drift: Annotated[
        bool,
        typer.Option(help="Take a real change: compare with bounds only, this once."),
    ] = False,
) -> None:
    """Build every stage, judge its vital signs, publish when all are in range."""
    with exit_codes(), Judge() as judges:
        refresh(
            Settings.from_environment(),
            judges,
            output(),
            full_refresh=full_refresh,
            accept_drift=accept_drift,
        )


def _build(
    dbt: Dbt,
    reporter: Reporter,
    label: str,
    selection: Sequence[str],
    full_refresh: bool = False,
) -> None:
    """Build a selection as one step."""
    with reporter.step(label):
        run = dbt.build(selection, full_refresh=full_refresh)
        reporter.note(run.summary)
        run.check(label)


def _fit(dbt: Dbt, reporter: Reporter, warehouse: Warehouse) -> None:
    """Do what the model in Python does on DuckDB: Spark's session runs none."""
    groups = [
        f"+{name},group:differentiate" for name in (PURCHASE_GROUPS, SPEND_GROUPS)
    ]
    _build(dbt, reporter, "purchases", groups)
    with reporter.step("fit"):
        fits = list(fit(read_customers(warehouse)))
        write_fits(warehouse, fits)
        reporter.note(f"{len(fits)} fits")


def _show(console: Console, warehouse: Warehouse, publication: Publication) -> None:
    """Show what was built, what was rejected and where the results are."""
    built = Table("table", "rows", title="Published", title_justify="left")
    built.columns[1].justify = "right"
    for name, count in publication.row_counts.items():
        built.add_row(Text(name), f"{count:,}")
    console.print(built)
    show_rejections(console, read_rejections(warehouse), _RULES)
    console.print(f"For readers: {publication.database}")
    console.print(f"As parquet:  {publication.folder}/<table>.parquet")


if __name__ == "__main__":
    typer.run(main)
