-- Poisson regression with an effect per customer (Hausman, Hall and Griliches 1984),
-- by Newton's method from 0, at most 2 a step; consistent wherever the mean is
-- exponential, whatever the distribution of the quantities (Wooldridge 1999).
{%- set step_count = 7 %}

with

responses as (

    select * from {{ ref('int_price_responses') }}

),

slope_0 as (

    select
        cast(0 as double) as elasticity,
        cast(0 as double) as step

),
{% for number in range(1, step_count + 1) %}
customers_{{ number }} as (

    select
        responses.customer_id,
        slopes.elasticity,
        {{ response_moments('responses', 'slopes.elasticity') }}
    from responses
    cross join slope_{{ number - 1 }} as slopes
    group by responses.customer_id, slopes.elasticity

),

scores_{{ number }} as (

    select
        max(elasticity) as elasticity,
        {{ rounded_sum(response_score()) }} as score,
        {{ rounded_sum(response_information()) }} as information
    from customers_{{ number }}

),

slope_{{ number }} as (

    select
        round(
            elasticity
            + greatest(-2, least(2, coalesce({{ share('score', 'information') }}, 0))),
            9
        ) as elasticity,
        {{ share('score', 'information') }} as step
    from scores_{{ number }}

),
{% endfor %}
final as (

    select
        elasticity,
        coalesce(abs(step) < 0.000001, false) as is_converged
    from slope_{{ step_count }}

)

select * from final
