"""E-mails and phones as people really write them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from scripts.demo.knobs import Knobs
from scripts.demo.persons import Persons
from scripts.demo.places import COUNTRIES
from scripts.demo.text import (
    Bools,
    Ints,
    Texts,
    choose,
    edit,
    join,
    misspell,
    take,
    texts,
)

EMAIL_DUMMIES = texts(["test@test.com", "noemail@noemail.com", "none@none.com"])
EMAIL_ROLES = texts(
    [
        "info@northwind.example",
        "sales@northwind.example",
        "office@southgate.example",
        "info@southgate.example",
    ]
)
PHONE_DUMMIES = texts(["0000000", "1234567", "000000000", "9999999"])
TAGS = texts(["+shop", "+news", "+spam", "+club"])
SECOND_USED = 0.25
AT_GMAIL = r"@gmail\.com$"


@dataclass(frozen=True)
class Luck:
    """Independent uniform numbers, a fresh column at each call.

    Attributes:
        rng: Random generator.
        count: Length of a column.
    """

    rng: np.random.Generator
    count: int

    def below(self, share: float) -> Bools:
        """Return true with this probability."""
        return self.rng.random(self.count) < share

    def pick(self, options: Texts) -> Texts:
        """Return one of the options each."""
        return take(options, self.rng.integers(0, len(options), self.count))


def write_emails(
    rng: np.random.Generator, knobs: Knobs, persons: Persons, person: Ints
) -> Texts:
    """Return the e-mail that each record of a person carries; none is missing.

    Args:
        rng: Random generator.
        knobs: Shares of variants, typing errors, shared and dummy addresses.
        persons: The persons.
        person: Person of each record, shape (n,).
    """
    luck = Luck(rng, len(person))
    email = take(persons.email, person)
    second = take(persons.second_email, person)
    has_second = second.is_valid().to_numpy(zero_copy_only=False)
    email = choose(luck.below(SECOND_USED) & has_second, second, email)
    email = choose(
        luck.below(knobs.email_household_share),
        take(persons.household_email, person),
        email,
    )
    where = rng.random(len(person))
    email = edit(email, luck.below(knobs.email_typo_share), misspell, where)
    email = _email_variants(luck, email, luck.below(knobs.email_variant_share))
    email = choose(luck.below(knobs.email_role_share), luck.pick(EMAIL_ROLES), email)
    is_dummy = luck.below(knobs.email_dummy_share)
    return choose(is_dummy, luck.pick(EMAIL_DUMMIES), email)


def _email_variants(luck: Luck, email: Texts, varied: Bools) -> Texts:
    """Rewrite addresses so that they still reach the same mailbox."""
    kind = luck.rng.integers(0, 5, luck.count)
    at_gmail = pc.match_substring_regex(email, AT_GMAIL).to_numpy(zero_copy_only=False)
    tag = luck.pick(TAGS)
    parts = pc.split_pattern(email, "@", max_splits=1)
    local, domain = pc.list_element(parts, 0), pc.list_element(parts, 1)
    dotted = join(pc.utf8_replace_slice(local, 2, 2, "."), "@", domain)
    google = join(local, "@googlemail.com")
    gmail = varied & at_gmail
    email = choose(varied & (kind == 0), pc.utf8_upper(email), email)
    email = choose(varied & (kind == 1), pc.utf8_capitalize(email), email)
    email = choose(varied & ~at_gmail & (kind > 1), join(" ", email, " "), email)
    email = choose(gmail & (kind == 2), join(local, tag, "@", domain), email)  # noqa: PLR2004
    email = choose(gmail & (kind == 3), dotted, email)  # noqa: PLR2004
    return choose(gmail & (kind == 4), google, email)  # noqa: PLR2004


def write_phones(
    rng: np.random.Generator, knobs: Knobs, persons: Persons, person: Ints
) -> Texts:
    """Return the phone that each record of a person carries; none is missing.

    The number is written as E.164, with 00, nationally, with spaces or hyphens.
    """
    luck = Luck(rng, len(person))
    shared = luck.below(knobs.phone_household_share)
    digits = choose(
        shared, take(persons.landline, person), take(persons.mobile, person)
    )
    country = persons.country[person]
    dial = take(texts([c.dial for c in COUNTRIES]), country)
    trunk = take(texts([c.trunk for c in COUNTRIES]), country)
    brackets = [f" ({c.trunk})" if c.trunk else " " for c in COUNTRIES]
    bracket = take(texts(brackets), country)
    head = pc.utf8_slice_codeunits(digits, 0, 3)
    middle = pc.utf8_slice_codeunits(digits, 3, 6)
    tail = pc.utf8_slice_codeunits(digits, 6)
    style = rng.integers(0, 6, len(person))
    phone = join("+", dial, digits)
    for number, written in enumerate(
        (
            join("00", dial, digits),
            join(trunk, digits),
            join(trunk, head, " ", middle, " ", tail),
            join("+", dial, " ", head, " ", middle, " ", tail),
            join("+", dial, bracket, head, "-", middle, "-", tail),
        )
    ):
        phone = choose(style == number, written, phone)
    is_dummy = luck.below(knobs.phone_dummy_share)
    return choose(is_dummy, luck.pick(PHONE_DUMMIES), phone)
