"""Great Expectations in its own process: one suite per stage, from the bounds.

Importing Great Expectations takes many seconds, so the worker starts importing it
while dbt builds. Requests and answers cross a pipe; the worker ends with its parent.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from scripts.command import CommandError
from scripts.vitals import AS_OF_AGE, ROW_COUNT, GateReport, Range, VitalResult, Vitals

_NULL = "null"
_BOUNDS = "bounds"
_DRIFT = "drift"


@dataclass(frozen=True)
class Verdicts:
    """What failed of a suite: (vital_name, check) pairs; and errors, if any."""

    failed: frozenset[tuple[str, str]]
    errors: tuple[str, ...] = ()


class Judge:
    """A worker process that judges vital signs; use it as a context manager."""

    def __init__(self) -> None:
        """Start the worker; it imports Great Expectations at once."""
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _ctrl_c_is_ours():
            self._process.start()
        theirs.close()
        self._is_ready = False

    def judge(self, vitals: Vitals, today: date | None = None) -> GateReport:
        """Judge a stage's vital signs.

        Args:
            vitals: What was measured, with the ranges allowed.
            today: The day no as-of date may lie after; none: the clock's (UTC).

        Raises:
            CommandError: When the worker fails.
        """
        today = today or datetime.now(UTC).date()
        try:
            if not self._is_ready:
                self._is_ready = self._pipe.recv()
            self._pipe.send((vitals, today))
            verdicts: Verdicts = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise CommandError(
                "The process of Great Expectations ended: is it installed"
                " (pip install -r requirements.txt)?"
            ) from error
        if verdicts.errors:
            raise CommandError(f"Gate of {vitals.stage}: {'; '.join(verdicts.errors)}")
        return _report(vitals, today, verdicts.failed)

    def close(self) -> None:
        """End the worker; one in the middle of its import is not waited for."""
        is_waiting = self._is_ready or self._pipe.poll()
        self._pipe.close()
        if not is_waiting:
            self._process.terminate()
        self._process.join()

    def __enter__(self) -> "Judge":
        """Return the started judge."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the worker."""
        self.close()


def _report(
    vitals: Vitals, today: date, failed: frozenset[tuple[str, str]]
) -> GateReport:
    """Put the verdicts beside values, ranges and words."""
    results = [_row_count(vitals, failed)]
    if len(vitals.values) == 1:
        results.append(_as_of_age(vitals, today, failed))
        values = vitals.values[0]
        results += [
            _vital(allowed, values[allowed.bound.vital_name], failed)
            for allowed in vitals.ranges
        ]
    return GateReport(vitals.stage, vitals.build_id, vitals.as_of_date, tuple(results))


def _row_count(vitals: Vitals, failed: frozenset[tuple[str, str]]) -> VitalResult:
    is_passed = (ROW_COUNT, _BOUNDS) not in failed
    return VitalResult(
        vital_name=ROW_COUNT,
        value=float(len(vitals.values)),
        lower=1.0,
        upper=1.0,
        is_passed=is_passed,
        reason="" if is_passed else "a build has one row of vital signs",
        meaning=f"Rows of vitals_{vitals.stage}.",
        remedy=f"Make the model vitals_{vitals.stage} one aggregate without groups.",
    )


def _as_of_age(
    vitals: Vitals, today: date, failed: frozenset[tuple[str, str]]
) -> VitalResult:
    reasons = {
        (AS_OF_AGE, _NULL): "there is no as-of date",
        (AS_OF_AGE, _BOUNDS): f"{vitals.as_of_date} lies after today, {today}",
    }
    reason = next((text for key, text in reasons.items() if key in failed), "")
    as_of_date = vitals.as_of_date
    return VitalResult(
        vital_name=AS_OF_AGE,
        value=None if as_of_date is None else float((today - as_of_date).days),
        lower=0.0,
        upper=None,
        is_passed=not reason,
        reason=reason,
        meaning="Days from the as-of date to today.",
        remedy="Correct IDIC_AS_OF, or the clock of the source that dates records"
        " ahead.",
    )


def _vital(
    allowed: Range, value: float | None, failed: frozenset[tuple[str, str]]
) -> VitalResult:
    name = allowed.bound.vital_name
    reasons = {
        (name, _NULL): "it must not be null",
        (name, _BOUNDS): "it is outside its bounds",
        (name, _DRIFT): f"it is too far from the mean of the last"
        f" {allowed.build_count} published builds",
    }
    reason = " and ".join(text for key, text in reasons.items() if key in failed)
    remedy = allowed.bound.remedy
    if (name, _DRIFT) in failed:
        remedy = (
            f"{remedy.rstrip('.')}. If the change is real, refresh with --accept-drift."
        )
    return VitalResult(
        vital_name=name,
        value=value,
        lower=allowed.lower,
        upper=allowed.upper,
        is_passed=not reason,
        reason=reason,
        meaning=allowed.bound.meaning,
        remedy=remedy.strip(),
    )


@contextmanager
def _ctrl_c_is_ours() -> Iterator[None]:
    """Let a child that is started inside ignore Ctrl-C: its parent ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _serve(pipe: Connection) -> None:
    """Answer requests until the parent closes the pipe or ends."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    with suppress(EOFError, OSError):  # the parent closed or ended
        validate = _load()
        pipe.send(True)
        while True:
            pipe.send(_answer(validate, *pipe.recv()))


def _answer(
    validate: Callable[[Vitals, date], Verdicts], vitals: Vitals, today: date
) -> Verdicts:
    """Judge; whatever goes wrong is for the parent to report."""
    try:
        return validate(vitals, today)
    except Exception as error:
        return Verdicts(frozenset(), (f"{type(error).__name__}: {error}",))


def _load() -> Callable[[Vitals, date], Verdicts]:
    """Import Great Expectations, quiet, and return its judgement of vital signs."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # It judges in pandas. Of pyspark it would import parts that end the process where
    # what they need is not installed.
    sys.modules["pyspark"] = None  # type: ignore[assignment]
    import great_expectations as gx  # noqa: PLC0415 - only the worker pays for it
    import pandas as pd  # noqa: PLC0415
    from great_expectations.data_context.types.base import (  # noqa: PLC0415
        ProgressBarsConfig,
    )

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(
        globally=False, metric_calculations=False
    )
    source = context.data_sources.add_pandas("vitals")
    batches: dict[str, Any] = {}

    def validate(vitals: Vitals, today: date) -> Verdicts:
        if vitals.stage not in batches:
            asset = source.add_dataframe_asset(vitals.stage)
            batches[vitals.stage] = asset.add_batch_definition_whole_dataframe("build")
        names = [allowed.bound.vital_name for allowed in vitals.ranges]
        frame = pd.DataFrame(list(vitals.values), columns=names).astype("float64")
        frame["as_of_date"] = pd.Series(vitals.as_of_date, frame.index, "datetime64[s]")
        batch = batches[vitals.stage].get_batch({"dataframe": frame})
        outcome = batch.validate(_suite(gx, vitals, pd.Timestamp(today)))
        return _verdicts(outcome.results)

    return validate


def _suite(gx: Any, vitals: Vitals, today: Any) -> Any:  # noqa: ANN401 - untyped here
    """Return the suite of a stage; each expectation knows its vital and check."""
    make = gx.expectations
    suite = gx.ExpectationSuite(name=vitals.stage)

    def expect(vital: str, check: str, kind: Any, **arguments: Any) -> None:  # noqa: ANN401
        suite.add_expectation(kind(meta={"vital": vital, "check": check}, **arguments))

    null = make.ExpectColumnValuesToNotBeNull
    between = make.ExpectColumnValuesToBeBetween
    expect(ROW_COUNT, _BOUNDS, make.ExpectTableRowCountToEqual, value=1)
    if len(vitals.values) != 1:
        return suite
    expect(AS_OF_AGE, _NULL, null, column="as_of_date")
    expect(AS_OF_AGE, _BOUNDS, between, column="as_of_date", max_value=today)
    for allowed in vitals.ranges:
        bound = allowed.bound
        column = bound.vital_name
        if bound.is_required:
            expect(column, _NULL, null, column=column)
        for check, lower, upper in (
            (_BOUNDS, bound.lower_bound, bound.upper_bound),
            (_DRIFT, allowed.drift_lower, allowed.drift_upper),
        ):
            if lower is not None or upper is not None:
                expect(
                    column,
                    check,
                    between,
                    column=column,
                    min_value=lower,
                    max_value=upper,
                )
    return suite


def _verdicts(results: Any) -> Verdicts:  # noqa: ANN401 - untyped here
    """Return the failed checks; a check that could not run is an error."""
    failed = set()
    errors = []
    for result in results:
        meta = result.expectation_config.meta
        if (result.exception_info or {}).get("raised_exception"):
            errors.append(f"{meta['vital']}: {result.exception_info}")
        elif not result.success:
            failed.add((meta["vital"], meta["check"]))
    return Verdicts(failed=frozenset(failed), errors=tuple(errors))
