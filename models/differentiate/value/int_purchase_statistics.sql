-- One purchase per customer and day; the first is where a customer begins: neither its
-- day nor its value repeats anything.
with

customer_days as (

    select * from {{ ref('int_customer_days') }}

),

cuts as (

    select * from {{ ref('int_clv_cuts') }}

),

purchase_days as (

    select
        customer_key,
        activity_date,
        net_amount,
        min(activity_date) over (partition by customer_key) as first_purchase_date
    from customer_days
    where purchase_count > 0

),

known_days as (

    select
        cuts.fit_purpose,
        cuts.cut_date,
        purchase_days.customer_key,
        purchase_days.activity_date,
        purchase_days.first_purchase_date,
        case
            when purchase_days.activity_date > purchase_days.first_purchase_date
                and purchase_days.net_amount > 0
                then purchase_days.net_amount
        end as spend_amount
    from purchase_days
    inner join cuts
        on purchase_days.activity_date <= cuts.cut_date

),

totals as (

    select
        fit_purpose,
        cut_date,
        customer_key,
        first_purchase_date,
        max(activity_date) as last_purchase_date,
        count(*) - 1 as repeat_purchase_count,
        count(spend_amount) as spend_day_count,
        sum(spend_amount) as spend_amount
    from known_days
    group by fit_purpose, cut_date, customer_key, first_purchase_date

),

final as (

    select
        fit_purpose,
        customer_key,
        repeat_purchase_count,
        {{ days_between('first_purchase_date', 'last_purchase_date') }}
            as last_purchase_age_days,
        {{ days_between('first_purchase_date', 'cut_date') }} as customer_age_days,
        spend_day_count,
        cast(coalesce(spend_amount, 0) as decimal(18, 2)) as spend_amount
    from totals

)

select * from final
