"""Scores, classes and stages of random companies against plain loops.

Who is a customer since when is taken from the build: it is not tested here.
"""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest

from tests.python.expected_customers import Expected
from tests.python.random_company import (
    built,
    random_company,
    rows_of,
)

MODELS = [
    "fct_orders",
    "fct_customer_rfm",
    "fct_customer_abc",
    "fct_lifecycle_history",
    "fct_lifecycle_monthly",
]
COMPANIES = {
    "one": (12, 1, date(2024, 6, 30)),
    "few": (2, 6, date(2024, 2, 29)),
    "some": (3, 40, date(2023, 12, 30)),
    "many": (4, 250, date(2024, 3, 31)),
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory, dbt):
    """Each company's database with what is to be found there."""
    found = {}
    for name, (seed, customer_count, as_of) in COMPANIES.items():
        company = random_company(seed, customer_count, as_of)
        database = built(company, dbt, tmp_path_factory.mktemp(name), MODELS)
        found[name] = (company, database, Expected.of(company, database))
    return found


@pytest.fixture(params=COMPANIES)
def case(request, builds):
    return builds[request.param][1:]


def test_rfm_is_that_of_a_loop_over_the_customers(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, recency_days, purchase_day_count, revenue_amount,"
        " recency_score, frequency_score, monetary_score, rfm_segment"
        " from fct_customer_rfm",
    )
    assert {row[0]: row[1:] for row in rows} == expected.rfm()
    assert len(rows) == len(set(expected.customers.values()))


def test_abc_is_that_of_a_loop_over_the_values(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, if(period_type = 'year',"
        " cast(year(period_start_date) as varchar), period_type), measure, abc_class,"
        " value_amount, cumulative_value_share, cumulative_customer_share"
        " from fct_customer_abc",
    )
    assert {row[:3]: row[3:] for row in rows} == expected.abc()
    assert len(rows) == len(expected.abc())


def test_xyz_is_that_of_fractions_over_the_months(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, if(period_type = 'year',"
        " cast(year(period_start_date) as varchar), period_type), measure, xyz_class,"
        " coefficient_of_variation from fct_customer_abc",
    )
    assert {row[:3]: row[3:] for row in rows} == expected.xyz()


def test_some_customers_are_even_and_some_are_not(builds):
    """The companies are not all of one class: the test above could not fail."""
    letters = {row[0] for _, _, each in builds.values() for row in each.xyz().values()}
    assert letters == {"X", "Y", "Z", None}


def test_lifecycle_is_that_of_a_job_that_ran_every_night(case):
    database, expected = case
    as_of = expected.as_of
    days = defaultdict(list)
    for customer, start, end, stage in rows_of(
        database,
        "select customer_id, valid_from, valid_to, lifecycle_stage"
        " from fct_lifecycle_history",
    ):
        day = start
        while day < min(end, as_of + timedelta(1)):
            days[customer, day].append(stage)
            day += timedelta(1)
    assert days == {key: [stage] for key, stage in expected.stages().items()}


def test_months_are_those_of_the_days(case):
    database, expected = case
    rows = rows_of(
        database,
        "select customer_id, month_end_date, lifecycle_stage, order_count,"
        " revenue_amount from fct_lifecycle_monthly",
    )
    assert {row[:2]: row[2:] for row in rows} == expected.months(expected.stages())


def test_the_order_of_the_rows_decides_nothing(builds, dbt, tmp_path):
    company, database, _ = builds["some"]
    shuffled = built(company, dbt, tmp_path, MODELS, random.Random(99))
    for model in MODELS:
        query = f"select * from {model} order by all"
        assert rows_of(database, query) == rows_of(shuffled, query)
