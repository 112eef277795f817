"""Looks at a raw folder before any build: what is there, what would be rejected."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.command import FAILED, exit_codes, messages, output
from scripts.expectations import Judge
from scripts.inspection import Example, Inspection, inspect
from scripts.progress import Reporter
from scripts.rejections import show_rejections
from scripts.settings import Settings
from scripts.warehouse import Row

_RECORDS = ("raw", "accepted", "superseded", "rejected", "not yet known")
_COUNTS = ("rows", "broken", "days old", *_RECORDS)


def main(
    as_json: Annotated[
        bool, typer.Option("--json", help="Write one JSON object instead of tables.")
    ] = False,
) -> None:
    """Say what the raw folder holds; exit code 1 when a build would fail at it."""
    with exit_codes(), Judge() as judges:
        settings = Settings.from_environment()
        found = inspect(settings, judges, Reporter(messages()))
        if as_json:
            typer.echo(found.as_json())
        else:
            show(output(), found)
        if found.problems:
            raise typer.Exit(FAILED)


def show(console: Console, found: Inspection) -> None:
    """Show an inspection as tables."""
    if found.files:
        console.print(_file_table(found.files))
    if found.tables:
        console.print(_record_table(found.tables))
        show_rejections(console, found.rejections)
    if found.examples:
        console.print(_example_table(found.examples))
    if found.warnings:
        console.print(_warning_table(found.warnings))
    if found.sources:
        console.print(_source_table(found.sources))
    for remark in found.remarks:
        console.print(Text(f"Remark: {remark}", style="yellow"))
    for problem in found.problems:
        console.print(Text(f"Problem: {problem}", style="red"))
    if found.absent_tables:
        console.print(f"Not there: {', '.join(found.absent_tables)}.")
    verdict = "would fail" if found.problems else "would pass its first gate"
    as_of = f", as of {found.as_of_date}" if found.as_of_date else ""
    console.print(f"A build of {found.raw} {verdict}{as_of}.")


def understood(file: Row) -> str:
    """Say how a file was understood, in a few words."""
    words = [file["format"]]
    if file["format"] == "csv":
        delimiter = "tab" if file["delimiter"] == "\t" else file["delimiter"]
        words += [file["encoding"], f"delimiter {delimiter}"]
        if file["quote"] != '"':
            words.append(f"quote {file['quote']}")
    if file["number_form"]:
        words.append(f"numbers {file['number_form']}")
    if file["date_form"]:
        words.append(f"dates {file['date_form']}")
    return ", ".join(str(word) for word in words)


def _file_table(files: Sequence[Row]) -> Table:
    """Return the files, those that were understood alike in one row."""
    table = _table("Files", "file", "rows", "broken", "understood as", "remarks")

    def kind(file: Row) -> tuple[str, str, str]:
        return file["table_name"], understood(file), _remarks(file)

    for (_, form, remarks), group in groupby(sorted(files, key=kind), kind):
        alike = list(group)
        rest = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
        table.add_row(
            Text(f"{alike[0]['file']}{rest}"),
            _count(file["row_count"] for file in alike),
            _count(file["broken_line_count"] for file in alike),
            Text(form),
            Text(remarks),
        )
    return table


def _remarks(file: Row) -> str:
    remarks = []
    if file["problem"]:
        remarks.append(file["problem"])
    if file["ignored_columns"]:
        remarks.append(f"not in the contract: {file['ignored_columns']}")
    if file["missing_columns"] and not file["problem"]:
        missing = file["missing_columns"].split(", ")
        remarks.append(f"{len(missing)} optional columns absent")
    return "; ".join(remarks)


def _record_table(tables: Sequence[Row]) -> Table:
    table = _table("Records", "table", *_RECORDS)
    for row in tables:
        counts = (_count([row[f"{name.replace(' ', '_')}_count"]]) for name in _RECORDS)
        table.add_row(Text(row["table_name"]), *counts)
    return table


def _example_table(examples: Sequence[Example]) -> Table:
    table = _table(
        "Examples (values masked)",
        *("table", "rule", "record", "column", "value"),
    )
    for example in examples:
        table.add_row(
            Text(example.table_name),
            Text(example.rule_code),
            Text(example.record_key),
            Text(example.column_name or ""),
            Text(example.value or ""),
        )
    return table


def _warning_table(warnings: Sequence[Row]) -> Table:
    table = _table("Warnings (records kept)", "table", "column", "rule", "rows")
    for row in warnings:
        table.add_row(
            Text(row["table_name"]),
            Text(row["column_name"]),
            Text(row["rule_code"]),
            _count([row["record_count"]]),
        )
    return table


def _source_table(sources: Sequence[Row]) -> Table:
    table = _table(
        "Sources, by the age of their newest record",
        *("table", "source system", "newest record", "days old", "status"),
    )
    for row in sources:
        newest = row["newest_recorded_at"]
        table.add_row(
            Text(row["table_name"]),
            Text(row["source_system"]),
            "" if newest is None else f"{newest:%Y-%m-%d %H:%M}",
            _count([row["age_days"]]),
            Text(row["freshness_status"]),
        )
    return table


def _table(title: str, *columns: str) -> Table:
    """Return an empty table; columns of counts stand to the right."""
    table = Table(*columns, title=title, title_justify="left")
    for column in table.columns:
        if column.header in _COUNTS:
            column.justify = "right"
    return table


def _count(counts: Iterable[int | None]) -> str:
    """Return the sum of known counts; nothing when none is known."""
    known = [count for count in counts if count is not None]
    return f"{sum(known):,}" if known else ""


if __name__ == "__main__":
    typer.run(main)
