"""Who is which customer, replayed moment by moment in Python alone.

The rules in words: where customers meet, the one with the oldest contact lives on.
Where a link is cut and a customer falls apart, a part that is exactly a customer which
was retired gets that id back; of the others the largest keeps the id, and the rest get
new ones. Cuts come before what is recorded at the same moment. An id that is in use no
more leads to the customer of the contact that bore it last as the oldest of its own.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import networkx as nx

ALWAYS = datetime.fromisoformat("1900-01-01")
NEVER = datetime.fromisoformat("9999-12-31")


@dataclass(frozen=True)
class Life:
    """A link between two contacts, from when it was known until it was cut."""

    left: str
    right: str
    known_at: datetime
    cut_at: datetime = NEVER


@dataclass
class History:
    """What a replay found.

    Attributes:
        customers: customer_id by contact.
        aliases: Each id that is not in use any more, with the one that lives.
        log: All that happened: (moment, kind, customer_id, other_customer_id, contact).
    """

    customers: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    log: list[tuple[datetime, str, str, str | None, str | None]] = field(
        default_factory=list
    )


class Replay:
    """Replays contacts and links."""

    def __init__(self, contacts: Mapping[str, datetime]) -> None:
        """Take the contacts with the time at which each was first recorded."""
        self._contacts = contacts
        self._graph: nx.Graph[str] = nx.Graph()
        self._history = History()
        self._retired: set[str] = set()
        # The last customer that each contact founded, and the last founder of each.
        self._founded: dict[str, str] = {}
        self._founder: dict[str, str] = {}
        # Whose a customer was when it was retired.
        self._members_at_merger: dict[str, frozenset[str]] = {}

    def run(self, links: Iterable[Life], until: datetime = NEVER) -> History:
        """Replay everything up to a moment."""
        lived = [link for link in links if link.known_at < link.cut_at]
        arriving, cut, born = defaultdict(list), defaultdict(list), defaultdict(list)
        for link in lived:
            arriving[link.known_at].append(link)
            cut[link.cut_at].append(link)
        for contact, known_at in self._contacts.items():
            born[known_at].append(contact)
        for moment in sorted({*arriving, *cut, *born} - {NEVER}):
            if moment > until:
                break
            alive = [link for link in lived if link.known_at < moment < link.cut_at]
            if cut[moment]:
                self._split(moment, alive)
            self._graph.add_nodes_from(born[moment])
            self._graph.add_edges_from(
                (link.left, link.right) for link in arriving[moment]
            )
            self._merge(moment)
        customers = self._history.customers
        live = set(customers.values())
        for contact, customer in customers.items():
            self._history.aliases[_md5(contact)] = customer
        for retired in self._retired:
            self._history.aliases[retired] = customers[self._founder[retired]]
        for customer in live & self._history.aliases.keys():
            del self._history.aliases[customer]
        return self._history

    def _age(self, contact: str) -> tuple[datetime, str]:
        return self._contacts[contact], contact

    def _note(
        self, moment: datetime, kind: str, customer: str, other: str | None, who: str
    ) -> None:
        contact = None if kind == "merged" else who
        self._history.log.append((moment, kind, customer, other, contact))

    def _found(self, contact: str, customer: str) -> None:
        self._founded[contact] = customer
        self._founder[customer] = contact

    def _members(self) -> dict[str, set[str]]:
        members = defaultdict(set)
        for contact, customer in self._history.customers.items():
            members[customer].add(contact)
        return members

    def _split(self, moment: datetime, alive: Iterable[Life]) -> None:
        contacts = list(self._graph)
        self._graph.clear()
        self._graph.add_nodes_from(contacts)
        self._graph.add_edges_from((link.left, link.right) for link in alive)
        for customer, members in self._members().items():
            parts = [
                frozenset(part)
                for part in nx.connected_components(self._graph.subgraph(members))
            ]
            if len(parts) > 1:
                self._name_parts(moment, customer, parts)

    def _name_parts(
        self, moment: datetime, customer: str, parts: list[frozenset[str]]
    ) -> None:
        retired = {}
        for part in parts:
            founder = min(part, key=self._age)
            founded = self._founded.get(founder)
            if founded and self._members_at_merger.get(founded) == part:
                retired[part] = founded
        parts.sort(
            key=lambda part: (
                part in retired,
                -len(part),
                self._age(min(part, key=self._age)),
            )
        )
        for number, part in enumerate(parts):
            founder = min(part, key=self._age)
            name, kind = customer, "kept"
            if number > 0:
                name, kind = _md5(f"{founder}:{moment}"), "split"
                if part in retired:
                    name, kind = retired[part], "restored"
                    self._retired.remove(name)
                for contact in part:
                    self._note(moment, kind, name, customer, contact)
                    self._history.customers[contact] = name
            self._found(founder, name)
            self._members_at_merger.pop(name, None)

    def _merge(self, moment: datetime) -> None:
        members = self._members()
        customers = self._history.customers
        for component in nx.connected_components(self._graph):
            oldest = min(component, key=self._age)
            known = {customers[who] for who in component if who in customers}
            survivor = customers.get(oldest)
            if survivor is None:
                survivor = _md5(oldest)
                self._found(oldest, survivor)
                self._note(moment, "created", survivor, None, oldest)
            for contact in component - customers.keys() - {oldest}:
                self._note(moment, "joined", survivor, None, contact)
            for retired in known - {survivor}:
                self._members_at_merger[retired] = frozenset(members[retired])
                self._retired.add(retired)
                self._note(moment, "merged", retired, survivor, oldest)
            customers.update(dict.fromkeys(component, survivor))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
