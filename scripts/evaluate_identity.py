"""How well are customers told apart? Precision, recall and F1 against labels."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from scripts.command import exit_codes, output
from scripts.identity.evaluation import Evaluation, evaluate_build
from scripts.identity.truth import read_truth
from scripts.settings import Settings
from scripts.warehouse import open_warehouse


def main(
    truth: Annotated[
        Path,
        typer.Option(
            help="Labels: a parquet file with source_system, contact_id, person_id, or"
            " its folder (as raw_truth of the simulation)."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure the links and customers of the last build against labelled contacts."""
    with exit_codes():
        labels = read_truth(truth)
        warehouse = open_warehouse(Settings.from_environment())
        try:
            evaluation = evaluate_build(warehouse, labels)
        finally:
            warehouse.close()
        if as_json:
            output().print(json.dumps(evaluation.as_json(), indent=2))
            return
        output().print(as_table(evaluation))
        output().print(summary(evaluation))


def as_table(evaluation: Evaluation) -> Table:
    """Return the measures of all kinds of pairs."""
    table = Table("pairs", "found", "right", "precision", "recall", "F1")
    for column in table.columns[1:]:
        column.justify = "right"
    for line in evaluation.lines:
        measures = (line.precision, line.recall, line.f1)
        table.add_row(
            line.pairs,
            f"{line.found:,}",
            f"{line.right:,}",
            *(f"{measure:.4f}" for measure in measures),
        )
    return table


def summary(evaluation: Evaluation) -> str:
    """Return the counts in a sentence each."""
    return (
        f"{evaluation.contacts:,} labelled contacts are {evaluation.customers:,}"
        f" customers and should be {evaluation.persons:,};"
        f" {evaluation.unknown_contacts:,} more are unknown to this build.\n"
        f"The largest customer has {evaluation.largest_customer:,} of them, the largest"
        f" person {evaluation.largest_person:,}."
    )


if __name__ == "__main__":
    typer.run(main)
