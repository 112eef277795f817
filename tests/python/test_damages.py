"""Damages of all kinds: each record is accounted for, and never a traceback.

What the models accept and reject is compared with an independent reader of the
contract, value for value.
"""

import re
from collections import Counter, defaultdict
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from tests.python.contract_reader.contract import record_rules
from tests.python.contract_reader.reader import TABLES, Reading, read_folder
from tests.python.contract_reader.staged import staged_rows
from tests.python.damages import Delivery, damaged_delivery
from tests.python.dbt_process import Outcome

SEEDS = range(14)
CELL_AND_ROW_DAMAGES = 80
AS_OF = date(2024, 6, 30)

RECORDS = (
    *("build", "-s", "+int_record_counts", "+rejected_records"),
    *("--resource-type", "seed", "--resource-type", "model"),
)


def delivery(seed: int) -> Delivery:
    return damaged_delivery(Random(seed), CELL_AND_ROW_DAMAGES)


def stated_as_of(seed: int) -> date | None:
    """Let every third delivery be read as it was known before its newest records."""
    return None if seed % 3 else AS_OF


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damages")


def test_a_thousand_damages_are_thrown():
    assert sum(len(delivery(seed).damages) for seed in SEEDS) >= 1000


def test_the_damages_meet_every_rule(tmp_path):
    met = set()
    for seed in SEEDS:
        raw = tmp_path / str(seed)
        delivery(seed).write(raw, Random(seed))
        for table, verdict in read_folder(raw, stated_as_of(seed)).verdicts.items():
            rules = {rule for bad in verdict.rejected for rule in bad.rules}
            met |= {(rule, name) for rule in rules for name in (table, "any")}
    assert rejecting_rules() - met == set()


def rejecting_rules() -> set[tuple[str, str]]:
    """Return rule and table of what rejects, for the tables at hand."""
    return {
        (rule["rule_code"], rule["table_name"])
        for rule in record_rules()
        if rule["table_name"] in {*TABLES, "any"} and rule["severity"] == "reject"
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_damaged_records_are_judged_by_the_contract(dbt, warehouse, tmp_path, seed):
    raw, as_of = tmp_path / "raw", stated_as_of(seed)
    delivery(seed).write(raw, Random(seed))
    built = dbt.run(
        *RECORDS, raw=raw, folder=warehouse, **({"as_of": str(as_of)} if as_of else {})
    )
    assert built.errors == ()
    reading = read_folder(raw, as_of)
    assert record_counts(built) == expected_counts(reading)
    for table in TABLES:
        assert rejections_that_differ(built, reading, table) == []
        assert rows_that_differ(built, reading, table) == ([], [])


def record_counts(built: Outcome) -> dict[str, tuple[int, ...]]:
    """Return table → raw, not yet known, rejected, superseded and accepted."""
    counts = {
        table: tuple(numbers)
        for table, *numbers in built.rows(
            "select table_name, raw_count, not_yet_known_count, rejected_count,"
            " acceptable_count - accepted_count, accepted_count from int_record_counts"
        )
        if table in TABLES
    }
    for raw_count, *parts in counts.values():
        assert raw_count == sum(parts)
    return counts


def expected_counts(reading: Reading) -> dict[str, tuple[int, ...]]:
    return {
        table: (
            verdict.raw_count,
            verdict.not_yet_known_count,
            len(verdict.rejected),
            verdict.acceptable_count - len(verdict.accepted),
            len(verdict.accepted),
        )
        for table, verdict in reading.verdicts.items()
    }


def rejections_that_differ(
    built: Outcome, reading: Reading, table: str
) -> list[tuple[str, list[str], list[list[str]]]]:
    """Return key, rules found and rules expected of the keys where they disagree.

    Of a record that breaks several rules the contract leaves open which one is named.
    """
    found = defaultdict(list)
    for key, rule in built.rows(
        "select record_key, rule_code from rejected_records"
        f" where table_name = '{table}' order by all"
    ):
        found[without_form(key)].append(rule)
    expected = defaultdict(list)
    for record in reading.verdicts[table].rejected:
        expected[without_form(record.record_key)].append(record.rules)
    return [
        (key[:80], found[key], [sorted(rules) for rules in expected[key]])
        for key in sorted({*found, *expected})
        if not named_rules_are_broken(found[key], expected[key])
    ]


def without_form(key: str) -> str:
    """Return a key without the form of its numbers and dates (12,5 for 12.5).

    Of a broken line only the file: the engine counts the lines within records in its
    own way.
    """
    key = re.sub(r"(\.csv):\d+$", r"\1", key)
    return " ".join(sorted(re.split(r"[-./, :]", key)))


def named_rules_are_broken(named: list[str], broken: list[frozenset[str]]) -> bool:
    """Say whether each record of a key is named with a rule that it breaks."""
    if len(named) != len(broken):
        return False
    if len(set(broken)) <= 1:
        return all(rule in rules for rule, rules in zip(named, broken, strict=True))
    return any(
        all(rule in rules for rule, rules in zip(order, broken, strict=True))
        for order in permutations(named)
    )


def rows_that_differ(
    built: Outcome, reading: Reading, table: str
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return the first rows that the staging table lacks, and that it has too many."""
    expected = staged_rows(reading, table)
    columns = list(expected[0]) if expected else ["source_system"]
    wanted = Counter(tuple(row.values()) for row in expected)
    found = Counter(built.rows(f"select {', '.join(columns)} from stg_{table}"))
    lacking, surplus = sorted_rows(wanted - found), sorted_rows(found - wanted)
    return (
        [dict(zip(columns, row, strict=True)) for row in lacking[:3]],
        [dict(zip(columns, row, strict=True)) for row in surplus[:3]],
    )


def sorted_rows(rows: Counter[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows.elements(), key=str)
