{{ config(group="differentiate") }}
{% set lower_z, upper_z = '(-1.959964)', '1.959964' %}

-- Which categories open a second one? Of the customers whose first purchase held one
-- category alone and is a year old: how many bought another category within a year (95
-- % interval: Wilson 1927), and which most often.
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
        rank() over (partition by customer_id order by first_date) as category_rank,
        lead(category) over (partition by customer_id order by first_date, category)
            as next_category,
        lead(first_date) over (partition by customer_id order by first_date, category)
            as next_date
    from first_days

),

openings as (

    select
        ranked.customer_id,
        ranked.category,
        case
            when ranked.next_date <= {{ add_months('ranked.first_date', 12) }}
                then ranked.next_category
        end as next_category
    from ranked
    cross join as_of
    where ranked.category_rank = 1
        and (ranked.next_date is null or ranked.next_date > ranked.first_date)
        and {{ add_months('ranked.first_date', 12) }} <= as_of.as_of_date

),

counted as (

    select
        category,
        next_category,
        count(*) as customer_count
    from openings
    group by category, next_category

),

totals as (

    select
        category,
        next_category,
        customer_count as next_customer_count,
        sum(customer_count) over (partition by category) as customer_count,
        sum(case when next_category is not null then customer_count else 0 end) over (
            partition by category
        ) as opened_count,
        row_number() over (
            partition by category
            order by
                case when next_category is null then 1 else 0 end asc,
                customer_count desc,
                next_category asc
        ) as next_rank
    from counted

),

final as (

    select
        category,
        customer_count,
        opened_count,
        round({{ share('opened_count', 'customer_count') }}, 4) as opened_rate,
        round(
            {{ wilson_bound(
                'opened_count', 'customer_count', lower_z
            ) }}, 4
        ) as opened_rate_low,
        round(
            {{ wilson_bound(
                'opened_count', 'customer_count', upper_z
            ) }}, 4
        ) as opened_rate_high,
        next_category,
        case when next_category is not null then next_customer_count end
            as next_customer_count
    from totals
    where next_rank = 1
    order by opened_rate desc, category asc

)

select * from final
