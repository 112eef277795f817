"""What all blocks of persons share: catalogue, prices, campaigns, stores, staff."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.campaigns import (
    Campaigns,
    campaigns_table,
    campaigns_truth,
    plan_campaigns,
)
from scripts.demo.catalogue import (
    Catalogue,
    build_catalogue,
    pairs_truth,
    products_table,
)
from scripts.demo.currencies import Rates, draw_rates, rates_table
from scripts.demo.damage import as_text
from scripts.demo.knobs import Knobs
from scripts.demo.offers import offers_table
from scripts.demo.period import Period
from scripts.demo.streams import Streams
from scripts.demo.workforce import employees_table, stores_table


@dataclass(frozen=True)
class Company:
    """What all blocks share.

    Attributes:
        knobs: The settings.
        period: The simulated period.
        seed: The seed of the run.
        catalogue: The products.
        rates: Exchange rates.
        campaigns: The campaigns.
    """

    knobs: Knobs
    period: Period
    seed: int
    catalogue: Catalogue
    rates: Rates
    campaigns: Campaigns


def found_company(knobs: Knobs, period: Period, seed: int) -> Company:
    """Draw catalogue, exchange rates and campaigns."""
    shared = Streams(seed)
    catalogue = build_catalogue(shared, knobs, period.length)
    rates = draw_rates(shared, period)
    campaigns = plan_campaigns(shared, knobs, period)
    return Company(knobs, period, seed, catalogue, rates, campaigns)


def shared_tables(company: Company) -> dict[str, pa.Table]:
    """Return the raw tables that speak of no customer; those that go to CSV as text."""
    shared, period = Streams(company.seed), company.period
    first = np.array([period.first])
    return {
        "products": products_table(shared, company.catalogue, first),
        "exchange_rates": rates_table(company.rates, period),
        "stores": as_text(stores_table(shared, period)),
        "employees": as_text(employees_table(shared, period)),
        "offers": as_text(offers_table(shared, company.catalogue, period)),
        "campaigns": as_text(campaigns_table(company.campaigns, period)),
    }


def shared_truth(company: Company) -> dict[str, pa.Table]:
    """Return the truth that speaks of no customer."""
    return {
        "campaigns": campaigns_truth(company.campaigns),
        "product_pairs": pairs_truth(company.catalogue),
    }
