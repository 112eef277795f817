"""What was published stays as it was, and is compared with what is known now."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from scripts import publish as publishing
from scripts.dbt_runner import Dbt
from scripts.progress import Reporter
from scripts.publish import Publication, hand_over
from scripts.settings import Settings
from scripts.warehouse import DuckDBWarehouse
from tests.python.companies import write_csv

JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
BUILDS = [f"20260101T00000{n}_000000Z" for n in range(4)]
SNAPSHOTS = (
    "select publication_month_date, build_id, count(*)"
    " from fct_customer_snapshots group by all order by all"
)
MOVES = """
    select month_end_date, from_state, to_state, customer_count
    from fct_state_transitions
    where scheme = 'value_class'
    order by all
"""
# Younger and elder are one from February on; of younger more was expected.
JANUARY_CLASSES = {
    "late_order": "migrator",
    "as_it_was": "migrator",
    "elder": "below_zero",
    "younger": "most_valuable",
}
FEBRUARY_CLASSES = {
    "late_order": "most_growable",
    "as_it_was": "migrator",
    "elder": "most_valuable",
    "late_contact": "migrator",
}


def write_company(raw: Path) -> None:
    """Write a company of which some of January is known in February only."""
    write_csv(
        raw,
        "contacts",
        "contact_id,given_name,email,created_at,recorded_at",
        "late_order,Ada,ada@ada.example,2026-01-01,2026-01-01",
        "changed_order,Ben,ben@ben.example,2026-01-01,2026-01-01",
        "late_return,Cleo,cleo@cleo.example,2026-01-01,2026-01-01",
        "elder,Dora,dora@dora.example,2026-01-01,2026-01-01",
        "younger,Eva,eva@eva.example,2026-01-02,2026-01-02",
        "as_it_was,Finn,finn@finn.example,2026-01-01,2026-01-01",
        "late_contact,Gus,gus@gus.example,2026-01-20,2026-02-08",
    )
    write_csv(
        raw,
        "orders",
        "order_id,contact_id,ordered_at,status,net_amount,recorded_at",
        "1,late_order,2026-01-10 10:00:00,,100,2026-01-10 10:00:00",
        "2,late_order,2026-01-20 10:00:00,,10,2026-02-05 10:00:00",
        "3,changed_order,2026-01-10 10:00:00,,20,2026-01-10 10:00:00",
        "3,changed_order,2026-01-10 10:00:00,cancelled,20,2026-02-03 10:00:00",
        "4,late_return,2026-01-10 10:00:00,,50,2026-01-10 10:00:00",
        "5,elder,2026-01-10 10:00:00,,30,2026-01-10 10:00:00",
        "6,younger,2026-01-11 10:00:00,,40,2026-01-11 10:00:00",
        "7,as_it_was,2026-01-10 10:00:00,,70,2026-01-10 10:00:00",
        "8,as_it_was,2026-02-10 10:00:00,,70,2026-02-10 10:00:00",
    )
    write_csv(
        raw,
        "returns",
        "return_id,order_id,refund_amount,returned_at,recorded_at",
        "1,4,5,2026-01-31 10:00:00,2026-02-07 10:00:00",
    )
    write_csv(
        raw,
        "identity_overrides",
        "left_source_system,left_contact_id,right_source_system,right_contact_id,"
        "decision,decided_at",
        "default,elder,default,younger,must_link,2026-02-09 10:00:00",
    )


@dataclass
class Story:
    """A company whose builds are published one after the other.

    Attributes:
        settings: Settings of the build at hand.
        seen: Name of a moment → what a query found then.
    """

    settings: Settings
    seen: dict[str, list[tuple[Any, ...]]]

    def build(self, build_id: str, as_of: date, *selection: str) -> None:
        """Build as of a day, without tests; incremental models anew."""
        self.settings = replace(self.settings, as_of=as_of)
        dbt = self._dbt(build_id)
        run = dbt.build(selection or ["fqn:*"], full_refresh=True, without_tests=True)
        run.check("all")
        dbt.close()

    def publish(self, build_id: str) -> Publication:
        """Publish the tables as they stand."""
        warehouse = DuckDBWarehouse(self.settings.database)
        dbt = self._dbt(build_id)
        try:
            reporter = Reporter(Console(quiet=True))
            return hand_over(self.settings, dbt, warehouse, build_id, reporter)
        finally:
            dbt.close()
            warehouse.close()

    def class_customers(self, build_id: str, classes: dict[str, str]) -> None:
        """Say in the ledger what a company with enough data would have been told."""
        with duckdb.connect(str(self.settings.database)) as connection:
            for contact, value_class in classes.items():
                connection.execute(
                    "update ledger.customer_snapshots set value_class = ?,"
                    " clv_36_months_amount = length(?) where build_id = ?"
                    " and customer_id in (select customer_id"
                    " from bridge_contacts_to_customers where contact_id = ?)",
                    [value_class, contact, build_id, f"default:{contact}"],
                )

    def look(self, moment: str, query: str, published: bool = False) -> None:
        """Keep what a query finds in the database, or in what readers see."""
        current = self.settings.published / "current.duckdb"
        file = current if published else self.settings.database
        with duckdb.connect(str(file), read_only=True) as connection:
            self.seen[moment] = connection.execute(query).fetchall()

    def _dbt(self, build_id: str) -> Dbt:
        return Dbt(self.settings, build_id)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Publish January twice, fail to publish February, publish it at last."""
    home = tmp_path_factory.mktemp("restatements")
    write_company(home / "raw")
    settings = Settings(
        raw=home / "raw",
        database=home / "company.duckdb",
        published=home / "published",
    )
    story = Story(settings, {})
    story.build(BUILDS[0], JANUARY)
    story.look("built", SNAPSHOTS)
    story.publish(BUILDS[0])
    story.look("published", SNAPSHOTS, published=True)
    story.look("said", "from customer_360", published=True)
    story.look("nothing restated", "from ops_restatements", published=True)
    story.class_customers(BUILDS[0], JANUARY_CLASSES)
    story.build(BUILDS[1], JANUARY, "int_customer_snapshots")
    story.publish(BUILDS[1])
    story.look("published again", SNAPSHOTS, published=True)
    story.build(BUILDS[2], FEBRUARY)
    story.look("rebuilt", SNAPSHOTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            story.publish(BUILDS[2])
    story.look("failed", SNAPSHOTS)
    story.class_customers(BUILDS[2], FEBRUARY_CLASSES)
    story.publish(BUILDS[2])
    story.look("repeated", SNAPSHOTS, published=True)
    story.look("moves", MOVES, published=True)
    ledger = "select build_id, count(*) from ledger.customer_snapshots group by all"
    story.look("ledger", f"{ledger} order by all")
    story.look("known", "select * from ops_restatements order by all", published=True)
    totals = """
        select
            (select sum(revenue_amount) from fct_customer_snapshots
                where as_of_date = date '2026-01-31'),
            (select sum(revenue_amount) from int_known_results
                where publication_month_date = date '2026-01-01'),
            (select sum(revenue_change_amount) from ops_restatements)
    """
    story.look("totals", totals)
    contacts = "select split_part(contact_id, ':', 2), customer_id"
    story.look("contacts", f"{contacts} from bridge_contacts_to_customers")
    events = "select event_id, event_kind, customer_id from fct_identity_events"
    story.look("events", events)
    story.build(BUILDS[3], JANUARY, "as_of", "fct_customer_snapshots")
    story.look("as of January", SNAPSHOTS)
    return story


def test_a_plain_build_writes_nothing(story: Story) -> None:
    assert story.seen["built"] == []


def test_a_publication_tells_of_itself(story: Story) -> None:
    january = JANUARY.replace(day=1)
    assert story.seen["published"] == [(january, BUILDS[0], 6)]
    assert len(story.seen["said"]) == 6


def test_a_month_keeps_its_first_publication(story: Story) -> None:
    assert story.seen["published again"] == story.seen["published"]


def test_a_full_refresh_keeps_what_was_published_and_adds_nothing(story: Story) -> None:
    assert story.seen["rebuilt"] == story.seen["published"]


def test_a_publication_that_fails_has_said_nothing_until_it_is_repeated(
    story: Story,
) -> None:
    """The rows that the failure left in the ledger are not written again."""
    february = FEBRUARY.replace(day=1)
    assert story.seen["failed"] == story.seen["published"]
    assert story.seen["repeated"] == [
        *story.seen["published"],
        (february, BUILDS[2], 6),
    ]
    assert story.seen["ledger"] == [(BUILDS[0], 6), (BUILDS[2], 6)]


def test_an_earlier_day_cuts_the_ledger(story: Story) -> None:
    assert story.seen["as of January"] == story.seen["published"]


def test_classes_move_from_what_was_published_to_what_is(story: Story) -> None:
    """Published with the build that says them, by the customers of today."""
    assert story.seen["moves"] == [
        (JANUARY, "none", "migrator", 2),
        (JANUARY, "none", "most_valuable", 1),
        (FEBRUARY, "migrator", "migrator", 1),
        (FEBRUARY, "migrator", "most_growable", 1),
        (FEBRUARY, "most_valuable", "most_valuable", 1),
        (FEBRUARY, "none", "migrator", 1),
    ]


def test_nothing_is_restated_on_the_day_itself(story: Story) -> None:
    assert story.seen["nothing restated"] == []
    months = {row[0] for row in story.seen["known"]}
    assert months == {JANUARY.replace(day=1)}


def test_each_difference_is_told_with_the_record_that_made_it(story: Story) -> None:
    customers = dict(story.seen["contacts"])
    found: dict[str, dict[str, Any]] = {}
    for row in story.seen["known"]:
        found.setdefault(row[1], {})[row[2]] = (*row[5:9], row[9])
    late = ("late_order", "default:2")
    assert found.pop(customers["late_order"]) == {
        "last_purchase_date": ("2026-01-10", "2026-01-20", *late, None),
        "lifecycle_stage": ("new", "active", *late, None),
        "order_count": ("1", "2", *late, None),
        "relationship_stage": ("conversion", "retention", *late, None),
        "revenue_amount": ("100.00", "110.00", *late, 10),
    }
    changed = ("changed_order", "default:3")
    assert found.pop(customers["changed_order"]) == {
        "growth_phase": ("maturity", None, *changed, None),
        "last_purchase_date": ("2026-01-10", None, *changed, None),
        "lifecycle_stage": ("new", "prospect", *changed, None),
        "order_count": ("1", "0", *changed, None),
        "relationship_stage": ("conversion", "identification", *changed, None),
        "revenue_amount": ("20.00", "0.00", *changed, -20),
    }
    assert found.pop(customers["late_return"]) == {
        "revenue_amount": ("50.00", "45.00", "late_return", "default:1", -5)
    }
    newcomer = customers["late_contact"]
    [event] = [
        event
        for event, kind, who in story.seen["events"]
        if (kind, who) == ("created", newcomer)
    ]
    created = ("created_customer", event)
    assert found.pop(newcomer) == {
        "customer_id": (None, newcomer, *created, None),
        "lifecycle_stage": (None, "prospect", *created, None),
        "relationship_stage": (None, "identification", *created, None),
    }
    [(event, retired)] = [
        (event, who) for event, kind, who in story.seen["events"] if kind == "merged"
    ]
    live = customers["elder"]
    assert customers["younger"] == live != retired
    merged = ("merged_customer", event)
    assert found.pop(retired) == {
        "customer_id": (retired, live, *merged, None),
        "order_count": ("1", "0", *merged, None),
        "revenue_amount": ("40.00", "0.00", *merged, -40),
    }
    assert found.pop(live) == {
        "lifecycle_stage": ("new", "active", *merged, None),
        "order_count": ("1", "2", *merged, None),
        "relationship_stage": ("conversion", "retention", *merged, None),
        "last_purchase_date": ("2026-01-10", "2026-01-11", *merged, None),
        "revenue_amount": ("30.00", "70.00", *merged, 40),
    }
    assert found == {}


def test_what_revenue_was_restated_by_is_known_less_published(story: Story) -> None:
    [(published, known, change)] = story.seen["totals"]
    assert published != known == published + change
