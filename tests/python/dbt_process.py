"""dbt on this project, in this process: one parse, then a command a second."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from scripts.dbt_runner import clean_message
from scripts.settings import PROJECT

# The parse remembers the name of the file, so every run has the same.
_DATABASE = "warehouse.duckdb"
_SUCCEEDED = {"success", "pass", "warn"}


@dataclass(frozen=True)
class Outcome:
    """What one command did.

    Attributes:
        statuses: Name of each node that ran → its status (success, pass, fail, …).
        seconds: Name of each node that ran → how long it took.
        errors: What dbt says of each failure, without its frame.
        warnings: What macros warned of, in order.
        shown: Name of each node that `dbt show` ran → its rows.
        database: The DuckDB file, closed.
    """

    statuses: Mapping[str, str]
    seconds: Mapping[str, float]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    shown: Mapping[str, list[dict[str, Any]]]
    database: Path

    @property
    def succeeded(self) -> bool:
        """Say whether nothing failed."""
        return not self.errors

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the database."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(query).fetchall()


class DbtProcess:
    """Runs commands of this project; each call says where the data lies."""

    def __init__(self, folder: Path) -> None:
        """Keep artifacts and logs in a folder; parse at the first command."""
        self._folder = folder
        self._manifest: Any = None
        self._at_node_start: Callable[[], None] | None = None

    @contextmanager
    def at_node_start(self, act: Callable[[], None]) -> Iterator[None]:
        """Let something happen, after the hooks, when a seed, model or test starts."""
        self._at_node_start = act
        try:
            yield
        finally:
            self._at_node_start = None

    def run(
        self,
        *arguments: str,
        raw: Path | str,
        folder: Path,
        **settings: str,
    ) -> Outcome:
        """Run one command.

        Args:
            *arguments: A dbt command and its options, such as "build", "-s", "as_of".
            raw: The raw folder.
            folder: Where the DuckDB file lies; it is made when absent.
            **settings: Further settings by name, such as as_of="2024-03-31"; what is
                not named is unset.
        """
        folder.mkdir(parents=True, exist_ok=True)
        database = folder / _DATABASE
        environment = {"raw": str(raw), "database": str(database), **settings}
        warnings: list[str] = []

        def listen(event: Any) -> None:
            if event.info.name == "JinjaLogWarning":
                warnings.append(" ".join(event.info.msg.split()))
            if event.info.name == "LogStartLine" and self._at_node_start:
                self._at_node_start()

        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith("IDIC_")]:
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(f"IDIC_{name.upper()}", value)
            try:
                if self._manifest is None:
                    self._manifest = (
                        dbtRunner().invoke(["parse", *self._flags()]).result
                    )
                runner = dbtRunner(manifest=self._manifest, callbacks=[listen])
                result = runner.invoke([*arguments, *self._flags()])
            finally:
                DuckDBConnectionManager.close_all_connections()
        nodes = getattr(result.result, "results", None) or []
        messages = [
            clean_message(node.message or "no message")
            for node in nodes
            if str(node.status) not in _SUCCEEDED | {"skipped", "no-op"}
        ]
        if result.exception is not None:
            messages.append(clean_message(str(result.exception)))
        return Outcome(
            statuses={node.node.name: str(node.status) for node in nodes},
            seconds={node.node.name: node.execution_time for node in nodes},
            errors=tuple(messages),
            warnings=tuple(warnings),
            shown={
                node.node.name: [dict(row) for row in node.agate_table.rows]
                for node in nodes
                if getattr(node, "agate_table", None) is not None
            },
            database=database,
        )

    def _flags(self) -> list[str]:
        return [
            *("--log-level", "none", "--log-level-file", "none", "--no-write-json"),
            *("--threads", "1"),
            *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
            *("--target-path", str(self._folder / "target")),
            *("--log-path", str(self._folder / "logs")),
        ]
