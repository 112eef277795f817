with

customer_values as (

    select * from {{ ref('int_customer_values') }}

),

months as (

    select * from {{ ref('int_customer_profits') }}
    where period_type = 'month'

),

as_of as (

    select * from {{ ref('as_of') }}

),

month_values as (

    select
        customer_key,
        period_start_date as month_start_date,
        'revenue' as measure,
        cast(revenue_amount as decimal(19, 2)) as value_amount
    from months

    union all

    select
        customer_key,
        period_start_date as month_start_date,
        'contribution' as measure,
        cast(contribution_amount as decimal(19, 2)) as value_amount
    from months

),

first_months as (

    select
        customer_key,
        min(period_start_date) as first_month_date
    from months
    where active_day_count > 0
    group by customer_key

),

-- Full months of the period, from the customer's first one on, quiet ones too.
spans as (

    select
        customer_values.customer_key,
        customer_values.period_type,
        customer_values.period_start_date,
        customer_values.measure,
        greatest(
            cast(date_trunc('month', customer_values.period_start_date) as date),
            first_months.first_month_date
        ) as first_month_date,
        least(
            cast(date_trunc('month', customer_values.period_end_date) as date),
            {{ add_months(
                "cast(date_trunc('month', "
                ~ add_days('as_of.as_of_date', 1) ~ ') as date)', -1
            ) }}
        ) as last_month_date
    from customer_values
    cross join as_of
    inner join first_months
        on customer_values.customer_key = first_months.customer_key

),

sums as (

    select
        spans.customer_key,
        spans.period_type,
        spans.period_start_date,
        spans.measure,
        cast(
            12 * (
                extract(year from spans.last_month_date)
                - extract(year from spans.first_month_date)
            )
            + extract(month from spans.last_month_date)
            - extract(month from spans.first_month_date) + 1 as bigint
        ) as month_count,
        cast(sum(month_values.value_amount) as double) as total_value,
        cast(sum(month_values.value_amount * month_values.value_amount) as double)
            as total_square
    from spans
    inner join month_values
        on spans.customer_key = month_values.customer_key
        and spans.measure = month_values.measure
        and spans.first_month_date <= month_values.month_start_date
        and spans.last_month_date >= month_values.month_start_date
    group by
        spans.customer_key,
        spans.period_type,
        spans.period_start_date,
        spans.measure,
        spans.first_month_date,
        spans.last_month_date

),

judged as (

    select
        *,
        case
            when month_count >= {{ var('xyz_min_month_count') }} and total_value > 0
                then total_value
        end as judged_value
    from sums

),

-- Of the population: s^2 / m^2 = n x sum of squares / square of the sum - 1.
squared as (

    select
        *,
        month_count * total_square / (judged_value * judged_value) - 1
            as squared_coefficient
    from judged

),

final as (

    select
        customer_key,
        period_type,
        period_start_date,
        measure,
        month_count,
        round(sqrt(abs(round(squared_coefficient, 12))), 9) as coefficient_of_variation
    from squared

)

select * from final
