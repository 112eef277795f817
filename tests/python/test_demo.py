"""Behaviour of the simulator ``python -m scripts.demo``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from scripts.demo.__main__ import app
from scripts.demo.knobs import KnobError, Knobs, parse_knobs

START, END = "2024-01-01", "2026-06-30"
TABLES = {
    "contacts": "contacts/*.parquet",
    "contact_identifiers": "contact_identifiers/*.parquet",
    "orders": "orders/*.csv",
    "order_lines": "order_lines/*.parquet",
    "returns": "returns/*.parquet",
    "products": "products.parquet",
    "exchange_rates": "exchange_rates.csv",
}
TRUTHS = ("persons", "contacts", "orders", "bad_records")
KEYS = {
    "contacts": "contact_id, recorded_at",
    "contact_identifiers": "contact_id, identifier_type, identifier_value",
    "orders": "order_id, recorded_at",
    "order_lines": "order_id, line_number",
    "returns": "return_id",
    "products": "product_id",
    "exchange_rates": "currency_code, rate_date",
}


def run(raw: Path, *arguments: str) -> tuple[int, str]:
    """Run the command; return its exit code and all it said."""
    result = CliRunner().invoke(app, ["--raw", str(raw), *arguments])
    return result.exit_code, " ".join(result.output.split())


def bytes_of(folder: Path) -> dict[str, str]:
    """Return a checksum of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Company:
    """One simulated company, readable by SQL; truth tables begin with ``true_``."""

    raw: Path
    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(query).fetchall()

    def value(self, query: str) -> float:
        """Return the one value of a query."""
        return self.rows(query)[0][0]


def opened(raw: Path) -> Company:
    """Read raw files and truth into a database in memory."""
    connection = duckdb.connect()
    for name, files in TABLES.items():
        path = f"{raw}/{files}"
        reader = (
            f"read_csv('{path}', all_varchar = true, header = true, sample_size = -1)"
            if path.endswith("csv")
            else f"read_parquet('{path}')"
        )
        connection.execute(f"create table {name} as select * from {reader}")
    for name in TRUTHS:
        path = f"{raw}_truth/{name}.parquet"
        connection.execute(f"create table true_{name} as from read_parquet('{path}')")
    return Company(raw, connection)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    raw = tmp_path_factory.mktemp("demo") / "raw"
    code, said = run(raw, "--customers", "3000", "--seed", "7")
    assert code == 0, said
    return opened(raw)


def test_same_seed_gives_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run(tmp_path / name, "--customers", "300")[0] == 0
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert bytes_of(tmp_path / "one_truth") == bytes_of(tmp_path / "two_truth")


def test_other_seed_gives_other_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        assert run(tmp_path / seed, "--customers", "300", "--seed", seed)[0] == 0
    one, two = bytes_of(tmp_path / "1"), bytes_of(tmp_path / "2")
    assert one.keys() == two.keys()
    assert all(one[name] != two[name] for name in one)


@pytest.mark.parametrize(("table", "key"), KEYS.items())
def test_keys_are_unique(company: Company, table: str, key: str) -> None:
    first = key.split(",", maxsplit=1)[0]
    doubles = f"""
        select source_system, {key} from {table} where {first} is not null
        group by all having count(*) > 1
    """
    assert company.rows(doubles) == []


@pytest.mark.parametrize("column", ["person_id", "email", "mobile", "loyalty_card"])
def test_true_persons_differ(company: Company, column: str) -> None:
    assert company.value("select count(*) from true_persons") == 3000
    query = f"select count(distinct {column}) from true_persons"
    assert company.value(query) == 3000


def test_truth_covers_every_contact_once(company: Company) -> None:
    expected = """
        select distinct source_system, contact_id from contacts
        where contact_id is not null
        union
        select source_system, 'guest:orders:' || order_id from orders
        where contact_id is null
            and coalesce(email, phone, identifier_value) is not null
        union
        select source_system, 'guest:returns:' || return_id from returns
        where email is not null
    """
    truth = "select source_system, contact_id from true_contacts"
    assert company.rows(f"({expected}) except {truth}") == []
    assert company.rows(f"{truth} except ({expected})") == []
    doubles = f"select * from ({truth}) group by all having count(*) > 1"
    assert company.rows(doubles) == []


def test_truth_covers_every_order_once(company: Company) -> None:
    truth = "select source_system, order_id from true_orders"
    raw = "select distinct source_system, order_id from orders"
    assert company.rows(f"{raw} except {truth}") == []
    assert company.rows(f"{truth} except {raw}") == []
    assert company.value("select count(*) from true_orders") == company.value(
        f"select count(*) from ({raw})"
    )


def test_named_contacts_exist_and_belong_to_the_buyer(company: Company) -> None:
    strangers = """
        select o.order_id from orders as o
        inner join true_orders as t using (source_system, order_id)
        left join true_contacts as c
            on o.source_system = c.source_system and o.contact_id = c.contact_id
        where o.contact_id is not null and t.person_id is distinct from c.person_id
    """
    assert company.rows(strangers) == []
    named = "select count(*) from orders where contact_id is not null"
    assert company.value(named) > 1000


def test_no_order_names_a_contact_before_it_was_created(company: Company) -> None:
    early = """
        select o.order_id from orders as o
        inner join contacts as c using (source_system, contact_id)
        where try_cast(o.ordered_at as timestamp) < c.created_at
    """
    assert company.rows(early) == []


def test_orders_lie_in_the_period_and_are_recorded_after(company: Company) -> None:
    first, last, early, late = company.rows(
        """
        select
            min(try_cast(ordered_at as timestamp))::date::varchar,
            max(try_cast(ordered_at as timestamp))::date::varchar,
            count(*) filter (
                recorded_at::timestamp < try_cast(ordered_at as timestamp)
            ),
            max(recorded_at::timestamp)::date::varchar
        from orders
        """
    )[0]
    assert START <= first < last <= END
    assert early == 0
    assert late <= END


def test_lines_belong_to_orders_save_the_orphans(company: Company) -> None:
    orphans = company.rows(
        "select distinct source_system || ':' || order_id || ':' || line_number "
        "from order_lines anti join orders using (source_system, order_id) order by 1"
    )
    listed = company.rows(
        "select distinct record_key from true_bad_records "
        "where damage = 'order_missing' order by 1"
    )
    assert orphans == listed != []


def test_lines_and_returns_name_known_products(company: Company) -> None:
    for table in ("order_lines", "returns"):
        unknown = f"""
            select product_id from {table} anti join products
            using (source_system, product_id) where product_id is not null
        """
        assert company.rows(unknown) == []


def test_returns_follow_a_completed_order_of_the_same_product(company: Company) -> None:
    wrong = """
        select r.return_id from returns as r
        left join order_lines as l using (source_system, order_id, line_number)
        left join orders as o using (source_system, order_id)
        where r.order_id is not null and l.order_id is not null and (
            l.product_id <> r.product_id
            or r.returned_at <= try_cast(o.ordered_at as timestamp)
            or o.status = 'cancelled'
        )
    """
    assert company.rows(wrong) == []
    assert company.value("select count(*) from returns where order_id is not null") > 99


def test_foreign_orders_have_a_rate_of_their_day_or_before(company: Company) -> None:
    without = """
        select o.order_id from orders as o
        where o.currency_code in ('GBP', 'USD') and not exists (
            select 1 from exchange_rates as r
            where r.currency_code = o.currency_code
                and r.rate_date::date <= try_cast(o.ordered_at as date)
        ) and try_cast(o.ordered_at as date) is not null
    """
    assert company.rows(without) == []
    foreign = "select avg((currency_code in ('GBP', 'USD'))::int) from orders"
    assert 0.1 < company.value(foreign) < 0.3


def test_bad_records_are_really_bad(company: Company) -> None:
    bad = company.rows(
        """
        select b.column_name, b.damage, o.ordered_at, o.currency_code, o.net_amount
        from true_bad_records as b
        inner join orders as o
            on b.record_key = o.source_system || ':' || o.order_id
            and b.recorded_at = o.recorded_at
        where b.table_name = 'orders'
        """
    )
    assert len(bad) == company.value(
        "select count(*) from true_bad_records where table_name = 'orders'"
    )
    for column, damage, ordered_at, currency, net in bad:
        cell = {"ordered_at": ordered_at, "net_amount": net}.get(column)
        if damage == "missing_required":
            assert cell is None
        elif damage == "unknown_currency":
            assert currency == "XTS"
        else:
            query = f"select try_cast('{cell}' as timestamp) is null"
            assert company.value(query)


def test_bad_orders_are_all_listed(company: Company) -> None:
    found = company.value(
        "select count(*) from orders where try_cast(ordered_at as timestamp) is null "
        "or net_amount is null or currency_code = 'XTS'"
    )
    listed = company.value(
        "select count(*) from true_bad_records where table_name = 'orders'"
    )
    assert found == listed > 0


@pytest.mark.parametrize(
    ("share", "query", "tolerance"),
    [
        ("prospect_share", "select avg(is_prospect::int) from true_persons", 0.02),
        (
            "household_share",
            "select 1 - count(distinct household_id) / count(*) from true_persons",
            0.03,
        ),
        (
            "cancelled_share",
            "select avg((s = 'cancelled')::int) from (select arg_max(coalesce(status, "
            "'completed'), recorded_at) as s from orders group by source_system, "
            "order_id)",
            0.01,
        ),
        (
            "two_system_share",
            "select avg((origin_order_id is not null)::int) from orders "
            "where source_system = 'marketplace'",
            0.04,
        ),
        (
            "no_lines_share",
            "select avg((l.order_id is null)::int) from true_orders as o left join "
            "(select distinct source_system, order_id from order_lines) as l "
            "using (source_system, order_id)",
            0.005,
        ),
        (
            "cost_known_share",
            "select avg((unit_cost is not null)::int) from products",
            0.03,
        ),
        (
            "move_share",
            "select avg((moved_at is not null)::int) from true_persons",
            0.02,
        ),
    ],
)
def test_shares_are_near_their_knobs(
    company: Company, share: str, query: str, tolerance: float
) -> None:
    assert company.value(query) == pytest.approx(getattr(Knobs(), share), abs=tolerance)


def test_purchase_rate_and_spend_follow_their_parameters(company: Company) -> None:
    rate, spend, alive, buyers = company.rows(
        "select avg(rate_per_day), avg(mean_spend_amount), avg(is_alive::int) "
        "filter (not is_prospect), avg((order_count > 0)::int) "
        "filter (not is_prospect) from true_persons"
    )[0]
    knobs = Knobs()
    assert rate == pytest.approx(knobs.rate_shape / knobs.rate_scale_days, rel=0.08)
    mean = knobs.spend_p * knobs.spend_scale / (knobs.spend_q - 1)
    assert spend == pytest.approx(mean, rel=0.08)
    assert 0.3 < alive < 0.7
    assert buyers == 1


def test_baskets_come_near_the_true_spend(company: Company) -> None:
    ratio = company.value(
        """
        with spent as (
            select t.person_id, avg(try_cast(o.net_amount as double)) as mean_net
            from orders as o
            inner join true_orders as t using (source_system, order_id)
            where coalesce(o.currency_code, 'EUR') = 'EUR'
            group by t.person_id having count(*) > 4
        )
        select avg(mean_net) / avg(mean_spend_amount)
        from spent inner join true_persons using (person_id)
        """
    )
    assert ratio == pytest.approx(1, abs=0.04)


def test_dropout_at_zero_makes_one_time_buyers(tmp_path: Path) -> None:
    once = {}
    for at_zero in ("true", "false"):
        raw = tmp_path / at_zero
        code, said = run(
            raw, "--customers", "2000", "--knob", f"dropout_at_zero={at_zero}",
            "--knob", "prospect_share=0",
        )  # fmt: skip
        assert code == 0, said
        once[at_zero] = opened(raw).value(
            "select avg((not is_alive and order_count = 1)::int) from true_persons"
        )
    assert once["true"] > 0.1
    assert once["false"] == 0


def test_all_lifecycle_stages_are_present_at_the_end(company: Company) -> None:
    ages = company.rows(
        f"""
        select max(try_cast(ordered_at as timestamp)) as last_at, count(*) as n,
            date_diff('day', last_at, timestamp '{END}') as age
        from orders inner join true_orders using (source_system, order_id)
        where try_cast(ordered_at as timestamp) is not null
        group by person_id
        """
    )
    bounds = ((0, 90), (91, 180), (181, 365), (366, 730), (731, 999))
    for low, high in bounds:
        assert sum(low <= age <= high for _, _, age in ages) > 20


def test_revenue_is_heavy_tailed(company: Company) -> None:
    share = company.value(
        """
        with spent as (
            select person_id, sum(try_cast(net_amount as double)) as net
            from orders inner join true_orders using (source_system, order_id)
            group by person_id
        ),
        ranked as (
            select net, percent_rank() over (order by net desc) as place from spent
        )
        select sum(net) filter (place < 0.2) / sum(net) from ranked
        """
    )
    assert share > 0.5


def test_some_orders_name_nobody(company: Company) -> None:
    nobody = company.value(
        "select count(*) from orders where coalesce(contact_id, email, phone, "
        "identifier_value) is null and source_system = 'till'"
    )
    assert nobody > 50
    assert nobody == company.value(
        "select count(*) from true_orders semi join orders using (source_system, "
        "order_id) where not names_somebody"
    )


def test_own_output_is_overwritten(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    assert run(raw, "--customers", "60", "--seed", "1")[0] == 0
    before = bytes_of(raw)
    assert run(raw, "--customers", "60", "--seed", "2")[0] == 0
    assert bytes_of(raw) != before
    assert {path.name for path in tmp_path.iterdir()} == {"raw", "raw_truth"}


@pytest.mark.parametrize("folder", ["raw", "raw_truth"])
def test_foreign_files_are_never_overwritten(tmp_path: Path, folder: str) -> None:
    assert run(tmp_path / "raw", "--customers", "60")[0] == 0
    (tmp_path / folder / "mine.csv").write_text("a\n1\n")
    before = bytes_of(tmp_path)
    code, said = run(tmp_path / "raw", "--customers", "60", "--seed", "2")
    assert code == 2
    assert "mine.csv" in said
    assert bytes_of(tmp_path) == before


def test_truth_inside_raw_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    code, said = run(raw, "--truth", str(raw / "truth"))
    assert code == 2
    assert "beside" in said
    assert not raw.exists()


def test_unknown_knob_is_refused(tmp_path: Path) -> None:
    code, said = run(tmp_path / "raw", "--knob", "prospekt_share=0.1")
    assert code == 2
    assert "unknown knob 'prospekt_share'" in said
    assert "prospect_share" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "setting",
    [
        "prospect_share", "prospect_share=many", "prospect_share=1.5", "spend_q=0.9",
        "dropout_at_zero=maybe", "rate_shape=0", "product_count=2.5", "rate_shape=nan",
    ],
)  # fmt: skip
def test_unfit_knob_values_are_refused(setting: str) -> None:
    with pytest.raises(KnobError, match=setting.split("=", maxsplit=1)[0]):
        parse_knobs([setting])


def test_knobs_are_kept_in_the_truth(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    arguments = ("--customers", "50", "--knob", "prospect_share=1")
    assert run(raw, *arguments)[0] == 0
    parameters = json.loads((tmp_path / "raw_truth" / "parameters.json").read_text())
    assert parameters["knobs"]["prospect_share"] == 1
    assert parameters["customers"] == 50
    assert str(tmp_path) not in json.dumps(parameters)


def test_every_knob_is_documented() -> None:
    for name in Knobs.__dataclass_fields__:
        assert f"        {name}: " in (Knobs.__doc__ or "")
