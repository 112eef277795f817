"""What a raw folder holds, found by building its staging in a database apart."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from scripts.command import CommandError
from scripts.dbt_runner import Dbt
from scripts.expectations import Judge
from scripts.gate import judge
from scripts.masking import masked, shortened
from scripts.progress import Reporter
from scripts.rejections import Rejection, read_rejections
from scripts.settings import SCHEMAS, Settings
from scripts.warehouse import Row, Warehouse, open_warehouse

STAGE = "staging"
EXAMPLES = 3
_BUILD = "check"
_BROKEN_LINE = "broken_line"


@dataclass(frozen=True)
class Example:
    """One rejected record; its value is masked.

    Attributes:
        table_name: Table of the contract.
        rule_code: The rule that rejects it.
        record_key: Source system and key, or file and line; personal keys as md5.
        column_name: The column that is wrong, where the rule speaks of one.
        value: What stands in that column, or the line, masked.
    """

    table_name: str
    rule_code: str
    record_key: str
    column_name: str | None
    value: str | None


@dataclass(frozen=True)
class Inspection:
    """What is there, how it was understood, what a build would do with it.

    Attributes:
        raw: The raw folder.
        as_of_date: The day that would count as now; none: no record says.
        files: The rows of `raw.files`, one per file.
        tables: One row per table with records: how many of each fate.
        absent_tables: The tables of the contract that are not there.
        rejections: Records that would be rejected, by table and rule.
        examples: At most three records per table and rule.
        warnings: Records that would be kept with a warning, by rule and column.
        sources: How old the newest record of each table and source system is.
        remarks: What the contract does not know and a build passes by.
        problems: Why a build would fail; empty: its staging would pass.
    """

    raw: str
    as_of_date: date | None
    files: Sequence[Row]
    tables: Sequence[Row]
    absent_tables: Sequence[str]
    rejections: Sequence[Rejection]
    examples: Sequence[Example]
    warnings: Sequence[Row]
    sources: Sequence[Row]
    remarks: Sequence[str]
    problems: Sequence[str]

    def as_json(self) -> str:
        """Return everything as one JSON object."""
        return json.dumps(asdict(self), default=str, ensure_ascii=False, indent=2)


def inspect(settings: Settings, judges: Judge, reporter: Reporter) -> Inspection:
    """Build the staging of the raw folder in a database apart, and look at it.

    A build may still fail after it: later stages, their gates and the comparison with
    recent builds are not looked at.

    Args:
        settings: What to look at; their database is not touched.
        judges: The started worker.
        reporter: Where progress is shown.

    Raises:
        CommandError: When the raw tables lie in a schema, or another look is running.
    """
    if os.environ.get("IDIC_RAW_SCHEMA"):
        raise CommandError(
            "IDIC_RAW_SCHEMA is set, but the check looks at files: unset it and name"
            " their folder in IDIC_RAW."
        )
    database = settings.workspace / _BUILD / "check.duckdb"
    database.parent.mkdir(parents=True, exist_ok=True)
    apart = replace(settings, database=database, is_apart=True)
    warehouse = _opened_empty(apart)
    remarks: list[str] = []
    dbt = Dbt(apart, _BUILD, reporter.advance, remarks.append)
    problems = []
    try:
        with reporter.step("read the raw files"):
            try:
                _build(dbt, reporter)
                report = judge(warehouse, judges, STAGE, _BUILD, accept_drift=True)
                problems += [str(result) for result in report.failed]
            except CommandError as error:
                problems.append(str(error))
        return _inspection(settings, warehouse, remarks, problems)
    finally:
        dbt.close()
        warehouse.close()
        _remove(apart)


def _opened_empty(apart: Settings) -> Warehouse:
    """Open the database of a look, without what a look that was killed left in it.

    Raises:
        CommandError: When another look has it open.
    """
    warehouse = open_warehouse(apart)
    if apart.engine == "spark":
        for schema in SCHEMAS:
            warehouse.query(f"drop schema if exists {schema} cascade")
        return warehouse
    warehouse.close()
    _remove(apart)
    return open_warehouse(apart)


def _build(dbt: Dbt, reporter: Reporter) -> None:
    run = dbt.build(["vital_bounds", f"group:{STAGE}"], without_tests=True)
    reporter.note(run.summary)
    run.check(STAGE)


def _inspection(
    settings: Settings,
    warehouse: Warehouse,
    remarks: Sequence[str],
    problems: Sequence[str],
) -> Inspection:
    """Read what the build left, as far as it came."""
    as_of = _rows(warehouse, "as_of", "select as_of_date from {}")
    contract = _contract(warehouse)
    files = _rows(warehouse, "files", "select * from {} order by table_name, file")
    # Without a note of the files nobody knows which tables are there.
    noted = warehouse.relation("files") is not None
    absent = sorted(contract.keys() - {file["table_name"] for file in files})
    rejections = read_rejections(warehouse) or []
    return Inspection(
        raw=str(settings.raw),
        as_of_date=as_of[0]["as_of_date"] if as_of else None,
        files=files,
        tables=_rows(
            warehouse,
            "int_record_counts",
            "select table_name, raw_count, accepted_count,"
            " acceptable_count - accepted_count as superseded_count,"
            " rejected_count, not_yet_known_count from {}"
            " where raw_count > 0 order by table_name",
        ),
        absent_tables=absent if noted else [],
        rejections=rejections,
        examples=_examples(warehouse) if rejections else [],
        warnings=_rows(
            warehouse,
            "int_record_warnings",
            "select * from {} order by record_count desc, table_name, column_name",
        ),
        sources=_rows(
            warehouse,
            "int_source_freshness",
            "select * from {} order by table_name, source_system",
        ),
        remarks=remarks,
        problems=problems,
    )


def _rows(warehouse: Warehouse, name: str, query: str) -> list[dict[str, Any]]:
    """Return the rows of a query over a relation; none when it was not built."""
    relation = warehouse.relation(name)
    return warehouse.query(query.format(relation)) if relation else []


def _examples(warehouse: Warehouse) -> list[Example]:
    """Return the first records of each table and rule."""
    rows = _rows(
        warehouse,
        "rejected_records",
        "select table_name, rule_code, record_key, column_name, payload from ("
        "select *, row_number() over (partition by table_name, rule_code"
        " order by record_key, payload) as example_number from {}) as records"
        f" where example_number <= {EXAMPLES}"
        " order by table_name, rule_code, example_number",
    )
    return [_example(row) for row in rows]


def _example(row: Row) -> Example:
    """Return a rejected record; a cell out of place may be personal in any column."""
    column, value = row["column_name"], None
    if row["rule_code"] == _BROKEN_LINE:
        value = row["payload"]
    elif column is not None:
        value = json.loads(row["payload"]).get(column)
    return Example(
        table_name=row["table_name"],
        rule_code=row["rule_code"],
        record_key=shortened(row["record_key"]),
        column_name=column,
        value=None if value is None else masked(str(value)),
    )


def _contract(warehouse: Warehouse) -> dict[str, Any]:
    """Return the declarations of the raw tables, as the front door noted them."""
    noted = _rows(warehouse, "contract", "select declaration from {}")
    return dict(json.loads(noted[0]["declaration"])) if noted else {}


def _remove(apart: Settings) -> None:
    """Remove what a look builds, on either engine; dbt's parse stays."""
    for file in (apart.database, apart.database.with_suffix(".duckdb.wal")):
        file.unlink(missing_ok=True)
    for folder in ("warehouse", "metastore"):
        shutil.rmtree(apart.workspace / folder, ignore_errors=True)
