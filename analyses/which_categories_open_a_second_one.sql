{{ config(group="differentiate") }}
{% set lower_z, upper_z = '(-1.959964)', '1.959964' %}

-- Which categories open a second one? Of the customers whose first purchase held one
-- category alone and is a year old: how many bought another category within a year (95
-- % interval: Wilson 1927), and which most often. Of several that were opened on one
-- day, each counts.
--   dbt show -s which_categories_open_a_second_one
with

lines as (

    select * from {{ ref('fct_order_lines') }}
    where customer_id is not null and is_in_revenue and quantity > 0

),

products as (

    select * from {{ ref('dim_products') }}
    where category is not null

),

as_of as (

    select * from {{ ref('as_of') }}

),

first_days as (

    select
        lines.customer_id,
        products.category,
        min(lines.order_date) as first_date
    from lines
    inner join products
        on lines.product_id = products.product_id
    where {{ is_product_line('lines.line_type') }}
    group by lines.customer_id, products.category

),

ranked as (

    select
        customer_id,
        category,
        first_date,
        dense_rank() over (partition by customer_id order by first_date) as day_rank,
        count(*) over (partition by customer_id, first_date) as category_count
    from first_days

),

firsts as (

    select
        ranked.customer_id,
        ranked.category,
        {{ add_months('ranked.first_date', 12) }} as year_end_date
    from ranked
    cross join as_of
    where ranked.day_rank = 1
        and ranked.category_count = 1
        and {{ add_months('ranked.first_date', 12) }} <= as_of.as_of_date

),

openings as (

    select
        firsts.customer_id,
        firsts.category,
        ranked.category as next_category
    from firsts
    left join ranked
        on firsts.customer_id = ranked.customer_id
        and ranked.day_rank = 2
        and firsts.year_end_date >= ranked.first_date

),

counted as (

    select
        category,
        count(distinct customer_id) as customer_count,
        count(distinct case when next_category is not null then customer_id end)
            as opened_count
    from openings
    group by category

),

next_counts as (

    select
        category,
        next_category,
        count(*) as next_customer_count
    from openings
    where next_category is not null
    group by category, next_category

),

next_ranks as (

    select
        *,
        row_number() over (
            partition by category
            order by next_customer_count desc, next_category asc
        ) as next_rank
    from next_counts

),

final as (

    select
        counted.category,
        counted.customer_count,
        counted.opened_count,
        round({{ share('counted.opened_count', 'counted.customer_count') }}, 4)
            as opened_rate,
        {% for end, z in [('low', lower_z), ('high', upper_z)] %}
        round(
            {{ wilson_bound(
                'counted.opened_count', 'counted.customer_count', z
            ) }}, 4
        ) as opened_rate_{{ end }},
        {% endfor %}
        next_ranks.next_category,
        next_ranks.next_customer_count
    from counted
    left join next_ranks
        on counted.category = next_ranks.category
        and next_ranks.next_rank = 1
    order by opened_rate desc, counted.category asc

)

select * from final
