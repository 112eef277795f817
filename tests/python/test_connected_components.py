"""The connected_components materialization against networkx, on both engines."""

import csv
import importlib
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from tests.python.spark_at_hand import FAST_START, need_spark

MACROS = Path(__file__).parents[2] / "macros"
SCHEMA = "graphs"

Edge = tuple[str, str]
Row = tuple[str, int]


class DuckDB:
    """The default engine: one file per project."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "build.duckdb"

    def profile(self) -> str:
        return f"{{type: duckdb, path: '{self.path}', schema: {SCHEMA}, threads: 4}}"

    def edges(self, file: Path) -> str:
        columns = "{'left_node': 'varchar', 'right_node': 'varchar'}"
        return f"read_csv('{file}', header = false, columns = {columns})"

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

    def edges(self, file: Path) -> str:
        columns = "_c0 as left_node, _c1 as right_node"
        return f"(select {columns} from csv.`{file}`) as edges"

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
    """What one run of dbt left behind."""

    succeeded: bool
    message: str
    edges_left: list[int] = field(default_factory=list)


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
        file = self.folder / f"{model}.csv"
        with file.open("w", newline="") as lines:
            csv.writer(lines).writerows(edges)
        (self.folder / "models" / f"{model}.sql").write_text(
            f"{{{{ config(materialized='connected_components'{config}) }}}}\n"
            "select nullif(left_node, '') as left_node,\n"
            "    nullif(right_node, '') as right_node\n"
            f"from {self.engine.edges(file)}\n"
        )

    def run(self, *models: str) -> Build:
        build = Build(succeeded=False, message="")

        def listen(event: Any) -> None:
            text = event.info.msg
            if match := re.search(r"round \d+, (\d+) edges left", text):
                build.edges_left.append(int(match[1]))

        folder = str(self.folder)
        options = ["--project-dir", folder, "--profiles-dir", folder]
        result = dbtRunner(callbacks=[listen]).invoke(
            ["--quiet", "run", *options, "--select", *models]
        )
        self.engine.stop()
        build.succeeded = result.success
        nodes: Any = result.result
        build.message = " ".join(node.message for node in nodes or [])
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


@pytest.fixture(scope="module", params=["duckdb", "spark"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDB | Spark]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "duckdb":
        yield DuckDB(folder)
        return
    need_spark()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in FAST_START.items():
            patch.setenv(name, value)
        yield Spark(folder)


@pytest.fixture(scope="module")
def project(
    engine: DuckDB | Spark, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    return Project(tmp_path_factory.mktemp("project") / "idic", engine)


def partition(rows: Iterable[Row]) -> set[frozenset[str]]:
    members: dict[int, set[str]] = defaultdict(set)
    for node, component in rows:
        members[component].add(node)
    return {frozenset(nodes) for nodes in members.values()}


def expected_partition(edges: Iterable[Edge]) -> set[frozenset[str]]:
    graph: nx.Graph[str] = nx.Graph(edges)
    return {frozenset(nodes) for nodes in nx.connected_components(graph)}


def chain(size: int) -> list[Edge]:
    """A path whose order is that of the names."""
    return [(f"n{i:06}", f"n{i + 1:06}") for i in range(size - 1)]


def with_duplicates_and_loops(size: int, rng: random.Random) -> list[Edge]:
    edges = [(str(rng.randrange(size)), str(rng.randrange(size))) for _ in range(size)]
    loops = [(str(i), str(i)) for i in range(0, 2 * size, 3)]
    return edges + rng.sample(edges, size // 2) + [(b, a) for a, b in edges] + loops


def sparse(size: int, rng: random.Random) -> list[Edge]:
    """A random graph around the percolation threshold of one edge per two nodes."""
    count = int(size * rng.uniform(0.3, 0.8))
    graph = nx.gnm_random_graph(size, count, seed=rng.randrange(2**31))
    return [(str(a), str(b)) for a, b in graph.edges]


def named(graph: Callable[[int], Any]) -> Callable[[int, random.Random], list[Edge]]:
    def edges(size: int, _: random.Random) -> list[Edge]:
        return [(f"{a}", f"{b}") for a, b in graph(size).edges]

    return edges


SHAPES: dict[str, Callable[[int, random.Random], list[Edge]]] = {
    "chain": lambda size, _: chain(size),
    "star": named(nx.star_graph),
    "clique": named(lambda size: nx.complete_graph(min(size, 25))),
    "grid": named(lambda size: nx.grid_2d_graph(size // 8 + 1, 8)),
    "binary tree": named(lambda size: nx.full_rary_tree(2, size)),
    "cycle": named(nx.cycle_graph),
    "sparse": sparse,
    "duplicates and loops": with_duplicates_and_loops,
}


def many_graphs(seed: int, per_shape: int = 40) -> list[Edge]:
    """Graphs of every shape side by side; the number of a graph prefixes its nodes."""
    rng = random.Random(seed)
    graphs = [
        shape(rng.randrange(2, 120), rng)
        for shape in SHAPES.values()
        for _ in range(per_shape)
    ]
    edges = [
        (f"{number}:{left}", f"{number}:{right}")
        for number, graph in enumerate(graphs)
        for left, right in graph
    ]
    rng.shuffle(edges)
    return edges


def test_the_partition_is_that_of_networkx(project: Project) -> None:
    edges = many_graphs(seed=1)
    project.build("many", edges)
    rows = project.rows("many")
    assert len(rows) == len({node for node, _ in rows})
    assert partition(rows) == expected_partition(edges)


def test_row_order_direction_and_repetition_change_nothing(project: Project) -> None:
    edges = many_graphs(seed=2, per_shape=5)
    rng = random.Random(3)
    mixed = [edge if rng.random() < 0.5 else edge[::-1] for edge in edges + edges[::2]]
    rng.shuffle(mixed)
    project.build("ordered", edges)
    project.build("mixed", mixed)
    assert project.rows("mixed") == project.rows("ordered")


def test_a_long_chain_sorted_by_name_converges_fast(project: Project) -> None:
    build = project.build("long_chain", chain(10_000))
    rows = project.rows("long_chain")
    assert len(rows) == 10_000
    assert len(partition(rows)) == 1
    assert len(build.edges_left) <= 15


def test_the_work_of_all_rounds_is_proportional_to_the_edges(project: Project) -> None:
    graph = nx.gnm_random_graph(20_000, 20_000, seed=4)
    edges = [(str(a), str(b)) for a, b in graph.edges]
    build = project.build("large", edges)
    assert partition(project.rows("large")) == expected_partition(edges)
    assert sum(build.edges_left) <= len(edges)


def test_no_edges_give_an_empty_typed_table(project: Project) -> None:
    project.write("empty", [("a", "b")])
    model = project.folder / "models" / "empty.sql"
    model.write_text(model.read_text() + "where 1 = 0\n")
    assert project.run("empty").succeeded
    assert project.rows("empty") == []
    types = [("node", "VARCHAR"), ("component", "BIGINT")]
    assert project.engine.types("empty") == types


def test_a_node_that_only_loops_is_a_component(project: Project) -> None:
    edges = [("alone", "alone"), ("a", "b")]
    project.build("loops", edges)
    assert partition(project.rows("loops")) == expected_partition(edges)


def test_numbers_are_cast_to_text(project: Project) -> None:
    (project.folder / "models" / "numbers.sql").write_text(
        "{{ config(materialized='connected_components') }}\n"
        "select 1 as left_node, 2 as right_node union all select 3, 2 -- no newline"
    )
    assert project.run("numbers").succeeded
    assert partition(project.rows("numbers")) == {frozenset("123")}


def test_a_second_run_replaces_the_table_and_leaves_no_other(project: Project) -> None:
    edges = many_graphs(seed=5, per_shape=2)
    project.build("again", edges)
    first = project.rows("again")
    project.build("again", edges)
    assert project.rows("again") == first
    project.build("again", [("a", "b")])
    assert partition(project.rows("again")) == {frozenset("ab")}
    assert project.working_tables() == set()


def test_what_a_killed_run_left_is_dropped_and_nothing_else(project: Project) -> None:
    if isinstance(project.engine, DuckDB):
        pytest.skip("Working tables of DuckDB end with their connection.")
    project.build("killed", [("a", "b")])
    left = ["input", "nodes", "clashes", "edges_0", "neighbours_1", "labels_41"]
    others = {"killed__cc_notes", "killed_too__cc_edges_0", "killedx_cc_edges_0"}
    for table in [f"killed__cc_{name}" for name in left] + sorted(others):
        project.engine.query(f"create table {SCHEMA}.{table} as select 1 as x")
    project.build("killed", [("a", "b"), ("c", "d")])
    remaining = {table for table in project.engine.tables() if "_cc_" in table}
    for table in others:
        project.engine.query(f"drop table {SCHEMA}.{table}")
    assert remaining == others
    assert partition(project.rows("killed")) == {frozenset("ab"), frozenset("cd")}


def test_too_few_rounds_fail_and_keep_the_old_table(project: Project) -> None:
    project.build("slow", [("a", "b")])
    project.write("slow", chain(1_000), ", max_rounds=2")
    build = project.run("slow")
    assert not build.succeeded
    assert re.search(
        r"slow has not converged: \d+ edges are left after 2 rounds", build.message
    )
    assert project.working_tables() == set()
    assert partition(project.rows("slow")) == {frozenset("ab")}


def test_a_null_end_fails(project: Project) -> None:
    project.write("nulls", [("a", "b"), ("c", ""), ("", "d")])
    build = project.run("nulls")
    assert not build.succeeded
    assert "2 edges of nulls have a null" in build.message
    assert project.working_tables() == set()


def test_a_view_of_that_name_is_replaced(project: Project) -> None:
    model = project.folder / "models" / "was_view.sql"
    model.write_text("{{ config(materialized='view') }} select 1 as x")
    assert project.run("was_view").succeeded
    project.build("was_view", [("a", "b")])
    assert partition(project.rows("was_view")) == {frozenset("ab")}
    project.build("was_view", [("a", "c")])
    assert partition(project.rows("was_view")) == {frozenset("ac")}


def test_two_models_in_one_run_do_not_meet(project: Project) -> None:
    graphs = {name: many_graphs(seed, 3) for seed, name in enumerate(("one", "one_2"))}
    for name, edges in graphs.items():
        project.write(name, edges)
    assert project.run("one", "one_2").succeeded
    for name, edges in graphs.items():
        assert partition(project.rows(name)) == expected_partition(edges)


def test_hooks_run_around_the_swap(project: Project) -> None:
    config = (
        f', pre_hook="create table {SCHEMA}.before as select 1 as x"'
        f', post_hook="create table {SCHEMA}.after as'
        ' select count(*) as nodes from {{ this }}"'
    )
    project.build("hooked", [("a", "b")], config)
    assert project.engine.query(f"select * from {SCHEMA}.before") == [(1,)]
    assert project.engine.query(f"select * from {SCHEMA}.after") == [(2,)]


def test_nodes_with_the_same_hash_are_never_merged(
    engine: DuckDB | Spark, tmp_path: Path
) -> None:
    macros = tmp_path / "macros"
    shutil.copytree(MACROS, macros)
    file = macros / "connected_components" / "component_hash.sql"
    coarse = "cast(length({{ expression }}) % 7 as bigint)"
    text = re.sub(r"    (cast|shift).*\n", f"    {coarse}\n", file.read_text())
    assert text.count(coarse) == 2
    file.write_text(text)
    edges = many_graphs(seed=6, per_shape=3)
    project = Project(tmp_path / "idic", engine, macros)
    project.build("clashing", edges)
    assert partition(project.rows("clashing")) == expected_partition(edges)
