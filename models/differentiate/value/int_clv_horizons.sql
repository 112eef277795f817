-- A discounted sum of what each month adds, sum (G(t_i) - G(t_i-1)) / (1 + d)^i, is a
-- weighted sum of what is expected until the end of each month.
with

models as (

    select * from {{ ref('int_clv_models') }}

),

-- The opening is scored with the current fit.
fits as (

    select distinct
        fit_id,
        holdout_days,
        annual_discount_rate
    from models
    where null_reason is null

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
        fits.fit_id,
        months.month_number,
        months.month_number * 365.2425 / 12 as horizon_days,
        power(1 + fits.annual_discount_rate, -months.month_number / 12e0)
            as factor,
        power(1 + fits.annual_discount_rate, -(months.month_number + 1) / 12e0)
            as next_factor
    from fits
    cross join months
    where fits.holdout_days = 0

),

final as (

    select
        fit_id,
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
        fit_id,
        cast({{ days }} as double) as horizon_days,
        {{ 1 if days == 30 else 0 }} as weight_30_days,
        {{ 1 if days == 90 else 0 }} as weight_90_days,
        {{ 1 if days == 365 else 0 }} as weight_365_days,
        0 as weight_12_months,
        0 as weight_36_months,
        0 as weight_holdout
    from fits
    where holdout_days = 0
    {% endfor %}
    union all

    select
        fit_id,
        cast(holdout_days as double) as horizon_days,
        0 as weight_30_days,
        0 as weight_90_days,
        0 as weight_365_days,
        0 as weight_12_months,
        0 as weight_36_months,
        1 as weight_holdout
    from fits
    where holdout_days > 0

)

select * from final
