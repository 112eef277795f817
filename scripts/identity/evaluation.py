"""What the customers of a build are worth, given the truth of some contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from scripts.command import CommandError
from scripts.identity.pair_measures import PairMeasures, measure_pairs, true_pairs
from scripts.warehouse import Warehouse

ALL_LINKS = "all links"
ALL_PAIRS = "all pairs of a customer"

Link = tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """The pairs of one kind.

    Attributes:
        pairs: What is measured: a link rule, all links or all pairs of a customer.
        found: Such pairs between labelled contacts.
        right: Those that are one person.
        precision: right / found.
        recall: right / pairs of the truth.
        f1: Harmonic mean of both.
    """

    pairs: str
    found: int
    right: int
    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, pairs: str, measures: PairMeasures) -> Line:
        """Round the measures of some pairs to four digits."""
        return cls(
            pairs,
            measures.found,
            measures.right,
            round(measures.precision, 4),
            round(measures.recall, 4),
            round(measures.f1, 4),
        )


@dataclass(frozen=True)
class Evaluation:
    """How well the labelled contacts are told apart.

    Attributes:
        contacts: Labelled contacts that the build knows.
        unknown_contacts: Labelled contacts that it does not know.
        customers: Customers that they are.
        persons: Persons that they should be.
        largest_customer: Labelled contacts of the largest customer.
        largest_person: Contacts of the largest person.
        lines: Pairs of the customers, of all links, and of each link rule.
    """

    contacts: int
    unknown_contacts: int
    customers: int
    persons: int
    largest_customer: int
    largest_person: int
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, object]:
        """Return what JSON can hold."""
        return asdict(self)


def evaluate_build(warehouse: Warehouse, truth: Mapping[str, str]) -> Evaluation:
    """Evaluate the customers and links that a build left in the warehouse.

    Raises:
        CommandError: When nothing is built, or no labelled contact is known.
    """
    customers = {
        str(row["contact_id"]): str(row["customer_id"])
        for row in _rows(
            warehouse, "bridge_contacts_to_customers", "contact_id, customer_id"
        )
    }
    links = [
        (
            str(row["left_contact_id"]),
            str(row["right_contact_id"]),
            str(row["link_rule"]),
        )
        for row in _rows(
            warehouse,
            "fct_identity_links",
            "left_contact_id, right_contact_id, link_rule",
        )
    ]
    return evaluate(customers, links, truth)


def evaluate(
    customers: Mapping[str, str], links: Sequence[Link], truth: Mapping[str, str]
) -> Evaluation:
    """Evaluate customers and links.

    Args:
        customers: Customer of each contact.
        links: Pairs of contacts with their rule.
        truth: Person of each labelled contact; the others are left out.

    Raises:
        CommandError: When no labelled contact is known.
    """
    known = {key: person for key, person in truth.items() if key in customers}
    if not known:
        raise CommandError(
            "None of the labelled contacts is in bridge_contacts_to_customers: do the"
            " labels belong to the raw data that was built?"
        )
    measures = measure_pairs(customers, known)
    lines = [Line.of(ALL_PAIRS, measures)]
    lines.append(Line.of(ALL_LINKS, _link_measures(links, known)))
    for rule in sorted({rule for _, _, rule in links}):
        of_rule = [link for link in links if link[2] == rule]
        lines.append(Line.of(rule, _link_measures(of_rule, known)))
    sizes = Counter(customers[key] for key in known)
    persons = Counter(known.values())
    return Evaluation(
        contacts=len(known),
        unknown_contacts=len(truth) - len(known),
        customers=len(sizes),
        persons=len(persons),
        largest_customer=max(sizes.values()),
        largest_person=max(persons.values()),
        lines=tuple(lines),
    )


def _link_measures(links: Sequence[Link], truth: Mapping[str, str]) -> PairMeasures:
    pairs = {
        tuple(sorted((left, right)))
        for left, right, _ in links
        if left in truth and right in truth
    }
    right = sum(truth[one] == truth[other] for one, other in pairs)
    return PairMeasures(len(pairs), true_pairs(truth), right)


def _rows(warehouse: Warehouse, name: str, columns: str) -> list[dict[str, object]]:
    relation = warehouse.relation(name)
    if relation is None:
        raise CommandError(
            f"{name} is not built: run dbt build, or name the database that holds it"
            " (IDIC_DATABASE)."
        )
    return warehouse.query(f"select {columns} from {relation}")
