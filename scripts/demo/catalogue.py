"""The catalogue: products by category on a ladder of prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scripts.demo.knobs import Knobs
from scripts.demo.rows import decimals, times
from scripts.demo.streams import Streams
from scripts.demo.text import Bools, Floats, Ints, Texts, join, number, take, texts

CATEGORIES = {
    "Kitchen": ("Home", ("Pans", "Knives", "Coffee")),
    "Bedding": ("Home", ("Sheets", "Pillows")),
    "Garden": ("Home", ("Tools", "Plants", "Furniture")),
    "Shoes": ("Fashion", ("Trainers", "Boots")),
    "Outerwear": ("Fashion", ("Jackets", "Rainwear")),
    "Toys": ("Family", ("Games", "Building", "Soft toys")),
    "Sports": ("Leisure", ("Running", "Yoga", "Cycling")),
    "Books": ("Leisure", ("Novels", "Cooking", "Travel")),
}
BRANDS = ("Alder", "Brook", "Cinder", "Dune", "Ember", "Fjord", "Grove", "Heath")
MODELS = ("Classic", "Plus", "Light", "Pro", "Nature", "Studio", "Compact", "Family")
POPULARITY = (0.18, 0.1, 0.1, 0.14, 0.12, 0.1, 0.12, 0.14)
RETURN_TENDENCY = (0.6, 0.6, 0.5, 2.4, 2.0, 0.6, 0.8, 0.2)
SELLERS = {
    "web_shop": "W",
    "till": "T",
    "marketplace": "M",
    "call_centre": "C",
    "crm": "R",
}
STEP_DAYS = 182
LOWEST_PRICE, HIGHEST_PRICE = 2.5, 900.0
_STEP = 1000.0


@dataclass(frozen=True)
class Catalogue:
    """Products, by category and within it by price.

    Attributes:
        category: Position in ``CATEGORIES``.
        price_cents: List price in base currency.
        cost_cents: Unit cost in base currency.
        has_cost: Whether the product table knows the cost.
        bounds: First product of each category, and the number of products.
        partner: Product planted beside each; −1 for most.
        price_steps: Factor on the list price by half-year, shape (products, steps).
    """

    category: Ints
    price_cents: Ints
    cost_cents: Ints
    has_cost: Bools
    bounds: Ints
    partner: Ints
    price_steps: Floats

    def price_factor(self, product: Ints, day: Ints) -> Floats:
        """Return the factor on list prices at days since the start of the period."""
        return self.price_steps[product, day // STEP_DAYS]

    def nearest(self, category: Ints, price: Floats, jitter: Ints) -> Ints:
        """Return products of a category whose list price is near a wish.

        Args:
            category: Wanted categories, shape (n,).
            price: Wanted list prices in base currency.
            jitter: Steps up or down the ladder, for variety.
        """
        ladder = self.category * _STEP + np.log(self.price_cents)
        wish = category * _STEP + np.log(np.maximum(price, 0.01) * 100)
        midway = (ladder[1:] + ladder[:-1]) / 2
        place = np.searchsorted(midway, wish) + jitter
        return np.clip(place, self.bounds[category], self.bounds[category + 1] - 1)


def build_catalogue(streams: Streams, knobs: Knobs, days: int) -> Catalogue:
    """Draw the products: prices even on a log scale, costs of 40–75 %.

    Args:
        streams: The random streams that all blocks share.
        knobs: Number of products and of planted pairs, variation of prices.
        days: Length of the period.
    """
    rng = streams.of("catalogue")
    category = np.sort(np.arange(knobs.product_count) % len(CATEGORIES))
    bounds = np.searchsorted(category, np.arange(len(CATEGORIES) + 1))
    rung = (
        np.arange(len(category))
        - bounds[category]
        + rng.uniform(0.2, 0.8, len(category))
    )
    step = np.log(HIGHEST_PRICE / LOWEST_PRICE) / np.diff(bounds)[category]
    price = np.round(LOWEST_PRICE * np.exp(rung * step)).astype(np.int64)
    cents = price * 100 - rng.choice([1, 5, 10], len(category))
    cents = cents[np.lexsort((cents, category))]
    cost = np.round(cents * rng.uniform(0.4, 0.75, len(cents))).astype(np.int64)
    return Catalogue(
        category=category,
        price_cents=cents,
        cost_cents=cost,
        has_cost=rng.random(len(cents)) < knobs.cost_known_share,
        bounds=bounds,
        partner=_plant_pairs(streams, knobs, category, cents),
        price_steps=_price_steps(streams, knobs, len(cents), days),
    )


def _plant_pairs(streams: Streams, knobs: Knobs, category: Ints, cents: Ints) -> Ints:
    """Pair a few products with one of another category at about the same price."""
    rng, partner = streams.of("pairs"), np.full(len(category), -1)
    count = min(knobs.planted_pair_count, len(category) // 4)
    free = np.ones(len(category), bool)
    for product in rng.permutation(len(category)):
        if (partner >= 0).sum() == count:
            break
        fits = np.flatnonzero(free & (category != category[product]))
        if free[product] and len(fits):
            gap = np.abs(np.log(cents[fits] / cents[product]))
            partner[product] = fits[gap.argmin()]
            free[[product, partner[product]]] = False
    return partner


def _price_steps(streams: Streams, knobs: Knobs, count: int, days: int) -> Floats:
    """Draw the factors on the list prices; the first half-year is as listed."""
    steps = days // STEP_DAYS + 1
    drawn = streams.of("price steps").normal(0, knobs.price_variation, (count, steps))
    drawn[:, 0] = 0.0
    return np.exp(np.clip(drawn, -0.3, 0.3))


def pairs_truth(catalogue: Catalogue) -> pa.Table:
    """Return the planted pairs by the sku of both products."""
    first = np.flatnonzero(catalogue.partner >= 0)
    second = catalogue.partner[first]
    return pa.table({"first_sku": skus(first), "second_sku": skus(second)})


def skus(product: Ints) -> Texts:
    """Return the stock keeping units of products."""
    return join("SKU", number(product + 1, 6))


def product_ids(system: Ints, product: Ints, letters: Texts) -> Texts:
    """Return the ids of products in the systems that sell them.

    Args:
        system: Position of the source system.
        product: Position of the product in the catalogue.
        letters: Letter of each source system.
    """
    return join(take(letters, system), "-", number(product + 1, 5))


def products_table(
    streams: Streams, catalogue: Catalogue, first: NDArray[np.datetime64]
) -> pa.Table:
    """Return the raw table: each selling system lists every product under its own id.

    A new list price is a new version.

    Args:
        streams: The random streams that all blocks share.
        catalogue: The products.
        first: First second of the period, shape (1,).
    """
    rng, count = streams.of("products"), len(catalogue.category)
    names = list(CATEGORIES)
    subcategory = [
        CATEGORIES[names[c]][1][i % len(CATEGORIES[names[c]][1])]
        for i, c in enumerate(catalogue.category)
    ]
    brand = take(texts(BRANDS), rng.integers(0, len(BRANDS), count))
    model = take(texts(MODELS), rng.integers(0, len(MODELS), count))
    launched = first - rng.integers(0, 1500, count).astype("timedelta64[D]")
    columns: dict[str, pa.Array] = {
        "sku": skus(np.arange(count)),
        "supplier": join("Supplier ", take(texts(BRANDS), np.arange(count) // 7 % 8)),
        "product_name": join(brand, " ", texts(subcategory), " ", model),
        "department": texts([CATEGORIES[names[c]][0] for c in catalogue.category]),
        "category": texts([names[c] for c in catalogue.category]),
        "subcategory": texts(subcategory),
        "brand": brand,
        "unit_cost": pa.compute.if_else(
            pa.array(catalogue.has_cost), decimals(catalogue.cost_cents, 2), None
        ),
        "stock_quantity": pa.array(rng.integers(0, 400, count)),
        "lead_time_days": pa.array(rng.integers(2, 40, count)),
        "launched_at": times(launched),
        "is_active": pa.array(rng.random(count) < 0.96),  # noqa: PLR2004
    }
    parts = []
    for seller, letter in SELLERS.items():
        key = {
            "source_system": texts([seller] * count),
            "product_id": product_ids(
                np.zeros(count, int), np.arange(count), texts([letter])
            ),
        }
        for step in range(catalogue.price_steps.shape[1]):
            price = np.round(catalogue.price_cents * catalogue.price_steps[:, step])
            since = first + np.timedelta64(step * STEP_DAYS, "D")
            version = {
                "list_price": decimals(price.astype(np.int64), 2),
                "recorded_at": times(np.repeat(since, count)),
            }
            parts.append(pa.table(key | columns | version))
    return pa.concat_tables(parts)
