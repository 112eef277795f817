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
SELLERS = ("web_shop", "till", "marketplace", "call_centre")
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
    """

    category: Ints
    price_cents: Ints
    cost_cents: Ints
    has_cost: Bools
    bounds: Ints

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


def build_catalogue(streams: Streams, knobs: Knobs) -> Catalogue:
    """Draw the products: prices even on a log scale, costs of 40–75 %."""
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
    )


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
        "sku": join("SKU", number(np.arange(count) + 1, 6)),
        "product_name": join(brand, " ", texts(subcategory), " ", model),
        "department": texts([CATEGORIES[names[c]][0] for c in catalogue.category]),
        "category": texts([names[c] for c in catalogue.category]),
        "subcategory": texts(subcategory),
        "brand": brand,
        "list_price": decimals(catalogue.price_cents, 2),
        "unit_cost": pa.compute.if_else(
            pa.array(catalogue.has_cost), decimals(catalogue.cost_cents, 2), None
        ),
        "stock_quantity": pa.array(rng.integers(0, 400, count)),
        "lead_time_days": pa.array(rng.integers(2, 40, count)),
        "launched_at": times(launched),
        "is_active": pa.array(rng.random(count) < 0.96),  # noqa: PLR2004
        "recorded_at": times(np.repeat(first, count)),
    }
    parts = []
    for seller in SELLERS:
        key = {
            "source_system": texts([seller] * count),
            "product_id": product_ids(
                np.zeros(count, int), np.arange(count), texts([seller[0].upper()])
            ),
        }
        parts.append(pa.table(key | columns))
    return pa.concat_tables(parts)
