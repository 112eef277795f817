{% set stated_currency = setting('base_currency') | upper %}
{% set base_currency = "'" ~ stated_currency ~ "'" if stated_currency
    else "coalesce(max(case when currency_rank = 1 then currency_code end), 'EUR')" %}
with

orders as (

    select * from {{ ref('base_orders') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

currencies as (

    select
        upper(orders.currency_code) as currency_code,
        count(distinct orders.source_system || ':' || orders.order_id) as order_count
    from orders
    cross join as_of
    where orders.rejection_code is null
        and orders.currency_code is not null
        and {{ is_known('orders.recorded_at', 'as_of.as_of_date') }}
    group by upper(orders.currency_code)

),

ranked as (

    select
        currency_code,
        row_number() over (
            order by order_count desc, currency_code asc
        ) as currency_rank
    from currencies

),

final as (

    select
        {{ base_currency }} as currency_code
    {% if not stated_currency %}
    from ranked
    {% endif %}

)

select * from final
