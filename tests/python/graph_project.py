"""Throw-away dbt projects around the graph macros, on both engines."""

from __future__ import annotations

import csv
import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from tests.python.spark_at_hand import FAST_START, need_spark

MACROS = Path(__file__).parents[2] / "macros"
SCHEMA = "graphs"
# Both engines take the same steps, Spark far slower: that it finds the same partition
# of graphs of every shape is asked of it, what one shape does is not.
on_duckdb = pytest.mark.parametrize("engine", ["duckdb"], indirect=True)

Edge = tuple[str, str]
Row = tuple[str, int]


class DuckDB:
    """The default engine: one file per project."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "build.duckdb"

    def profile(self) -> str:
        return f"{{type: duckdb, path: '{self.path}', schema: {SCHEMA}, threads: 4}}"

    def rows_of(self, file: Path, columns: Sequence[str]) -> str:
        types = ", ".join(f"'{column}': 'varchar'" for column in columns)
        return f"read_csv('{file}', header = false, columns = {{{types}}})"

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()

    def tables(self) -> set[str]:
        return {name for (name,) in self.query("select table_name from duckdb_tables")}

    def types(self, table: str) -> list[tuple[str, str]]:
        return [(row[0], row[1]) for row in self.query(f"describe {SCHEMA}.{table}")]

    def stop(self) -> None:
        DuckDBConnectionManager.close_all_connections()


class Spark:
    """A local session with a metastore: one per process, so one for all projects."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def profile(self) -> str:
        metastore = f"jdbc:derby:;databaseName={self.folder}/metastore;create=true"
        return f"""
        type: spark
        method: session
        host: NA
        schema: {SCHEMA}
        server_side_parameters:
          spark.master: local[2]
          spark.ui.enabled: "false"
          spark.driver.memory: 2g
          spark.sql.shuffle.partitions: "1"
          spark.sql.warehouse.dir: {self.folder}/warehouse
          spark.hadoop.javax.jdo.option.ConnectionURL: {metastore}
          spark.driver.extraJavaOptions: -Dderby.system.home={self.folder}
        """

    def rows_of(self, file: Path, columns: Sequence[str]) -> str:
        names = ", ".join(f"_c{i} as {column}" for i, column in enumerate(columns))
        return f"(select {names} from csv.`{file}`) as edges"

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        pyspark_sql = importlib.import_module("pyspark.sql")
        session = pyspark_sql.SparkSession.builder.enableHiveSupport().getOrCreate()
        return [tuple(row) for row in session.sql(sql).collect()]

    def tables(self) -> set[str]:
        return {row[1] for row in self.query(f"show tables in {SCHEMA}")}

    def types(self, table: str) -> list[tuple[str, str]]:
        names = {"string": "VARCHAR", "bigint": "BIGINT"}
        rows = self.query(f"describe {SCHEMA}.{table}")
        return [(row[0], names[row[1]]) for row in rows]

    def stop(self) -> None:
        """The session outlives a run."""


@dataclass
class Build:
    """What one run of dbt left behind; the seconds are those of its models."""

    succeeded: bool
    message: str
    seconds: float = 0.0
    edges_left: list[int] = field(default_factory=list)
    links_open: list[int] = field(default_factory=list)
    links_left: list[int] = field(default_factory=list)
    is_cut_short: bool = False


class Project:
    """A throw-away dbt project around the macros of the repository."""

    def __init__(
        self, folder: Path, engine: DuckDB | Spark, macros: Path = MACROS
    ) -> None:
        self.folder = folder
        self.engine = engine
        (folder / "models").mkdir(parents=True)
        (folder / "dbt_project.yml").write_text(
            "name: idic\nversion: 1.0.0\nprofile: graphs\n"
            f"macro-paths: ['{macros}']\n"
            "flags: {send_anonymous_usage_stats: false}\n"
        )
        (folder / "profiles.yml").write_text(
            f"graphs:\n  target: test\n  outputs:\n    test: {engine.profile()}\n"
        )

    def write(self, model: str, edges: Iterable[Edge], config: str = "") -> None:
        """Writes a model and its edges; an empty end is a null."""
        rows = self.keep(model, edges, ("left_node", "right_node"))
        self.write_model(
            model,
            f"{{{{ config(materialized='connected_components'{config}) }}}}\n"
            "select nullif(left_node, '') as left_node,\n"
            "    nullif(right_node, '') as right_node\n"
            f"from {rows}\n",
        )

    def write_model(self, model: str, sql: str) -> None:
        """Writes the file of a model."""
        (self.folder / "models" / f"{model}.sql").write_text(sql)

    def keep(
        self, name: str, rows: Iterable[Sequence[Any]], columns: Sequence[str]
    ) -> str:
        """Writes rows into a file; returns the relation, all text, that reads it."""
        file = self.folder / f"{name}.csv"
        with file.open("w", newline="") as lines:
            csv.writer(lines).writerows(rows)
        return self.engine.rows_of(file, columns)

    def run(self, *models: str) -> Build:
        build = Build(succeeded=False, message="")

        def listen(event: Any) -> None:
            text = event.info.msg
            if match := re.search(r"round \d+, (\d+) edges left", text):
                build.edges_left.append(int(match[1]))
            if match := re.search(r"union \d+, (\d+) links open", text):
                build.links_open.append(int(match[1]))
            if match := re.search(r"round \d+, (\d+) links left", text):
                build.links_left.append(int(match[1]))
            if "what is left stays apart" in text:
                build.is_cut_short = True

        folder = str(self.folder)
        options = ["--project-dir", folder, "--profiles-dir", folder]
        result = dbtRunner(callbacks=[listen]).invoke(
            ["--quiet", "run", *options, "--select", *models]
        )
        self.engine.stop()
        build.succeeded = result.success
        nodes: Any = result.result
        build.message = " ".join(node.message for node in nodes or [])
        build.seconds = sum(node.execution_time for node in nodes or [])
        return build

    def build(self, model: str, edges: Iterable[Edge], config: str = "") -> Build:
        self.write(model, edges, config)
        build = self.run(model)
        assert build.succeeded, build.message
        return build

    def rows(self, model: str) -> list[Row]:
        query = f"select node, component from {SCHEMA}.{model} order by node"
        return [(row[0], row[1]) for row in self.engine.query(query)]

    def working_tables(self) -> set[str]:
        return {table for table in self.engine.tables() if "__" in table}


def start_engine(name: str, folder: Path) -> Iterator[DuckDB | Spark]:
    """Yields an engine; skips where Spark cannot run."""
    if name == "duckdb":
        yield DuckDB(folder)
        return
    need_spark()
    with pytest.MonkeyPatch.context() as patch:
        for variable, value in FAST_START.items():
            patch.setenv(variable, value)
        yield Spark(folder)
