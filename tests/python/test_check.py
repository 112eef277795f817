"""The look before a build: what is said of a raw folder, and what is left alone."""

import io
import json

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from scripts.check import main, show
from scripts.command import CommandError
from scripts.expectations import Judge
from scripts.inspection import Inspection, inspect
from scripts.masking import masked, shortened
from scripts.progress import Reporter
from tests.python.companies import Company, write_csv
from tests.python.raw_files import write

LINES = "order_id,line_number,quantity,net_amount"


def look(company: Company, judges: Judge) -> Inspection:
    return inspect(company.settings, judges, Reporter(Console(file=io.StringIO())))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, judges: Judge) -> Inspection:
    """Look once at a company whose files need understanding."""
    home = tmp_path_factory.mktemp("company")
    raw = home / "raw"
    write_csv(
        raw,
        "contacts",
        "contact_id,email,birth_date,created_at,colour",
        *(f"{n},c{n}@example.com,1980-01-01,2024-01-01,red" for n in range(1, 60)),
        "60,ann@example.com,1st of May 1985,2024-01-01,red",
    )
    days = [f"{n};{1 + n % 28}/12/2023;12,50" for n in range(1, 60)]
    write(raw / "orders/a.csv", "order_id;ordered_at;net_amount", *days)
    write(raw / "orders/b.csv", "order_id;ordered_at;net_amount", "60;1/12/2023")
    return look(Company(raw, home), judges)


def test_each_file_is_said_to_be_understood(found):
    assert [
        (
            file["file"],
            file["delimiter"],
            file["number_form"],
            file["date_form"],
            file["row_count"],
            file["broken_line_count"],
            file["ignored_columns"],
        )
        for file in found.files
    ] == [
        ("contacts.csv", ",", None, None, 60, 0, "colour"),
        ("orders/a.csv", ";", "1.234,56", "day first", 59, 0, ""),
        ("orders/b.csv", ";", "1.234,56", None, 0, 1, ""),
    ]
    assert "returns" in found.absent_tables
    assert "orders" not in found.absent_tables


def test_records_are_counted_and_examples_masked(found):
    assert [
        (row["table_name"], row["raw_count"], row["accepted_count"])
        for row in found.tables
    ] == [("contacts", 60, 59), ("orders", 60, 59)]
    assert [
        (example.rule_code, example.record_key, example.column_name, example.value)
        for example in found.examples
    ] == [
        ("unreadable_value", "default:60", "birth_date", "9xx xx xxx 9999"),
        ("broken_line", "orders/b.csv:2", None, "99;9/99/9999"),
    ]
    assert {
        (row["table_name"], row["source_system"], row["age_days"])
        for row in found.sources
    } == {("contacts", "default", 0), ("orders", "default", 4)}
    assert found.problems == []
    assert str(found.as_of_date) == "2024-01-01"


def test_what_was_found_is_shown_and_can_be_read_as_json(found):
    shown = io.StringIO()
    show(Console(file=shown, width=200), found)
    for text in (
        "csv, utf-8, delimiter ;, numbers 1.234,56, dates day first",
        "not in the contract: colour",
        "broken_line",
        "99;9/99/9999",
        "would pass its first gate, as of 2024-01-01",
    ):
        assert text in shown.getvalue()
    assert "1st of May" not in shown.getvalue()
    told = json.loads(found.as_json())
    assert told["rejections"][0]["record_count"] == 1
    assert told["as_of_date"] == "2024-01-01"


def test_problems_are_told_and_nothing_else_is_touched(tmp_path, judges):
    company = Company(tmp_path / "raw", tmp_path)
    write(company.raw / "orders.csv", "order_id,net_amount", "1,5")
    write(company.raw / "contacts.csv", "contact_id,email", "1,a@example.com")
    write(company.raw / "ordres.csv", "order_id", "1")
    found = look(company, judges)
    assert any("required column 'ordered_at'" in problem for problem in found.problems)
    assert {file["file"]: bool(file["problem"]) for file in found.files} == {
        "contacts.csv": False,
        "orders.csv": True,
    }
    assert not company.settings.database.exists()
    assert "orders" not in found.absent_tables
    assert not list(tmp_path.rglob("check.duckdb*"))


def test_a_gate_that_would_stop_the_build_is_a_problem(tmp_path, judges):
    company = Company(tmp_path / "raw", tmp_path)
    rows = [f"{n},never,5" for n in range(5)]
    write(company.raw / "orders.csv", "order_id,ordered_at,net_amount", *rows)
    write(company.raw / "contacts.csv", "contact_id,created_at", "1,2024-01-01")
    found = look(company, judges)
    assert any("rejected_order_share is 1" in problem for problem in found.problems)
    assert len(found.examples) == 3
    assert {example.value for example in found.examples} == {"xxxxx"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ann@@example.com", "xxx@@xxxxxxx.xxx"),
        ("31/12/85", "99/99/99"),
        ("Łódź 中", "xxxx x"),
        ("हिन्दी ٣", "xxxxxx 9"),
        ("a\nb\x00", "x·x·"),
        ("a" * 100, "x" * 39 + "…"),
    ],
)
def test_masking_keeps_the_shape_alone(text, kept):
    assert masked(text) == kept


def test_a_long_value_is_shortened():
    assert shortened("7" * 41) == "7" * 39 + "…"
    assert shortened("7" * 40) == "7" * 40


def test_unknown_files_are_remarked(found):
    assert any("colour" in remark for remark in found.remarks)


def test_json_is_not_dressed_up(tmp_path, monkeypatch):
    company = Company(tmp_path / "raw", tmp_path)
    write(company.raw / "contacts.csv", "contact_id,created_at", "1,2024-01-01")
    write(company.raw / "order_lines.csv", LINES, "100,1,1,5")
    monkeypatch.setenv("IDIC_RAW", str(company.raw))
    monkeypatch.setenv("IDIC_DATABASE", str(company.settings.database))
    app = typer.Typer()
    app.command()(main)
    outcome = CliRunner().invoke(app, ["--json"])
    assert outcome.exit_code == 1
    told = json.loads(outcome.stdout)
    assert told["examples"][0]["record_key"] == "default:100:1"


def test_tables_of_a_schema_are_not_looked_at(tmp_path, judges, monkeypatch):
    monkeypatch.setenv("IDIC_RAW_SCHEMA", "landing")
    with pytest.raises(CommandError, match="IDIC_RAW_SCHEMA"):
        look(Company(tmp_path / "raw", tmp_path), judges)
