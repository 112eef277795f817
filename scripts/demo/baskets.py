"""Baskets: the lines of each order and the amounts that follow from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.demo.catalogue import CATEGORIES, POPULARITY, Catalogue
from scripts.demo.currencies import Rates
from scripts.demo.knobs import Knobs
from scripts.demo.orders import Orders
from scripts.demo.persons import Persons
from scripts.demo.streams import Streams
from scripts.demo.systems import TILL
from scripts.demo.text import Floats, Ints

FAVOURITE, SECOND_FAVOURITE = 0.5, 0.2
SECOND_UNIT = 0.15
EXTRA_LINES, MOST_EXTRA_LINES = 0.9, 9
SHIPPING_CENTS, TAX = 495, 0.2
AGE_BANDS = np.array([35, 55])
AGE_TASTES = np.array(
    [
        [0.5, 0.6, 0.4, 1.8, 1.5, 1.2, 1.8, 0.8],
        [1.2, 1.2, 1.1, 1.0, 1.0, 1.8, 1.0, 0.8],
        [1.3, 1.2, 1.8, 0.5, 0.8, 0.5, 0.5, 1.6],
    ]
)


@dataclass(frozen=True)
class Lines:
    """Lines of goods in the order of their orders; amounts in cents of its currency.

    Attributes:
        order: Position of the order.
        line_number: 1, 2, … within the order.
        product: Position in the catalogue.
        quantity: Pieces.
        net_cents: Amount after discount.
        list_cents: List price of one piece.
        discount_cents: Taken off the list prices.
        cost_cents: Unit cost.
    """

    order: Ints
    line_number: Ints
    product: Ints
    quantity: Ints
    net_cents: Ints
    list_cents: Ints
    discount_cents: Ints
    cost_cents: Ints


@dataclass(frozen=True)
class Amounts:
    """Amounts of the orders in cents of their currency.

    Attributes:
        lines: The lines of goods, as computed.
        net_cents: Sum of the lines.
        discount_cents: Sum of their discounts.
        shipping_cents: Delivery charged.
        tax_cents: Tax on goods and delivery.
    """

    lines: Lines
    net_cents: Ints
    discount_cents: Ints
    shipping_cents: Ints
    tax_cents: Ints


def draw_tastes(streams: Streams, persons: Persons, year: int) -> Ints:
    """Draw two favourite categories per person, by age.

    Returns:
        Positions in ``CATEGORIES``, shape (persons, 2).
    """
    rng = streams.of("tastes")
    age = year - persons.birth_date.astype("datetime64[Y]").astype(int) - 1970
    band = np.searchsorted(AGE_BANDS, age, side="right")
    weights = AGE_TASTES * np.array(POPULARITY)
    bounds = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    luck = rng.random((len(persons), 2))
    return (bounds[band, None, :-1] < luck[:, :, None]).sum(axis=2)


def fill_baskets(
    streams: Streams,
    knobs: Knobs,
    catalogue: Catalogue,
    rates: Rates,
    orders: Orders,
    tastes: Ints,
    elasticity: Floats,
) -> Amounts:
    """Choose products so that each order's goods come near its target value.

    The value is split over the lines; per line the product of a wanted category is
    taken whose list price, after the order's discount and for the units that are
    expected at it, is near the line's part. Units then follow the price.

    Args:
        streams: The block's random streams.
        knobs: The limit of free delivery and the share of planted pairs.
        catalogue: The products.
        rates: Exchange rates.
        orders: Original orders (not the copies).
        tastes: Favourite categories, shape (persons, 2).
        elasticity: Elasticity of units to the price of each person, negative.
    """
    rng = streams.of("baskets")
    extra = np.minimum(rng.poisson(EXTRA_LINES, len(orders)), MOST_EXTRA_LINES)
    order = np.repeat(np.arange(len(orders)), extra + 1)
    begins = np.cumsum(extra + 1) - extra - 1
    parts = rng.gamma(3.0, 1.0, len(order))
    total = np.bincount(order, parts, minlength=len(orders))
    wish = orders.value[order] * parts / total[order] / (1 - orders.discount[order])
    quantity = 1 + (rng.random(len(order)) < SECOND_UNIT).astype(np.int64)
    category = _categories(rng, tastes[orders.person[order]])
    jitter = rng.integers(-1, 2, len(order))
    bend = elasticity[orders.person[order]]
    demand = (1 - orders.discount[order]) ** bend
    product = catalogue.nearest(category, wish / quantity / demand, jitter)
    product = _plant(streams, knobs, catalogue, order, product)
    day = (orders.ordered_at - rates.start).astype("timedelta64[D]").astype(np.int64)
    factor = catalogue.price_factor(product, day[order])
    quantity = _respond(streams, quantity, demand * factor**bend)
    rate = rates.at(orders.currency, orders.ordered_at)[order]
    listed = _cents(catalogue.price_cents[product] * factor / rate)
    discount = _cents(listed * quantity * orders.discount[order])
    lines = Lines(
        order=order,
        line_number=np.arange(len(order)) - begins[order] + 1,
        product=product,
        quantity=quantity,
        net_cents=listed * quantity - discount,
        list_cents=listed,
        discount_cents=discount,
        cost_cents=_cents(catalogue.cost_cents[product] / rate),
    )
    return _add_up(knobs, rates, orders, lines)


def _respond(streams: Streams, quantity: Ints, demand: Floats) -> Ints:
    """Let the units follow the price: their mean is ``1 + SECOND_UNIT`` × demand.

    Args:
        streams: The block's random streams.
        quantity: Units at the list price: one, or two with chance ``SECOND_UNIT``.
        demand: (Price paid against the first list price) to the power of elasticity.
    """
    rng, usual = streams.of("price response"), 1 + SECOND_UNIT
    more = rng.poisson(np.clip(usual * (demand - 1), 0, MOST_EXTRA_LINES))
    kept = rng.random(len(quantity)) < (usual * demand - 1) / SECOND_UNIT
    return np.where(kept, quantity, 1) + more


def _plant(
    streams: Streams, knobs: Knobs, catalogue: Catalogue, order: Ints, product: Ints
) -> Ints:
    """Put the partner of a paired product on the next line of the order."""
    lucky = streams.of("planted pairs").random(len(order)) < knobs.planted_pair_share
    partner = catalogue.partner[product]
    rows = np.flatnonzero(lucky[:-1] & (partner[:-1] >= 0) & (order[1:] == order[:-1]))
    planted = product.copy()
    planted[rows + 1] = partner[rows]
    return planted


def _add_up(knobs: Knobs, rates: Rates, orders: Orders, lines: Lines) -> Amounts:
    """Sum the lines of each order; delivery is free at the till and above a limit."""
    rate = rates.at(orders.currency, orders.ordered_at)
    net = _sums(lines.order, lines.net_cents, len(orders))
    is_charged = net * rate < knobs.free_shipping_amount * 100
    is_charged &= orders.system != TILL
    shipping = np.where(is_charged, _cents(SHIPPING_CENTS / rate), 0)
    return Amounts(
        lines=lines,
        net_cents=net,
        discount_cents=_sums(lines.order, lines.discount_cents, len(orders)),
        shipping_cents=shipping,
        tax_cents=_cents((net + shipping) * TAX),
    )


def _categories(rng: np.random.Generator, tastes: Ints) -> Ints:
    """Draw the category of each line: favourites first, else what all like."""
    luck = rng.random(len(tastes))
    other = rng.choice(len(CATEGORIES), len(tastes), p=POPULARITY)
    second = np.where(luck < FAVOURITE + SECOND_FAVOURITE, tastes[:, 1], other)
    return np.where(luck < FAVOURITE, tastes[:, 0], second)


def _cents(values: NDArray[np.floating]) -> Ints:
    return np.round(values).astype(np.int64)


def _sums(order: Ints, cents: Ints, count: int) -> Ints:
    """Sum cents per order; exact, for they stay far below 2**53."""
    return np.bincount(order, cents, minlength=count).astype(np.int64)
