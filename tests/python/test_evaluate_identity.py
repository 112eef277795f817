"""The evaluation of customers against labels."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer
from typer.testing import CliRunner

from scripts.command import CommandError
from scripts.evaluate_identity import main
from scripts.identity.evaluation import evaluate
from scripts.identity.truth import read_truth

TRUTH = {"a:1": "ann", "a:2": "ann", "a:3": "ann", "a:4": "bob", "a:9": "zoe"}
CUSTOMERS = {"a:1": "x", "a:2": "x", "a:4": "x", "a:3": "y", "b:1": "y"}
LINKS = [
    ("a:1", "a:2", "same_email"),
    ("a:2", "a:1", "probable"),
    ("a:1", "a:4", "probable"),
    ("a:3", "b:1", "probable"),
]


def test_pairs_and_links_are_measured_where_both_ends_are_labelled():
    evaluation = evaluate(CUSTOMERS, LINKS, TRUTH)
    assert (evaluation.contacts, evaluation.unknown_contacts) == (4, 1)
    assert (evaluation.customers, evaluation.persons) == (2, 2)
    assert (evaluation.largest_customer, evaluation.largest_person) == (3, 3)
    lines = {line.pairs: (line.found, line.right) for line in evaluation.lines}
    assert lines == {
        "all pairs of a customer": (3, 1),
        "all links": (2, 1),
        "probable": (2, 1),
        "same_email": (1, 1),
    }
    assert evaluation.lines[0].precision == pytest.approx(0.3333)
    assert evaluation.lines[0].recall == pytest.approx(0.3333)


def test_labels_of_other_contacts_are_refused():
    with pytest.raises(CommandError, match="None of the labelled contacts"):
        evaluate(CUSTOMERS, LINKS, {"c:1": "ann"})


def write_truth(file: Path, **columns: list[str]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), file)
    return file


def test_labels_are_a_file_or_its_folder(tmp_path):
    columns = {"source_system": ["a"], "contact_id": ["1"], "person_id": ["ann"]}
    file = write_truth(tmp_path / "one" / "truth.parquet", **columns)
    assert read_truth(file) == read_truth(file.parent) == {"a:1": "ann"}
    write_truth(tmp_path / "two" / "contacts.parquet", **columns)
    assert read_truth(tmp_path / "two") == {"a:1": "ann"}
    with pytest.raises(CommandError, match="holds no labels"):
        read_truth(tmp_path)
    bare = write_truth(tmp_path / "bare.parquet", source_system=["a"], contact_id=["1"])
    with pytest.raises(CommandError, match="no column person_id"):
        read_truth(bare)


@pytest.fixture
def command(tmp_path, monkeypatch):
    """The command on a database with the tables above."""
    database = tmp_path / "built.duckdb"
    monkeypatch.setenv("IDIC_DATABASE", str(database))
    monkeypatch.setenv("IDIC_ENGINE", "duckdb")
    systems, numbers = zip(*(key.split(":") for key in TRUTH), strict=True)
    write_truth(
        tmp_path / "truth.parquet",
        source_system=list(systems),
        contact_id=list(numbers),
        person_id=list(TRUTH.values()),
    )
    app = typer.Typer()
    app.command()(main)
    return database, lambda *more: CliRunner().invoke(
        app, ["--truth", str(tmp_path), *more]
    )


def test_the_command_prints_a_table_or_json(command):
    database, run = command
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "create table bridge_contacts_to_customers"
            " (contact_id varchar, customer_id varchar)"
        )
        connection.executemany(
            "insert into bridge_contacts_to_customers values (?, ?)",
            list(CUSTOMERS.items()),
        )
        connection.execute(
            "create table fct_identity_links (left_contact_id varchar,"
            " right_contact_id varchar, link_rule varchar)"
        )
        connection.executemany("insert into fct_identity_links values (?, ?, ?)", LINKS)
    table = run()
    assert table.exit_code == 0
    assert "same_email" in table.output
    assert "4 labelled contacts are 2 customers and should be 2" in table.output
    read = json.loads(run("--json").output)
    assert read["lines"][0]["found"] == 3


def test_a_database_that_is_not_built_is_said(command):
    _, run = command
    result = run()
    assert result.exit_code == 1
    assert "bridge_contacts_to_customers is not built" in result.output
