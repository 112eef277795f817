"""The tables that the fits read and write, on either engine."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from scripts.clv.fits import (
    PURCHASE_COLUMNS,
    PURPOSES,
    SPEND_COLUMNS,
    Customers,
    FitRow,
)
from scripts.command import CommandError
from scripts.warehouse import Warehouse

PURCHASE_GROUPS = "int_purchase_groups"
SPEND_GROUPS = "int_spend_groups"
FITS = "int_clv_fits"

_ARROW_TYPES = {
    "string": pa.string(),
    "double": pa.float64(),
    "bigint": pa.int64(),
    "boolean": pa.bool_(),
}

# A table, columns of it, a purpose → the columns of its rows of that purpose.
Reader = Callable[[str, tuple[str, ...], str], Mapping[str, Any]]


def customers_by(reader: Reader) -> dict[str, Customers]:
    """Return the grouped customers by purpose."""
    return {
        purpose: Customers(
            reader(PURCHASE_GROUPS, PURCHASE_COLUMNS, purpose),
            reader(SPEND_GROUPS, SPEND_COLUMNS, purpose),
        )
        for purpose in PURPOSES
    }


def read_customers(warehouse: Warehouse) -> dict[str, Customers]:
    """Read the grouped customers of the last build by purpose.

    Raises:
        CommandError: When they are not built.
    """

    def read(name: str, columns: tuple[str, ...], purpose: str) -> Mapping[str, Any]:
        found = warehouse.columns(
            f"select {as_doubles(columns)} from {_built(warehouse, name)}"
            f" where fit_purpose = '{purpose}'"
        )
        return {column: np.asarray(found[column]) for column in columns}

    return customers_by(read)


def as_doubles(columns: Iterable[str]) -> str:
    """Return the select list of columns as double precision numbers."""
    return ", ".join(f"cast({column} as double) as {column}" for column in columns)


def arrow_table(rows: Iterable[FitRow], columns: Mapping[str, str]) -> pa.Table:
    """Return rows as a table of typed columns, also where there is no row."""
    schema = pa.schema([(name, _ARROW_TYPES[kind]) for name, kind in columns.items()])
    return pa.Table.from_pylist(list(rows), schema=schema)


def write_fits(warehouse: Warehouse, fits: Iterable[FitRow]) -> None:
    """Put fits in the place of those that were there.

    Raises:
        CommandError: When the table is not built.
    """
    warehouse.replace(_built(warehouse, FITS), list(fits))


def _built(warehouse: Warehouse, name: str) -> str:
    relation = warehouse.relation(name)
    if relation is None:
        raise CommandError(f"{name} is not built: run dbt build, or make build.")
    return relation
