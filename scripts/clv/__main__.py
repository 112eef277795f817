"""Command line: `python -m scripts.clv fit` and `score`."""

from collections.abc import Iterable, Sequence

import typer
from rich.table import Table

from scripts.clv.fits import FitRow, fit
from scripts.clv.tables import read_customers, write_fits
from scripts.command import CommandError, exit_codes, messages, output
from scripts.dbt_runner import Dbt
from scripts.progress import Reporter
from scripts.refresh import new_build_id
from scripts.settings import Settings
from scripts.warehouse import Warehouse, open_warehouse

# The fits are kept as they are; what stands on them is built anew.
SCORES = ["clv_parameters+,+fct_customer_value", "clv_parameters+,+fct_clv_backtest"]
app = typer.Typer(
    help="Customer lifetime value: fit the models, score the customers.",
    no_args_is_help=True,
)


@app.command("fit")
def fit_command() -> None:
    """Fit the models to the purchases of the last build and keep the parameters.

    A build does the same on its own; `score` reckons with what is kept here.
    """
    with exit_codes():
        warehouse = open_warehouse(Settings.from_environment())
        try:
            fits = list(fit(read_customers(warehouse)))
            write_fits(warehouse, fits)
        finally:
            warehouse.close()
        if not fits:
            raise CommandError(
                "Nobody has bought twice: there is nothing to fit, and no customer has"
                " a lifetime value."
            )
        output().print(as_table(fits))


@app.command("score")
def score_command() -> None:
    """Score every customer with the parameters that are kept, and report."""
    with exit_codes():
        settings = Settings.from_environment()
        reporter = Reporter(messages())
        warehouse = open_warehouse(settings)
        dbt = Dbt(settings, new_build_id(), reporter.advance, reporter.warn)
        try:
            with reporter.step("score"):
                run = dbt.build(SCORES)
                reporter.note(run.summary)
                run.check("the customer values")
            for table in report(warehouse):
                output().print(table)
        finally:
            dbt.close()
            warehouse.close()


def as_table(fits: Iterable[FitRow]) -> Table:
    """Return the parameters, with their standard errors, and the diagnostics."""
    rows = list(fits)
    table = Table("", *(f"{row['fit_purpose']}\n{row['model']}" for row in rows))
    for column in table.columns[1:]:
        column.justify = "right"
    for name in ("r", "alpha_days", "a", "b", "p", "q", "v"):
        table.add_row(
            name,
            *(_with_error(row[name], row[f"{name}_standard_error"]) for row in rows),
        )
    for name in ("log_likelihood", "spend_log_likelihood", "spend_correlation"):
        table.add_row(name, *(_number(row[name], ",.2f") for row in rows))
    for name in ("customer_count", "spender_count"):
        table.add_row(name, *(_number(row[name], ",") for row in rows))
    for name in ("is_converged", "is_spend_converged"):
        table.add_row(name, *("yes" if row[name] else "no" for row in rows))
    return table


def report(warehouse: Warehouse) -> Sequence[Table]:
    """Return coverage, reasons for null, and the backtest, as tables."""
    values = warehouse.relation("fct_customer_value")
    backtest = warehouse.relation("fct_clv_backtest")
    coverage = Table("null_reason", "customers", "with a CLV", title="Coverage")
    for row in warehouse.query(
        "select null_reason, count(*) as customer_count,"
        f" count(clv_12_months_amount) as scored_count from {values}"
        " group by null_reason order by customer_count desc, null_reason"
    ):
        coverage.add_row(
            row["null_reason"] or "",
            f"{row['customer_count']:,}",
            f"{row['scored_count']:,}",
        )
    deciles = Table(
        "decile", "customers", "predicted", "actual", "naive", title="Purchase days"
    )
    for row in warehouse.query(
        "select decile, customer_count, predicted_order_count, actual_order_count,"
        f" naive_order_count from {backtest} order by decile"
    ):
        deciles.add_row(
            str(row["decile"]),
            f"{row['customer_count']:,}",
            f"{row['predicted_order_count']:,.1f}",
            f"{row['actual_order_count']:,}",
            f"{row['naive_order_count']:,}",
        )
    return coverage, deciles


def _with_error(value: object, error: object) -> str:
    written = _number(value, ".4g")
    return f"{written} ± {error:.2g}" if isinstance(error, float) else written


def _number(value: object, form: str) -> str:
    return format(value, form) if isinstance(value, int | float) else ""


if __name__ == "__main__":
    app()
