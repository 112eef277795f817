"""dbt in this process: one parse, many commands, failures as values."""

import gc
import os
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.command import CommandError
from scripts.engine_messages import explained
from scripts.settings import Settings

# A line of a raw file may be personal.
_NOISE = re.compile(
    r"^(> in macro |> called by |compiled code at |Original Line: "
    # the stack of Java and the plan of the query, which Spark adds
    r"|at [\w.$/]+\(|\.\.\. \d+ more$|An error occurred while calling |[:\s]*[+:]- )"
)
_HEADLINE = re.compile(r"^\w+ Error( in .*)?$")
# Thresholds of the garbage collector (Python: 700, 10, 10): the project that dbt keeps
# is large, and each search of it finds little.
RARE_COLLECTIONS = (100_000, 20, 10)
_SUCCEEDED = {"success", "pass", "warn"}
_FAILED = {"error", "fail", "runtime error", "partial success"}


@dataclass(frozen=True)
class NodeFailure:
    """One node that failed.

    Attributes:
        name: Name of the model, seed or test.
        kind: model, seed, test, operation.
        path: The file that defines it.
        message: What dbt says, without its frame.
        description: What the node says of itself.
        tested: For a data test, `model.column` or the model.
        query: For a data test, the file whose query returns the failing rows.
    """

    name: str
    kind: str
    path: str
    message: str
    description: str = ""
    tested: str = ""
    query: str = ""

    def __str__(self) -> str:
        """Say what failed, why, and where to look."""
        on = f" on {self.tested}" if self.tested else ""
        lines = [f"{self.kind} {self.name}{on} ({self.path}): {self.message}"]
        if self.kind == "test" and self.description:
            lines.append(f"    It says: {self.description}")
        if self.query:
            lines.append(f"    Its query: {self.query}")
        return "\n".join(lines)


@dataclass(frozen=True)
class DbtRun:
    """The outcome of one command: nodes that succeeded per kind, and failures."""

    succeeded: Mapping[str, int]
    failures: tuple[NodeFailure, ...]

    @property
    def summary(self) -> str:
        """Say how many nodes succeeded, as `3 models, 1 seed, 12 tests`."""
        counts = [
            f"{self.succeeded[kind]} {kind}{'' if self.succeeded[kind] == 1 else 's'}"
            for kind in ("seed", "model", "test")
            if kind in self.succeeded
        ]
        return ", ".join(counts) or "nothing to do"

    def check(self, label: str) -> None:
        """Refuse a run with failures.

        Raises:
            CommandError: With each failure.
        """
        if self.failures:
            lines = [f"Building {label} failed."]
            raise CommandError(
                "\n".join(lines + [f"  {failure}" for failure in self.failures])
            )


class Dbt:
    """Runs commands of one build against the settings' database.

    dbt is imported and the project parsed at the first command; later commands
    reuse the manifest. Macro warnings (`exceptions.warn`) and warnings of tests
    reach `on_warning` once per distinct text.
    """

    def __init__(
        self,
        settings: Settings,
        build_id: str,
        on_finished: Callable[[str, int], None] = lambda _name, _total: None,
        on_warning: Callable[[str], None] = lambda _: None,
        *,
        on_started: Callable[[str], None] = lambda _: None,
        threads: int | None = None,
    ) -> None:
        """Remember for whom to run; nothing runs yet.

        Args:
            settings: What to build and where.
            build_id: The build that the models write down.
            on_finished: Called with each node that ended, and how many there are.
            on_warning: Called with each warning.
            on_started: Called with each node just before its work.
            threads: How many nodes may run at once; none: as in the profile.
        """
        self._settings = settings
        self._build_id = build_id
        self._on_finished = on_finished
        self._on_warning = on_warning
        self._on_started = on_started
        self._threads = threads
        self._warned: set[str] = set()
        self._manifest: Any = None
        self._total = 0

    @property
    def manifest(self) -> Any:  # noqa: ANN401 - dbt's own type, imported late
        """The parsed project.

        Raises:
            CommandError: When the project does not parse.
        """
        if self._manifest is None:
            self._manifest = self._invoke("parse").result
        return self._manifest

    def build(
        self,
        selection: Sequence[str],
        *,
        full_refresh: bool = False,
        without_tests: bool = False,
    ) -> DbtRun:
        """Build and test what is selected, without unit tests.

        Args:
            selection: dbt selectors, united.
            full_refresh: Rebuild incremental models.
            without_tests: Leave out the data tests too.

        Raises:
            CommandError: When dbt cannot run at all, with the reason alone.
        """
        # The parse wrote the manifest, which a build does not change.
        arguments = ["--no-write-json", "-s", *selection]
        arguments += ["--indirect-selection", "buildable"]
        arguments += ["--exclude-resource-type", "unit_test"]
        if without_tests:
            arguments += ["--exclude-resource-type", "test"]
        if full_refresh:
            arguments.append("--full-refresh")
        outcome = self._invoke("build", *arguments, manifest=self.manifest)
        return self._run_of(outcome.result.results)

    def close(self) -> None:
        """Let go of dbt's connections, which hold the DuckDB file."""
        if self._manifest is not None and self._settings.engine == "duckdb":
            from dbt.adapters.duckdb.connections import (  # noqa: PLC0415 - as below
                DuckDBConnectionManager,
            )

            DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]

    def _invoke(
        self,
        command: str,
        *arguments: str,
        manifest: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401 - dbt's own type, imported late
        """Run a dbt command; only a run that has results returns."""
        gc.set_threshold(*RARE_COLLECTIONS)
        from dbt.cli.main import dbtRunner  # noqa: PLC0415 - takes seconds

        self._total = 0
        runner = dbtRunner(manifest=manifest, callbacks=[self._listen])
        with _environment(self._settings.environment(self._build_id)):
            outcome = runner.invoke([command, *self._flags(), *arguments])
        if isinstance(outcome.exception, KeyboardInterrupt):
            raise KeyboardInterrupt
        if outcome.exception is not None:
            raise CommandError(clean_message(str(outcome.exception)))
        return outcome

    def _flags(self) -> list[str]:
        settings = self._settings
        project = str(settings.project)
        threads = [] if self._threads is None else ["--threads", str(self._threads)]
        return [
            *threads,
            *("--log-level", "none", "--log-level-file", "info"),
            "--no-send-anonymous-usage-stats",
            *("--project-dir", project, "--profiles-dir", project),
            *("--target", settings.engine),
            *("--target-path", str(settings.target)),
            *("--log-path", str(settings.logs)),
        ]

    def _listen(self, event: Any) -> None:  # noqa: ANN401 - a dbt message
        """Turn dbt's events into progress and warnings."""
        if event.info.name == "ConcurrencyLine":
            self._total = event.data.node_count
        elif event.info.name == "NodeStart":
            self._on_started(event.data.node_info.node_name)
        elif event.info.name == "NodeFinished":
            name = event.data.node_info.node_name
            self._on_finished(name, self._total)
        elif event.info.name == "JinjaLogWarning":
            self._warn(event.info.msg)

    def _warn(self, message: str) -> None:
        text = " ".join(message.split())
        if text not in self._warned:
            self._warned.add(text)
            self._on_warning(text)

    def _run_of(self, results: Sequence[Any]) -> DbtRun:
        succeeded: dict[str, int] = {}
        failures = []
        for result in results:
            kind = str(result.node.resource_type)
            status = str(result.status)
            if status in _SUCCEEDED:
                succeeded[kind] = succeeded.get(kind, 0) + 1
            if status == "warn":
                self._warn(str(_failure_of(result)))
            if status in _FAILED:
                failures.append(_failure_of(result))
        return DbtRun(succeeded, tuple(failures))


def clean_message(message: str) -> str:
    """Return dbt's message without headline, macro trail and indentation.

    What the engine says of a raw file that it cannot read is explained.
    """
    lines = [line.rstrip() for line in message.strip().splitlines()]
    if len(lines) > 1 and _HEADLINE.match(lines[0]):
        lines = textwrap.dedent("\n".join(lines[1:])).splitlines()
    kept = [line for line in lines if not _NOISE.match(line.strip())]
    return explained("\n".join(line for line in kept if line))


def _failure_of(result: Any) -> NodeFailure:  # noqa: ANN401 - a dbt result
    node = result.node
    kind = str(node.resource_type)
    message = clean_message(result.message or "no message")
    if kind != "test":
        return NodeFailure(
            name=node.name,
            kind=kind,
            path=node.original_file_path,
            message=message,
            description=node.description,
        )
    model = (getattr(node, "attached_node", None) or "").split(".")[-1]
    column = getattr(node, "column_name", None)
    compiled = getattr(node, "compiled_path", None)
    return NodeFailure(
        name=node.name,
        kind=kind,
        path=node.original_file_path,
        message=message,
        description=" ".join(node.description.split()),
        tested=f"{model}.{column}" if column else model,
        query=_relative(compiled) if compiled else "",
    )


def _relative(path: str) -> str:
    """Return a path from the working folder where it lies below it."""
    place = Path(path)
    here = Path.cwd()
    return str(place.relative_to(here)) if place.is_relative_to(here) else path


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for what runs inside; an empty one is unset."""
    before = dict(os.environ)
    try:
        for name, value in variables.items():
            os.environ.pop(name, None)
            if value:
                os.environ[name] = value
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
