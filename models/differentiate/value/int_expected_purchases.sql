-- Expected purchases depend on x and T alone, so each pair is reckoned once, whoever
-- shares it. Ratios of a series depend on x and on its length: lengths are those for
-- odds t / (alpha + T) rounded up to a power of the fourth root of 2, to be shared.
{%- set spans = [
    '30_days', '90_days', '365_days', '12_months', '36_months', 'holdout',
] %}
with

histories as (

    select * from {{ ref('int_scored_histories') }}

),

arguments as (

    select * from {{ ref('int_expectation_arguments') }}

),

horizons as (

    select * from {{ ref('int_clv_horizons') }}

),

spanned as (

    select
        histories.fit_id,
        histories.repeat_purchase_count,
        histories.customer_age_days,
        arguments.first_argument,
        arguments.second_argument,
        arguments.third_argument,
        arguments.factor,
        {% for span in spans %}
        horizons.weight_{{ span }},
        {% endfor %}
        horizons.horizon_days / (arguments.alpha_days + histories.customer_age_days)
            as odds
    from histories
    inner join arguments
        on histories.fit_id = arguments.fit_id
        and histories.repeat_purchase_count = arguments.repeat_purchase_count
    inner join horizons
        on histories.fit_id = horizons.fit_id

),

placed as (

    select
        *,
        -second_argument * ln(1 + odds) as log_first_term,
        odds / (1 + odds) as last_argument,
        power(2, ceil(4 * log2(odds)) / 4) as most_odds
    from spanned

),

-- The first term may be too small for a number and the series too large: a part is
-- multiplied in afterwards.
scaled as (

    select
        *,
        exp(greatest(log_first_term, -700)) as first_term,
        exp(least(log_first_term + 700, 0)) as rest_of_first_term
    from placed

),

series as (

    select
        fit_id,
        repeat_purchase_count,
        most_odds,
        {{ hypergeometric_ratios(
            'first_argument',
            'second_argument',
            'third_argument',
            series_term_count(
                'first_argument', 'second_argument', 'third_argument', 'most_odds'
            )
        ) }} as ratios
    from scaled
    group by
        fit_id,
        repeat_purchase_count,
        most_odds,
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
        on scaled.fit_id = series.fit_id
        and scaled.repeat_purchase_count = series.repeat_purchase_count
        and scaled.most_odds = series.most_odds

),

-- A day has one purchase at most, so that six digits hold what is expected of years.
summed as (

    select
        fit_id,
        repeat_purchase_count,
        {% for span in spans %}
        sum(cast(purchase_count * weight_{{ span }} as decimal(18, 12)))
            as expected_{{ span }}_count,
        {% endfor %}
        customer_age_days
    from expected
    group by fit_id, repeat_purchase_count, customer_age_days

),

final as (

    select
        fit_id,
        repeat_purchase_count,
        {% for span in spans %}
        round(cast(expected_{{ span }}_count as double), 9)
            as expected_{{ span }}_count,
        {% endfor %}
        customer_age_days
    from summed

)

select * from final
