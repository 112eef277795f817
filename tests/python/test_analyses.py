"""Questions of `analyses/` asked as a reader does, over tables filled by hand."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.python.dbt_process import DbtProcess

Rows = list[dict[str, Any]]
Tables = dict[str, str]
Ask = Callable[..., Rows]


@pytest.fixture
def ask(dbt: DbtProcess, tmp_path: Path) -> Ask:
    """Return a function that shows the answer of a question over these tables."""

    def answer(question: str, tables: Tables, *options: str) -> Rows:
        with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as warehouse:
            for table, query in tables.items():
                warehouse.execute(f"create table {table} as {query}")
        outcome = dbt.run(
            *("show", "-s", question, "--limit", "50", *options),
            raw=tmp_path / "raw",
            folder=tmp_path,
        )
        assert outcome.succeeded, outcome.errors
        return outcome.shown[question]

    return answer


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with floats in place of decimals."""
    return {
        name: float(value) if isinstance(value, Decimal) else value
        for name, value in row.items()
    }


SALES = """
    select
        'postcode' as dimension,
        member,
        month_start_date,
        month_start_date < date '2026-03-01' as is_month_over,
        if(month_start_date < date '2025-03-01', earlier, recent) as order_count,
        10 * order_count as net_amount,
        if(member = 'SMALL' and month_start_date = date '2025-07-01', null, 1)
            as customer_effect_amount,
        2 as frequency_effect_amount,
        -3 as basket_effect_amount,
        4 as price_effect_amount,
        if(customer_effect_amount is null, 'area_kept_back', null) as null_reason,
        order_count as customer_count
    from (values ('1010', 10, 20), ('1020', 20, 10), ('1030', 10, 10),
        ('EMPTY', 0, 10), ('SMALL', 10, 90)) as areas (member, earlier, recent)
    cross join (
        select cast(unnest(range(date '2024-01-01', date '2026-04-01',
            interval 1 month)) as date) as month_start_date
    )
    union all
    select 'total', 'total', date '2026-02-01', true, 900, 900, 9, 9, 9, 9, null, 900
"""


def test_postcodes_grow_by_their_orders_of_a_year_against_the_year_before(ask):
    """The thirteenth month back and the unfinished one count for nothing."""
    answer = ask("which_postcodes_grow", {"fct_sales_breakdown": SALES})
    assert [row["postcode_area"] for row in answer] == ["1010", "1030", "1020"]
    grown, same, shrunk = answer
    assert (grown["earlier_order_count"], grown["recent_order_count"]) == (120, 240)
    assert (grown["earlier_net_amount"], grown["recent_net_amount"]) == (1200, 2400)
    assert float(grown["growth_z"]) == round(120 / 360**0.5, 2)
    assert shrunk["growth_z"] == -grown["growth_z"]
    assert same["growth_z"] == 0
    assert [
        grown[f"{name}_effect_amount"]
        for name in ("customer", "frequency", "basket", "price")
    ] == [12, 24, -36, 48]


SLIPPING: Tables = {
    "as_of": "select date '2026-03-31' as as_of_date",
    "lifecycle_rules": """
        from (values ('prospect', 'acquisition', 0), ('active', 'last_purchase', 0),
            ('at_risk', 'last_purchase', 90), ('lost', 'last_purchase', 365))
        as rules (lifecycle_stage, counted_from, from_days)
    """,
    "fct_lifecycle_history": """
        select customer_id, lifecycle_stage, since as lifecycle_stage_since_date,
            date '2026-03-30' as valid_from, is_current
        from (values
            (1, 'at_risk', date '2026-03-20', true),
            (2, 'lost', date '2026-03-01', true),
            (3, 'at_risk', date '2026-02-28', true),
            (4, 'active', date '2026-03-20', true),
            (4, 'at_risk', date '2026-03-10', false),
            (5, 'prospect', date '2026-03-20', true),
            (6, 'at_risk', date '2026-03-20', true),
            (7, 'at_risk', date '2026-03-20', true),
            (8, 'at_risk', date '2026-03-20', true))
        as history (customer_id, lifecycle_stage, since, is_current)
    """,
    "fct_orders": """
        select *, order_id as customer_order_number from (values
            (1, 1, date '2025-01-01', 9, null, date '2026-01-01', true),
            (2, 1, date '2025-12-19', 0, date '2025-12-20', date '2025-12-21', true),
            (3, 1, date '2025-12-30', 5, null, null, false),
            (4, 2, date '2025-03-01', 1, date '2025-03-05', date '2025-03-02', true),
            (5, 2, date '2026-04-01', 0, null, null, true),
            (6, null, date '2026-03-01', 0, null, null, true),
            (7, 6, date '2025-09-20', 0, date '2026-03-30', null, true),
            (8, 7, date '2025-09-20', 0, date '2026-03-31', null, true),
            (9, 8, date '2025-09-20', 0, null, null, true))
        as orders (
            order_id, customer_id, order_date, refund_amount, promised_at,
            delivered_at, is_purchase
        )
    """,
    "fct_customer_value": """
        from (values (1, 10), (2, 20), (3, 30), (4, 40))
        as valued (customer_id, clv_36_months_amount)
    """,
    "int_need_conversations": """
        from (values
            (1, 'c', 'invoice', date '2026-01-01'),
            (1, 'b', 'delivery', date '2026-02-01'),
            (1, 'a', 'opening', date '2026-02-01'),
            (1, 'd', 'complaint', date '2026-03-20'))
        as talks (customer_id, conversation_id, topic, start_date)
    """,
}


def test_who_fell_back_within_the_month_is_slipping_whatever_changed_since(ask):
    """By the day of the stage, not of the interval; the most valuable first."""
    answer = ask("who_is_slipping_this_month_and_why", SLIPPING)
    lost, at_risk, *_ = answer
    assert [row["customer_id"] for row in answer] == [2, 1, 6, 7, 8]
    assert lost["lifecycle_stage"] == "lost"
    assert (lost["was_last_purchase_given_back"], lost["last_topic"]) == (True, None)
    assert at_risk == {
        "customer_id": 1,
        "lifecycle_stage": "at_risk",
        "slipped_date": date(2026, 3, 20),
        "clv_36_months_amount": 10,
        "last_purchase_date": date(2025, 12, 19),
        "purchase_count": 2,
        "was_last_delivery_late": True,
        "was_last_purchase_given_back": False,
        "last_topic": "delivery",
    }


def test_what_came_last_before_a_customer_slipped_is_not_what_came_after(ask):
    """Neither a purchase of a day to come nor a talk on the day of the new stage."""
    answer = ask("who_is_slipping_this_month_and_why", SLIPPING)
    before = {row["customer_id"]: row for row in answer}
    assert before[2]["last_purchase_date"] == date(2025, 3, 1)
    assert before[2]["purchase_count"] == 4
    assert before[1]["last_topic"] == "delivery"


def test_what_was_promised_and_is_not_there_is_late_once_the_day_is_over(ask):
    answer = ask("who_is_slipping_this_month_and_why", SLIPPING)
    late = {row["customer_id"]: row["was_last_delivery_late"] for row in answer}
    assert late == {1: True, 2: False, 6: True, 7: False, 8: False}


LINKS: Tables = {
    "fct_identity_links": """
        select left_id as left_contact_id, right_id as right_contact_id, link_rule,
            link_rule || ' of both' as evidence, 0.9 as confidence, is_in_chain
        from (values
            ('a', 'b', 'email', true), ('c', 'b', 'phone', true),
            ('c', 'd', 'name', true), ('b', 'e', 'address', true),
            ('a', 'd', 'birth_date', false), ('x', 'y', 'email', true))
        as links (left_id, right_id, link_rule, is_in_chain)
    """,
    "bridge_contacts_to_customers": """
        from (values ('a', 1), ('b', 1), ('c', 1), ('d', 1), ('e', 1), ('x', 2),
            ('y', 2)) as bridge (contact_id, customer_id)
    """,
}


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("a", "d", [("a", "b", "email"), ("b", "c", "phone"), ("c", "d", "name")]),
        ("d", "e", [("d", "c", "name"), ("c", "b", "phone"), ("b", "e", "address")]),
        ("a", "x", []),
    ],
)
def test_the_chain_from_one_contact_to_another_has_no_link_beside_it(
    ask, one, other, steps
):
    names = f"{{one_contact_id: '{one}', other_contact_id: '{other}'}}"
    answer = ask("why_two_contacts_are_one_customer", LINKS, "--vars", names)
    answer.sort(key=lambda row: row["step_number"])
    assert [
        (row["from_contact_id"], row["to_contact_id"], row["link_rule"])
        for row in answer
    ] == steps
    assert [row["step_number"] for row in answer] == list(range(1, len(steps) + 1))
    assert all(row["evidence"] == f"{row['link_rule']} of both" for row in answer)


PROFITS: dict[int, list[int | None]] = {
    2001: [10, 10, 10, 10, 10, 10, 1, 1, 1, 1],
    2002: [50, 10, 10, 10, 10, 2, 2, 2, 2, 2],
    2003: [100, -5, -5, -5, -5, -5, -5, -5, -5, -5],
    2004: [70, 20, 10, 0, 0, 0, 0, None, None],
    2005: [3, -5],
    2006: [None],
}


def test_a_fifth_is_counted_in_customers_whatever_their_ties(ask):
    """Of 7 it is the best one and 0.4 of the next; who is unknown is left out."""
    rows = ", ".join(
        f"({customer}, {year}, {'null' if profit is None else profit})"
        for year, profits in PROFITS.items()
        for customer, profit in enumerate(profits)
    )
    query = f"""
        select
            customer_id,
            'year' as period_type,
            make_date(year, 1, 1) as period_start_date,
            cast(profit as decimal(18, 2)) as profit_amount,
            if(profit is not null and sum(profit) over whole > 0,
                sum(profit) over curve / sum(profit) over whole, null)
                as cumulative_profit_share,
            if(profit is not null, count(profit) over curve / count(profit) over whole,
                null) as cumulative_customer_share
        from (values {rows}) as profits (customer_id, year, profit)
        window whole as (partition by year),
            curve as (partition by year order by profit desc nulls last)
    """
    answer = ask(
        "do_a_fifth_of_the_customers_bring_the_profit", {"fct_customer_profit": query}
    )
    columns = ("customer_count", "left_out_customer_count", "top_fifth_profit_share")
    assert [[plain(row)[name] for name in columns] for row in answer] == [
        [10, 0, 0.3125],
        [10, 0, 0.6],
        [10, 0, 1.7273],
        [7, 2, 0.78],
        [2, 0, None],
        [0, 1, None],
    ]
    peak = plain(answer[2])
    assert (peak["peak_profit_share"], peak["peak_customer_share"]) == (1.8182, 0.1)
    assert peak["below_zero_profit_amount"] == -45


def test_of_categories_that_open_on_one_day_each_counts(ask):
    """Whoever starts with two, opens after a year or is not a year old, does not."""
    tables = {
        "as_of": "select date '2025-03-31' as as_of_date",
        "dim_products": """
            from (values ('toys', 'Toys'), ('zoo', 'Zoo'), ('a', 'A'), ('b', 'B'),
                ('c', 'C'), ('gift', null)) as products (product_id, category)
        """,
        "fct_order_lines": """
            select *, true as is_in_revenue, 1 as quantity, 'goods' as line_type
            from (values
                (1, 'toys', date '2024-01-01'), (1, 'zoo', date '2024-03-01'),
                (1, 'a', date '2024-03-01'), (1, 'c', date '2024-03-02'),
                (2, 'toys', date '2024-01-01'), (2, 'zoo', date '2024-03-01'),
                (2, 'b', date '2024-03-01'),
                (3, 'toys', date '2024-01-01'), (3, 'zoo', date '2025-01-01'),
                (3, 'c', date '2025-01-01'),
                (4, 'toys', date '2024-01-01'), (4, 'a', date '2025-01-02'),
                (5, 'toys', date '2024-01-01'), (5, 'zoo', date '2024-01-01'),
                (5, 'a', date '2024-03-01'),
                (6, 'toys', date '2024-04-01'), (6, 'a', date '2024-05-01'),
                (7, 'b', date '2024-01-01'))
            as lines (customer_id, product_id, order_date)
        """,
    }
    opened, alone = ask("which_categories_open_a_second_one", tables)
    assert plain(opened) == {
        "category": "Toys",
        "customer_count": 4,
        "opened_count": 3,
        "opened_rate": 0.75,
        "opened_rate_low": 0.3006,
        "opened_rate_high": 0.9544,
        "next_category": "Zoo",
        "next_customer_count": 3,
    }
    assert (alone["category"], alone["customer_count"]) == ("B", 1)
    assert (alone["opened_count"], alone["next_category"]) == (0, None)


def test_an_unknown_discount_is_not_none_and_a_visitor_cannot_be_seen_again(ask):
    tables = {
        "as_of": "select date '2025-12-31' as as_of_date",
        "fct_orders": """
            select *, true as is_first_order, true as has_customer from (values
                ('unknown', date '2024-01-01', 80, null),
                ('none', date '2024-01-01', 80, 0),
                ('fifth', date '2024-01-01', 80, 20),
                ('visitor', date '2024-01-01', 80, 20))
            as orders (customer_id, order_date, net_amount, discount_amount)
        """,
        "int_customer_keys": """
            select *, customer_id = 'visitor' as is_visitor from (values
                ('unknown', 1), ('none', 2), ('fifth', 3), ('visitor', 4))
            as customers (customer_id, customer_key)
        """,
        "int_purchase_days": """
            select *, date '2024-01-01' as purchase_date from (values
                (1, date '2024-02-01'), (2, date '9999-12-31'), (3, date '2024-02-01'))
            as days (customer_key, next_purchase_date)
        """,
    }
    answer = ask("does_a_customer_won_by_discount_stay", tables)
    assert [
        (row["first_discount"], row["customer_count"], row["repeated_count"])
        for row in answer
    ] == [("1 none", 1, 0), ("4 20 % and more", 1, 1), ("unknown", 1, 1)]


def test_months_before_referrals_were_recorded_say_nothing_of_age(ask):
    """Ten of 1000 customers a month at every age, noted since mid-January 2025."""
    cohorts = """
        select
            first_month,
            month as month_start_date,
            datediff('month', first_month, month) as age_months,
            month < date '2026-01-01' as is_month_complete,
            1000 as customer_count,
            500 as survivor_customer_count,
            case
                when month = date '2025-01-01' then 4
                when month > date '2025-01-01' and is_month_complete then 10
                else 0
            end as referral_count,
            referral_count // 2 as survivor_referral_count
        from (select cast(unnest(range(date '2023-01-01', date '2026-02-01',
            interval 1 month)) as date) as first_month)
        inner join (select cast(unnest(range(date '2023-01-01', date '2026-02-01',
            interval 1 month)) as date) as month) on first_month <= month
    """
    answer = ask("do_old_customers_bring_others", {"fct_cohorts": cohorts})
    rates = [
        (row["population"], row["age_years"], row["referrals_per_100_customer_years"])
        for row in answer
    ]
    assert rates == [
        (population, age, 12)
        for population in ("all", "survivors")
        for age in (0, 1, 2)
    ]
    # 11 months each of the cohorts of January and February 2023, then one less each.
    assert answer[2]["referral_count"] == 10 * (11 + sum(range(12)))


def test_a_year_of_costs_is_compared_with_the_first_of_the_same_customers(ask):
    """A year that runs on is none; one in which nothing was bought has costs too."""
    tables = {
        "fct_cohorts": """
            select
                first_order_month_date,
                month_start_date,
                datediff('month', first_order_month_date, month_start_date)
                    as age_months,
                true as is_month_complete,
                month_start_date >= date '2024-01-01' as is_cost_to_serve_complete
            from (values (date '2023-12-01'), (date '2024-01-01'))
                as cohorts (first_order_month_date)
            cross join (select cast(unnest(range(date '2023-12-01', date '2026-02-01',
                interval 1 month)) as date) as month_start_date)
            cross join (values ('web'), ('shop')) as channels (acquisition_channel)
            where month_start_date >= first_order_month_date
        """,
        "int_cohort_customers": """
            from (values (1, date '2024-01-01'), (2, date '2024-01-01'),
                (3, date '2024-01-01'), (4, date '2023-12-01'))
            as customers (customer_key, first_order_month_date)
        """,
        "int_customer_months": """
            from (values
                (1, date '2024-01-01', 100, 6), (1, date '2024-12-01', 0, 11),
                (1, date '2025-12-01', 100, 17), (1, date '2026-01-01', 100, 6),
                (2, date '2024-01-01', 100, 17), (2, date '2025-01-01', 0, 12),
                (2, date '2026-01-01', 0, 1),
                (3, date '2024-01-01', 100, 50),
                (4, date '2023-12-01', 100, 0), (4, date '2024-12-01', 100, 71))
            as months (
                customer_key, month_start_date, revenue_amount, cost_to_serve_amount
            )
        """,
    }
    answer = ask("do_old_customers_cost_less_to_serve", tables)
    # The second: customer 2 cost 12 more than 17 % of nothing, customer 1 as much as
    # before; residuals of the ratio 12 / 100 are 12 and -12, 1.96 √(288 / 2) / 50.
    assert [list(plain(row).values()) for row in answer] == [
        [1, 3, 0.28, 0, None, None],
        [2, 3, 0.5, 2, 0.12, 0.4704],
    ]


def test_purchases_without_a_list_price_are_counted_and_not_compared(ask):
    """Nor are those of a business day that is still to come counted."""
    tables = {
        "as_of": "select date '2025-12-31' as as_of_date",
        "fct_orders": """
            select *, true as is_purchase from (values
                (1, 1, date '2025-01-01', 100, 100), (1, 2, date '2025-02-01', 100, 80),
                (2, 1, date '2025-01-01', null, 90), (2, 2, date '2025-02-01', 100, 90),
                (3, 1, date '2025-12-31', 50, 50), (3, 2, date '2026-01-01', 100, 10))
            as orders (
                customer_id, customer_order_number, order_date, list_amount, net_amount
            )
        """,
    }
    first, second = ask("do_old_customers_pay_more", tables)
    assert list(plain(first).values()) == [1, 3, 2, 2, 1, 2, 0, 0]
    assert list(plain(second).values()) == [2, 2, 2, 2, 0.85, 1, -0.2, None]


@pytest.mark.parametrize(
    ("costed_count", "retained_count", "covered_months", "worth"),
    [
        (2, 6, 12, [0.3333, True, 30, 62.73, 1.16, 0.5, 3.52, 11.62, None]),
        (2, 6, 11, [0.3333, False, 30, 62.73, 1.16, 0.5, 3.52, 11.62, None]),
        (0, 6, 12, [0, True, *[None] * 6, "margin_unknown"]),
        (0, 0, 12, [None, True, *[None] * 6, "nobody_retained"]),
    ],
)
def test_a_point_of_retention_is_worth_what_is_known_of_the_margin(
    ask, costed_count, retained_count, covered_months, worth
):
    """34.5 / .54 - 34.5 / .55, and the same at the ends .3127 and .8318 of .6."""
    tables = {
        "clv_rules": "select 'annual_discount_rate' as rule_name, 0.15 as threshold",
        "int_compared_years": """
            select date '2025-12-31' as closing_date, date '2024-12-31' as opening_date,
                date '2023-12-31' as earlier_date
        """,
        "int_cost_coverage": f"""
            select make_date(2025, month, 1) as month_start_date,
                month <= {covered_months} as is_cost_to_serve_complete
            from range(1, 13) as months (month)
            union all select date '2026-01-01', true
        """,
        "int_customer_months": f"""
            select
                customer as customer_key,
                month as month_start_date,
                1 as purchase_count,
                1 as order_count,
                if(customer < {costed_count}, 1, 0) as costed_order_count,
                100 as revenue_amount,
                if(customer < {costed_count}, 60, 0) as goods_cost_amount,
                10 as cost_to_serve_amount
            from range(10) as customers (customer)
            cross join (values (date '2024-06-01'), (date '2025-06-01'))
                as months (month)
            where month < date '2025-01-01' or customer < {retained_count}
        """,
    }
    answer = plain(*ask("what_is_a_point_of_retention_worth", tables))
    assert answer["customer_count"] == 10
    assert answer["retention_rate"] == retained_count / 10
    columns = (
        "costed_share",
        "is_cost_to_serve_complete",
        "retained_customer_contribution",
        "lifetime_value",
        "worth_of_a_point",
        "worth_of_a_point_low",
        "worth_of_a_point_high",
        "worth_of_a_point_of_all",
        "null_reason",
    )
    assert [answer[name] for name in columns] == worth


def test_who_is_due_now_is_asked_once_for_a_sku_that_is_still_sold(ask):
    tables = {
        "as_of": "select date '2026-03-31' as as_of_date",
        "fct_customer_products": """
            select *, next_due_date - 60 as earliest_due_date, 3 as purchase_day_count,
                60 as expected_interval_days, 'product' as interval_level,
                latest_due_date < date '2026-03-31' as is_overdue
            from (values
                ('shop:tea', date '2026-01-01', date '2026-03-30', date '2026-05-10'),
                ('till:tea', date '2026-02-01', date '2026-03-30', date '2026-05-10'),
                ('shop:nuts', date '2026-02-01', date '2026-04-30', date '2026-06-10'),
                ('shop:rice', date '2026-02-01', date '2026-05-01', date '2026-06-10'),
                ('shop:soap', date '2026-02-01', date '2026-04-10', date '2026-06-10'),
                ('shop:oil', date '2025-02-01', date '2026-02-10', date '2026-03-30'))
            as bought (
                product_id, last_purchase_date, next_due_date, latest_due_date
            )
            cross join (select 1 as customer_id)
        """,
        "dim_products": """
            select *, product_id as product_name from (values
                ('shop:tea', true, true), ('till:tea', true, true),
                ('shop:nuts', false, false), ('shop:rice', true, true),
                ('shop:soap', false, true), ('shop:oil', true, true))
            as products (product_id, is_active, is_in_catalogue)
        """,
        "int_repurchase_items": """
            select product_id, if(product_id like '%:tea', 'TEA', product_id) as item_id
            from dim_products
        """,
        "int_repurchase_gaps": """
            select distinct 1 as customer_id, item_id, if(item_id = 'TEA', 3, 0)
                as gap_count
            from int_repurchase_items
        """,
        "fct_customer_price_sensitivity": """
            select 1 as customer_id, 0.5 as deal_purchase_share
        """,
    }
    answer = ask("who_is_about_to_need_what", tables)
    assert [
        (row["product_id"], row["next_due_date"], row["purchase_day_count"])
        for row in answer
    ] == [
        ("till:tea", date(2026, 3, 30), 4),
        ("shop:nuts", date(2026, 4, 30), 1),
    ]
    assert {plain(row)["deal_purchase_share"] for row in answer} == {0.5}
