"""How a row names whom it speaks of, and the guests that such rows make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.demo.orders import Orders
from scripts.demo.persons import Persons, person_ids
from scripts.demo.places import COUNTRIES
from scripts.demo.systems import NAMES, Memberships
from scripts.demo.text import Bools, Ints, Texts, choose, join, nothing, take, texts


@dataclass(frozen=True)
class Whom:
    """Whom rows speak of; all texts are null where nobody is named.

    Attributes:
        person: Position of the person in the block.
        system: Position in ``SYSTEMS``.
        contact_id: Named contact.
        email: Named address.
        phone: Named number.
        loyalty_card: Named card.
    """

    person: Ints
    system: Ints
    contact_id: Texts
    email: Texts
    phone: Texts
    loyalty_card: Texts

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.person)

    @property
    def is_named(self) -> Bools:
        """Whether each row names somebody."""
        named = pc.coalesce(self.contact_id, self.email, self.phone, self.loyalty_card)
        found: Bools = named.is_valid().to_numpy(False)
        return found

    def columns(self) -> dict[str, pa.Array]:
        """Return the columns of a raw table."""
        has_card = self.loyalty_card.is_valid().to_numpy(False)
        return {
            "source_system": take(NAMES, self.system),
            "contact_id": self.contact_id,
            "email": self.email,
            "phone": self.phone,
            "identifier_type": choose(has_card, "loyalty_card", None),
            "identifier_value": self.loyalty_card,
        }


def like_orders(persons: Persons, orders: Orders) -> Whom:
    """Name the customer as the order does, by the address or number that is theirs."""
    by_email = orders.email.is_valid().to_numpy(False)
    by_phone = orders.phone.is_valid().to_numpy(False)
    own = orders.account < 0
    email = choose(own, take(persons.email, orders.person), orders.email)
    return Whom(
        person=orders.person,
        system=orders.system,
        contact_id=orders.contact_id,
        email=choose(by_email, email, None),
        phone=choose(by_phone, mobiles(persons, orders.person), None),
        loyalty_card=orders.loyalty_card,
    )


def of_members(
    persons: Persons, members: Memberships, ids: Texts, rows: Ints, by_email: Bools
) -> Whom:
    """Name registrations by their contact, some by their personal address alone.

    Args:
        persons: The persons.
        members: The registrations.
        ids: Their contact ids.
        rows: Positions of the registrations that are meant.
        by_email: Which of these name the address alone.
    """
    person = members.person[rows]
    return Whom(
        person=person,
        system=members.system[rows],
        contact_id=choose(by_email, None, take(ids, rows)),
        email=choose(by_email, take(persons.email, person), None),
        phone=nothing(len(rows)),
        loyalty_card=nothing(len(rows)),
    )


def mobiles(persons: Persons, person: Ints) -> Texts:
    """Return mobile numbers as E.164."""
    dial = take(texts([c.dial for c in COUNTRIES]), persons.country[person])
    return join("+", dial, take(persons.mobile, person))


def guests_truth(table: str, ids: Texts, whom: Whom, persons: Persons) -> pa.Table:
    """Return whose the guests are that rows without a contact_id make.

    Args:
        table: Name of the raw table.
        ids: Ids of its rows.
        whom: Whom they speak of.
        persons: The persons.
    """
    is_contact = whom.contact_id.is_valid().to_numpy(False)
    rows = np.flatnonzero(whom.is_named & ~is_contact)
    return pa.table(
        {
            "source_system": take(NAMES, whom.system[rows]),
            "contact_id": join(f"guest:{table}:", take(ids, rows)),
            "person_id": person_ids(persons.number[whom.person[rows]]),
        }
    )
