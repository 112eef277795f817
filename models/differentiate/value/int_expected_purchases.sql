-- Expected purchases of one who is alive: Fader, Hardie and Lee (2005), equation 10; b
-- is one higher where a customer can drop out at the start (Batislam et al. 2007). They
-- depend on x and T alone, so each pair is reckoned once, whoever shares it.
{%- set spans = [
    '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
] %}
{%- set is_as_published %}
stay_chances + a - 1 < rate_shape or a - 1 > rate_shape
{%- endset %}
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

histories as (

    select
        pairs.fit_purpose,
        pairs.repeat_purchase_count,
        pairs.customer_age_days,
        models.a,
        models.b + models.start_chance_count + pairs.repeat_purchase_count
            as stay_chances,
        models.r + pairs.repeat_purchase_count as rate_shape,
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

-- The series of the paper or that of Euler's transformation: the first has no signs
-- that alternate and cancel, where customers buy alike; the second is short, where a
-- customer has bought often.
arguments as (

    select
        *,
        case
            when {{ is_as_published }} then stay_chances
            else stay_chances + a - 1 - rate_shape
        end as first_argument,
        case when {{ is_as_published }} then rate_shape else a - 1 end
            as second_argument,
        stay_chances + a - 1 as third_argument
    from histories

),

-- The factor may be too small for a number and the series too large: a part is
-- multiplied in afterwards.
scaled as (

    select
        *,
        exp(greatest(second_argument * log_complement, -700)) as first_term,
        exp(least(second_argument * log_complement + 700, 0)) as rest_of_factor,
        {{ series_term_count('second_argument', 'last_argument') }} as term_count
    from arguments

),

expected as (

    select
        *,
        third_argument / (a - 1) * (
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
