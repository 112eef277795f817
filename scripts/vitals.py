"""Vital signs of a stage: what was measured, what is allowed, what the gate found."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean
from typing import Any

from scripts.command import CommandError
from scripts.warehouse import Warehouse

RECENT_BUILDS = 5
ROW_COUNT = "row_count"
AS_OF_AGE = "as_of_age_days"
_NOT_VITAL = ("build_id", "as_of_date")
_DIGITS = 9


@dataclass(frozen=True)
class Bound:
    """What one vital sign may be: a row of the seed `vital_bounds`."""

    vital_name: str
    lower_bound: float | None
    upper_bound: float | None
    max_change: float | None
    change_kind: str | None
    is_required: bool
    meaning: str
    remedy: str


@dataclass(frozen=True)
class Range:
    """A bound together with what recent published builds allow.

    Attributes:
        bound: The rule.
        drift_lower: Mean of the recent builds less the change allowed; none when
            there is no such build or no change is limited.
        drift_upper: The mean and the change allowed.
        build_count: How many builds the mean is of.
    """

    bound: Bound
    drift_lower: float | None = None
    drift_upper: float | None = None
    build_count: int = 0

    @property
    def lower(self) -> float | None:
        """The higher of the two lower ends."""
        ends = (self.bound.lower_bound, self.drift_lower)
        return max((end for end in ends if end is not None), default=None)

    @property
    def upper(self) -> float | None:
        """The lower of the two upper ends."""
        ends = (self.bound.upper_bound, self.drift_upper)
        return min((end for end in ends if end is not None), default=None)


@dataclass(frozen=True)
class Vitals:
    """The rows of one `vitals_<stage>`, numbers as float, with their ranges."""

    stage: str
    build_id: str
    as_of_date: date | None
    values: tuple[dict[str, float | None], ...]
    ranges: tuple[Range, ...]


@dataclass(frozen=True)
class VitalResult:
    """The verdict on one vital sign.

    Attributes:
        vital_name: The column of `vitals_<stage>`, or a check of the whole row.
        value: What was measured.
        lower: Lower end of the range that was allowed.
        upper: Upper end of it.
        is_passed: Whether the value may be published.
        reason: What is wrong, empty when passed.
        meaning: What the vital sign says.
        remedy: What to do when it fails.
    """

    vital_name: str
    value: float | None
    lower: float | None
    upper: float | None
    is_passed: bool
    reason: str
    meaning: str
    remedy: str

    def __str__(self) -> str:
        """Say the vital, its value and range; when failed, why and what to do."""
        value = "null" if self.value is None else _number(self.value)
        line = f"{self.vital_name} is {value}, allowed {_interval(self)}"
        if self.is_passed:
            return line
        return (
            f"{line}: {self.reason}.\n"
            f"    Meaning: {self.meaning}\n    Remedy: {self.remedy}"
        )


@dataclass(frozen=True)
class GateReport:
    """The verdict on one stage of one build."""

    stage: str
    build_id: str
    as_of_date: date | None
    results: tuple[VitalResult, ...]

    @property
    def failed(self) -> tuple[VitalResult, ...]:
        """The results that stop the build."""
        return tuple(result for result in self.results if not result.is_passed)

    @property
    def summary(self) -> str:
        """Say how many passed."""
        passed = len(self.results) - len(self.failed)
        return f"{passed} of {len(self.results)} vital signs in range"

    def __str__(self) -> str:
        """Say how many passed and each one that did not."""
        lines = [f"Gate of {self.stage}: {self.summary}."]
        return "\n".join(lines + [f"  {result}" for result in self.failed])


def read_vitals(
    warehouse: Warehouse,
    stage: str,
    build_id: str | None = None,
    *,
    known_by: date | None = None,
    accept_drift: bool = False,
) -> Vitals:
    """Read the vital signs of a stage and the ranges they may lie in.

    Args:
        warehouse: The open warehouse.
        stage: Name of the stage.
        build_id: The build that must have written them; none: any.
        known_by: Compare with builds of this as-of date or an earlier one, as for a
            rebuild of a past day; none: with all.
        accept_drift: Leave out the comparison with recent builds.

    Raises:
        CommandError: When vital signs and bounds do not fit each other.
    """
    relation = _required(warehouse, f"vitals_{stage}")
    rows = warehouse.query(f"select * from {relation}")
    bounds = _read_bounds(warehouse, stage)
    if rows:
        _check_columns(stage, rows[0], bounds)
        found = str(rows[0]["build_id"])
        if build_id not in {None, found}:
            raise CommandError(
                f"vitals_{stage} is of build {found}, not of {build_id}: its model"
                " must read env_var('IDIC_BUILD_ID')."
            )
    history: dict[str, list[float]] = {}
    if not accept_drift:
        history = _recent_values(warehouse, stage, known_by)
    return Vitals(
        stage=stage,
        build_id=build_id or (str(rows[0]["build_id"]) if rows else "manual"),
        as_of_date=rows[0]["as_of_date"] if rows else None,
        values=tuple(
            {b.vital_name: as_number(row[b.vital_name]) for b in bounds} for row in rows
        ),
        ranges=tuple(drift_range(b, history.get(b.vital_name, [])) for b in bounds),
    )


def drift_range(bound: Bound, recent: Sequence[float]) -> Range:
    """Add what the recent builds allow: |value - mean| ≤ change.

    Args:
        bound: The rule; its change is in units of the vital, or when relative
            a share of the mean.
        recent: Values of the recent published builds.
    """
    if bound.max_change is None or not recent:
        return Range(bound)
    mean = fmean(recent)
    change = bound.max_change
    if bound.change_kind == "relative":
        change *= abs(mean)
    return Range(
        bound,
        drift_lower=round(mean - change, _DIGITS),
        drift_upper=round(mean + change, _DIGITS),
        build_count=len(recent),
    )


def as_number(value: Any) -> float | None:  # noqa: ANN401 - whatever the engine gives
    """Return a value as float; what is no finite number counts as null."""
    if value is None:
        return None
    number = round(float(value), _DIGITS)
    return number if math.isfinite(number) else None


def _read_bounds(warehouse: Warehouse, stage: str) -> tuple[Bound, ...]:
    """Read the bounds of a stage in order of name, each checked."""
    relation = _required(warehouse, "vital_bounds")
    rows = warehouse.query(
        f"select * from {relation} where stage = '{stage}' order by vital_name"
    )
    bounds = tuple(
        Bound(
            vital_name=row["vital_name"],
            lower_bound=as_number(row["lower_bound"]),
            upper_bound=as_number(row["upper_bound"]),
            max_change=as_number(row["max_change"]),
            change_kind=row["change_kind"],
            is_required=bool(row["is_required"]),
            meaning=row["meaning"] or "",
            remedy=row["remedy"] or "",
        )
        for row in rows
    )
    for bound in bounds:
        _check_bound(stage, bound)
    return bounds


def _check_bound(stage: str, bound: Bound) -> None:
    """Refuse a rule that contradicts itself."""
    where = f"Seed vital_bounds, stage {stage}, vital {bound.vital_name}"
    lower, upper = bound.lower_bound, bound.upper_bound
    if lower is not None and upper is not None and lower > upper:
        raise CommandError(f"{where}: lower_bound {lower} is above {upper}.")
    if bound.max_change is not None and bound.change_kind not in {
        "absolute",
        "relative",
    }:
        raise CommandError(
            f"{where}: change_kind is {bound.change_kind!r}; max_change needs"
            " absolute or relative."
        )


def _check_columns(
    stage: str, row: Mapping[str, object], bounds: Sequence[Bound]
) -> None:
    """Refuse vital signs without bounds and bounds without a vital sign."""
    missing = [name for name in _NOT_VITAL if name not in row]
    if missing:
        raise CommandError(f"vitals_{stage} has no column {', '.join(missing)}.")
    measured = [name for name in row if name not in _NOT_VITAL]
    named = [bound.vital_name for bound in bounds]
    problems = [
        f"vital {name} has bounds but vitals_{stage} has no such column"
        for name in named
        if name not in measured
    ]
    problems += [
        f"vitals_{stage}.{name} has no row in seed vital_bounds"
        for name in measured
        if name not in named
    ]
    problems += [
        f"vital {name} of {stage} has {named.count(name)} rows in seed vital_bounds"
        for name in dict.fromkeys(named)
        if named.count(name) > 1
    ]
    if problems:
        raise CommandError(f"Gate of {stage}: {'; '.join(problems)}.")


def _recent_values(
    warehouse: Warehouse, stage: str, known_by: date | None
) -> dict[str, list[float]]:
    """Return each vital's values in the last published builds known by a day.

    "Last" goes by as-of date, then build: a rebuild of a past day is compared with
    what came before that day, not with its future.
    """
    past = f" and as_of_date <= date '{known_by.isoformat()}'" if known_by else ""
    relation = warehouse.relation("ops_builds")
    if relation is None:
        return {}
    rows = warehouse.query(
        f"select build_id, as_of_date, vital_name, vital_value from {relation}"
        f" where stage = '{stage}' and is_published{past}"
        " order by as_of_date desc, build_id desc, vital_name"
    )
    builds = list(dict.fromkeys(row["build_id"] for row in rows))[:RECENT_BUILDS]
    values: dict[str, list[float]] = {}
    for row in rows:
        if row["build_id"] in builds and row["vital_value"] is not None:
            values.setdefault(row["vital_name"], []).append(row["vital_value"])
    return values


def _required(warehouse: Warehouse, name: str) -> str:
    relation = warehouse.relation(name)
    if relation is None:
        raise CommandError(
            f"{name} is not in the database: run python -m scripts.refresh, or dbt"
            " build, first."
        )
    return relation


def _number(value: float) -> str:
    return f"{value:.10g}"


def _interval(result: VitalResult) -> str:
    lower = None if result.lower is None else _number(result.lower)
    upper = None if result.upper is None else _number(result.upper)
    if lower is None and upper is None:
        return "any value" if result.is_passed else "any value but null"
    if upper is None:
        return f"at least {lower}"
    if lower is None:
        return f"at most {upper}"
    return f"{lower} to {upper}"
