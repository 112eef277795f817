"""Business customers: accounts, who speaks for them, and in which role."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.addresses import describe
from scripts.demo.knobs import Knobs
from scripts.demo.names import load_names
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.purchases import Behaviour
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, SYSTEMS
from scripts.demo.text import (
    Bools,
    Ints,
    Texts,
    Times,
    choose,
    days,
    join,
    number,
    take,
    texts,
)
from scripts.demo.workforce import owners

LEAST_ACCOUNTS, MOST_CONTACTS = 6, 4
ID_SPAN = 1_000_000
SUFFIXES = ("GmbH", "SARL", "SL", "Srl", "BV", "Ltd", "Inc")
INDUSTRIES = texts(["Retail", "Hotels", "Offices", "Construction", "Schools", "Health"])
SIZES = texts(["1-9", "10-49", "50-249", "250+"])
TYPES = texts(["business", "b2b", "company", "reseller", "government"])
TYPE_CHANCES = (0.5, 0.2, 0.12, 0.1, 0.08)
LEAD_DAYS = 5.0


@dataclass(frozen=True)
class Accounts:
    """Business customers of a block, and the persons who speak for them.

    Attributes:
        account_id: Id in the CRM.
        parent: Position of the account above; −1 for none.
        domain: Internet domain.
        kind: Position in ``TYPES``.
        since: When the CRM created it.
        address: Packed address.
        contact_account: Account of each contact, in order.
        contact_person: Position of its person in the block.
        contact_since: When it was created.
        contact_id: Id in the CRM.
        email: Business address.
    """

    account_id: Texts
    parent: Ints
    domain: Texts
    kind: Ints
    since: Times
    address: Ints
    contact_account: Ints
    contact_person: Ints
    contact_since: Times
    contact_id: Texts
    email: Texts

    def __len__(self) -> int:
        """Return the number of accounts."""
        return len(self.parent)

    @property
    def first_contact(self) -> Ints:
        """Position of the first contact of each account, and the number of contacts."""
        return np.searchsorted(self.contact_account, np.arange(len(self) + 1))


def account_count(knobs: Knobs, persons: int) -> int:
    """Return how many accounts a block of persons has."""
    wanted = max(round(persons * knobs.account_share), LEAST_ACCOUNTS)
    return min(wanted, persons // MOST_CONTACTS) if knobs.account_share else 0


def draw_accounts(
    streams: Streams, knobs: Knobs, period: Period, persons: Persons, firms: Behaviour
) -> Accounts:
    """Draw the accounts of a block; some of its persons speak for one each.

    Args:
        streams: The block's random streams.
        knobs: The share of subsidiaries.
        period: The simulated period.
        persons: The persons.
        firms: How the accounts buy.
    """
    rng, names, count = streams.of("accounts"), load_names(), len(firms.acquired_at)
    sizes = rng.integers(1, MOST_CONTACTS + 1, count)
    account = np.repeat(np.arange(count), sizes)
    person = rng.permutation(len(persons))[: len(account)]
    head = person[np.cumsum(sizes) - sizes]
    since = np.maximum(
        firms.acquired_at - days(np.full(count, LEAD_DAYS)), period.first
    )
    above = (rng.random(count) * np.arange(count)).astype(np.int64)
    is_part = (rng.random(count) < knobs.subsidiary_share) & (np.arange(count) > 0)
    numbers = np.maximum(streams.block, 0) * ID_SPAN + np.arange(count) + 1
    domain = join(take(names.slug, persons.family[head]), number(numbers), ".example")
    local = join(
        take(names.slug, persons.given[person]), ".",
        take(names.slug, persons.family[person]),
    )  # fmt: skip
    contacts = np.maximum(streams.block, 0) * ID_SPAN + np.arange(len(account)) + 1
    return Accounts(
        account_id=join("A", number(numbers, 9)),
        parent=np.where(is_part, above, -1),
        domain=domain,
        kind=rng.choice(len(TYPES), count, p=TYPE_CHANCES),
        since=since,
        address=persons.address[head],
        contact_account=account,
        contact_person=person,
        contact_since=since[account],
        contact_id=join("RB", number(contacts, 10)),
        email=join(local, number(contacts % 10), "@", take(domain, account)),
    )


def account_names(persons: Persons, accounts: Accounts) -> Texts:
    """Return names: the family of the first contact, its trade, the legal form."""
    head = accounts.contact_person[accounts.first_contact[:-1]]
    form = take(texts(SUFFIXES), persons.country[head])
    trade = take(INDUSTRIES, np.arange(len(accounts)) % len(INDUSTRIES))
    return join(take(load_names().plain, persons.family[head]), " ", trade, " ", form)


def hierarchy_faults(count: int) -> tuple[Bools, Bools]:
    """Return the accounts that are delivered in a cycle or with a lost parent.

    The last two are each other's parent; the third last names one that never comes.
    """
    place = np.arange(count)
    many = count >= LEAST_ACCOUNTS
    return many & (place >= count - 2), many & (place == count - 3)


def accounts_table(
    streams: Streams, period: Period, persons: Persons, accounts: Accounts
) -> pa.Table:
    """Return the raw table; some accounts come again with another size."""
    rng, count = streams.of("account table"), len(accounts)
    in_cycle, lost = hierarchy_faults(count)
    parent = take(accounts.account_id, np.maximum(accounts.parent, 0))
    parent = choose(accounts.parent >= 0, parent, None)
    if in_cycle.any():
        other = np.arange(count)
        other[-2:] = other[-2:][::-1]
        parent = choose(in_cycle, take(accounts.account_id, other), parent)
        parent = choose(lost, join("A99", number(other, 7)), parent)
    size = rng.choice(len(SIZES), count, p=(0.5, 0.3, 0.15, 0.05))
    where = describe(accounts.address)
    columns = {
        "source_system": texts([SYSTEMS[CRM].name] * count),
        "account_id": accounts.account_id,
        "account_name": account_names(persons, accounts),
        "parent_account_id": parent,
        "customer_type": take(TYPES, accounts.kind),
        "industry": take(INDUSTRIES, np.arange(count) % len(INDUSTRIES)),
        "domain": accounts.domain,
        "tax_id": join(
            where["country_code"], number(rng.integers(10**8, 10**9, count))
        ),
        "owner_employee_id": owners(np.arange(count)),
        **{name: where[name] for name in ("country_code", "region", "postal_code")},
    }
    first = pa.table(
        {
            **columns,
            "size_class": take(SIZES, size),
            "recorded_at": times(period.recorded(accounts.since)),
        }
    )
    later = period.recorded(accounts.since, rng.uniform(30, 300, count))
    grows = (rng.random(count) < 0.1) & (size < len(SIZES) - 1) & (later < period.last)  # noqa: PLR2004
    rows = pa.array(np.flatnonzero(grows))
    second = pa.table(
        {
            **columns,
            "size_class": take(SIZES, np.minimum(size + 1, len(SIZES) - 1)),
            "recorded_at": times(later),
        }
    )
    return pa.concat_tables([first, second.take(rows)])
