-- Expected purchases are smooth in ln(alpha + t), so that the polynomial through a few
-- points has their value on every day (Chebyshev points; Trefethen 2013, chapters 2 to
-- 4 and 8): a weighted sum over all horizons is one over the points.
{%- set point_count = 20 %}
{%- set spans = [
    '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
] %}
with

horizons as (

    select * from {{ ref('int_clv_horizons') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

placed as (

    select
        horizons.*,
        models.alpha_days,
        ln(models.alpha_days + horizons.horizon_days) as place
    from horizons
    inner join models
        on horizons.fit_purpose = models.fit_purpose
    where horizons.fit_purpose != 'backtest'

),

ranges as (

    select
        fit_purpose,
        alpha_days,
        (max(place) + min(place)) / 2 as middle,
        (max(place) - min(place)) / 2 as half_width
    from placed
    group by fit_purpose, alpha_days

),

-- On the half circle over the range.
turned as (

    select
        placed.*,
        acos(
            greatest(-1, least(1, (placed.place - ranges.middle) / ranges.half_width))
        ) as horizon_angle
    from placed
    inner join ranges
        on placed.fit_purpose = ranges.fit_purpose

),

points as (

    {% for point in range(point_count) %}
    select {{ 2 * point + 1 }} * pi() / {{ 2 * point_count }} as point_angle
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

shares as (

    select
        turned.*,
        points.point_angle,
        (
            1
            {%- for degree in range(1, point_count) %}
            + 2 * cos({{ degree }} * points.point_angle)
            * cos({{ degree }} * turned.horizon_angle)
            {%- endfor %}
        ) / {{ point_count }} as share
    from turned
    cross join points

),

weights as (

    select
        {% for span in spans %}
        sum(cast(weight_{{ span }} * share as decimal(38, 18))) as weight_{{ span }},
        {% endfor %}
        fit_purpose,
        point_angle
    from shares
    group by fit_purpose, point_angle

),

final as (

    select
        {% for span in spans %}
        cast(weights.weight_{{ span }} as double) as weight_{{ span }},
        {% endfor %}
        weights.fit_purpose,
        exp(ranges.middle + ranges.half_width * cos(weights.point_angle))
        - ranges.alpha_days as horizon_days
    from weights
    inner join ranges
        on weights.fit_purpose = ranges.fit_purpose

    union all

    select
        {% for span in spans %}
        weight_{{ span }},
        {% endfor %}
        fit_purpose,
        horizon_days
    from horizons
    where fit_purpose = 'backtest'

)

select * from final
