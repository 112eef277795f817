"""No giant, no two persons in one: limits, hubs and decisions on one raw folder."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest

from tests.python.dbt_process import DbtProcess
from tests.python.identity_build import Build, Builder, Row, write_raw

START = datetime.fromisoformat("2026-01-01")
LINKS, PEOPLE = 10_000, 300
SURNAMES = ("abel", "brown", "clark", "davis", "evans", "frank", "green", "hill")


class Raw:
    """Raw tables that grow row by row."""

    def __init__(self) -> None:
        self.contacts: list[Row] = []
        self.identifiers: list[Row] = []
        self.overrides: list[Row] = []
        self.orders: list[Row] = []

    def add(self, contact_id: str, **columns: str) -> str:
        """Add a contact; its number gives its time."""
        names = ("given_name", "family_name", "email", "phone", "birth_date")
        recorded_at = START + timedelta(minutes=len(self.contacts))
        row: dict[str, str | None] = {"source_system": "crm", "contact_id": contact_id}
        row |= {name: columns.get(name) for name in names}
        row["recorded_at"] = recorded_at.isoformat(" ")
        self.contacts.append(row)
        return contact_id

    def identify(self, contact_id: str, kind: str, value: str) -> None:
        """Give a contact a further identifier."""
        self.identifiers.append(
            {
                "source_system": "crm",
                "contact_id": contact_id,
                "identifier_type": kind,
                "identifier_value": value,
                "seen_at": START.isoformat(" "),
            }
        )

    def buy(self, order_id: str, **columns: str) -> None:
        """Add an order of a guest."""
        self.orders.append(
            {
                "source_system": "crm",
                "order_id": order_id,
                "email": columns.get("email"),
                "phone": columns.get("phone"),
                "ordered_at": START.isoformat(" "),
                "net_amount": "10.00",
            }
        )

    def decide(self, left: str, right: str, decision: str, day: int = 0) -> None:
        """Decide a pair."""
        self.overrides.append(
            {
                "source_system": "desk",
                "left_source_system": "crm",
                "left_contact_id": left,
                "right_source_system": "crm",
                "right_contact_id": right,
                "decision": decision,
                "decided_at": (START + timedelta(days=day)).isoformat(" "),
            }
        )

    def tables(self) -> dict[str, list[Row]]:
        """Return the tables of the contract."""
        return {
            "contacts": self.contacts,
            "contact_identifiers": self.identifiers,
            "identity_overrides": self.overrides,
            "orders": self.orders,
        }


def add_crowds(raw: Raw) -> None:
    """Share a call centre's phone, a role mailbox, a dummy and a family's address."""
    for number in range(60):
        raw.add(
            f"call{number}", given_name="Ann", family_name="Lee", phone="+4930555123"
        )
        raw.add(f"role{number}", email="info@firm.example")
        raw.add(f"test{number}", email="test@test.com")
    for number in range(50):
        raw.add(f"grow{number}", email="grow@firm.example")
    for number, born in enumerate(("1950-04-03", "1981-07-20", "1981-07-20")):
        raw.add(f"home{number}", email="home@firm.example", birth_date=born)


def add_chain(raw: Raw) -> None:
    """Tie each look-alike to the next one by an address."""
    for number in range(LINKS):
        surname = SURNAMES[number // 3 % len(SURNAMES)]
        contact_id = raw.add(
            f"chain{number:05}", family_name=surname, email=f"c{number}@chain.example"
        )
        raw.identify(contact_id, "email", f"c{number + 1}@chain.example")


def add_people(raw: Raw, rng: random.Random) -> None:
    """Tie random contacts by cards and addresses, with tax numbers that may clash."""
    for number in range(PEOPLE):
        contact_id = raw.add(
            f"p{number:03}", email=f"m{rng.randrange(120)}@firm.example"
        )
        raw.identify(contact_id, "loyalty_card", f"C{rng.randrange(120)}")
        for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
            raw.identify(contact_id, "tax_id", f"{30 + rng.randrange(12)}" * 4)
    people = [f"p{number:03}" for number in range(PEOPLE)]
    for day in range(60):
        left, right = rng.sample(people, 2)
        raw.decide(left, right, "must_link" if day % 4 == 0 else "never_link", day)
    raw.decide("p000", "nobody", "must_link")
    for pair in (("t1", "t2"), ("t2", "t3")):
        raw.decide(*pair, "must_link")
    raw.decide("t3", "t1", "never_link")
    for name in ("t1", "t2", "t3"):
        raw.add(name, email=f"{name}@firm.example")


def add_stranger(raw: Raw) -> None:
    """Let the first contact of an address be somebody else, as decided day by day."""
    for number in range(4):
        raw.add(f"mine{number}", email="mine@firm.example")
    for number in range(1, 4):
        raw.decide("mine0", f"mine{number}", "never_link", day=number)


def add_housemates(raw: Raw) -> None:
    """Let two persons share a phone, and guests buy by it."""
    first, second, third = ({"phone": f"+49305557{number}2"} for number in range(3))
    raw.add("anna", given_name="Anna", family_name="Huber", phone="+4930555749")
    raw.identify("anna", "phone", first["phone"])
    raw.add("otto", given_name="Otto", family_name="Lang", **first)
    dated = {"email": "dated@firm.example", **second}
    mia = {"given_name": "Mia", "family_name": "Bauer", "birth_date": "1980-02-01"}
    raw.add("mia", **mia, **dated)
    dieter = {"given_name": "Dieter", "family_name": "Kraus"}
    raw.add("dieter", **dieter, birth_date="1975-07-09", **dated)
    decided = {"email": "decided@firm.example", **third}
    raw.add("eva", given_name="Eva", family_name="Winter", **decided)
    raw.add("udo", given_name="Udo", family_name="Sommer", **decided)
    raw.decide("eva", "udo", "never_link")
    for number, phone in enumerate((first, second, third)):
        raw.buy(f"shared{number}", **phone)
    raw.buy("own", phone="+4930555749")


def add_loyal_reader(raw: Raw) -> None:
    """Let an address that two contacts own be named more often than guests may."""
    for number in range(2):
        raw.add(f"loyal{number}", email="loyal@firm.example")
    for number in range(1001):
        raw.buy(f"loyal{number}", email="loyal@firm.example")


@pytest.fixture(scope="module")
def raw() -> Raw:
    raw = Raw()
    add_crowds(raw)
    add_stranger(raw)
    add_housemates(raw)
    add_loyal_reader(raw)
    add_chain(raw)
    add_people(raw, random.Random(31))
    return raw


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory, dbt: DbtProcess) -> Builder:
    return Builder(dbt, tmp_path_factory.mktemp("limits"))


@pytest.fixture(scope="module")
def build(
    builder: Builder, raw: Raw, tmp_path_factory: pytest.TempPathFactory
) -> Build:
    return builder.build(
        write_raw(tmp_path_factory.mktemp("limits_raw") / "raw", raw.tables())
    )


def reviews(build: Build, *kinds: str) -> list[tuple[str, str, str]]:
    """Return kind and customers of the cases of some kinds."""
    rows = build.outcome.rows(
        "select review_kind, left_customer_id, right_customer_id"
        " from fct_identity_reviews order by all"
    )
    return [row for row in rows if row[0] in kinds]


def test_no_crowd_and_no_chain_makes_a_giant(build):
    sizes: dict[str, Counter[str]] = defaultdict(Counter)
    for contact_id, customer_id in build.customers.items():
        sizes[contact_id[4:8]][customer_id] += 1
    for crowd in ("call", "role", "test"):
        assert max(sizes[crowd].values()) == 1
    assert max(sizes["grow"].values()) == 50
    assert max(sizes["chai"].values()) <= 9
    assert len(sizes["chai"]) < LINKS / 3
    kinds = [kind for kind, *_ in reviews(build, "hub", "role", "blocklisted")]
    assert kinds == ["blocklisted", "hub", "role"]


def test_an_address_that_two_persons_share_ties_each_to_himself(build):
    home = [build.customers[f"crm:home{number}"] for number in range(3)]
    assert home[0] != home[1] == home[2]


def test_never_linked_contacts_are_never_together(build, raw):
    decisions: dict[frozenset[str], str] = {}
    for row in sorted(raw.overrides, key=lambda row: str(row["decided_at"])):
        pair = frozenset(
            f"crm:{row[side]}" for side in ("left_contact_id", "right_contact_id")
        )
        decisions[pair] = str(row["decision"])
    apart = [pair for pair, decision in decisions.items() if decision == "never_link"]
    assert len(apart) > 30
    for left, right in apart:
        assert build.customers[left] != build.customers[right]


def test_contacts_that_are_not_the_first_of_their_address_stay_together(build):
    stranger, *mine = [build.customers[f"crm:mine{number}"] for number in range(4)]
    assert stranger != mine[0]
    assert len(set(mine)) == 1


def test_a_guest_by_a_phone_is_nobody_of_those_who_share_it(build):
    customers = build.customers
    for pair in (("anna", "otto"), ("mia", "dieter"), ("eva", "udo")):
        assert customers[f"crm:{pair[0]}"] != customers[f"crm:{pair[1]}"]
    for number in range(3):
        guest = f"crm:guest:orders:shared{number}"
        assert list(customers.values()).count(customers[guest]) == 1
    assert customers["crm:guest:orders:own"] == customers["crm:anna"]


def test_an_address_that_a_contact_owns_is_no_hub_by_its_guests(build):
    loyal = [who for who in build.customers if ":loyal" in who]
    assert len(loyal) == 1003
    assert len({build.customers[who] for who in loyal}) == 1


def test_two_tax_numbers_meet_by_a_decision_or_in_one_contact_and_are_told(build, raw):
    numbers: dict[str, set[str | None]] = defaultdict(set)
    for row in raw.identifiers:
        if row["identifier_type"] == "tax_id":
            numbers[f"crm:{row['contact_id']}"].add(row["identifier_value"])
    of_customer: dict[str, list[set[str | None]]] = defaultdict(list)
    for contact_id, values in numbers.items():
        of_customer[build.customers[contact_id]].append(values)
    told = {customer for _, customer, _ in reviews(build, "unique_conflict")}
    decided = {customer for _, customer, _ in reviews(build, "must_link_conflict")}
    conflicts = 0
    for customer_id, contacts in of_customer.items():
        whole = {value for values in contacts for value in values}
        if len(whole) > 1:
            conflicts += 1
            assert customer_id in (told if whole in contacts else decided)
    assert conflicts > 10
    assert decided


def test_what_contradicts_or_names_nobody_is_told(build):
    assert len(reviews(build, "unknown_contact")) == 1
    customers = {build.customers[f"crm:t{number}"] for number in (1, 2, 3)}
    assert len(customers) == 2
    contradicting = reviews(build, "contradicting_overrides")
    assert any({left, right} == customers for _, left, right in contradicting)


def test_row_order_changes_nothing_and_a_new_hub_lets_go_of_the_past(
    builder, build, raw, tmp_path
):
    raw.add("grow50", email="grow@firm.example")
    mixed = builder.build(write_raw(tmp_path / "raw", raw.tables(), shuffle=32))
    grown = {key for key in mixed.customers if key.startswith("crm:grow")}
    assert len({mixed.customers[key] for key in grown}) == 51
    for key, customer_id in build.customers.items():
        assert key in grown or mixed.customers[key] == customer_id
    tables = {
        "fct_identity_links": "left_contact_id not like 'crm:grow%'",
        "fct_identity_reviews": "left_contact_id not like 'crm:grow%'",
    }
    for table, others in tables.items():
        rows = f"select * from {table} where {others} order by all"
        assert mixed.outcome.rows(rows) == build.outcome.rows(rows), table
