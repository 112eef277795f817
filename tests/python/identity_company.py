"""Random small companies and, worked out in Python alone, who their customers are.

The generator decides what an identifier means and then how a record spells it, so the
expected customers need no normalisation: equal meanings are equal.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.python.kruskal import Graph, Limits, Link, kruskal

START = datetime.fromisoformat("2026-01-01")
CAP, SURNAME_CAP = 50, 10
STRONG = {"email": 0.98, "phone": 0.95, "loyalty_card": 0.99, "user_id": 0.99}
LIMITS: Limits = dict.fromkeys(STRONG, (10, "exact")) | {"surname": (4, "one_edit")}
DUMMIES = ("noemail@", "filler")
GIVEN = {"ann": "Ann", "zoe": "Zoë", "lukasz": "ŁUKASZ", "mary": "Mary "}
FAMILY = {"muller": "Müller", "grosse": "Größe", "oneil": "O'Neil", "diaz": "DÍAZ"}

Identifier = tuple[str, str]


@dataclass
class Contact:
    """What the records of one contact say.

    Attributes:
        recorded: Every time at which a record that names it was recorded.
        name: Folded given and family name; None when one is missing.
        surname: Folded family name.
        is_guest: Made from an order that names no contact.
        identifiers: What it carries, by meaning, and when that was first recorded.
    """

    recorded: list[datetime] = field(default_factory=list)
    name: str | None = None
    surname: str | None = None
    is_guest: bool = False
    identifiers: dict[Identifier, datetime] = field(default_factory=dict)

    def carry(self, identifier: Identifier, known_at: datetime) -> None:
        """Give it an identifier, or the same once more."""
        known = self.identifiers.get(identifier, known_at)
        self.identifiers[identifier] = min(known, known_at)


class Company:
    """A company that grows by random records; all its ids carry its name."""

    def __init__(self, name: str, seed: int) -> None:
        self.name = name
        self.system = f"{name}_crm"
        self.random = random.Random(f"{name}/{seed}")
        self.contacts: dict[str, Contact] = defaultdict(Contact)
        self.tables: dict[str, list[dict[str, str | None]]] = {
            "contacts": [],
            "contact_identifiers": [],
            "orders": [],
        }
        self.people = self.random.randint(30, 120)

    def grow(self, contacts: int, from_day: int, until_day: int) -> None:
        """Add contacts with their records, all within some days of the period."""
        for _ in range(contacts):
            day = self.random.randint(from_day, until_day)
            draw = self.random.random()
            if draw < 0.65:
                self._add_contact(START + timedelta(days=day))
            elif draw < 0.8:
                self._add_order(START + timedelta(days=day), self._new_id("o"))
            else:
                self._add_guest_order(START + timedelta(days=day))

    def add_crowd(self, address: str, contacts: int, surnames: int = 1) -> None:
        """Let many contacts of some surnames share one address."""
        for number in range(contacts):
            contact_id = self._new_id("c")
            contact = self._contact(contact_id, START + timedelta(days=1))
            contact.surname = f"crowd{chr(97 + number % surnames)}"
            contact.carry(
                ("email", f"{address}@{self.name}.example"), START + timedelta(days=1)
            )
            self.tables["contacts"].append(
                self._contact_row(
                    contact_id,
                    START + timedelta(days=1),
                    family_name=contact.surname,
                    email=f"{address}@{self.name}.example",
                )
            )

    def customers(self) -> dict[str, str]:
        """Return the expected customer_id of every contact."""
        graph = Graph(limits=LIMITS)
        nobodies = self._nobodies()
        alone = [Link(key, key, 0) for key in self.contacts if key not in nobodies]
        graph.links += alone
        for identifier, name, group in self._groups():
            graph.marks += [(key, *identifier) for key in group]
            if name is None:
                continue
            first, *others = sorted(
                group, key=lambda key: (self.contacts[key].identifiers[identifier], key)
            )
            confidence = STRONG[identifier[0]]
            graph.links += [Link(first, other, confidence) for other in others]
        for key, contact in self.contacts.items():
            if contact.surname:
                graph.marks.append((key, "surname", contact.surname))
        expected = {}
        for component in kruskal(graph):
            oldest = min(
                component, key=lambda key: (min(self.contacts[key].recorded), key)
            )
            customer_id = hashlib.md5(oldest.encode()).hexdigest()
            expected.update(dict.fromkeys(component, customer_id))
        return expected

    def _nobodies(self) -> list[str]:
        """Return the guests whose every value stands for nobody."""
        return [
            contact_id
            for contact_id, contact in self.contacts.items()
            if contact.is_guest
            and all(value.startswith(DUMMIES) for _, value in contact.identifiers)
        ]

    def _groups(self) -> Iterable[tuple[Identifier, str | None, list[str]]]:
        """Yield who carries a value, by what else must be equal; None ties nobody."""
        carriers: dict[Identifier, list[str]] = defaultdict(list)
        for contact_id, contact in self.contacts.items():
            for identifier in contact.identifiers:
                carriers[identifier].append(contact_id)
        for (kind, value), group in carriers.items():
            members = [self.contacts[contact_id] for contact_id in group]
            surnames = {member.surname for member in members} - {None}
            crowd = sum(not member.is_guest for member in members)
            if (
                kind not in STRONG
                or value.startswith((*DUMMIES, "info@"))
                or crowd > CAP
                or len(surnames) > SURNAME_CAP
            ):
                continue
            by_name: dict[str | None, list[str]] = defaultdict(list)
            for contact_id in group:
                contact = self.contacts[contact_id]
                name = "guest" if contact.is_guest else contact.name
                by_name[name if kind == "phone" else ""].append(contact_id)
            yield from (((kind, value), name, same) for name, same in by_name.items())

    def _new_id(self, prefix: str) -> str:
        return f"{prefix}{sum(map(len, self.tables.values()))}"

    def _contact(self, contact_id: str, recorded_at: datetime) -> Contact:
        contact = self.contacts[f"{self.system}:{contact_id}"]
        contact.recorded.append(recorded_at)
        return contact

    def _contact_row(
        self, contact_id: str, recorded_at: datetime, **columns: str | None
    ) -> dict[str, str | None]:
        names = ("given_name", "family_name", "email", "phone", "country_code")
        return {
            "source_system": self.system,
            "contact_id": contact_id,
            **{name: columns.get(name) for name in (*names, "created_at")},
            "recorded_at": recorded_at.isoformat(" "),
        }

    def _add_contact(self, day: datetime) -> None:
        contact_id = self._new_id("c")
        created_at = day - timedelta(days=1) if self.random.random() < 0.3 else None
        contact = self._contact(contact_id, day)
        given = self.random.choice([*GIVEN, None])
        family = self.random.choice([*FAMILY, None])
        contact.name = f"{given} {family}" if given and family else None
        contact.surname = family
        columns = {
            "given_name": GIVEN[given] if given else None,
            "family_name": FAMILY[family] if family else None,
            "country_code": self.random.choice(["DE", "GB"]),
            "created_at": created_at.isoformat(" ") if created_at else None,
        }
        for kind, share in (("email", 0.6), ("phone", 0.5)):
            if self.random.random() < share:
                value = self._value(kind)
                contact.carry((kind, value), day)
                columns[kind] = self._spelled(kind, value, columns["country_code"])
        rows = self.tables["contacts"]
        rows.append(self._contact_row(contact_id, day, **columns))
        if self.random.random() < 0.1:
            before = day - timedelta(days=3)
            for identifier in contact.identifiers:
                if identifier[0] == "phone":
                    contact.carry(identifier, before)
            outdated = f"outdated{len(rows)}@{self.name}.example"
            contact.recorded.append(before)
            rows.append(
                self._contact_row(contact_id, before, **columns | {"email": outdated})
            )
        for kind in ("loyalty_card", "user_id", "cookie_id", "badge"):
            if self.random.random() < 0.2:
                self._add_identifier(contact_id, contact, kind, day)

    def _add_identifier(
        self, contact_id: str, contact: Contact, kind: str, day: datetime
    ) -> None:
        seen_at = day + timedelta(days=self.random.randint(-2, 2))
        value = self._value(kind)
        contact.carry((kind, value), seen_at)
        contact.recorded.append(seen_at)
        self.tables["contact_identifiers"].append(
            {
                "source_system": self.system,
                "contact_id": contact_id,
                "identifier_type": kind,
                "identifier_value": self._spelled(kind, value, None),
                "seen_at": seen_at.isoformat(" "),
            }
        )

    def _add_guest_order(self, day: datetime) -> None:
        order_id = self._new_id("o")
        contact = self._contact(f"guest:orders:{order_id}", day)
        contact.is_guest = True
        kind = self.random.choice(["email", "phone", "loyalty_card", "cookie_id"])
        value = self._value(kind)
        contact.carry((kind, value), day)
        self._add_order_row(order_id, day, None, kind, value)

    def _add_order(self, day: datetime, order_id: str) -> None:
        """Add an order of a contact that may have no record of its own."""
        known = [row["contact_id"] for row in self.tables["contacts"]]
        contact_id = f"only{order_id}"
        if known and self.random.random() < 0.7:
            contact_id = self.random.choice(known) or contact_id
        contact = self._contact(contact_id, day)
        kind = self.random.choice(["email", "loyalty_card", "user_id"])
        value = self._value(kind)
        contact.carry((kind, value), day)
        self._add_order_row(order_id, day, contact_id, kind, value)

    def _add_order_row(
        self,
        order_id: str,
        day: datetime,
        contact_id: str | None,
        kind: str,
        value: str,
    ) -> None:
        text = self._spelled(kind, value, "DE")
        is_column = kind in {"email", "phone"}
        self.tables["orders"].append(
            {
                "source_system": self.system,
                "order_id": order_id,
                "contact_id": contact_id,
                "email": text if kind == "email" else None,
                "phone": text if kind == "phone" else None,
                "identifier_type": None if is_column else kind,
                "identifier_value": None if is_column else text,
                "ordered_at": day.isoformat(" "),
                "net_amount": "10.00",
                "ship_country_code": "DE",
            }
        )

    def _value(self, kind: str) -> str:
        """Draw the meaning of an identifier: one of a person's, or a filler."""
        person = self.random.randrange(self.people)
        if kind == "email":
            mailbox, domain = f"user{person}", f"{self.name}.example"
            draw = self.random.random()
            if draw < 0.05:
                mailbox = self.random.choice(["noemail", "info"])
            elif draw < 0.5:
                mailbox, domain = f"{self.name}user{person}", "gmail.com"
            return f"{mailbox}@{domain}"
        if kind == "phone":
            if self.random.random() < 0.05:
                return "filler"
            return f"{int(self.name[1:]):03d}{person:06d}8"
        return f"{self.name}{kind}{person}"

    def _spelled(self, kind: str, value: str, country: str | None) -> str:
        if kind == "email":
            return self._spelled_email(value)
        if kind == "phone":
            return self._spelled_phone(value, country)
        if kind == "loyalty_card" and self.random.random() < 0.5:
            return f"{value[:4]}-{value[4:].upper()}"
        return value

    def _spelled_email(self, value: str) -> str:
        mailbox, domain = value.split("@")
        if domain == "gmail.com":
            mailbox = self.random.choice([mailbox, f"{mailbox[:3]}.{mailbox[3:]}+x"])
            domain = self.random.choice([domain, "GoogleMail.com"])
        address = f"{mailbox}@{domain}"
        return self.random.choice([address, address.upper(), f"  {address}"])

    def _spelled_phone(self, value: str, country: str | None) -> str:
        if value == "filler":
            return "0000000"
        number = f"17{value}"
        spellings = [f"+49 {number}", f"0049-{number}", f"+49 (0) {number}"]
        if country == "DE":
            spellings += [f"0{number[:4]}/{number[4:]}", f"0{number} ext. 9"]
        return self.random.choice(spellings)


def make_companies(count: int, seed: int) -> list[Company]:
    """Found companies, each with crowds around the caps of its own."""
    companies = []
    for number in range(count):
        company = Company(f"f{number}", seed)
        company.grow(contacts=150, from_day=5, until_day=40)
        if number % 3 == 0:
            company.add_crowd("atcap", CAP)
            company.add_crowd("overcap", CAP + 1)
            company.add_crowd("families", SURNAME_CAP, SURNAME_CAP)
            company.add_crowd("toomanyfamilies", SURNAME_CAP + 1, SURNAME_CAP + 1)
        companies.append(company)
    return companies


def all_tables(companies: Iterable[Company]) -> dict[str, list[dict[str, str | None]]]:
    """Return the raw tables of all companies in one."""
    tables: dict[str, list[dict[str, str | None]]] = defaultdict(list)
    for company in companies:
        for name, rows in company.tables.items():
            tables[name] += rows
    return dict(tables)


def shapes(customers: dict[str, str]) -> Counter[int]:
    """Count the customers by how many contacts they have."""
    return Counter(Counter(customers.values()).values())
