"""Raw records in the types of the contract, each with the rules that it breaks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from hashlib import md5
from pathlib import Path
from typing import Any

from tests.python.contract_reader.contract import Column, Table, contract, plausible
from tests.python.contract_reader.files import read_file, table_files
from tests.python.contract_reader.forms import (
    Evidence,
    Form,
    Record,
    evidence,
    form,
    read_date,
    read_number,
    read_timestamp,
)

_TRUTHS = {
    **dict.fromkeys(("true", "t", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0"), False),
}
_CONTROL = {*map(chr, range(0x20)), "\x7f"}


@dataclass(frozen=True)
class Judged:
    """A record with its verdict.

    Attributes:
        values: Column → typed value, None when absent or unreadable.
        record_key: As rejected_records names it.
        rules: All rules that it breaks; none when it is acceptable. The first kind of
            rule hides the others: of a record without a key nothing else is asked.
        recorded_at: When it was seen; None means always known.
        has_implausible_time: Its own recorded_at is not believed, so it is rejected at
            every as-of date.
    """

    values: Mapping[str, Any]
    record_key: str
    rules: frozenset[str]
    recorded_at: datetime | None

    def with_rules(self, *rules: str) -> "Judged":
        """Return the record with further broken rules, when it broke none."""
        return self if self.rules else replace(self, rules=frozenset(rules))

    def is_known(self, as_of: date) -> bool:
        """Say whether it was recorded before the end of a day."""
        return self.recorded_at is None or self.recorded_at.date() <= as_of


def read_table(raw: Path, table_name: str) -> list[Judged]:
    """Read and judge all records of a table, each by itself."""
    table = contract()[table_name]
    files = [read_file(file, raw) for file in table_files(raw, table_name)]
    shown = [evidence(table, file.records) for file in files]
    total = sum(shown, Evidence())
    records = []
    for file, own in zip(files, shown, strict=True):
        written = form(own, total)
        records += [judge(table, record, written) for record in file.records]
        records += [
            Judged({}, place, frozenset({"broken_line"}), None) for place in file.broken
        ]
    return records


def judge(table: Table, record: Record, written: Form) -> Judged:
    """Judge one record by itself."""
    texts = {column.name: record.get(column.name) for column in table.columns}
    texts["source_system"] = texts["source_system"] or "default"
    values = {
        column.name: _read(column, texts[column.name], written)
        for column in table.columns
    }
    stated = _stated(table, values)
    recorded_at = stated if plausible("recorded_at").hold(stated) else None
    rules = (
        _missing_key(table, texts)
        or _missing_value(table, texts)
        or _unreadable(texts, values)
    )
    if not rules:
        if texts["recorded_at"] and recorded_at is None:
            rules.add("implausible_recorded_at")
        values["stated_recorded_at"] = stated
        of_table = _RULES.get(table.name, {})
        rules |= {code for code, breaks in of_table.items() if breaks(values)}
    if any(_CONTROL & set(texts[column.name] or "") for column in table.keys):
        rules.add("control_character")
    return Judged(values, _record_key(table, texts), frozenset(rules), recorded_at)


def _read(column: Column, text: str | None, written: Form) -> Any:
    if text is None:
        return None
    if column.data_type == "boolean":
        return _TRUTHS.get(text.lower())
    if column.data_type == "date":
        return read_date(text, written)
    if column.data_type == "timestamp":
        return read_timestamp(text, written)
    if column.is_number:
        return read_number(text, column, written)
    return {"upper": text.upper(), "lower": text.lower()}.get(column.case, text)


def _stated(table: Table, values: Mapping[str, Any]) -> datetime | None:
    """Return recorded_at, else the first believable of what stands in for it."""
    for name in ("recorded_at", *table.recorded_at_from):
        value = values[name]
        if value is not None and not isinstance(value, datetime):
            value = datetime.combine(value, time())
        if value is not None and (
            name == "recorded_at" or plausible("recorded_at").hold(value)
        ):
            return value
    return None


def _missing_key(table: Table, texts: Record) -> set[str]:
    keys = [column.name for column in table.keys if column.is_required]
    return {"missing_key" for name in keys if texts[name] is None}


def _missing_value(table: Table, texts: Record) -> set[str]:
    required = [column.name for column in table.columns if column.is_required]
    one_of = table.required_one_of
    if one_of and all(texts[name] is None for name in one_of):
        return {"missing_value"}
    return {"missing_value" for name in required if texts[name] is None}


def _unreadable(texts: Record, values: Mapping[str, Any]) -> set[str]:
    return {
        "unreadable_value"
        for name, text in texts.items()
        if text is not None and values[name] is None
    }


def _record_key(table: Table, texts: Record) -> str:
    parts = [texts["source_system"] or ""]
    for column in table.keys:
        text = texts[column.name] or ""
        if column.is_personal and text:
            text = md5(text.encode(), usedforsecurity=False).hexdigest()
        parts.append(text)
    return ":".join(parts)


def _outside(name: str, bound_name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: not plausible(bound_name).hold(values[name])


def _after_recorded(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: (
        values["stated_recorded_at"] is not None
        and values[name] > values["stated_recorded_at"]
    )


def _absurd_amounts(*names: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: (
        not all(
            plausible("amount").hold(values[name])
            for name in names
            if values[name] is not None
        )
    )


def _line_is_absurd(values: Mapping[str, Any]) -> bool:
    prices = [values[name] for name in ("unit_price", "list_price", "unit_cost")]
    largest = max((abs(price) for price in prices if price is not None), default=0)
    if abs(values["quantity"]) * largest > plausible("amount").highest:
        return True
    names = ("net_amount", "unit_price", "list_price", "discount_amount", "unit_cost")
    return _absurd_amounts(*names)(values)


_RULES: Mapping[str, Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "orders": {
        "implausible_date": _outside("ordered_at", "event_date"),
        "ordered_after_recorded": _after_recorded("ordered_at"),
        "implausible_amount": _absurd_amounts(
            *("net_amount", "discount_amount", "shipping_amount"),
            *("tax_amount", "total_amount", "cost_amount"),
        ),
    },
    "order_lines": {
        "implausible_quantity": _outside("quantity", "quantity"),
        "implausible_amount": _line_is_absurd,
    },
    "returns": {
        "implausible_date": _outside("returned_at", "event_date"),
        "returned_after_recorded": _after_recorded("returned_at"),
        "implausible_quantity": _outside("quantity", "quantity"),
        "implausible_amount": _outside("refund_amount", "amount"),
    },
    "products": {"implausible_amount": _absurd_amounts("list_price", "unit_cost")},
    "exchange_rates": {
        "rate_not_positive": lambda values: values["rate_to_base"] <= 0,
        "implausible_rate": _outside("rate_to_base", "rate"),
    },
}
