-- A discounted sum of what each month adds, sum (G(t_i) - G(t_i-1)) / (1 + d)^i, is a
-- weighted sum of what is expected until the end of each month.
with

models as (

    select * from {{ ref('int_clv_models') }}

),

months as (

    {% for month in range(1, 37) %}
    select {{ month }} as month_number
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
),

discounted as (

    select
        models.fit_purpose,
        months.month_number,
        months.month_number * 365.2425 / 12 as horizon_days,
        power(1 + models.annual_discount_rate, -months.month_number / 12e0)
            as factor,
        power(1 + models.annual_discount_rate, -(months.month_number + 1) / 12e0)
            as next_factor
    from models
    cross join months
    where models.fit_purpose != 'backtest'

),

final as (

    select
        fit_purpose,
        cast(horizon_days as double) as horizon_days,
        0 as weight_30_days,
        0 as weight_90_days,
        0 as weight_365_days,
        case
            when month_number < 12 then factor - next_factor
            when month_number = 12 then factor
            else 0
        end as weight_12_months,
        case when month_number < 36 then factor - next_factor else factor end
            as weight_36_months,
        0 as weight_holdout
    from discounted
    {% for days in [30, 90, 365] %}
    union all

    select
        fit_purpose,
        cast({{ days }} as double) as horizon_days,
        {{ 1 if days == 30 else 0 }} as weight_30_days,
        {{ 1 if days == 90 else 0 }} as weight_90_days,
        {{ 1 if days == 365 else 0 }} as weight_365_days,
        0 as weight_12_months,
        0 as weight_36_months,
        0 as weight_holdout
    from models
    where fit_purpose != 'backtest'
    {% endfor %}
    union all

    select
        fit_purpose,
        cast(holdout_days as double) as horizon_days,
        0 as weight_30_days,
        0 as weight_90_days,
        0 as weight_365_days,
        0 as weight_12_months,
        0 as weight_36_months,
        1 as weight_holdout
    from models
    where fit_purpose = 'backtest'

)

select * from final
