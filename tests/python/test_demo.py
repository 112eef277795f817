"""Behaviour of the simulator ``python -m scripts.demo``."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from typer.testing import CliRunner

from scripts.demo.__main__ import app
from scripts.demo.knobs import KnobError, Knobs, parse_knobs
from scripts.settings import PROJECT

START, END = "2024-01-01", "2026-06-30"
CONTRACT = {
    table["name"]: table["columns"]
    for source in yaml.safe_load(
        (PROJECT / "models" / "staging" / "_sources.yml").read_text()
    )["sources"]
    if source["name"] == "raw"
    for table in source["tables"]
}
WORDS = {
    (row["list_name"], row["synonym"])
    for row in csv.DictReader(
        (PROJECT / "seeds" / "staging" / "closed_lists.csv").open(encoding="utf-8")
    )
}
# Table → columns that name a row of another table of the same system.
REFERENCES = {
    "accounts": {"owner_employee_id": "employees.employee_id"},
    "account_roles": {
        "account_id": "accounts.account_id",
        "contact_id": "contacts.contact_id",
    },
    "contact_attributes": {"contact_id": "contacts.contact_id"},
    "contact_identifiers": {"contact_id": "contacts.contact_id"},
    "contacts": {"account_id": "accounts.account_id"},
    "orders": {
        "contact_id": "contacts.contact_id",
        "account_id": "accounts.account_id",
        "store_id": "stores.store_id",
        "salesperson_id": "employees.employee_id",
        "session_id": "sessions.session_id",
        "campaign_id": "campaigns.campaign_id",
    },
    "order_lines": {
        "product_id": "products.product_id",
        "offer_id": "offers.offer_id",
    },
    "returns": {
        "contact_id": "contacts.contact_id",
        "account_id": "accounts.account_id",
        "product_id": "products.product_id",
        "store_id": "stores.store_id",
        "order_id": "orders.order_id",
    },
    "interactions": {
        "contact_id": "contacts.contact_id",
        "account_id": "accounts.account_id",
        "order_id": "orders.order_id",
        "product_id": "products.product_id",
        "employee_id": "employees.employee_id",
        "continues_interaction_id": "interactions.interaction_id",
    },
    "consents": {"contact_id": "contacts.contact_id"},
    "campaigns": {"offer_id": "offers.offer_id"},
    "campaign_events": {
        "contact_id": "contacts.contact_id",
        "campaign_id": "campaigns.campaign_id",
    },
    "offers": {"product_id": "products.product_id"},
    "sessions": {
        "contact_id": "contacts.contact_id",
        "order_id": "orders.order_id",
        "campaign_id": "campaigns.campaign_id",
    },
    "survey_responses": {
        "contact_id": "contacts.contact_id",
        "order_id": "orders.order_id",
        "interaction_id": "interactions.interaction_id",
    },
    "referrals": {
        "contact_id": "contacts.contact_id",
        "referee_contact_id": "contacts.contact_id",
    },
    "employees": {"store_id": "stores.store_id"},
    "service_costs": {"campaign_id": "campaigns.campaign_id"},
    "privacy_requests": {"contact_id": "contacts.contact_id"},
}
# Table → column → list of the words that the column may hold.
LISTED = {
    "contacts": {"customer_type": "customer_type"},
    "accounts": {"customer_type": "customer_type"},
    "account_roles": {"role": "account_role"},
    "contact_attributes": {"origin": "attribute_origin"},
    "orders": {"status": "order_status"},
    "order_lines": {"line_type": "line_type"},
    "interactions": {"direction": "interaction_direction", "channel": "channel"},
    "consents": {"channel": "channel", "status": "consent_status"},
    "campaigns": {"goal": "campaign_goal", "channel": "channel"},
    "campaign_events": {"event_type": "campaign_event_type", "channel": "channel"},
    "offers": {"offer_type": "offer_type"},
    "survey_responses": {"survey_type": "survey_type"},
    "service_costs": {"activity": "cost_activity"},
    "identity_overrides": {"decision": "identity_decision"},
    "privacy_requests": {"kind": "privacy_request_kind"},
}
# Table → its id and the time of what it tells of somebody.
TOUCHES = {
    "interactions": ("interaction_id", "started_at"),
    "consents": ("consent_id", "occurred_at"),
    "campaign_events": ("event_id", "occurred_at"),
    "survey_responses": ("response_id", "responded_at"),
    "referrals": ("referral_id", "referred_at"),
    "privacy_requests": ("request_id", "requested_at"),
}
# Columns that the simulated company does not have.
UNWRITTEN = {
    "orders": {"cost_amount"},
    "order_lines": {"description", "unit_price"},
    "returns": {"phone", "identifier_type", "identifier_value"},
    "products": {"parent_product_id"},
    "exchange_rates": {"recorded_at"},
    "interactions": {"campaign_id"},
    "sessions": {"email", "phone"},
    "survey_responses": {"product_id"},
    "employees": {"region"},
}
CANCELLED = ("cancelled", "canceled", "voided")


def columns_of(table: str, mark: str) -> list[str]:
    """Return the columns of the contract that carry a mark, such as ``key``."""
    return [
        column["name"]
        for column in CONTRACT[table]
        if column.get("config", {}).get("meta", {}).get(mark)
    ]


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
    for name in CONTRACT:
        files = sorted(raw.glob(f"{name}/*")) or list(raw.glob(f"{name}.*"))
        if not files:
            continue
        paths = [str(file) for file in files]
        reader = (
            f"read_csv({paths}, all_varchar = true, header = true, sample_size = -1)"
            if paths[0].endswith("csv")
            else f"read_parquet({paths}, union_by_name = true)"
        )
        connection.execute(f"create table {name} as select * from {reader}")
    for path in Path(f"{raw}_truth").glob("*.parquet"):
        connection.execute(
            f"create table true_{path.stem} as from read_parquet('{path}')"
        )
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


def test_every_table_of_the_contract_is_written(company: Company) -> None:
    for table, columns in CONTRACT.items():
        known = {column["name"] for column in columns}
        written = {name for (name, *_) in company.rows(f"describe {table}")}
        assert written <= known, table
        assert company.value(f"select count(*) from {table}") > 5
        assert known - written == UNWRITTEN.get(table, set()), table


@pytest.mark.parametrize("table", CONTRACT)
def test_a_version_of_a_record_comes_once(company: Company, table: str) -> None:
    """Save where a bad row was added under the same key."""
    personal = columns_of(table, "pii")
    keys = ["source_system"] + [
        f"md5({name})" if name in personal else f"{name}::varchar"
        for name in columns_of(table, "key")
    ]
    key = " || ':' || ".join(f"coalesce({name}, '')" for name in keys)
    filled = " and ".join(
        f"{name} is not null" for name in columns_of(table, "required")
    )
    version = "rate_date" if table == "exchange_rates" else "recorded_at"
    doubles = company.rows(
        f"""
        select {key} as key from {table} where {filled or "true"}
        group by key, {version} having count(*) > 1
        """
    )
    bad = company.rows(
        f"select record_key from true_bad_records where table_name = '{table}'"
    )
    assert {key for (key,) in doubles} <= {key for (key,) in bad}


@pytest.mark.parametrize(
    ("table", "column", "named"),
    [
        (table, column, named)
        for table, columns in REFERENCES.items()
        for column, named in columns.items()
    ],
)
def test_references_hold(company: Company, table: str, column: str, named: str) -> None:
    other, key = named.split(".")
    lost = company.value(
        f"""
        select count(*) from {table} as one
        where {column} is not null and not exists (
            select 1 from {other} as two
            where two.source_system = one.source_system and two.{key} = one.{column}
        ) and source_system != 'ledger'
        """
    )
    assert lost == 0
    assert company.value(f"select count({column}) from {table}") > 0


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        (table, column, words)
        for table, columns in LISTED.items()
        for column, words in columns.items()
    ],
)
def test_words_are_on_the_closed_lists(
    company: Company, table: str, column: str, words: str
) -> None:
    found = company.rows(
        f"select distinct lower({column}) from {table} where {column} is not null"
    )
    assert {word for (word,) in found} <= {
        synonym for name, synonym in WORDS if name == words
    }
    assert found


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
        where email is not null and contact_id is null
    """ + "".join(
        f"""
        union
        select source_system, 'guest:{table}:' || {key} from {table}
        where contact_id is null and {key} not in (
            select split_part(record_key, ':', 2) from true_bad_records
            where table_name = '{table}'
        ) and coalesce(email, phone, identifier_value) is not null
        """
        for table, (key, _) in TOUCHES.items()
    )
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
    wrong = f"""
        select r.return_id from returns as r
        left join order_lines as l using (source_system, order_id, line_number)
        left join orders as o using (source_system, order_id)
        where r.order_id is not null and l.order_id is not null and (
            l.product_id <> r.product_id
            or r.returned_at <= try_cast(o.ordered_at as timestamp)
            or lower(o.status) in {CANCELLED}
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
            f"select avg((lower(s) in {CANCELLED})::int) from (select "
            "arg_max(coalesce(status, 'completed'), recorded_at) as s from orders "
            "group by source_system, order_id)",
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
            "account_share",
            "select count(*) / 3000 from true_accounts",
            0.001,
        ),
        (
            "subsidiary_share",
            "select avg((parent_account_id is not null)::int) from true_accounts",
            0.1,
        ),
        (
            "campaign_control_share",
            "select avg((event_type in ('assigned_control', 'holdout'))::int) "
            "from campaign_events where event_type in "
            "('assigned_treatment', 'treatment', 'assigned_control', 'holdout')",
            0.03,
        ),
        (
            "promise_share",
            "select avg((promise_due_at is not null)::int) from (from interactions "
            "inner join true_interactions using (interaction_id) "
            "where repeats_conversation is null qualify row_number() over "
            "(partition by conversation order by started_at, recorded_at) = 1)",
            0.06,
        ),
        (
            "interest_true_share",
            "select avg((value = favourite_category)::int) - 0.15 / 8 "
            "from contact_attributes inner join true_contacts "
            "using (source_system, contact_id) inner join true_persons "
            "using (person_id) where attribute = 'interest' and origin = 'stated'",
            0.05,
        ),
        (
            "referral_share",
            "select count(*) / 3000 / 0.88 from true_referrals",
            0.01,
        ),
        (
            "gift_card_share",
            "select count(*) / (select count(*) from true_orders) from order_lines "
            "where line_type in ('gift_card', 'voucher')",
            0.005,
        ),
        (
            "tracked_share",
            "select avg((n > 1)::int) from (select count(*) as n from orders "
            "where source_system != 'till' and status not in ('processing', "
            "'on_hold', 'open', 'New') group by source_system, order_id)",
            0.08,
        ),
        (
            "late_delivery_share",
            "select avg((delivered_at > promised_at)::int) from (select * from orders "
            "where delivered_at is not null qualify row_number() over (partition by "
            "source_system, order_id order by recorded_at) = 1)",
            0.04,
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
            where coalesce(o.currency_code, 'EUR') = 'EUR' and o.account_id is null
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
        "identifier_value, account_id) is null and source_system = 'till'"
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


def test_a_touch_names_a_contact_of_its_person_that_was_there(company: Company) -> None:
    for table, (key, at) in TOUCHES.items():
        early = company.value(
            f"""
            select count(*) from {table} as touch
            inner join (
                select source_system, contact_id, min(created_at) as created_at
                from contacts group by all
            ) using (source_system, contact_id)
            where touch.{at} < created_at and touch.{key} not in (
                select split_part(record_key, ':', 2) from true_bad_records
                where table_name = '{table}'
            )
            """
        )
        assert early == 0, table


def test_what_happened_is_recorded_after_it(company: Company) -> None:
    moments = {
        **{table: at for table, (_, at) in TOUCHES.items()},
        "contact_attributes": "stated_at",
        "sessions": "started_at",
        "identity_overrides": "decided_at",
        "returns": "returned_at",
    }
    for table, at in moments.items():
        early, late = company.rows(
            f"select count(*) filter (recorded_at < {at} and {at} < '2098-01-01'), "
            f"max(recorded_at)::date::varchar from {table}"
        )[0]
        assert early == 0, table
        assert late <= END, table


def test_no_delivery_tells_what_came_after_it(company: Company) -> None:
    for table, columns in {
        "orders": ("paid_at", "delivered_at", "cancelled_at"),
        "interactions": ("promise_kept_at", "resolved_at"),
        "contacts": ("deleted_at",),
        "contact_attributes": ("ended_at",),
    }.items():
        for column in columns:
            told, early = company.rows(
                f"select count({column}), count(*) filter ({column}::timestamp > "
                f"recorded_at::timestamp) from {table}"
            )[0]
            assert told > 5, column
            assert early == 0, column


def test_campaigns_lift_orders_of_the_treated_alone(company: Company) -> None:
    """Who was assigned is known before anything is sent; the lift is as planted."""
    arms = company.rows(
        """
        with arms as (
            select e.campaign_id, e.source_system, c.person_id, e.occurred_at,
                max((e.event_type in ('assigned_treatment', 'treatment'))::int) over (
                    partition by e.campaign_id, e.contact_id
                ) as is_treated
            from campaign_events as e
            inner join true_contacts as c using (source_system, contact_id)
            where e.event_type like 'assigned%'
                or e.event_type in ('treatment', 'holdout')
        )
        select is_treated, count(distinct o.order_id), count(distinct person_id)
        from arms left join true_orders as o using (campaign_id, person_id)
        group by is_treated order by is_treated
        """
    )
    (_, held_out_orders, held_out), (_, led_orders, treated) = arms
    assert held_out_orders == 0 < held_out
    assert led_orders > 20 < treated
    early = """
        select count(*) from campaign_events as e inner join (
            select source_system, campaign_id, contact_id, min(occurred_at) as at
            from campaign_events where event_type like 'assigned%'
                or event_type in ('treatment', 'holdout') group by all
        ) as a using (source_system, campaign_id, contact_id)
        where e.occurred_at < a.at and e.occurred_at > '2000-01-01'
    """
    assert company.value(early) == 0
    assert (
        company.rows(
            "select c.campaign_id from true_campaigns as c inner join true_orders "
            "using (campaign_id) where order_probability_lift = 0"
        )
        == []
    )


def test_nobody_is_mailed_without_consent(company: Company) -> None:
    sent = company.rows(
        """
        select e.occurred_at, arg_max(c.status, c.occurred_at)
        from campaign_events as e
        inner join consents as c on e.source_system = c.source_system
            and e.contact_id = c.contact_id and c.occurred_at <= e.occurred_at
            and c.channel in ('email', 'newsletter')
        where e.event_type = 'sent' and e.channel != 'direct_mail'
        group by e.event_id, e.occurred_at
        """
    )
    assert len(sent) > 500
    allowed = sum(status in {"granted", "opt_in"} for _, status in sent)
    # Statements that name the address alone are missed by this join.
    assert allowed > 0.98 * len(sent)


def test_planted_pairs_are_bought_together(company: Company) -> None:
    together, first, second = company.rows(
        """
        with bought as (
            select distinct source_system, order_id, sku
            from order_lines inner join products using (source_system, product_id)
        )
        select count(*) filter (second.sku is not null), count(*), (
            select count(*) / (select count(distinct order_id) from bought)
            from bought inner join true_product_pairs on sku = second_sku
        ) / 12
        from bought as first
        inner join true_product_pairs as pair on first.sku = pair.first_sku
        left join bought as second on first.source_system = second.source_system
            and first.order_id = second.order_id and second.sku = pair.second_sku
        """
    )[0]
    assert together / first > 10 * second


def test_units_follow_the_price_by_the_true_elasticity(company: Company) -> None:
    rows = company.rows(
        """
        select avg(quantity), avg(1.15 * power(net_amount / (list_price * quantity),
            price_elasticity))
        from order_lines inner join true_orders using (source_system, order_id)
        inner join true_persons using (person_id)
        where discount_amount > 0 and quantity > 0
        """
    )
    units, expected = rows[0]
    assert units == pytest.approx(expected, rel=0.05)
    assert units > 1.3


def test_list_prices_vary_over_time(company: Company) -> None:
    prices = company.value(
        "select avg(n) from (select count(distinct list_price) as n from products "
        "group by source_system, product_id)"
    )
    assert prices > 4


def test_a_removed_line_comes_again_with_quantity_zero(company: Company) -> None:
    removed = company.rows(
        """
        select a.recorded_at < b.recorded_at, a.quantity, o.n
        from order_lines as b
        inner join order_lines as a using (source_system, order_id, line_number)
        inner join (
            select source_system, order_id, count(*) as n from orders group by all
        ) as o using (source_system, order_id)
        where b.quantity = 0 and a.quantity > 0
        """
    )
    assert len(removed) > 20
    assert {(later, units) for later, units, _ in removed} == {(True, 1)}
    assert min(count for *_, count in removed) == 2


def test_current_lines_add_up_to_their_order(company: Company) -> None:
    shares = company.value(
        """
        with lines as (
            select * from order_lines qualify row_number() over (
                partition by source_system, order_id, line_number
                order by recorded_at desc) = 1
        ),
        goods as (
            select source_system, order_id, sum(net_amount) as goods from lines
            where line_type in ('goods', 'product') group by all
        ),
        current_orders as (
            select source_system, order_id, net_amount from orders
            qualify row_number() over (partition by source_system, order_id
                order by recorded_at desc) = 1
        )
        select avg((goods = try_cast(net_amount as decimal(18, 2)))::int)
        from current_orders inner join goods using (source_system, order_id)
        """
    )
    knobs = Knobs()
    assert shares == pytest.approx(1 - knobs.line_mismatch_share, abs=0.01)


def test_conversations_continue_and_questions_come_again(company: Company) -> None:
    threads, chained, repeated, broken = company.rows(
        """
        select count(distinct conversation_id), count(continues_interaction_id),
            count(distinct conversation) filter (repeats_conversation is not null),
            count(distinct interaction_id) filter (
                promise_due_at < '2026-05-01' and resolved_at is null)
        from interactions inner join true_interactions using (interaction_id)
        """
    )[0]
    assert min(threads, chained, repeated, broken) > 5
    same = """
        select count(*) from true_interactions as again
        inner join interactions as a using (interaction_id)
        inner join true_interactions as before
            on again.repeats_conversation = before.conversation
        inner join interactions as b on before.interaction_id = b.interaction_id
        where a.topic != b.topic or a.started_at <= b.started_at - interval 30 day
    """
    assert company.value(same) == 0


def test_hierarchies_hold_one_cycle_and_one_lost_parent(company: Company) -> None:
    parents = dict(company.rows("select account_id, parent_account_id from accounts"))
    cycle = company.rows("select account_id from true_accounts where is_in_cycle")
    assert [parents[parents[account]] for (account,) in cycle] == [a for (a,) in cycle]
    assert all(parents[account] != account for (account,) in cycle)
    assert len(cycle) == 2
    assert len(parents) - 1 == company.value("select count(*) from true_accounts")
    lost = {p for p in parents.values() if p is not None and p not in parents}
    assert len(lost) == 1
    assert company.value("select count(*) from true_accounts where has_lost_parent")
    roots = company.value(
        "select count(*) from true_accounts where parent_account_id >= account_id"
    )
    assert roots == 0


def test_business_contacts_order_for_their_account(company: Company) -> None:
    strangers = """
        select count(*) from orders as o
        inner join contacts as c using (source_system, contact_id)
        where o.account_id is distinct from c.account_id
    """
    assert company.value(strangers) == 0
    assert (
        company.value("select count(*) from orders where account_id is not null") > 50
    )
    kinds = company.rows("select distinct role from account_roles")
    assert len(kinds) > 6


def test_one_decision_of_people_contradicts_the_truth(company: Company) -> None:
    agrees = company.rows(
        "select agrees_with_truth, count(*) from true_identity_overrides "
        "group by all order by all"
    )
    assert agrees[0] == (False, 1)
    assert agrees[1][1] >= 6


def test_deleted_contacts_order_no_more(company: Company) -> None:
    late = """
        select count(*) from contacts as c
        inner join orders as o using (source_system, contact_id)
        where try_cast(o.ordered_at as timestamp) > c.deleted_at
    """
    assert company.value(late) == 0


def test_wallet_answers_follow_the_true_share(company: Company) -> None:
    ratio = company.value(
        """
        select corr(score, wallet_share) from survey_responses
        inner join true_contacts using (source_system, contact_id)
        inner join true_persons using (person_id) where survey_type = 'wallet_rank'
        """
    )
    assert ratio < -0.8


def test_the_ledger_covers_every_month(company: Company) -> None:
    months = company.rows(
        "select activity, count(distinct period_start) from service_costs "
        "where campaign_id is null group by all"
    )
    assert {count for _, count in months} == {29}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("customers", [1, 2, 7])
def test_the_smallest_companies_are_written(
    tmp_path: Path, customers: int, seed: int
) -> None:
    arguments = ("--customers", str(customers), "--seed", str(seed))
    code, said = run(tmp_path / "raw", *arguments)
    assert code == 0, said


def test_a_company_without_business_campaigns_and_bad_rows(tmp_path: Path) -> None:
    """Each knob at zero leaves its part out."""
    raw, arguments = tmp_path / "raw", ["--customers", "200"]
    for name in (
        "account_share", "campaign_count", "planted_pair_count", "bad_row_share",
        "session_rate", "service_share", "override_share", "privacy_request_share",
        "deleted_share",
    ):  # fmt: skip
        arguments += ["--knob", f"{name}=0"]
    code, said = run(raw, *arguments)
    assert code == 0, said
    written = {path.name.split(".")[0] for path in raw.iterdir()}
    assert not written & {
        "accounts", "account_roles", "campaign_events", "interactions",
        "identity_overrides", "privacy_requests",
    }  # fmt: skip
    company = opened(raw)
    assert (
        company.value("select count(*) from orders where account_id is not null") == 0
    )
    assert (
        company.value(
            "select count(*) from true_bad_records where table_name in ('sessions', "
            "'stores', 'consents')"
        )
        == 0
    )
