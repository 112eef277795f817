-- What is the same on every day has the same sum over the points as over the horizons.
{%- set spans = [
    '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
] %}
with

horizons as (

    select * from {{ ref('int_clv_horizons') }}

),

points as (

    select * from {{ ref('int_clv_points') }}

),

wanted as (

    select
        {% for span in spans %}
        sum(weight_{{ span }}) as weight_{{ span }},
        {% endfor %}
        fit_purpose
    from horizons
    group by fit_purpose

),

found as (

    select
        {% for span in spans %}
        sum(weight_{{ span }}) as weight_{{ span }},
        {% endfor %}
        fit_purpose
    from points
    group by fit_purpose

),

final as (

    select wanted.*
    from wanted
    left join found
        on wanted.fit_purpose = found.fit_purpose
    where found.fit_purpose is null
        {% for span in spans %}
        or abs(wanted.weight_{{ span }} - found.weight_{{ span }}) > 1e-9
        {% endfor %}

)

select * from final
