"""How the records come does not matter: their order, their files, their lateness."""

import re
import shutil
from pathlib import Path
from random import Random

import duckdb
import pytest
from typer.testing import CliRunner

from scripts.demo.__main__ import app
from scripts.settings import PROJECT
from tests.python.dbt_process import DbtProcess, Outcome
from tests.python.public_tables import public_tables

LATE_TABLES = ("contacts", "orders", "order_lines")
PIECES = 10
MADE_ANEW = {"table", "view", "connected_components", "elder_rule"}
# No model keeps anything of the build before: not each of ten pieces is built.
BUILT_AFTER = (1, 9, 10)

# What differs between two builds, or holds a record as its file wrote it.
NOT_COMPARED = "('build_id', 'payload')"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Simulate a small company with all its dirt."""
    raw = tmp_path_factory.mktemp("company") / "raw"
    arguments = ["--raw", str(raw), "--customers", "60"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    return raw


@pytest.fixture(scope="module")
def whole(dbt: DbtProcess, raw: Path, tmp_path_factory) -> Outcome:
    """Build it as it came."""
    return build(dbt, raw, tmp_path_factory.mktemp("whole"))


def build(dbt: DbtProcess, raw: Path, folder: Path) -> Outcome:
    built = dbt.run(
        *("build", "--resource-type", "seed", "--resource-type", "model"),
        raw=raw,
        folder=folder,
    )
    assert built.errors == ()
    return built


def tables_that_differ(one: Outcome, two: Outcome) -> dict[str, tuple[int, int]]:
    """Return table → how many rows only the one and only the other build has."""
    found = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one.database}' as one (read_only)")
        connection.execute(f"attach '{two.database}' as two (read_only)")
        for table in public_tables():
            columns = f"columns(name -> name not in {NOT_COMPARED})"
            one_rows, two_rows = (
                f"select {columns} from {side}.{table}" for side in ("one", "two")
            )
            counts = connection.execute(
                f"select (select count(*) from ({one_rows} except all {two_rows})),"
                f" (select count(*) from ({two_rows} except all {one_rows}))"
            ).fetchall()
            if counts != [(0, 0)]:
                found[table] = counts[0]
    return found


def split(
    raw: Path, table: str, target: Path, count: int, random: Random
) -> list[Path]:
    """Write a table's rows, shuffled, as CSV and parquet files in turn.

    Each file has the columns in an order of its own.
    """
    target.mkdir(parents=True)
    files = []
    with duckdb.connect() as connection:
        connection.execute(f"set threads = 1; select setseed({random.random()})")
        connection.execute(
            f"create table rows as select *, random() as place from {read(raw, table)}"
        )
        columns = [name for name, *_ in connection.execute("describe rows").fetchall()]
        columns.remove("place")
        for number in range(count):
            random.shuffle(columns)
            form = ("csv", "parquet")[number % 2]
            file = target / f"piece{number}.{form}"
            share = f"where floor(place * {count}) = {number} order by place"
            connection.execute(
                f"copy (select {', '.join(columns)} from rows {share}) to '{file}'"
            )
            files.append(file)
    return files


def read(raw: Path, table: str) -> str:
    """Return the relation of a table's files, which are all of one form."""
    files = [str(file) for file in (*raw.glob(f"{table}.*"), *raw.glob(f"{table}/*"))]
    if files[0].endswith(".csv"):
        return f"read_csv({files}, all_varchar = true, union_by_name = true)"
    return f"read_parquet({files}, union_by_name = true)"


def test_a_shuffled_and_resplit_delivery_gives_the_same_tables(
    dbt, raw, whole, tmp_path
):
    tables = {file.name.split(".")[0] for file in raw.iterdir()}
    for table in tables:
        split(raw, table, tmp_path / "raw" / table, 3, Random(table))
    shuffled = build(dbt, tmp_path / "raw", tmp_path)
    assert shuffled.rows("select count(*) > 100 from fct_orders") == [(True,)]
    assert tables_that_differ(whole, shuffled) == {}


def test_no_model_keeps_anything_of_the_build_before():
    """If one does, build after each of the ten pieces."""
    files = [PROJECT / "dbt_project.yml", *(PROJECT / "models").rglob("*.*")]
    code = "\n".join(file.read_text() for file in files)
    stated = set(re.findall(r"materialized['\"]?\s*[=:]\s*['\"]?(\w+)", code))
    assert stated == MADE_ANEW
    assert not re.search(r"\{[{%][^}]*\bthis\b|\bdbt\.this\b", code)
    assert not list(PROJECT.glob("snapshots/*"))


def test_tables_in_ten_late_pieces_give_the_same_tables_as_in_one(
    dbt, raw, whole, tmp_path
):
    pieces = {
        table: split(raw, table, tmp_path / "pieces" / table, PIECES, Random(table))
        for table in LATE_TABLES
    }
    delivered = tmp_path / "raw"
    shutil.copytree(raw, delivered, ignore=shutil.ignore_patterns(*LATE_TABLES))
    for number in range(1, PIECES + 1):
        for table, files in pieces.items():
            (delivered / table).mkdir(exist_ok=True)
            shutil.move(files[number - 1], delivered / table)
        if number in BUILT_AFTER:
            late = build(dbt, delivered, tmp_path)
            assert bool(tables_that_differ(whole, late)) == (number < PIECES)
