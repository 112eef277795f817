-- Expected purchases of one who is alive: Fader, Hardie and Lee (2005), equation 10,
-- after the transformation of Euler, which does not overflow; b is one higher where a
-- customer can drop out at the start (Batislam et al. 2007). They depend on x and T
-- alone, so each pair is reckoned once, however many customers it has.
{%- set spans = [
    '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
] %}
with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

models as (

    select * from {{ ref('int_clv_models') }}

),

horizons as (

    select * from {{ ref('int_clv_horizons') }}

),

pairs as (

    select
        fit_purpose,
        repeat_purchase_count,
        customer_age_days
    from statistics
    group by fit_purpose, repeat_purchase_count, customer_age_days

),

arguments as (

    select
        pairs.fit_purpose,
        pairs.repeat_purchase_count,
        pairs.customer_age_days,
        models.a + models.b + models.start_chance_count - 1 - models.r
            as first_argument,
        models.a - 1 as second_argument,
        models.a + models.b + models.start_chance_count - 1
        + pairs.repeat_purchase_count as third_argument,
        {% for span in spans %}
        horizons.weight_{{ span }},
        {% endfor %}
        ln(models.alpha_days + pairs.customer_age_days)
        - ln(models.alpha_days + pairs.customer_age_days + horizons.horizon_days)
            as log_complement,
        horizons.horizon_days
        / (models.alpha_days + pairs.customer_age_days + horizons.horizon_days)
            as last_argument
    from pairs
    inner join models
        on pairs.fit_purpose = models.fit_purpose
    inner join horizons
        on pairs.fit_purpose = horizons.fit_purpose
    where models.null_reason is null

),

-- So many terms that the next would be below 1e-14 of the sum. The factor may be too
-- small for a number and the series too large: a part is multiplied in afterwards.
measured as (

    select
        *,
        second_argument * log_complement as log_factor,
        least(20000, cast(ceil(
            (33 + 8 * greatest(second_argument - 1, 0)) / -ln(last_argument)
        ) as bigint)) as term_count
    from arguments

),

scaled as (

    select
        *,
        exp(greatest(log_factor, -700)) as first_term,
        exp(least(log_factor + 700, 0)) as rest_of_factor
    from measured

),

expected as (

    select
        *,
        third_argument / second_argument * (
            1 - rest_of_factor * {{ hypergeometric(
                'first_term',
                'first_argument',
                'second_argument',
                'third_argument',
                'last_argument',
                'term_count',
            ) }}
        ) as purchase_count
    from scaled

),

summed as (

    select
        fit_purpose,
        repeat_purchase_count,
        {% for span in spans %}
        sum(cast(purchase_count * weight_{{ span }} as decimal(38, 12)))
            as expected_{{ span }}_count,
        {% endfor %}
        customer_age_days
    from expected
    group by fit_purpose, repeat_purchase_count, customer_age_days

),

final as (

    select
        fit_purpose,
        repeat_purchase_count,
        {% for span in spans %}
        round(cast(expected_{{ span }}_count as double), 9)
            as expected_{{ span }}_count,
        {% endfor %}
        customer_age_days
    from summed

)

select * from final
