"""The front door: what a user may put into the raw folder, and what they are told."""

import duckdb
import pytest

from tests.python.dbt_process import Outcome
from tests.python.raw_files import ORDERS, write, write_parquet


def orders(mounted: Outcome, columns: str = "order_id") -> list[tuple[str | None, ...]]:
    assert mounted.errors == ()
    return sorted(mounted.rows(f"select {columns} from raw.orders"))


def test_csv_values_stay_as_written(mount, raw):
    write(raw / "orders.csv", ORDERS, "007,2024-01-01,12.50", "008,2024-12-31,1e3")
    assert orders(mount(raw), ORDERS) == [
        ("007", "2024-01-01", "12.50"),
        ("008", "2024-12-31", "1e3"),
    ]


def test_an_unreadable_value_far_down_a_csv_file_meets_its_rule(dbt, raw, tmp_path):
    rows = [f"{number},2024-01-01 10:00:00,5.00" for number in range(30_000)]
    late = ["date,tomorrow,5.00", "amount,2024-01-01 10:00:00,five"]
    write(raw / "orders.csv", ORDERS, *rows, *late)
    built = dbt.run(
        *("build", "-s", "+base_orders"),
        *("--resource-type", "seed", "--resource-type", "model"),
        raw=raw,
        folder=tmp_path,
    )
    assert built.errors == ()
    assert built.rows(
        "select order_id, rejected_column from base_orders"
        " where rejection_code = 'unreadable_value' order by all"
    ) == [("amount", "net_amount"), ("date", "ordered_at")]


def test_quotes_that_first_appear_far_down_a_csv_file_are_quotes(mount, raw):
    rows = [f"{number},Ann,Rome" for number in range(30_000)]
    late = ['x,"Berg, Ann","the ""Eternal"" City"']
    write(raw / "contacts.csv", "contact_id,full_name,city", *rows, *late)
    mounted = mount(raw)
    assert mounted.errors == ()
    assert mounted.rows(
        "select full_name, city from raw.contacts where contact_id = 'x'"
    ) == [("Berg, Ann", 'the "Eternal" City')]


def test_no_row_of_a_csv_file_is_taken_for_a_comment(mount, raw):
    write(raw / "orders.csv", f"{ORDERS},coupon_code", "#1,2,3,A#", "2,2,3,", "#3,2,3,")
    assert orders(mount(raw), "order_id, coupon_code") == [
        ("#1", "A#"),
        ("#3", None),
        ("2", None),
    ]


def test_parquet_and_csv_files_of_a_table_are_read_as_one(mount, raw):
    typed = "'2024-01-01'::timestamp as ordered_at, 1.50::decimal(9,2) as net_amount"
    write_parquet(raw / "orders.parquet", f"select 1 as order_id, {typed}")
    write_parquet(raw / "orders/2024/a.parquet", f"select 'two' as order_id, {typed}")
    write(raw / "orders.csv", ORDERS, "3,2024-01-03,3")
    write(raw / "orders/b.csv", "net_amount,status,order_id,ordered_at", "4,paid,4,x")
    mounted = mount(raw)
    assert orders(mounted, f"{ORDERS}, status") == [
        ("1", "2024-01-01 00:00:00", "1.50", None),
        ("3", "2024-01-03", "3", None),
        ("4", "x", "4", "paid"),
        ("two", "2024-01-01 00:00:00", "1.50", None),
    ]
    assert mounted.warnings == ()


def test_column_names_are_read_in_any_case(mount, raw):
    write(raw / "orders.csv", "ORDER_ID,Ordered_At, net_amount ", "1,2024-01-01,5")
    assert orders(mount(raw), ORDERS) == [("1", "2024-01-01", "5")]


def test_what_is_absent_is_null_or_empty(mount, raw):
    write(raw / "orders.csv", ORDERS, "1,2024-01-01,5")
    mounted = mount(raw)
    assert orders(mounted, "source_system, status, recorded_at") == [(None, None, None)]
    assert mounted.rows("select contact_id, email from raw.contacts") == []
    assert mounted.rows("select rate_to_base from raw.exchange_rates") == []


def test_what_the_contract_does_not_know_is_reported_once(mount, raw):
    write(raw / "orders.csv", f"{ORDERS},colour", "1,2024-01-01,5,red")
    for name in ("notes.csv", "orders.xlsx", "orders/readme.txt", "old/orders.csv"):
        write(raw / name, "a,b")
    for name in (".hidden", "orders/_SUCCESS"):
        write(raw / name, "")
    mounted = mount(raw)
    assert orders(mounted) == [("1",)]
    assert mounted.warnings == (
        f"{raw}/orders.csv: column 'colour' is not in the contract of orders and is"
        " ignored.",
        f"the raw folder '{raw}': notes.csv, old/orders.csv, orders.xlsx,"
        " orders/readme.txt are no table of the contract and ignored.",
    )


@pytest.mark.parametrize(
    ("table", "header", "said"),
    [
        ("orders", "order_id,note,net_amount", "the required column 'ordered_at'"),
        ("order_lines", "order_id,line_number,quantity", "net_amount, unit_price"),
        ("privacy_requests", "request_id,kind,email", "column 'requested_at'"),
    ],
)
def test_a_missing_required_column_stops_the_build(mount, raw, table, header, said):
    write(raw / "contacts.csv", "contact_id", "1")
    write(raw / f"{table}.csv", header, "1,1,1")
    (error,) = mount(raw).errors
    assert f"{raw}/{table}.csv" in error
    assert table in error
    assert said in error
    assert f"Found: {header.replace(',', ', ')}" in error


@pytest.mark.parametrize("core", ["contacts", "orders"])
def test_contacts_or_orders_alone_are_enough(mount, raw, core):
    write(raw / f"{core}.csv", f"contact_id,{ORDERS}", "1,1,2024-01-01,5")
    mounted = mount(raw)
    assert mounted.errors == ()
    assert mounted.rows(f"select contact_id from raw.{core}") == [("1",)]


def test_a_folder_without_contacts_and_orders_stops_the_build(mount, raw):
    write(raw / "products.csv", "product_id", "1")
    (error,) = mount(raw).errors
    assert error.startswith(f"No contacts and no orders in the raw folder '{raw}'.")
    assert "IDIC_RAW" in error


def test_the_raw_tables_may_lie_in_a_schema_of_the_warehouse(mount, raw):
    write(raw / "contacts.csv", "contact_id", "from a file")
    with duckdb.connect(str(mount(raw).database)) as connection:
        connection.execute("create schema landing")
        connection.execute(
            "create table landing.orders as select 7 as ORDER_ID,"
            " timestamp '2024-01-01 10:00:00' as ordered_at, 5.0 as net_amount"
        )
    mounted = mount(raw, raw_schema="landing")
    assert orders(mounted, ORDERS) == [("7", "2024-01-01 10:00:00", "5.0")]
    assert mounted.rows("select contact_id from raw.contacts") == []
    assert mounted.warnings == ()


def test_a_schema_without_contacts_and_orders_stops_the_build(mount, raw):
    write(raw / "contacts.csv", "contact_id", "1")
    (error,) = mount(raw, raw_schema="landing").errors
    assert error.startswith("No contacts and no orders in the schema 'landing'.")


def test_the_schema_of_the_mounted_views_is_not_taken_for_raw_tables(mount, raw):
    (error,) = mount(raw, raw_schema="raw").errors
    assert "IDIC_RAW_SCHEMA is 'raw'" in error


@pytest.mark.parametrize("ending", ["", "/"])
def test_the_path_may_hold_quotes_and_blanks(mount, tmp_path, ending):
    folder = tmp_path / 'Anna\'s "raw" data'
    write(folder / "orders.csv", ORDERS, "1,2024-01-01,5")
    write(folder / "orders" / "more.csv", ORDERS, "2,2024-01-01,5")
    mounted = mount(f"{folder}{ending}")
    assert orders(mounted) == [("1",), ("2",)]
    assert mounted.warnings == ()


def test_linked_files_and_folders_are_read(mount, raw, tmp_path):
    write(tmp_path / "elsewhere" / "orders.csv", ORDERS, "1,2024-01-01,5")
    write(tmp_path / "parts" / "2024.csv", "contact_id", "7")
    (raw / "orders.csv").symlink_to(tmp_path / "elsewhere" / "orders.csv")
    (raw / "contacts").symlink_to(tmp_path / "parts")
    mounted = mount(raw)
    assert orders(mounted) == [("1",)]
    assert mounted.rows("select contact_id from raw.contacts") == [("7",)]


def test_whole_numbers_that_come_as_doubles_are_whole(mount, raw):
    write_parquet(
        raw / "orders.parquet",
        "select * from (values (7::double, '2024-01-01', 1.5::double),"
        " (null, null, null), (1e300, '2024-01-01', 2))"
        " as rows(order_id, ordered_at, net_amount)",
    )
    assert orders(mount(raw), "coalesce(order_id, ''), coalesce(net_amount, '')") == [
        ("", ""),
        ("1e+300", "2"),
        ("7", "1.5"),
    ]


def test_an_empty_setting_counts_as_unset(mount, raw):
    write(raw / "orders.csv", ORDERS, "1,2024-01-01,5")
    mounted = mount(raw, raw_schema="", time_zone="", as_of="")
    assert orders(mounted) == [("1",)]
