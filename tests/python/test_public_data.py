"""The main job on public data of real companies, where their folder is at hand."""

from typing import Any

import duckdb
import pytest

from scripts.expectations import Judge
from tests.python.companies import Company
from tests.python.public_data import FOLDER

COMPANIES = ("online_retail", "adventureworks", "cdnow", "people_1k")

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"no public data in {FOLDER} (IDIC_PUBLIC_DATA)"
)


@pytest.fixture(scope="module", params=COMPANIES)
def company(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    judges: Judge,
) -> Company:
    """Publish one of the companies."""
    home = tmp_path_factory.mktemp(request.param)
    published = Company(FOLDER / request.param, home)
    published.refresh(judges)
    return published


def current_records(company: Company, table: str, key: str) -> str | None:
    """Return a query of a raw table's newest version per key, read past the models."""
    file = company.raw / f"{table}.parquet"
    if not file.exists():
        return None
    return (
        f"select * from '{file}' qualify row_number() over ("
        f"partition by source_system, {key} order by recorded_at desc) = 1"
    )


def one_row(query: str) -> tuple[Any, ...]:
    return duckdb.sql(query).fetchall()[0]


def test_every_order_and_its_money_is_somebodys_or_nobodys(company: Company) -> None:
    """To the penny, against the raw file."""
    orders = current_records(company, "orders", "order_id")
    published = company.read(
        "select count(*), coalesce(sum(net_amount), 0),"
        " count(*) filter (not has_customer),"
        " coalesce(sum(net_amount) filter (not has_customer), 0) from fct_orders"
    )[0]
    if orders is None:
        assert published == (0, 0, 0, 0)
        return
    assert published == one_row(
        "select count(*), sum(net_amount), count(*) filter (contact_id is null),"
        " coalesce(sum(net_amount) filter (contact_id is null), 0)"
        f" from ({orders})"
    )


def test_every_refund_is_kept(company: Company) -> None:
    returns = current_records(company, "returns", "return_id")
    if returns is None:
        assert company.read("select count(*) from fct_returns") == [(0,)]
        return
    assert company.read("select count(*), sum(refund_amount) from fct_returns") == [
        one_row(f"select count(*), sum(refund_amount) from ({returns})")
    ]


def test_lines_add_up_to_their_order(company: Company) -> None:
    """Over lines of goods, service and adjustment, the derived ones included."""
    differences = company.read(
        "select order_id from fct_order_lines join fct_orders using (order_id)"
        " where line_type in ('goods', 'service', 'adjustment')"
        " group by order_id, fct_orders.net_amount"
        " having sum(fct_order_lines.net_amount) <> fct_orders.net_amount"
    )
    assert differences == []


def test_every_contact_is_one_customers(company: Company) -> None:
    contacts = current_records(company, "contacts", "contact_id")
    assert contacts is not None
    assert company.read(
        "select count(*), count(distinct contact_id)"
        " from bridge_contacts_to_customers where not is_guest"
    ) == [one_row(f"select count(*), count(*) from ({contacts})")]
    assert company.read("select sum(contact_count) from dim_customers") == company.read(
        "select count(*) from bridge_contacts_to_customers"
    )
