"""The models of purchases and of spend, fitted to the groups of customers."""

from scripts.clv.fits import FIT_COLUMNS, fit
from scripts.clv.tables import (
    PURCHASE_GROUPS,
    SPEND_GROUPS,
    arrow_table,
    as_doubles,
    customers_by,
)


def model(dbt, session):  # noqa: ANN001, ANN201, ARG001 - as dbt calls it
    """Return one row per purpose and model."""
    groups = {
        PURCHASE_GROUPS: dbt.ref("int_purchase_groups"),
        SPEND_GROUPS: dbt.ref("int_spend_groups"),
    }

    def read(name: str, columns: tuple[str, ...], purpose: str) -> dict:
        chosen = groups[name].filter(f"fit_purpose = '{purpose}'")
        return chosen.project(as_doubles(columns)).fetchnumpy()

    return arrow_table(fit(customers_by(read)), FIT_COLUMNS)
