"""The persons: who they truly are, where they live, how they can be reached."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from scripts.demo.addresses import draw_addresses
from scripts.demo.knobs import Knobs
from scripts.demo.names import Names, load_names
from scripts.demo.period import Period
from scripts.demo.places import COUNTRIES
from scripts.demo.streams import Streams
from scripts.demo.text import (
    Bools,
    Ints,
    Texts,
    Times,
    choose,
    days,
    join,
    nothing,
    number,
    take,
    texts,
)

PROVIDERS = ("outlook.com", "fastmail.com", "post.example", "mail.example")
BORN_FROM, BORN_DAYS = np.datetime64("1942-01-01", "D"), 23_700
SUBSCRIBERS = 10_000_000


@dataclass(frozen=True)
class Persons:
    """True persons, one entry each.

    Attributes:
        number: Number of the person, unique over all blocks.
        head: Position in the block of the head of the household.
        is_female: Gender.
        given: Position of the given name in the name lists.
        family: Position of the family name in the name lists.
        country: Position in ``COUNTRIES``.
        birth_date: Day of birth.
        address: Position of the address in the block's addresses.
        new_address: The same after the move.
        moved_at: Time of the move; NaT when there is none.
        email: Personal address, unique.
        second_email: A second address or null, unique.
        household_email: The household's mailbox.
        mobile: National mobile number without trunk prefix, unique.
        landline: National number of the household, without trunk prefix.
        loyalty_card: Number of the card, whether or not it was handed out.
    """

    number: Ints
    head: Ints
    is_female: Bools
    given: Ints
    family: Ints
    country: Ints
    birth_date: NDArray[np.datetime64]
    address: Ints
    new_address: Ints
    moved_at: Times
    email: Texts
    second_email: Texts
    household_email: Texts
    mobile: Texts
    landline: Texts
    loyalty_card: Texts

    def __len__(self) -> int:
        """Return the number of persons."""
        return len(self.number)


def person_ids(numbers: Ints) -> Texts:
    """Return the public id of persons."""
    return join("P", number(numbers, 9))


def draw_persons(
    streams: Streams, knobs: Knobs, period: Period, first: int, count: int
) -> Persons:
    """Draw the persons of a block.

    Args:
        streams: The block's random streams.
        knobs: Shares of households, moves and e-mails.
        period: The simulated period.
        first: Number of the block's first person.
        count: Persons in the block.
    """
    rng, names = streams.of("persons"), load_names()
    numbers = np.arange(first, first + count)
    joins = rng.random(count) < knobs.household_share
    joins[0] = False
    head = np.maximum.accumulate(np.where(joins, 0, np.arange(count)))
    weights = np.array([c.weight for c in COUNTRIES])
    country = rng.choice(len(COUNTRIES), count, p=weights / weights.sum())[head]
    is_female = rng.random(count) < 0.52  # noqa: PLR2004
    given, family = _draw_names(rng, names, country, head, is_female)
    moved = period.first + days(rng.random(count) * (period.length - 1))
    moves = rng.random(count) < knobs.move_share
    address = draw_addresses(rng, country)
    local = _mailboxes(rng, names, given, family, numbers)
    return Persons(
        number=numbers,
        head=head,
        is_female=is_female,
        given=given,
        family=family,
        country=country,
        birth_date=BORN_FROM + rng.integers(0, BORN_DAYS, count),
        address=address[head],
        new_address=np.where(moves, draw_addresses(rng, country), address[head]),
        moved_at=np.where(moves, moved, np.datetime64("NaT")),
        **_mails(rng, knobs, names, family[head], numbers[head], local),
        mobile=_mobiles(country, numbers),
        landline=_landlines(country, numbers[head]),
        loyalty_card=number(2_600_000_000_000 + numbers * 9_973 + 11, 13),
    )


def _draw_names(
    rng: np.random.Generator, names: Names, country: Ints, head: Ints, is_female: Bools
) -> tuple[Ints, Ints]:
    """Draw given names per person and family names per household."""
    count = len(country)
    given, family = np.zeros(count, np.int64), np.zeros(count, np.int64)
    luck = rng.random(count)[head]
    for place, land in enumerate(COUNTRIES):
        bound = 0.0
        for culture, share in land.cultures:
            inside = (country == place) & (luck >= bound) & (luck < bound + share)
            bound += share
            for kind, mask in (
                ("female", inside & is_female),
                ("male", inside & ~is_female),
            ):
                given[mask] = names.draw(rng, culture, kind, int(mask.sum()))
            family[inside] = names.draw(rng, culture, "family", int(inside.sum()))
    return given, family[head]


def _mailboxes(
    rng: np.random.Generator, names: Names, given: Ints, family: Ints, numbers: Ints
) -> Texts:
    """Return local parts; they end in the person's number and so never collide."""
    first, last = take(names.slug, given), take(names.slug, family)
    initial = pc.utf8_slice_codeunits(first, 0, 1)
    tail = number(numbers + 10)
    style = rng.integers(0, 4, len(given))
    dotted = choose(
        style == 0, join(first, ".", last, tail), join(last, ".", first, tail)
    )
    short = choose(style == 2, join(initial, last, tail), join(first, ".", tail))  # noqa: PLR2004
    return choose(style < 2, dotted, short)  # noqa: PLR2004


def _mails(
    rng: np.random.Generator,
    knobs: Knobs,
    names: Names,
    family: Ints,
    household: Ints,
    local: Texts,
) -> dict[str, Texts]:
    """Return the three e-mail columns; ``family`` and ``household`` of the head."""
    count = len(local)
    other = take(texts(PROVIDERS), rng.integers(0, len(PROVIDERS), count))
    is_gmail = rng.random(count) < knobs.gmail_share
    has_second = rng.random(count) < knobs.second_email_share
    second = join(local, "@", "work.example")
    home = join("family.", take(names.slug, family), number(household))
    return {
        "email": join(local, "@", choose(is_gmail, "gmail.com", other)),
        "second_email": choose(has_second, second, nothing(count)),
        "household_email": join(home, "@", "home.example"),
    }


def _mobiles(country: Ints, numbers: Ints) -> Texts:
    """Return unique mobile numbers: a bijection of the person's number."""
    lead = take(texts([c.mobile for c in COUNTRIES]), country)
    middle = numbers // SUBSCRIBERS % 10
    last = (numbers * 7_368_787 + 1_234_567) % SUBSCRIBERS
    return join(lead, number(middle), number(last, 7))


def _landlines(country: Ints, household: Ints) -> Texts:
    """Return one number per household, as long as the country's mobile numbers."""
    lead = take(texts(["2" if len(c.mobile) > 1 else "" for c in COUNTRIES]), country)
    return join(lead, number(200_000_000 + household * 7 % 700_000_000, 9))
