"""Damaged files: one clear message or rejected records, never silence."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from scripts.settings import PROJECT
from tests.python.dbt_process import Outcome

HEADER = "order_id,ordered_at,net_amount"
ORDER = "1,2024-01-01 10:00:00,5.00"
REMEDIES = (
    *("add", "build", "close", "correct", "deliver", "export", "give", "mend", "move"),
    *("name", "open", "put", "remove", "rename", "repair", "save", "write"),
)
# What an engine or a language says to its programmer, not to the one who delivers.
JARGON = (
    *("Traceback", 'File "', "read_csv", "read_parquet", "strict_mode", "auto_detect"),
    *("ignore_errors", "all_varchar", "Binder Error", "None has no element"),
)
CHECK = (sys.executable, "-m", "scripts.check")
# Root may read everything, but for a process that gives up the right.
UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a raw folder with a contact in it, so that orders may be wanting."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "contacts.csv").write_text("contact_id\n1\n")
    return folder


@pytest.fixture
def read_orders(dbt, raw, tmp_path) -> Callable[[], Outcome]:
    """Return a function that mounts the folder and reads all of its orders."""

    def run() -> Outcome:
        return dbt.run(
            *("build", "-s", "plausible_bounds", "int_plausible_bounds", "base_orders"),
            *("--resource-type", "seed", "--resource-type", "model"),
            raw=raw,
            folder=tmp_path,
        )

    return run


def assert_says(outcome: Outcome, *words: str) -> None:
    """Expect one message that has the words, one way out, and no jargon."""
    (message,) = outcome.errors
    for word in words:
        assert word in message
    assert set(re.findall(r"\w+", message.lower())) & set(REMEDIES), message
    assert not [word for word in JARGON if word in message], message


def assert_all_rejected(outcome: Outcome) -> None:
    assert outcome.errors == ()
    verdicts = outcome.rows("select rejection_code from base_orders")
    assert verdicts
    assert all(code for (code,) in verdicts)


def write_parquet(file: Path, query: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"copy ({query}) to '{file}' (format parquet)")


def order_parquet(file: Path, **columns: str) -> None:
    """Write one order; a column is given as an expression."""
    typed = {
        "order_id": "'1'",
        "ordered_at": "timestamp '2024-01-01 10:00:00'",
        "net_amount": "5.00",
        **columns,
    }
    selected = ", ".join(f"{value} as {name}" for name, value in typed.items())
    write_parquet(file, f"select {selected}")


def test_an_empty_folder(read_orders, raw):
    (raw / "contacts.csv").unlink()
    assert_says(read_orders(), str(raw), "contacts", "orders", "IDIC_RAW")


def test_a_folder_that_is_not_there(read_orders, raw):
    (raw / "contacts.csv").unlink()
    raw.rmdir()
    assert_says(read_orders(), str(raw), "IDIC_RAW")


@pytest.mark.parametrize("content", ["", "\n", "\ufeff"])
def test_a_file_without_a_header(read_orders, raw, content):
    (raw / "orders.csv").write_text(content)
    assert_says(read_orders(), "orders.csv")


def test_a_file_of_a_header_alone_is_a_table_without_records(read_orders, raw):
    (raw / "orders.csv").write_text(HEADER + "\n")
    outcome = read_orders()
    assert outcome.errors == ()
    assert outcome.rows("select order_id from base_orders") == []


@pytest.mark.parametrize("share", [0, 0.5, 0.95])
def test_a_parquet_file_that_breaks_off(read_orders, raw, share):
    file = raw / "orders.parquet"
    order_parquet(file)
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    assert_says(read_orders(), "orders.parquet")


def test_a_text_that_is_called_parquet(read_orders, raw):
    (raw / "orders.parquet").write_text(f"{HEADER}\n{ORDER}\n")
    assert_says(read_orders(), "orders.parquet")


def test_a_parquet_file_that_is_called_csv(read_orders, raw):
    order_parquet(raw / "orders.csv")
    assert_says(read_orders(), "orders.csv")


def test_a_quote_that_is_never_closed(read_orders, raw):
    lines = [HEADER, ORDER, '2,"2024-01-01,5.00', *([ORDER] * 50)]
    (raw / "orders.csv").write_text("\n".join(lines) + "\n")
    outcome = read_orders()
    assert_says(outcome, "orders.csv", "quote")
    assert re.search(r"(orders\.csv:|line )3\b", outcome.errors[0])


@pytest.mark.parametrize("name", ["order_id", "ordered_at", "net_amount"])
def test_a_required_column_that_one_of_several_files_lacks(read_orders, raw, name):
    (raw / "orders").mkdir()
    (raw / "orders" / "whole.csv").write_text(f"{HEADER}\n{ORDER}\n")
    lacking = HEADER.replace(name, "note")
    (raw / "orders" / "lacking.csv").write_text(f"{lacking}\n{ORDER}\n")
    assert_says(read_orders(), "orders/lacking.csv", f"'{name}'", "orders")


@pytest.mark.parametrize("again", ["net_amount", "NET_AMOUNT", " net_amount "])
def test_a_column_that_stands_twice_in_the_header(read_orders, raw, again):
    (raw / "orders.csv").write_text(f"{HEADER},{again}\n{ORDER},7.00\n")
    assert_says(read_orders(), "orders.csv", "net_amount")


def test_a_header_that_is_missing(read_orders, raw):
    (raw / "orders.csv").write_text(f"{ORDER}\n{ORDER}\n")
    assert_says(read_orders(), "orders.csv", "order_id")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("ordered_at", "1704103200"),
        ("ordered_at", "true"),
        ("ordered_at", "45292.5::double"),
        ("net_amount", "true"),
        ("net_amount", "timestamp '2024-01-01 10:00:00'"),
        ("net_amount", "date '2024-01-01'"),
        ("net_amount", "'nan'::double"),
        ("net_amount", "'\\x00\\x01'::blob"),
    ],
)
def test_a_value_of_another_type_is_rejected(read_orders, raw, column, value):
    order_parquet(raw / "orders.parquet", **{column: value})
    assert_all_rejected(read_orders())


@pytest.mark.parametrize("column", ["order_id", "ordered_at", "net_amount"])
@pytest.mark.parametrize("value", ["[1, 2]", "{'id': 1}", "map {'a': 1}"])
def test_a_column_without_single_values_stops_the_build(
    read_orders, raw, column, value
):
    order_parquet(raw / "orders.parquet", **{column: value})
    assert_says(read_orders(), "orders.parquet", column)


@pytest.mark.parametrize(
    ("columns", "order_id", "ordered_at", "net_amount"),
    [
        ({"order_id": "7"}, "7", "2024-01-01 10:00:00", "5.0000"),
        ({"order_id": "7.0::double"}, "7", "2024-01-01 10:00:00", "5.0000"),
        ({"order_id": "true"}, "true", "2024-01-01 10:00:00", "5.0000"),
        ({"net_amount": "5"}, "1", "2024-01-01 10:00:00", "5.0000"),
        ({"net_amount": "'5.00'"}, "1", "2024-01-01 10:00:00", "5.0000"),
        ({"net_amount": "0.1::float"}, "1", "2024-01-01 10:00:00", "0.1000"),
        ({"net_amount": "5e-5::double"}, "1", "2024-01-01 10:00:00", "0.0001"),
        ({"ordered_at": "date '2024-01-01'"}, "1", "2024-01-01 00:00:00", "5.0000"),
        (
            {"ordered_at": "timestamptz '2024-01-01 10:00:00+02:00'"},
            *("1", "2024-01-01 08:00:00", "5.0000"),
        ),
        (
            {"ordered_at": "timestamp_ns '2024-01-01 10:00:00.5'"},
            *("1", "2024-01-01 10:00:00.5", "5.0000"),
        ),
    ],
)
def test_a_type_that_says_the_same_is_read(
    read_orders, raw, columns, order_id, ordered_at, net_amount
):
    order_parquet(raw / "orders.parquet", **columns)
    outcome = read_orders()
    assert outcome.errors == ()
    assert outcome.rows(
        "select order_id, cast(ordered_at as varchar), cast(net_amount as varchar),"
        " rejection_code from base_orders"
    ) == [(order_id, ordered_at, net_amount, None)]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_folder_of_a_files_name_holds_parts(read_orders, raw, form):
    folder = raw / f"orders.{form}"
    folder.mkdir()
    (folder / "_SUCCESS").touch()
    if form == "csv":
        (folder / "part-00000.csv").write_text(f"{HEADER}\n{ORDER}\n")
    else:
        order_parquet(folder / "part-00000.parquet")
    outcome = read_orders()
    assert outcome.errors == ()
    assert outcome.rows("select count(*) from base_orders") == [(1,)]


def test_a_file_that_may_not_be_read(raw, tmp_path):
    file = raw / "orders.csv"
    file.write_text(f"{HEADER}\n{ORDER}\n")
    file.chmod(0)
    looked = subprocess.run(
        [*(UNPRIVILEGED if os.geteuid() == 0 else ()), *CHECK],
        cwd=PROJECT,
        env=os.environ
        | {"IDIC_RAW": str(raw), "IDIC_DATABASE": str(tmp_path / "x.duckdb")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert looked.returncode == 1
    said = " ".join((looked.stdout + looked.stderr).split())
    assert f"{file} cannot be opened: it is gone, or you may not read it." in said
    assert not [word for word in JARGON if word in said], said


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_that_vanishes_during_the_build(dbt, read_orders, raw, form):
    file = raw / f"orders.{form}"
    if form == "csv":
        file.write_text(f"{HEADER}\n{ORDER}\n")
    else:
        order_parquet(file)
    with dbt.at_node_start(lambda: file.unlink(missing_ok=True)):
        outcome = read_orders()
    assert not file.exists()
    assert_says(outcome, file.name)
