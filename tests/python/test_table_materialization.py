"""A table on DuckDB is replaced whole or not at all."""

from pathlib import Path

import pytest

from tests.python.graph_project import SCHEMA, DuckDB, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "idic", DuckDB(tmp_path))


def build(project: Project, sql: str, materialized: str = "table") -> bool:
    config = f"{{{{ config(materialized='{materialized}') }}}}"
    project.write_model("numbers", f"{config}\n{sql}\n")
    return project.run("numbers").succeeded


def numbers(project: Project) -> list[int]:
    rows = project.engine.query(f"select number from {SCHEMA}.numbers order by number")
    return [number for (number,) in rows]


def test_a_rebuild_replaces_rows_and_columns(project: Project) -> None:
    assert build(project, "select 1 as number, 'a' as letter")
    assert build(project, "select 2 as number")
    assert numbers(project) == [2]
    assert project.engine.types("numbers") == [("number", "INTEGER")]
    assert project.working_tables() == set()


def test_a_query_that_fails_leaves_the_table_as_it_was(project: Project) -> None:
    assert build(project, "select 1 as number")
    assert not build(project, "select cast('no number' as integer) as number")
    assert numbers(project) == [1]


def test_a_view_becomes_a_table_and_a_table_a_view(project: Project) -> None:
    assert build(project, "select 1 as number", materialized="view")
    assert project.engine.tables() == set()
    assert build(project, "select 2 as number")
    assert project.engine.tables() == {"numbers"}
    assert build(project, "select 3 as number", materialized="view")
    assert project.engine.tables() == set()
    assert numbers(project) == [3]


def test_a_table_can_be_made_from_what_it_was(project: Project) -> None:
    assert build(project, "select 1 as number")
    assert build(project, "select number + 1 as number from {{ this }}")
    assert numbers(project) == [2]


def test_a_model_in_python_is_a_table_too(project: Project) -> None:
    source = (
        "def model(dbt, session):\n"
        "    dbt.config(materialized='table')\n"
        "    return session.sql('select {} as number')\n"
    )
    model = project.folder / "models" / "numbers.py"
    for number in (1, 2):
        model.write_text(source.format(number))
        assert project.run("numbers").succeeded
        assert numbers(project) == [number]


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
    assert project.working_tables() == set()
