"""The gate: bounds, drift, nulls, and rules that do not fit the vital signs."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scripts.command import CommandError
from scripts.expectations import Judge
from scripts.gate import judge
from scripts.vitals import Bound, GateReport, VitalResult, drift_range
from scripts.warehouse import DuckDBWarehouse

TODAY = date(2026, 4, 1)
BOUND = "('staging', 'share', 0, 0.5, 0.1, 'absolute', true, 'Share.', 'Look.')"
SOME_BUILD = "select 'b9' as build_id, date '2026-03-31' as as_of_date"


class Gate:
    """A warehouse with vital signs, bounds and builds of a test's making."""

    def __init__(self, folder: Path, judges: Judge) -> None:
        """Open an empty database."""
        self.warehouse = DuckDBWarehouse(folder / "gate.duckdb")
        self._judges = judges
        self.bounds(BOUND)

    def bounds(self, *rows: str) -> None:
        """Replace the seed."""
        self.warehouse.query(
            "create or replace table vital_bounds (stage text, vital_name text,"
            " lower_bound double, upper_bound double, max_change double,"
            " change_kind text, is_required boolean, meaning text, remedy text)"
        )
        self.warehouse.query(f"insert into vital_bounds values {', '.join(rows)}")

    def builds(self, *rows: str) -> None:
        """Replace `ops_builds`: build_id, as_of_date, share, is_published."""
        self.warehouse.query(
            "create or replace table ops_builds as select build_id, as_of_date,"
            " 'staging' as stage, 'share' as vital_name, vital_value, is_published"
            f" from (values {', '.join(rows)})"
            " as rows(build_id, as_of_date, vital_value, is_published)"
        )

    def judge(
        self, vitals: str, *, known_by: date | None = None, accept_drift: bool = False
    ) -> GateReport:
        """Judge the vital signs that a query returns."""
        self.warehouse.query(f"create or replace table vitals_staging as {vitals}")
        return judge(
            self.warehouse,
            self._judges,
            "staging",
            known_by=known_by,
            accept_drift=accept_drift,
            today=TODAY,
        )


@pytest.fixture
def gate(tmp_path: Path, judges: Judge) -> Iterator[Gate]:
    """Give each test an empty warehouse with one bound."""
    opened = Gate(tmp_path, judges)
    yield opened
    opened.warehouse.close()


def only_failure(report: GateReport) -> VitalResult:
    """Return the one result that failed."""
    [result] = report.failed
    return result


@pytest.mark.parametrize("share", ["0", "0.25", "0.5", "cast(0.5 as decimal(4, 2))"])
def test_a_value_in_its_bounds_passes(gate: Gate, share: str) -> None:
    """Both ends belong to the range."""
    report = gate.judge(f"{SOME_BUILD}, {share} as share")
    assert report.failed == ()
    assert [r.vital_name for r in report.results] == [
        "row_count",
        "as_of_age_days",
        "share",
    ]


@pytest.mark.parametrize("share", ["-0.01", "0.51"])
def test_a_value_outside_its_bounds_is_explained(gate: Gate, share: str) -> None:
    """The message has vital, value, range, meaning and remedy."""
    text = str(gate.judge(f"{SOME_BUILD}, {share} as share"))
    assert f"share is {share}, allowed 0 to 0.5: it is outside its bounds" in text
    assert "Meaning: Share." in text
    assert "Remedy: Look." in text


@pytest.mark.parametrize("nothing", ["null", "'nan'", "'inf'"])
def test_a_required_vital_must_be_a_number(gate: Gate, nothing: str) -> None:
    """Null fails, and so does what a division by zero leaves."""
    report = gate.judge(f"{SOME_BUILD}, cast({nothing} as double) as share")
    failure = only_failure(report)
    assert (failure.vital_name, failure.value) == ("share", None)
    assert failure.reason == "it must not be null"


def test_a_vital_that_is_not_required_may_be_null(gate: Gate) -> None:
    """Bounds hold only for a value that is there."""
    gate.bounds(BOUND.replace("true", "false"))
    assert not gate.judge(f"{SOME_BUILD}, cast(null as double) as share").failed


def test_drift_is_measured_from_the_last_five_published_builds(gate: Gate) -> None:
    """Older and unpublished builds do not count."""
    gate.builds(
        "('b1', date '2026-03-01', 0.5, true)",
        "('b2', date '2026-03-02', 0.2, true)",
        "('b3', date '2026-03-03', 0.2, true)",
        "('b4', date '2026-03-04', 0.2, true)",
        "('b5', date '2026-03-05', 0.1, true)",
        "('b6', date '2026-03-06', 0.3, true)",
        "('b7', date '2026-03-07', 0.5, false)",
    )
    assert not gate.judge(f"{SOME_BUILD}, 0.3 as share").failed
    failure = only_failure(gate.judge(f"{SOME_BUILD}, 0.31 as share"))
    assert (failure.lower, failure.upper) == (0.1, 0.3)
    assert "mean of the last 5 published builds" in failure.reason
    assert "--accept-drift" in failure.remedy


def test_a_rebuild_of_a_past_day_is_not_judged_by_its_future(gate: Gate) -> None:
    """Without a day that was asked for, an as-of date gone back hides nothing."""
    gate.builds(
        "('b1', date '2026-03-07', 0.2, true)", "('b2', date '2026-04-07', 0.5, true)"
    )
    vitals = f"{SOME_BUILD}, 0.2 as share"
    assert not gate.judge(vitals, known_by=date(2026, 3, 31)).failed
    failure = only_failure(gate.judge(vitals))
    assert (failure.lower, failure.upper) == (0.25, 0.45)


def test_a_real_change_can_be_accepted_but_not_beyond_the_bounds(gate: Gate) -> None:
    """Accepting drift leaves the bounds in force."""
    gate.builds("('b1', date '2026-03-01', 0.1, true)")
    changed, beyond = (f"{SOME_BUILD}, {share} as share" for share in (0.4, 0.6))
    assert gate.judge(changed).failed
    assert not gate.judge(changed, accept_drift=True).failed
    assert gate.judge(beyond, accept_drift=True).failed


def test_bounds_and_drift_that_exclude_each_other_fail_the_vital(gate: Gate) -> None:
    """After bounds are tightened the recent builds may lie outside them."""
    gate.builds("('b1', date '2026-03-01', 0.9, true)")
    assert gate.judge(f"{SOME_BUILD}, 0.3 as share").failed
    assert gate.judge(f"{SOME_BUILD}, 0.9 as share").failed


def test_relative_change_is_a_share_of_the_mean() -> None:
    """The mean may be negative; no builds mean no limit."""
    bound = Bound("v", None, None, 0.5, "relative", True, "", "")
    drift = drift_range(bound, [-8.0, -12.0])
    assert (drift.lower, drift.upper, drift.build_count) == (-15.0, -5.0, 2)
    assert drift_range(bound, []).upper is None


def test_an_as_of_date_after_today_fails(gate: Gate) -> None:
    """Today itself passes; the result says how far ahead the date is."""
    today = SOME_BUILD.replace("03-31", "04-01")
    assert not gate.judge(f"{today}, 0 as share").failed
    future = SOME_BUILD.replace("03-31", "04-03")
    failure = only_failure(gate.judge(f"{future}, 0 as share"))
    assert (failure.vital_name, failure.value) == ("as_of_age_days", -2.0)


def test_an_as_of_date_that_is_null_fails(gate: Gate) -> None:
    """A build that knows no now is not fit."""
    report = gate.judge(
        "select 'b9' as build_id, cast(null as date) as as_of_date, 0 as share"
    )
    assert only_failure(report).reason == "there is no as-of date"


@pytest.mark.parametrize("rows", [0, 2])
def test_a_build_has_one_row_of_vital_signs(gate: Gate, rows: int) -> None:
    """No row would pass every other expectation."""
    report = gate.judge(f"{SOME_BUILD}, 0.1 as share from range({rows})")
    failure = only_failure(report)
    assert (failure.vital_name, failure.value) == ("row_count", float(rows))


@pytest.mark.parametrize(
    ("columns", "bounds", "message"),
    [
        ("0 as other", [BOUND], "share has bounds but vitals_staging has no such"),
        ("0 as share, 0 as other", [BOUND], "vitals_staging.other has no row in seed"),
        ("0 as share", [BOUND, BOUND], "share of staging has 2 rows in seed"),
        ("0 as share", [BOUND.replace("0.5", "-1")], "lower_bound 0.0 is above -1.0"),
        ("0 as share", [BOUND.replace("absolute", "daily")], "change_kind is 'daily'"),
    ],
)
def test_rules_that_do_not_fit_are_an_error_of_their_own(
    gate: Gate, columns: str, bounds: list[str], message: str
) -> None:
    """A gate that could not look is not a gate that passed."""
    gate.bounds(*bounds)
    with pytest.raises(CommandError, match=message):
        gate.judge(f"{SOME_BUILD}, {columns}")


def test_absent_vital_signs_are_named(gate: Gate, judges: Judge) -> None:
    """The message says what to run first."""
    with pytest.raises(CommandError, match="vitals_staging is not in the database"):
        judge(gate.warehouse, judges, "staging")


def test_vital_signs_of_another_build_are_refused(gate: Gate, judges: Judge) -> None:
    """A model that was not rebuilt must not pass for this build."""
    gate.judge(f"{SOME_BUILD}, 0.1 as share")
    with pytest.raises(CommandError, match="of build b9, not of b10"):
        judge(gate.warehouse, judges, "staging", "b10")
