"""How CSV files are understood: encoding, dialect, numbers, dates, broken lines."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.python.dbt_process import Outcome
from tests.python.raw_files import ORDERS, write, write_parquet


def orders(mounted: Outcome, columns: str = ORDERS) -> list[tuple[object, ...]]:
    assert mounted.errors == ()
    return sorted(mounted.rows(f"select {columns} from raw.orders"))


def forms(mounted: Outcome, columns: str) -> list[tuple[object, ...]]:
    assert mounted.errors == ()
    return mounted.rows(f"select {columns} from raw.files order by file")


@pytest.mark.parametrize(
    ("encoding", "understood"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("latin-1", "latin-1"),
    ],
)
@pytest.mark.parametrize("rows", [1, 3000])
def test_encodings(mount, raw, encoding, understood, rows):
    rows = [f"{number},2024-01-01,5,Île-de-France,x" for number in range(rows)]
    lines = (f"{ORDERS},ship_region,größe", *rows)
    write(raw / "orders.csv", *lines, encoding=encoding)
    mounted = mount(raw)
    assert len(orders(mounted)) == len(rows)
    assert set(orders(mounted, "ship_region")) == {("Île-de-France",)}
    assert forms(mounted, "encoding, ignored_columns") == [(understood, "größe")]


def test_latin_1_shows_far_down_the_file(mount, raw):
    rows = [f"{number},2024-01-01,5,Rome" for number in range(50_000)]
    lines = (f"{ORDERS},ship_region", *rows, "x,2024-01-01,5,Málaga")
    write(raw / "orders.csv", *lines, encoding="latin-1")
    mounted = mount(raw)
    assert mounted.rows("select ship_region from raw.orders where order_id = 'x'") == [
        ("Málaga",)
    ]
    assert forms(mounted, "encoding, row_count") == [("latin-1", 50_001)]


def test_one_damaged_line_does_not_make_utf_8_latin_1(mount, raw):
    rows = "".join(f"{number},2024-01-01,5,Málaga\n" for number in range(5))
    text = f"{ORDERS},ship_region\n{rows}".encode()
    (raw / "orders.csv").write_bytes(text + b"x,2024-01-01,5,M\xe1laga\n")
    (error,) = mount(raw).errors
    assert f"{raw}/orders.csv: line 7: " in error
    assert "Write the line again in UTF-8." in error


@pytest.mark.parametrize(
    ("encoding", "text", "said"),
    [
        ("windows-1252", "€ 5", "Windows-1252"),
        ("utf-16-be", "5", "UTF-16"),
        ("utf-16", "🦆", "UTF-16"),
    ],
)
def test_an_encoding_that_cannot_be_read_is_named(mount, raw, encoding, text, said):
    lines = (f"{ORDERS},coupon_code", f"1,2024-01-01,5,{text}")
    write(raw / "orders.csv", *lines, encoding=encoding)
    (error,) = mount(raw).errors
    assert f"{raw}/orders.csv" in error
    assert said in error
    assert "Save it as UTF-8" in error


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (("order_id;ordered_at;net_amount", "1;2024-01-01;5"), ";"),
        (("order_id\tordered_at\tnet_amount", "1\t2024-01-01\t5"), "\t"),
        (("order_id|ordered_at|net_amount", "1|2024-01-01|5"), "|"),
        (("sep=;", "order_id;ordered_at;net_amount", "1;2024-01-01;5"), ";"),
        (("sep=^", "order_id^ordered_at^net_amount", "1^2024-01-01^5"), "^"),
        (("", "", ORDERS, "", "1,2024-01-01,5", "  "), ","),
        (('"order_id" , "ordered_at","net_amount"', '"1","2024-01-01","5"'), ","),
        (("'order_id','ordered_at','net_amount'", "'1','2024-01-01','5'"), ","),
        (('"a, b",order_id,ordered_at,net_amount', '"x, y",1,2024-01-01,5'), ","),
        ((f"{ORDERS},", "1,2024-01-01,5,"), ","),
        (("\torder_id\tordered_at\tnet_amount", "0\t1\t2024-01-01\t5"), "\t"),
    ],
)
def test_dialects(mount, raw, lines, delimiter):
    write(raw / "orders.csv", *lines)
    mounted = mount(raw)
    assert orders(mounted) == [("1", "2024-01-01", "5")]
    assert forms(mounted, "delimiter, broken_line_count") == [(delimiter, 0)]


def test_quotes_escaped_by_a_backslash(mount, raw):
    write(raw / "contacts.csv", "contact_id,full_name", '1,"Ann \\"Annie\\" B, jr"')
    assert mount(raw).rows("select full_name from raw.contacts") == [
        ('Ann "Annie" B, jr',)
    ]


def test_one_stray_backslash_does_not_change_the_escape(mount, raw):
    rows = ('1,"the ""Eternal"" City"', '2,"so ""called"""', '3,"x\\"y z"', "4,z")
    write(raw / "contacts.csv", "contact_id,full_name", *rows)
    mounted = mount(raw)
    assert sorted(mounted.rows("select full_name from raw.contacts")) == [
        ('so "called"',),
        ('the "Eternal" City',),
        ("z",),
    ]
    assert forms(mounted, "broken_line_count") == [(1,)]


def test_files_of_a_table_may_differ_in_form(mount, raw):
    write(raw / "orders/a.csv", ORDERS, "1,2024-01-01,1.5")
    write(raw / "orders/b.csv", "net_amount;order_id;ordered_at", "2,5;2;31.12.2024")
    assert orders(mount(raw)) == [
        ("1", "2024-01-01", "1.5"),
        ("2", "2024-12-31", "2.5"),
    ]


@pytest.mark.parametrize(
    ("stated", "read", "form"),
    [
        (("12.50", "1234"), ("12.50", "1234"), None),
        (("12,50", "1.234,00", "1.234"), ("12.50", "1234.00", "1234"), "1.234,56"),
        (("12,5", "1,234", "5,678"), ("12,5", "1,234", "5,678"), None),
        (("0,125", "-3,5"), ("0.125", "-3.5"), "1.234,56"),
        (("1,234.50", "7,000"), ("1234.50", "7000"), "1,234.56"),
        (("12.5", "7,000"), ("12.5", "7,000"), None),
        (("7,000",), ("7,000",), None),
        (("12.50", "13.50", "12,50"), ("12.50", "13.50", "12,50"), None),
        (("12,50", "13,50", "12.50"), ("12.50", "13.50", "12.50"), "1.234,56"),
        (("12,50", "12,50 EUR"), ("12.50", "12,50 EUR"), "1.234,56"),
    ],
)
def test_number_forms(mount, raw, stated, read, form):
    rows = [f"{number};2024-01-01;{text}" for number, text in enumerate(stated)]
    write(raw / "orders.csv", "order_id;ordered_at;net_amount", *rows)
    mounted = mount(raw)
    assert tuple(row[0] for row in orders(mounted, "net_amount, order_id")) == tuple(
        sorted(read)
    )
    assert forms(mounted, "number_form") == [(form,)]


@pytest.mark.parametrize(
    ("stated", "read", "form"),
    [
        (("2024-12-31", "2024-12-31 10:00"), ("2024-12-31", "2024-12-31 10:00"), None),
        (("31/12/2024", "01/02/2024"), ("2024-12-31", "2024-02-01"), "day first"),
        (("12/31/2024", "01/02/2024"), ("2024-12-31", "2024-01-02"), "month first"),
        (("1.2.2024 14:05",), ("2024-2-1 14:05",), "day first"),
        (("01/02/2024",), ("01/02/2024",), "unclear"),
        (("31-12-2024", "2024-12-30"), ("2024-12-31", "2024-12-30"), "day first"),
        (("2024/12/31", "20241230"), ("2024-12-31", "2024-12-30"), "year first"),
        (("2024-12-31", "the 1st"), ("2024-12-31", "the 1st"), None),
        (("1.2.2024", "01/02/2024"), ("2024-2-1", "01/02/2024"), "unclear"),
        (("31/12/2024", "12/31/2024"), ("31/12/2024", "12/31/2024"), "unclear"),
        (("31/12/2024", "12/31/2024", "30/1/2024"), None, "day first"),
        (("13/05/2024", *(f"01/{n}/2024" for n in range(1, 11))), None, "unclear"),
        (("13/05/2024", *(f"01/{n}/2024" for n in range(1, 10))), None, "day first"),
        (("31.12.2024", "01/02/2024"), ("2024-12-31", "01/02/2024"), "unclear"),
        (("12/31/2024 2:05 PM",), ("2024-12-31 14:05:00",), "month first"),
        (("31.1.2024 12:00:09 am",), ("2024-01-31 00:00:09",), "day first"),
    ],
)
def test_date_forms(mount, raw, stated, read, form):
    rows = [f"{number},{text},5" for number, text in enumerate(stated)]
    write(raw / "orders.csv", ORDERS, *rows)
    mounted = mount(raw)
    if read:
        assert orders(mounted, "order_id, ordered_at") == [
            (str(number), text) for number, text in enumerate(read)
        ]
    assert forms(mounted, "date_form") == [(form,)]


def split(raw: Path, stated: Sequence[str]) -> None:
    for number, text in enumerate(stated):
        date, amount = text.split(" ")
        row = f"{number};{date};{amount}"
        write(raw / f"orders/{number}.csv", "order_id;ordered_at;net_amount", row)


def test_files_without_evidence_follow_the_others_of_the_table(mount, raw):
    split(raw, ["31/12/2024 12,50", "01/02/2024 1.234", "2024-03-01 7"])
    assert orders(mount(raw)) == [
        ("0", "2024-12-31", "12.50"),
        ("1", "2024-02-01", "1234"),
        ("2", "2024-03-01", "7"),
    ]


def test_texts_in_parquet_have_forms_too(mount, raw):
    write_parquet(
        raw / "orders.parquet",
        "select 1 as order_id, '31/12/2024' as ordered_at, '12,50' as net_amount",
    )
    assert orders(mount(raw)) == [("1", "2024-12-31", "12.50")]


def test_broken_lines_are_kept_apart(mount, raw):
    rows = ("1,2024-01-01,5", "2,2024-01-01", "3,2024-01-01,5,6", '4,"a"b,5', "5,x,6")
    write(raw / "orders.csv", ORDERS, *rows)
    mounted = mount(raw)
    assert orders(mounted, "order_id") == [("1",), ("5",)]
    assert mounted.rows(
        "select table_name, file, line_number, line from raw.broken_lines order by 3"
    ) == [
        ("orders", "orders.csv", 3, "2,2024-01-01"),
        ("orders", "orders.csv", 4, "3,2024-01-01,5,6"),
        ("orders", "orders.csv", 5, '4,"a"b,5'),
    ]


def test_broken_lines_are_rejected_records(dbt, raw, tmp_path):
    write(raw / "orders.csv", "sep=,", ORDERS, "1,2024-01-01,5", "2,2024-01-01")
    built = dbt.run(
        *("build", "-s", "+rejected_records", "+int_record_counts"),
        *("--resource-type", "seed", "--resource-type", "model"),
        raw=raw,
        folder=tmp_path,
    )
    assert built.errors == ()
    assert built.rows(
        "select record_key, rule_code, payload from rejected_records"
    ) == [("orders.csv:4", "broken_line", "2,2024-01-01")]
    assert built.rows(
        "select raw_count, accepted_count, rejected_count from int_record_counts"
        " where table_name = 'orders'"
    ) == [(2, 1, 1)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "is empty"),
        (("1,2024-01-01,5",), "names no column of the table orders"),
        ((f"{ORDERS},Order_ID ", "1,2024-01-01,5,2"), "'order_id' twice"),
        (
            (ORDERS, "1,2024-01-01,5", '2,"2024-01-01,5', "3,2024-01-01,6"),
            "line 3: a quote is opened",
        ),
    ],
)
def test_files_that_cannot_be_read_are_all_named(mount, raw, lines, said):
    write(raw / "orders/a.csv", *lines)
    write(raw / "orders/b.csv")
    write(raw / "orders/c.csv", ORDERS, "1,2024-01-01,5")
    (error,) = mount(raw).errors
    assert f"{raw}/orders/a.csv: " in error
    assert said in error
    assert f"{raw}/orders/b.csv: is empty" in error
    assert "c.csv" not in error
    assert "Traceback" not in error


def test_a_cell_may_hold_ten_megabytes(mount, raw):
    text = "x" * 10_000_000
    write(
        raw / "orders.csv", f"{ORDERS},coupon_code", f"1,2024-01-01,5,{text}", "2,b,3,"
    )
    mounted = mount(raw)
    assert mounted.rows(
        "select length(coupon_code) from raw.orders where order_id = '1'"
    ) == [(10_000_000,)]


def test_brackets_and_asterisks_in_a_path_are_no_pattern(mount, tmp_path):
    folder = tmp_path / "raw [2024] *"
    write(folder / "orders/a[1].csv", ORDERS, "1,2024-01-01,5", "2")
    write_parquet(
        folder / "orders/b*.parquet",
        "select 3 as order_id, '2024-01-01' as ordered_at, 5 as net_amount",
    )
    mounted = mount(folder)
    assert orders(mounted, "order_id") == [("1",), ("3",)]
    assert forms(mounted, "file, broken_line_count") == [
        ("orders/a[1].csv", 1),
        ("orders/b*.parquet", 0),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_compressed_files_have_encodings_too(mount, raw, encoding):
    rows = [f"{number},2024-01-01,5,Málaga ü" for number in range(300)]
    text = "\n".join([f"{ORDERS},ship_region", *rows])
    (raw / "orders.csv.gz").write_bytes(gzip.compress(text.encode(encoding)))
    mounted = mount(raw)
    assert set(orders(mounted, "ship_region")) == {("Málaga ü",)}
    assert forms(mounted, "encoding, row_count") == [(encoding, 300)]


@pytest.mark.parametrize(
    ("one", "other", "read"),
    [
        ("1", "1.5::decimal(9,2)", ["1", "1.50"]),
        ("1.25::decimal(9,2)", "1.2345::decimal(9,4)", ["1.2345", "1.25"]),
        ("1", "5000000000", ["1", "5000000000"]),
        ("1", "'12,50'", ["1", "12.50"]),
    ],
)
@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_parquet_files_keep_their_own_types(mount, raw, one, other, read, names):
    for name, value in zip(names, (one, other), strict=True):
        write_parquet(
            raw / f"orders/{name}.parquet",
            f"select 1 as order_id, '2024-01-01' as ordered_at, {value} as net_amount",
        )
    assert orders(mount(raw), "net_amount") == [(value,) for value in read]


def test_a_parquet_column_may_not_come_twice(mount, raw):
    query = 'select 1 as order_id, 2 as "ORDER_ID ", 3 as ordered_at, 4 as net_amount'
    write_parquet(raw / "orders.parquet", query)
    (error,) = mount(raw).errors
    assert "orders.parquet: names the column 'order_id' twice" in error
