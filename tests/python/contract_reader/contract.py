"""The declared contract and the seeds, read as data: no SQL and no dbt."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from scripts.settings import PROJECT

_SEEDS = PROJECT / "seeds" / "staging"


@dataclass(frozen=True)
class Column:
    """A column of the contract, as `_sources.yml` declares it.

    Attributes:
        data_type: string, bigint, boolean, date, timestamp or decimal(p,s).
        case: lower or upper where a key is read so, else empty.
    """

    name: str
    data_type: str
    is_key: bool
    is_required: bool
    is_personal: bool
    case: str

    @property
    def is_number(self) -> bool:
        """Say whether its values are numbers."""
        return self.data_type == "bigint" or self.data_type.startswith("decimal")

    @property
    def is_date(self) -> bool:
        """Say whether its values are dates, with or without a time."""
        return self.data_type in {"date", "timestamp"}


@dataclass(frozen=True)
class Table:
    """A table of the contract with its columns in their order."""

    name: str
    columns: tuple[Column, ...]
    recorded_at_from: tuple[str, ...]
    required_one_of: tuple[str, ...]

    @property
    def keys(self) -> list[Column]:
        """The columns of the key, without source_system."""
        return [column for column in self.columns if column.is_key]

    def column(self, name: str) -> Column:
        """Return one column by its name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Bounds:
    """What lies outside of them, ends included, is not believed."""

    lowest: Any
    highest: Any

    def hold(self, value: Any) -> bool:
        """Say whether a value is believed; an absent one is."""
        return value is None or self.lowest <= value <= self.highest


@cache
def contract() -> Mapping[str, Table]:
    """Return the tables of the contract by name."""
    file = PROJECT / "models" / "staging" / "_sources.yml"
    (tables,) = (
        source["tables"]
        for source in yaml.safe_load(file.read_text())["sources"]
        if source["name"] == "raw"
    )
    return {table["name"]: _table(table) for table in tables}


def _table(declared: dict[str, Any]) -> Table:
    meta = declared.get("config", {}).get("meta", {})
    return Table(
        name=declared["name"],
        columns=tuple(_column(column) for column in declared["columns"]),
        recorded_at_from=tuple(meta.get("recorded_at_from", [])),
        required_one_of=tuple(meta.get("required_one_of", [])),
    )


def _column(declared: dict[str, Any]) -> Column:
    meta = declared.get("config", {}).get("meta", {})
    return Column(
        name=declared["name"],
        data_type=declared["data_type"],
        is_key=bool(meta.get("key")),
        is_required=bool(meta.get("required")),
        is_personal=bool(meta.get("pii")),
        case=meta.get("case", ""),
    )


def _seed(name: str) -> list[dict[str, str]]:
    with (_SEEDS / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def plausible(bound_name: str) -> Bounds:
    """Return the bounds of a kind of value: recorded_at, event_date, amount, …"""
    row = {row["bound_name"]: row for row in _seed("plausible_bounds")}[bound_name]
    read: Any = datetime.fromisoformat if row["unit"] == "day" else Decimal
    return Bounds(read(row["lower_bound"]), read(row["upper_bound"]))


@cache
def listed(list_name: str) -> Mapping[str, str]:
    """Return a closed list: synonym → the word of the contract."""
    return {
        row["synonym"]: row["list_value"]
        for row in _seed("closed_lists")
        if row["list_name"] == list_name
    }


@cache
def source_priorities() -> Mapping[str, int]:
    """Return source system → its priority, the lowest number counts first."""
    rows = _seed("source_priorities")
    return {row["source_system"]: int(row["priority"]) for row in rows}


def record_rules() -> list[dict[str, str]]:
    """Return the rules with the table, severity, meaning and remedy of each."""
    return _seed("record_rules")
