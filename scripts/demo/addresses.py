"""Postal addresses: a city, a street and a house number packed into one number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from scripts.demo.names import load_names
from scripts.demo.places import COUNTRIES
from scripts.demo.text import Ints, Texts, choose, join, number, take, texts

HOUSES = 180
STREETS_PER_COUNTRY = 400
_SPAN = HOUSES * STREETS_PER_COUNTRY


@dataclass(frozen=True)
class Gazetteer:
    """All cities and streets.

    Attributes:
        city: Names of the cities of all countries.
        region: Region of each city.
        prefix: First characters of the city's postal codes.
        country: Position of the country of each city.
        first_city: Position of each country's first city.
        city_count: Cities of each country.
        street: Streets, ``STREETS_PER_COUNTRY`` of them per country.
    """

    city: Texts
    region: Texts
    prefix: Texts
    country: Ints
    first_city: Ints
    city_count: Ints
    street: Texts


@cache
def load_gazetteer() -> Gazetteer:
    """Build the cities and name the streets after common family names."""
    names = load_names()
    streets: list[str] = []
    for country in COUNTRIES:
        places, _ = names.ranges[country.cultures[0][0], "family"]
        chosen = take(names.plain, places[:STREETS_PER_COUNTRY]).to_pylist()
        named = [country.street.format(name=name) for name in chosen]
        streets += (named * (STREETS_PER_COUNTRY // len(named) + 1))[
            :STREETS_PER_COUNTRY
        ]
    counts = np.array([len(country.cities) for country in COUNTRIES])
    cities = [city for country in COUNTRIES for city in country.cities]
    return Gazetteer(
        city=texts([city[0] for city in cities]),
        region=texts([city[1] for city in cities]),
        prefix=texts([city[2] for city in cities]),
        country=np.repeat(np.arange(len(COUNTRIES)), counts),
        first_city=np.concatenate([[0], np.cumsum(counts)[:-1]]),
        city_count=counts,
        street=texts(streets),
    )


def draw_addresses(rng: np.random.Generator, country: Ints) -> Ints:
    """Draw an address in each country; the first city of a country is the largest."""
    places = load_gazetteer()
    luck = rng.random(len(country)) ** 1.6
    city = places.first_city[country] + (luck * places.city_count[country]).astype(int)
    return city * _SPAN + rng.integers(0, _SPAN, len(country))


def describe(address: Ints) -> dict[str, Texts]:
    """Return the columns of postal addresses.

    Args:
        address: Packed addresses, shape (n,).

    Returns:
        address_line, city, region, postal_code and country_code, n each.
    """
    places = load_gazetteer()
    city, rest = np.divmod(address, _SPAN)
    street, house = np.divmod(rest, HOUSES)
    country = places.country[city]
    road = take(places.street, country * STREETS_PER_COUNTRY + street)
    before = np.array([c.house_first for c in COUNTRIES])[country]
    number_text = number(house + 1)
    line = choose(before, join(number_text, " ", road), join(road, " ", number_text))
    zone = street * 37 + city
    digits = np.array([c.postal_digits for c in COUNTRIES])[country]
    short = join(take(places.prefix, city), number(zone % 100, 2))
    long = join(take(places.prefix, city), number(zone % 1000, 3))
    letters = texts(["AB", "DG", "HN", "LP", "QT", "WX"])
    british = join(
        take(places.prefix, city), " ", number(zone % 9 + 1), take(letters, zone % 6)
    )
    is_british = np.array([c.code == "GB" for c in COUNTRIES])[country]
    return {
        "address_line": line,
        "city": take(places.city, city),
        "region": take(places.region, city),
        "postal_code": choose(
            is_british,
            british,
            choose(digits == 5, long, short),  # noqa: PLR2004
        ),
        "country_code": take(texts([c.code for c in COUNTRIES]), country),
    }
