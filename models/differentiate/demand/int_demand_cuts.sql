-- The naive forecast of the holdout is the same days of last year, or where the data
-- do not go back that far, as many days before it.
with

spans as (

    select * from {{ ref('int_demand_spans') }}

),

sale_orders as (

    select * from {{ ref('int_sale_orders') }}

),

rules as (

    select * from {{ ref('int_demand_rules') }}

),

first_days as (

    select min(order_date) as first_order_date
    from sale_orders

),

cuts as (

    select
        fit_purpose,
        cut_date,
        {% for span in range(1, 4) %}
        max(case when span_number = {{ span }} then earlier_first_date end)
            as earlier_first_{{ span }}_date,
        max(case when span_number = {{ span }} then earlier_last_date end)
            as earlier_last_{{ span }}_date,
        {% endfor %}
        max(earlier_cut_date) as earlier_cut_date,
        max(last_date) as last_date,
        max(until_days) as until_days
    from spans
    group by fit_purpose, cut_date

),

final as (

    select
        cuts.fit_purpose,
        cuts.cut_date,
        {{ add_days('cuts.cut_date', '-rules.history_days') }} as history_date,
        cuts.earlier_cut_date,
        {% for span in range(1, 4) %}
        cuts.earlier_first_{{ span }}_date,
        cuts.earlier_last_{{ span }}_date,
        {% endfor %}
        case
            when cuts.fit_purpose != 'backtest' then null
            when first_days.first_order_date
                <= {{ add_months(add_days('cuts.cut_date', 1), -12) }}
                then {{ add_months(add_days('cuts.cut_date', 1), -12) }}
            else {{ add_days('cuts.cut_date', '1 - cuts.until_days') }}
        end as naive_first_date,
        case
            when cuts.fit_purpose != 'backtest' then null
            when first_days.first_order_date
                <= {{ add_months(add_days('cuts.cut_date', 1), -12) }}
                then {{ add_months('cuts.last_date', -12) }}
            else cuts.cut_date
        end as naive_last_date,
        case
            when cuts.fit_purpose != 'backtest' then null
            when first_days.first_order_date
                <= {{ add_months(add_days('cuts.cut_date', 1), -12) }}
                then 'same_days_last_year'
            else 'days_before'
        end as naive_method
    from cuts
    cross join first_days
    cross join rules

)

select * from final
