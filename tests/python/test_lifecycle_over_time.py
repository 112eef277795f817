"""The lifecycle of a random company, told on the last day and on earlier ones.

A company lives for years; some of its customers become reachable late and bring
others, some buy at even gaps.
What the last build says of every day is compared with a walk through the days. A build
as of an earlier day, over a raw folder with records that came later, is compared with
the history cut at that day. Twenty sampled days are replayed by the models alone.
"""

import copy
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.python.expected_customers import Expected
from tests.python.random_company import (
    Company,
    Row,
    add_alternating_orders,
    add_regular_orders,
    built,
    noon,
    random_company,
)

CUT, LAST_DAY = date(2022, 12, 31), date(2024, 3, 31)
ONE_DAY = timedelta(1)
STEPS = ["acquisition", "identification", "conversion", "retention", "referral"]
MODELS = [
    "fct_lifecycle_monthly",
    "fct_state_transitions",
    "fct_relationship_funnel",
    "fct_customer_rfm",
]
# What the models of the lifecycle read, and what of it a day does not know yet.
INPUTS = {
    "dim_customers": "first_seen_at",
    "int_customer_days": "activity_date",
    "bridge_contacts_to_customers": "first_seen_at",
    "bridge_customer_contact_points": "first_seen_at",
    "stg_referrals": "referred_at",
}
# A number is first seen with the version of its contact that counts today.
STATED_BEFORE = """
    or channel = 'phone' and customer_id in (
        select customer_id from whole.int_contact_statements
        where has_phone and cast(stated_at as date) <= $day
    )
"""
COLUMNS = (
    "customer_id, valid_from, valid_to, lifecycle_stage_since_date,"
    " growth_phase_since_date, relationship_stage_since_date, lifecycle_stage,"
    " growth_phase, relationship_stage, entry_trigger, is_current"
)


@dataclass
class Town(Company):
    """A company whose customers refer others."""

    referrals: list[Row] = field(default_factory=list)


def random_town(seed: int, customer_count: int) -> Town:
    base = random_company(seed, customer_count, LAST_DAY)
    chance = random.Random(f"town {seed}")
    for number in range(12):
        add_regular_orders(base, chance, f"g{number}", [7, 20, 45, 120][number % 4])
    # As even as a regular buyer must be, and a little less, though not by chance.
    add_alternating_orders(base, "a0", 72, 30, 10)
    add_alternating_orders(base, "a1", 160, 16, 5)
    dated = {order["contact_id"] for order in base.orders if order_day(order) <= CUT}
    town = Town(
        LAST_DAY,
        [c for c in base.contacts if c["created_at"] or c["contact_id"] in dated],
        base.orders,
        base.returns,
    )
    known = {contact["contact_id"] for contact in town.contacts}
    town.orders = [o for o in town.orders if o["contact_id"] in known | {""}]
    town.returns = [r for r in town.returns if r["contact_id"] in known | {""}]
    for row in [*town.orders, *town.returns]:
        row["recorded_at"] = ""
    for number, contact in enumerate(list(town.contacts)):
        contact["updated_at"] = contact["recorded_at"] = ""
        has_phone = contact["created_at"] and chance.random() < 0.5
        contact["phone"] = f"+49301{number:06}" if has_phone else ""
        if contact["created_at"] and chance.random() < 0.5:
            town.contacts.append(contact | update(chance, contact))
    for number in range(customer_count * 2):
        referrer, referee = chance.sample(sorted(known), 2)
        day = date(2017, 1, 1) + timedelta(chance.randrange(2600))
        is_mailed = chance.random() < 0.5 and referee.startswith("c")
        mailbox = chance.choice(["Person", "Former"])
        email = f"{mailbox}{referee[1:]}@example.com" if is_mailed else ""
        town.referrals.append(
            {
                "referral_id": f"f{number}",
                "contact_id": referrer,
                "referee_contact_id": "" if is_mailed else referee,
                "referee_email": email,
                "referred_at": noon(day),
                "recorded_at": "",
            }
        )
    return town


def update(chance: random.Random, contact: Row) -> Row:
    """Let a contact say its address years later, or say it again."""
    first = date.fromisoformat(contact["created_at"][:10])
    day = noon(first + timedelta(chance.choice([1, 40, 400, 1000])))
    email = contact["email"]
    former = email.replace("person", "former")
    contact["email"] = chance.choice([email, "", "test@test.com", former])
    return {"email": email, "updated_at": day, "recorded_at": ""}


def order_day(order: Row) -> date:
    return date.fromisoformat(order["ordered_at"][:10])


def with_late_records(town: Town) -> Town:
    """Add what happened by the day of the cut and was recorded after it."""
    late = copy.deepcopy(town)
    recorded = {"recorded_at": noon(CUT + timedelta(10))}
    for number, contact in enumerate(town.contacts[:30]):
        day = noon(CUT - timedelta(20 * number))
        who = {"contact_id": contact["contact_id"]}
        late.orders.append(
            town.orders[0]
            | who
            | recorded
            | {"order_id": f"late{number}", "ordered_at": day, "status": ""}
        )
        late.contacts.append(
            contact
            | recorded
            | {"email": f"late{number}@example.com", "updated_at": day}
        )
        late.referrals.append(
            {
                "referral_id": f"late{number}",
                "referee_contact_id": town.contacts[number + 1]["contact_id"],
                "referee_email": "",
                "referred_at": noon(date(2017, 1, 1)),
            }
            | who
            | recorded
        )
    return late


@dataclass(frozen=True)
class Builds:
    """The whole life, and the build as of the day of the cut over the late raw."""

    town: Town
    whole: Path
    cut: Path


@pytest.fixture(scope="module")
def builds(tmp_path_factory, dbt):
    town = random_town(8, 80)
    late = with_late_records(town)
    late.as_of = CUT
    folder = tmp_path_factory.mktemp("lifecycle")
    return Builds(
        town,
        built(town, dbt, folder / "whole", MODELS),
        built(late, dbt, folder / "cut", MODELS),
    )


def rows_of(database: Path, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query, parameters or None).fetchall()


def cut_history(database: Path, day: date) -> list[tuple[Any, ...]]:
    """Return the history as far as the day."""
    return rows_of(
        database,
        f"""
        select {COLUMNS} from (
            select * replace (
                if(valid_to > $day, date '9999-12-31', valid_to) as valid_to,
                valid_to > $day as is_current
            )
            from fct_lifecycle_history
            where valid_from <= $day
        )
        order by all
        """,
        day=day,
    )


class Life(Expected):
    """What each day says of each customer, one day at a time."""

    def growth_phase(self, customer, day):
        ages = [(day - bought).days for bought in self.purchases[customer]]
        recent = sum(0 <= age < 182 for age in ages)
        earlier = sum(182 <= age < 364 for age in ages)
        if recent + earlier == 0:
            return None
        square = Fraction((recent - earlier) ** 2, recent + earlier)
        if square < Fraction("1.64") ** 2:
            return "maturity"
        return "growth" if recent > earlier else "decline"

    def steps(self, town):
        """Return customer → step → first day."""
        found: Any = defaultdict(dict)
        for customer in self.customers.values():
            known = [*self.revenue[customer], self.first_seen[customer] or self.as_of]
            found[customer]["acquisition"] = min(known)
            days = sorted(self.purchases[customer])
            if days:
                found[customer]["conversion"] = days[0]
            for before, day in pairwise(days):
                if (day - before).days <= 365:
                    take(found[customer], "retention", day)
        for row in town.contacts:
            taken = found[self.customers[row["contact_id"]]]
            stated = row["updated_at"] or row["created_at"]
            day = date.fromisoformat(stated[:10]) if stated else taken["acquisition"]
            is_mailed = row["email"] not in {"", "test@test.com"}
            if (is_mailed or row["phone"]) and day <= self.as_of:
                take(taken, "identification", max(day, taken["acquisition"]))
        self.add_referrals(town, found)
        return found

    def add_referrals(self, town, found):
        given = self.first_days_of_addresses(town)
        for row in town.referrals:
            taken = found[self.customers[row["contact_id"]]]
            referee = found.get(self.customers.get(row["referee_contact_id"]))
            known = date.min
            if referee is None:
                who, known = given.get(row["referee_email"].lower(), (None, known))
                referee = found.get(who, {})
            day = date.fromisoformat(row["referred_at"][:10])
            bought = referee.get("conversion")
            if bought and bought >= day and referee is not taken:
                take(taken, "referral", max(bought, known, taken["acquisition"]))

    def first_days_of_addresses(self, town):
        """Return address → who gave it, and the first day on which they did."""
        given: dict[str, tuple[str, date]] = {}
        for row in town.contacts:
            stated = row["updated_at"] or row["created_at"]
            day = date.fromisoformat(stated[:10]) if stated else date.min
            address = row["email"]
            if day <= self.as_of:
                _, earliest = given.get(address, (None, day))
                who = self.customers[row["contact_id"]]
                given[address] = (who, min(day, earliest))
        return given


def take(taken, step, day):
    taken[step] = min(day, taken.get(step, date.max))


@pytest.fixture(scope="module")
def life(builds):
    return Life.of(builds.town, builds.whole)


def days_of(database: Path, as_of: date) -> dict[tuple[str, date], list[Any]]:
    """Return customer and day → the states that the history has for it."""
    days = defaultdict(list)
    for customer, start, end, *states in rows_of(
        database,
        "select customer_id, valid_from, valid_to, lifecycle_stage, growth_phase,"
        " relationship_stage from fct_lifecycle_history",
    ):
        day = start
        while day < min(end, as_of + ONE_DAY):
            days[customer, day].append(tuple(states))
            day += ONE_DAY
    return days


def test_each_day_has_the_one_state_that_a_walk_through_the_days_finds(builds, life):
    steps = life.steps(builds.town)
    expected = {}
    for (customer, day), stage in life.stages().items():
        taken = [step for step in STEPS if steps[customer].get(step, date.max) <= day]
        expected[customer, day] = [
            (stage, life.growth_phase(customer, day), taken[-1] if taken else None)
        ]
    assert days_of(builds.whole, LAST_DAY) == expected
    reached = {state[2] for states in expected.values() for state in states}
    assert reached == set(STEPS)


def test_regular_buyers_have_limits_before_and_after_those_of_all(builds):
    [(early, late)] = rows_of(
        builds.whole,
        """
        select
            count(*) filter (valid_from - purchase_date < 181),
            count(*) filter (valid_from - purchase_date > 181)
        from fct_lifecycle_history as history
        join int_customer_keys as keys using (customer_id)
        asof join int_purchase_days as days
            on keys.customer_key = days.customer_key
            and history.valid_from >= days.purchase_date
        where entry_trigger = 'personal_threshold' and lifecycle_stage = 'at_risk'
        """,
    )
    assert early
    assert late


def test_the_funnel_counts_who_took_each_step_and_all_before(builds, life):
    counted: dict[date, list[int]] = defaultdict(lambda: [0] * len(STEPS))
    for taken in life.steps(builds.town).values():
        month = taken["acquisition"].replace(day=1)
        for number, step in enumerate(STEPS):
            if step not in taken:
                break
            counted[month][number] += 1
    rows = rows_of(
        builds.whole,
        "select month_start_date,"
        + ", ".join(f"sum({step}_count)::bigint" for step in STEPS)
        + " from fct_relationship_funnel group by all",
    )
    assert {row[0]: list(row[1:]) for row in rows} == counted


def test_a_build_as_of_a_day_is_the_history_cut_there_whatever_came_late(builds):
    assert cut_history(builds.whole, CUT) == rows_of(
        builds.cut, f"select {COLUMNS} from fct_lifecycle_history order by all"
    )


@pytest.mark.parametrize("table", ["fct_lifecycle_monthly", "fct_state_transitions"])
def test_month_ends_of_an_earlier_build_are_those_of_the_last(builds, table):
    query = f"select * from {table} where month_end_date <= $day order by all"
    rows = rows_of(builds.cut, query, day=CUT)
    assert rows == rows_of(builds.whole, query, day=CUT)
    assert rows


def test_the_segment_of_a_year_end_is_that_of_the_build_as_of_it(builds):
    assert rows_of(
        builds.whole,
        "select customer_id, rfm_segment from int_rfm_scores"
        " where scored_date = $day order by all",
        day=CUT,
    ) == rows_of(
        builds.cut, "select customer_id, rfm_segment from fct_customer_rfm order by all"
    )


def test_twenty_days_replayed_one_by_one_are_one_build(builds, dbt, tmp_path):
    chance = random.Random(20)
    days = sorted(chance.sample(range(30, (LAST_DAY - date(2017, 1, 1)).days), 20))
    folder = tmp_path / "replay"
    (folder / "raw").mkdir(parents=True)
    dbt.run(
        *("seed", "-s", "lifecycle_rules", "growth_rules", "relationship_stages"),
        *("mail_providers", "blocked_identifiers"),
        raw=folder / "raw",
        folder=folder,
    )
    database = folder / "warehouse.duckdb"
    with duckdb.connect(str(database)) as warehouse:
        warehouse.execute(f"attach '{builds.whole}' as whole (read_only)")
        for table in ("base_contacts", "int_customer_keys"):
            warehouse.execute(f"create table {table} as from whole.{table}")
    for number in days:
        day = date(2017, 1, 1) + timedelta(number)
        with duckdb.connect(str(database)) as warehouse:
            warehouse.execute(f"attach '{builds.whole}' as whole (read_only)")
            for table, known in INPUTS.items():
                also = (
                    STATED_BEFORE if table == "bridge_customer_contact_points" else ""
                )
                warehouse.execute(
                    f"create or replace table {table} as from whole.{table}"
                    f" where cast({known} as date) <= $day or {known} is null {also}",
                    {"day": day},
                )
            warehouse.execute(
                "create or replace table as_of as select cast(? as date) as as_of_date",
                [day],
            )
        outcome = dbt.run(
            *(
                "run",
                "-s",
                "+fct_lifecycle_history,path:models/differentiate/lifecycle",
            ),
            raw=folder / "raw",
            folder=folder,
            as_of=day.isoformat(),
        )
        assert outcome.succeeded, outcome.errors
        assert cut_history(builds.whole, day) == rows_of(
            database, f"select {COLUMNS} from fct_lifecycle_history order by all"
        )
