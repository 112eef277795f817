"""The independent reader itself: how it reads files, numbers and dates."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.python.contract_reader.files import ContractError, read_file
from tests.python.contract_reader.reader import read_folder
from tests.python.contract_reader.records import read_table

HEADER = "order_id,ordered_at,net_amount"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


def write_orders(raw: Path, name: str, amounts=(), dates=()) -> None:
    """Write a file with one order per amount or date; the delimiter is a semicolon."""
    rows = [f"{name}{i};2024-01-01;{text}" for i, text in enumerate(amounts)]
    rows += [f"{name}d{i};{text};5" for i, text in enumerate(dates)]
    (raw / "orders").mkdir(parents=True, exist_ok=True)
    text = "\n".join([HEADER.replace(",", ";"), *rows])
    (raw / "orders" / f"{name}.csv").write_text(text)


def values(raw: Path, column: str) -> list[object]:
    return [record.values[column] for record in read_table(raw, "orders")]


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["12,50", "1.234"], ["12.5", 1234]),
        (["1.234,50", "8,5"], ["1234.5", "8.5"]),
        (["12,50", "8,50", "12.50"], ["12.5", "8.5", "12.5"]),
        (["12.50", "1,234"], ["12.5", None]),
        (["1,234.50", "1,234", "1,23"], ["1234.5", 1234, None]),
        (["1.234"], ["1.234"]),
        (["12,50", "12.50"], [None, "12.5"]),
    ],
)
def test_a_file_shows_how_it_writes_numbers(raw, texts, read):
    write_orders(raw, "a", amounts=texts)
    expected = [None if value is None else Decimal(value) for value in read]
    assert values(raw, "net_amount") == expected


def test_the_other_files_decide_for_one_without_evidence(raw):
    write_orders(raw, "a", amounts=["1.234"], dates=["05/06/2024"])
    write_orders(raw, "b", amounts=["12,50"], dates=["31/12/2024"])
    assert values(raw, "net_amount")[0] == 1234
    assert values(raw, "ordered_at")[1] == datetime(2024, 6, 5)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["2024-12-31", "2024/12/31", "2024.12.31", "20241231"], ["12-31"] * 4),
        (["31/12/2024", "05/06/2024 10:00:00"], ["12-31", "06-05"]),
        (["12/31/2024", "05/06/2024"], ["12-31", "05-06"]),
        (["05/06/2024", "05.06.2024", "05-06-2024"], [None, "06-05", None]),
        (["31/12/2024", "12/31/2024"], [None, None]),
        (["2024-02-30", "20241301", "45292"], [None, None, None]),
    ],
)
def test_a_file_shows_how_it_writes_dates(raw, texts, days):
    write_orders(raw, "a", dates=texts)
    read = [
        None if moment is None else f"{moment:%m-%d}"
        for moment in values(raw, "ordered_at")
    ]
    assert read == days


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffcontact_id,city\n1,Köln\n".encode(),
        "sep=;\ncontact_id;city\n1;Köln\n".encode(),
        "contact_id\tcity\n1\tKöln".encode("latin-1"),
        "contact_id|city\r\n1|Köln\r\n".encode("utf-16"),
        " Contact_ID ,CITY\n1, Köln \n".encode("utf-16-le"),
    ],
)
def test_a_file_is_read_in_its_encoding_and_delimiter(tmp_path, content):
    file = tmp_path / "contacts.csv"
    file.write_bytes(content)
    assert read_file(file, tmp_path).records == [{"contact_id": "1", "city": "Köln"}]


def test_broken_lines_are_told_by_their_number_and_the_others_stand(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('a,b\n1,"x\ny"\n2\n3,4,5\n"6"7,8\n"say ""ah""",10\n')
    read = read_file(file, tmp_path)
    assert read.records == [{"a": "1", "b": "x\ny"}, {"a": 'say "ah"', "b": "10"}]
    assert read.broken == ["a.csv:4", "a.csv:5", "a.csv:6"]


def test_quotes_may_be_escaped_by_a_backslash(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('a,b\n"say \\"ah\\", so",2\n')
    assert read_file(file, tmp_path).records == [{"a": 'say "ah", so', "b": "2"}]


def test_a_quote_that_is_never_closed_names_its_line(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('a,b\n1,2\n3,"4\n5,6\n')
    with pytest.raises(ContractError, match=r"a\.csv:3"):
        read_file(file, tmp_path)


def test_a_key_is_judged_before_a_value_and_a_line_by_its_order(raw):
    raw.mkdir()
    (raw / "orders.csv").write_text(f"{HEADER}\n,x,5\n2,,x\n3,x,5\n4,2024-01-01,5\n")
    lines = "1,1,1,1\n4,1,1,1\n4,one,1,1\n4,2,1,"
    header = "order_id,line_number,quantity,net_amount"
    (raw / "order_lines.csv").write_text(f"{header}\n{lines}\n")
    reading = read_folder(raw)
    assert reading.as_of == date(2024, 1, 1)
    assert [list(bad.rules) for bad in reading.verdicts["orders"].rejected] == [
        ["missing_key"],
        ["missing_value"],
        ["unreadable_value"],
    ]
    assert [list(bad.rules) for bad in reading.verdicts["order_lines"].rejected] == [
        ["line_without_order"],
        ["unreadable_value"],
        ["missing_value"],
    ]
