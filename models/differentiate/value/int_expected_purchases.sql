-- Expected purchases depend on x and T alone, so each pair is reckoned once, whoever
-- shares it. The ratios of a series depend on x and its length alone, and lengths are
-- rounded up to a few.
{%- set spans = [
    '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
] %}
with

statistics as (

    select * from {{ ref('int_purchase_statistics') }}

),

arguments as (

    select * from {{ ref('int_expectation_arguments') }}

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

spanned as (

    select
        pairs.fit_purpose,
        pairs.repeat_purchase_count,
        pairs.customer_age_days,
        arguments.first_argument,
        arguments.second_argument,
        arguments.third_argument,
        arguments.factor,
        {% for span in spans %}
        horizons.weight_{{ span }},
        {% endfor %}
        arguments.second_argument * (
            ln(arguments.alpha_days + pairs.customer_age_days)
            - ln(arguments.alpha_days + pairs.customer_age_days + horizons.horizon_days)
        ) as log_first_term,
        horizons.horizon_days
        / (arguments.alpha_days + pairs.customer_age_days + horizons.horizon_days)
            as last_argument
    from pairs
    inner join arguments
        on pairs.fit_purpose = arguments.fit_purpose
        and pairs.repeat_purchase_count = arguments.repeat_purchase_count
    inner join horizons
        on pairs.fit_purpose = horizons.fit_purpose

),

-- The first term may be too small for a number and the series too large: a part is
-- multiplied in afterwards.
scaled as (

    select
        *,
        exp(greatest(log_first_term, -700)) as first_term,
        exp(least(log_first_term + 700, 0)) as rest_of_first_term,
        {{ series_term_count('second_argument', 'last_argument') }} as term_count
    from spanned

),

series as (

    select
        fit_purpose,
        repeat_purchase_count,
        term_count,
        {{ hypergeometric_ratios(
            'first_argument', 'second_argument', 'third_argument', 'term_count'
        ) }} as ratios
    from scaled
    group by
        fit_purpose,
        repeat_purchase_count,
        term_count,
        first_argument,
        second_argument,
        third_argument

),

expected as (

    select
        scaled.*,
        scaled.factor * (
            1 - scaled.rest_of_first_term * {{ hypergeometric(
                'scaled.first_term', 'series.ratios', 'scaled.last_argument'
            ) }}
        ) as purchase_count
    from scaled
    inner join series
        on scaled.fit_purpose = series.fit_purpose
        and scaled.repeat_purchase_count = series.repeat_purchase_count
        and scaled.term_count = series.term_count

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
