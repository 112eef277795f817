"""Accepted records as the staging tables show them: public ids, base currency."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.python.contract_reader.contract import listed, plausible
from tests.python.contract_reader.reader import Reading

Row = dict[str, Any]

_ADDRESS = re.compile(r"[^@]+@[^@]+\.[^@]+", re.DOTALL)
_PHONE_DIGITS = 7


def staged_rows(reading: Reading, table: str) -> list[Row]:
    """Return the rows of `stg_<table>`, in the columns that are compared."""
    project = _PROJECTIONS[table]
    return [project(record, reading) for record in reading.verdicts[table].accepted]


def _money(amount: Decimal | None, rate: Decimal = Decimal(1)) -> Decimal | None:
    return None if amount is None else _rounded(amount * rate, 2)


def _rounded(amount: Decimal, scale: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP)


def _price(amount: Decimal | None, rate: Decimal) -> Decimal | None:
    return None if amount is None else _rounded(amount * rate, 4)


def _ids(record: Row, *names: str) -> Row:
    system = record["source_system"]
    return {
        name: None if record[name] is None else f"{system}:{record[name]}"
        for name in names
    }


def _same(record: Row, *names: str) -> Row:
    return {name: record[name] for name in names}


def _moneys(record: Row, *names: str) -> Row:
    return {name: _money(record[name], record["rate_to_base"]) for name in names}


def _listed(word: str | None, list_name: str) -> str | None:
    return None if word is None else listed(list_name).get(word.lower(), "other")


def _believed(moment: datetime | None) -> datetime | None:
    return moment if plausible("event_date").hold(moment) else None


def _upper(text: str | None) -> str | None:
    return text.upper() if text else None


def _lower(text: str | None) -> str | None:
    return text.lower() if text else None


def _who(record: Row, table: str, id_name: str) -> str | None:
    """Return the contact that a record names, or the guest that it makes."""
    if record["contact_id"] is not None:
        return f"{record['source_system']}:{record['contact_id']}"
    email = re.sub(r"[ \t\r\n]", "", record["email"] or "")
    digits = re.sub(r"[^0-9]", "", record["phone"] or "")
    names_somebody = (
        _ADDRESS.fullmatch(email)
        or len(digits) >= _PHONE_DIGITS
        or (record["identifier_type"] and record["identifier_value"])
    )
    if not names_somebody:
        return None
    return f"{record['source_system']}:guest:{table}:{record[id_name]}"


def _contact(record: Row, _: Reading) -> Row:
    return {
        **_ids(record, "contact_id", "account_id"),
        **_same(record, "source_system", "given_name", "family_name", "full_name"),
        **_same(record, "email", "phone", "birth_date", "gender", "address_line"),
        **_same(record, "city", "region", "postal_code", "time_zone", "deleted_at"),
        **_same(record, "recorded_at", "first_recorded_at"),
        "country_code": _upper(record["country_code"]),
        "language_code": _lower(record["language_code"]),
        "customer_type": _listed(record["customer_type"], "customer_type"),
        "created_at": _believed(record["created_at"]),
        "updated_at": _believed(record["updated_at"]),
    }


def _identifier(record: Row, _: Reading) -> Row:
    return {
        **_ids(record, "contact_id"),
        **_same(record, "source_system", "identifier_type", "identifier_value"),
        **_same(record, "recorded_at", "first_recorded_at"),
        "seen_at": _believed(record["seen_at"]),
    }


def _order(record: Row, reading: Reading) -> Row:
    return {
        **_ids(record, "order_id", "account_id", "store_id", "salesperson_id"),
        **_ids(record, "campaign_id", "session_id"),
        **_same(record, "source_system", "origin_order_id", "email", "phone"),
        **_same(record, "identifier_value", "sales_channel", "coupon_code"),
        **_same(record, "payment_method", "delivery_method", "ship_postal_code"),
        **_same(record, "ship_region", "rate_to_base", "ordered_at", "payment_due_at"),
        **_same(record, "paid_at", "promised_at", "delivered_at", "cancelled_at"),
        **_same(record, "recorded_at", "first_recorded_at"),
        **_moneys(record, "net_amount", "discount_amount", "shipping_amount"),
        **_moneys(record, "tax_amount", "total_amount", "cost_amount"),
        "contact_id": _who(record, "orders", "order_id"),
        "identifier_type": _lower(record["identifier_type"]),
        "order_status": _listed(record["status"] or "completed", "order_status"),
        "currency_code": _upper(record["currency_code"]) or reading.base_currency,
        "ship_country_code": _upper(record["ship_country_code"]),
        "order_date": record["ordered_at"].date(),
    }


def _order_line(record: Row, _: Reading) -> Row:
    net_amount, discount_amount = record["net_amount"], record["discount_amount"]
    if net_amount is None:
        net_amount = record["unit_price"] * record["quantity"]
    if record["quantity"] == 0:
        net_amount = discount_amount = Decimal(0)
    return {
        **_ids(record, "order_id", "product_id", "offer_id"),
        **_same(record, "source_system", "line_number", "description", "quantity"),
        **_same(record, "recorded_at"),
        "line_type": _listed(record["line_type"] or "goods", "line_type"),
        "net_amount": _money(_money(net_amount), record["rate_to_base"]),
        "discount_amount": _money(discount_amount, record["rate_to_base"]),
        "list_price": _price(record["list_price"], record["rate_to_base"]),
        "unit_cost": _price(record["unit_cost"], record["rate_to_base"]),
    }


def _return(record: Row, reading: Reading) -> Row:
    key = (record["source_system"], record["order_id"])
    system, order_id = reading.order_aliases.get(key, key)
    return {
        **_ids(record, "return_id", "account_id", "product_id", "store_id"),
        **_same(record, "source_system", "line_number", "email", "phone"),
        **_same(record, "identifier_value", "reason", "quantity", "returned_at"),
        **_same(record, "recorded_at", "first_recorded_at"),
        **_moneys(record, "refund_amount"),
        "order_id": None if order_id is None else f"{system}:{order_id}",
        "contact_id": _who(record, "returns", "return_id"),
        "identifier_type": _lower(record["identifier_type"]),
        "return_date": record["returned_at"].date(),
    }


def _product(record: Row, _: Reading) -> Row:
    return {
        **_ids(record, "product_id", "parent_product_id"),
        **_same(record, "source_system", "sku", "product_name", "department"),
        **_same(record, "category", "subcategory", "brand", "supplier", "list_price"),
        **_same(record, "unit_cost", "stock_quantity", "lead_time_days"),
        **_same(record, "launched_at", "recorded_at"),
        "is_active": record["is_active"] is not False,
    }


def _rate(record: Row, _: Reading) -> Row:
    return _same(
        record,
        *("source_system", "currency_code", "rate_date", "rate_to_base", "recorded_at"),
    )


_PROJECTIONS: Mapping[str, Callable[[Row, Reading], Row]] = {
    "contacts": _contact,
    "contact_identifiers": _identifier,
    "orders": _order,
    "order_lines": _order_line,
    "returns": _return,
    "products": _product,
    "exchange_rates": _rate,
}
