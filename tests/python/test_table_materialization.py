"""A table on DuckDB is replaced whole or not at all."""

from pathlib import Path

import pytest

from tests.python.graph_project import SCHEMA, DuckDB, Project

MODEL_IN_PYTHON = """\
def model(dbt, session):
    dbt.config(materialized="table", post_hook={hooks!r})
    return session.sql("select {number} as number").to_arrow_table()
"""
ORDERED = "create table {{ this.schema }}.seen as from {{ this }}"
FAILING = "select cast('no number' as integer)"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "idic", DuckDB(tmp_path))


def build(project: Project, sql: str, config: str = "materialized='table'") -> bool:
    project.write_model("numbers", f"{{{{ config({config}) }}}}\n{sql}\n")
    return project.run("numbers").succeeded


def build_in_python(project: Project, number: int, hooks: tuple[str, ...] = ()) -> bool:
    source = MODEL_IN_PYTHON.format(number=number, hooks=list(hooks))
    (project.folder / "models" / "numbers.py").write_text(source)
    return project.run("numbers").succeeded


def statement(project: Project) -> str:
    """Return what was run to make the table."""
    [file] = (project.folder / "target" / "run").rglob("numbers.sql")
    return file.read_text()


def numbers(project: Project) -> list[int]:
    rows = project.engine.query(f"select number from {SCHEMA}.numbers order by number")
    return [number for (number,) in rows]


def test_a_rebuild_replaces_rows_and_columns(project: Project) -> None:
    assert build(project, "select 1 as number, 'a' as letter")
    assert build(project, "select 2 as number")
    assert numbers(project) == [2]
    assert project.engine.types("numbers") == [("number", "INTEGER")]
    assert project.engine.tables() == {"numbers"}
    assert "numbers__dbt_tmp" not in statement(project)


def test_a_query_that_fails_leaves_the_table_as_it_was(project: Project) -> None:
    assert build(project, "select 1 as number")
    assert not build(project, "select cast('no number' as integer) as number")
    assert numbers(project) == [1]


def test_a_hook_that_fails_leaves_the_table_as_it_was(project: Project) -> None:
    assert build(project, "select 1 as number")
    config = f'materialized="table", post_hook="{FAILING}"'
    assert not build(project, "select 2 as number", config)
    assert numbers(project) == [1]
    assert project.engine.tables() == {"numbers"}


def test_a_first_table_whose_hook_fails_is_none(project: Project) -> None:
    config = f'materialized="table", post_hook="{FAILING}"'
    assert not build(project, "select 1 as number", config)
    assert project.engine.tables() == set()


def test_hooks_see_the_new_table_under_its_name(project: Project) -> None:
    assert build(project, "select 1 as number")
    config = f"materialized='table', post_hook=\"{ORDERED}\""
    assert build(project, "select 2 as number", config)
    assert project.engine.query(f"select number from {SCHEMA}.seen") == [(2,)]


def test_what_stands_beside_the_query_is_made_too(project: Project) -> None:
    (project.folder / "models" / "numbers.yml").write_text(
        "models:\n  - name: numbers\n    description: All of them.\n"
    )
    config = (
        "materialized='table', indexes=[{'columns': ['number']}],"
        " persist_docs={'relation': true},"
        ' pre_hook="create or replace table {{ this.schema }}.source as select 5 as n"'
    )
    for _ in range(2):
        assert build(project, f"select n as number from {SCHEMA}.source", config)
    assert numbers(project) == [5]
    assert project.engine.query(
        "select table_name, comment, index_count from duckdb_tables()"
        " where table_name = 'numbers'"
    ) == [("numbers", "All of them.", 1)]


def test_a_view_becomes_a_table_and_a_table_a_view(project: Project) -> None:
    assert build(project, "select 1 as number", "materialized='view'")
    assert project.engine.tables() == set()
    assert build(project, "select 2 as number")
    assert project.engine.tables() == {"numbers"}
    assert build(project, "select 3 as number", "materialized='view'")
    assert project.engine.tables() == set()
    assert numbers(project) == [3]


@pytest.mark.parametrize("itself", ["{{ this }}", "{{ this.schema }}.numbers"])
def test_a_table_can_be_made_from_what_it_was(project: Project, itself: str) -> None:
    assert build(project, "select 1 as number")
    assert build(project, f"select number + 1 as number from {itself}")
    assert numbers(project) == [2]
    assert "numbers__dbt_tmp" in statement(project)
    config = f'materialized="table", post_hook="{FAILING}"'
    assert not build(project, f"select number + 1 as number from {itself}", config)
    assert numbers(project) == [2]
    assert project.engine.tables() == {"numbers"}


def test_a_view_stays_when_the_table_that_was_to_take_its_place_fails(
    project: Project,
) -> None:
    assert build(project, "select 1 as number", "materialized='view'")
    for hook in ("pre_hook", "post_hook"):
        config = f'materialized="table", {hook}="{FAILING}"'
        assert not build(project, "select 2 as number", config)
        assert numbers(project) == [1]
    assert not build(project, "select cast('no number' as integer) as number")
    assert numbers(project) == [1]
    assert build(project, "select 2 as number")
    assert project.engine.tables() == {"numbers"}


def test_what_a_killed_model_in_python_left_is_dropped(project: Project) -> None:
    assert build_in_python(project, 1)
    project.engine.query(f"create table {SCHEMA}.numbers__dbt_tmp as select 0 as n")
    assert build_in_python(project, 2)
    assert numbers(project) == [2]
    assert project.engine.tables() == {"numbers"}


def test_a_model_in_python_is_replaced_too(project: Project) -> None:
    for number in (1, 2):
        assert build_in_python(project, number)
        assert numbers(project) == [number]
        assert project.engine.tables() == {"numbers"}
    assert not build_in_python(project, 3, (FAILING,))
    assert numbers(project) == [2]
    assert build_in_python(project, 4)
    assert numbers(project) == [4]
    assert project.engine.tables() == {"numbers"}


def test_a_first_model_in_python_whose_hook_fails_has_no_table(
    project: Project,
) -> None:
    assert not build_in_python(project, 1, (FAILING,))
    assert "numbers" not in project.engine.tables()


def test_a_contract_holds(project: Project) -> None:
    (project.folder / "models" / "numbers.yml").write_text(
        "models:\n  - name: numbers\n    config: {contract: {enforced: true}}\n"
        "    columns:\n      - name: number\n        data_type: integer\n"
        "        constraints: [{type: not_null}]\n"
    )
    assert build(project, "select 1 as number")
    assert not build(project, "select 'one' as number")
    assert not build(project, "select cast(null as integer) as number")
    assert numbers(project) == [1]
    assert project.engine.tables() == {"numbers"}
