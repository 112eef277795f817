-- The months after the one of the as-of date; and the holdout of the backtest, as one.
-- Beside each lies an earlier span of the same distance from an earlier day: who was no
-- customer on that day bought then as new customers will now.
with

models as (

    select * from {{ ref('int_clv_models') }}

),

current_model as (

    select
        cut_date,
        last_day(cut_date) as month_end_date,
        case
            when last_day(cut_date) = cut_date then 0 else 1
        end as unfinished_month_count
    from models
    where fit_purpose = 'current'

),

months as (

    {% for month in range(1, 4) %}
    select
        {{ month }} as span_number,
        cut_date,
        month_end_date,
        {{ add_months('month_end_date', month - 1) }} as previous_end_date,
        last_day({{ add_months('month_end_date', month) }}) as last_date,
        unfinished_month_count,
        unfinished_month_count + 3 as shifted_month_count
    from current_model
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

dated_months as (

    select
        span_number,
        cut_date,
        {{ add_days('last_day(previous_end_date)', 1) }} as first_date,
        last_date,
        unfinished_month_count,
        shifted_month_count
    from months

),

final as (

    select
        'current' as fit_purpose,
        cast(span_number as bigint) as span_number,
        cut_date,
        first_date,
        last_date,
        {{ days_between('cut_date', 'first_date') }} - 1 as from_days,
        {{ days_between('cut_date', 'last_date') }} as until_days,
        {{ add_months('first_date', '-shifted_month_count') }} as earlier_first_date,
        last_day({{ add_months('first_date', '-shifted_month_count') }})
            as earlier_last_date,
        case
            when unfinished_month_count = 0
                then last_day({{ add_months('cut_date', '-shifted_month_count') }})
            else {{ add_months('cut_date', '-shifted_month_count') }}
        end as earlier_cut_date
    from dated_months

    union all

    select
        fit_purpose,
        cast(1 as bigint) as span_number,
        cut_date,
        {{ add_days('cut_date', 1) }} as first_date,
        {{ add_days('cut_date', 'holdout_days') }} as last_date,
        cast(0 as bigint) as from_days,
        holdout_days as until_days,
        {{ add_days('cut_date', '1 - holdout_days') }} as earlier_first_date,
        cut_date as earlier_last_date,
        {{ add_days('cut_date', '-holdout_days') }} as earlier_cut_date
    from models
    where fit_purpose = 'backtest'

)

select * from final
