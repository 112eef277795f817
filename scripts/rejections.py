"""What a build rejected: counts by rule, what each rule means, how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.warehouse import Warehouse


@dataclass(frozen=True)
class Rejection:
    """The records of one table that one rule rejects."""

    table_name: str
    rule_code: str
    record_count: int
    meaning: str
    remedy: str


def read_rejections(warehouse: Warehouse) -> list[Rejection] | None:
    """Return the rejections, most records first; none when nothing is built yet."""
    records = warehouse.relation("rejected_records")
    rules = warehouse.relation("record_rules")
    if records is None or rules is None:
        return None
    rows = warehouse.query(
        "select records.table_name, records.rule_code,"
        " coalesce(rules.meaning, '') as meaning,"
        " coalesce(rules.remedy, '') as remedy, count(*) as record_count"
        f" from {records} as records left join {rules} as rules"
        " on records.rule_code = rules.rule_code"
        " and rules.table_name in (records.table_name, 'any')"
        " group by records.table_name, records.rule_code, rules.meaning,"
        " rules.remedy"
        " order by record_count desc, records.table_name, records.rule_code"
    )
    return [Rejection(**row) for row in rows]


def show_rejections(
    console: Console,
    rejections: Sequence[Rejection] | None,
    at_most: int | None = None,
) -> None:
    """Show how many records each rule rejects, the most frequent rules first."""
    if rejections is None:
        return
    if not rejections:
        console.print("No record was rejected.")
        return
    table = Table(
        *("table", "rule", "rows", "what it means, what to do"),
        title="Rejected records (kept in rejected_records)",
        title_justify="left",
    )
    table.columns[1].no_wrap = True
    table.columns[2].justify = "right"
    for rejection in rejections[:at_most]:
        table.add_row(
            Text(rejection.table_name),
            Text(rejection.rule_code),
            f"{rejection.record_count:,}",
            Text(f"{rejection.meaning}. {rejection.remedy}." * bool(rejection.meaning)),
        )
    console.print(table)
    rest = rejections[at_most:] if at_most is not None else []
    if rest:
        count = sum(rejection.record_count for rejection in rest)
        console.print(f"and {count:,} records by {len(rest)} rules more")
