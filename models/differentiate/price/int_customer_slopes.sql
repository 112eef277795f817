with

responses as (

    select * from {{ ref('int_price_responses') }}

),

common as (

    select * from {{ ref('int_common_elasticity') }}

),

dispersions as (

    select * from {{ ref('int_quantity_dispersions') }}

),

customers as (

    select
        responses.customer_id,
        cast(sum(responses.line_count) as bigint) as line_count,
        {{ response_moments('responses', 'common.elasticity') }}
    from responses
    cross join common
    group by responses.customer_id

),

scored as (

    select
        customer_id,
        line_count,
        fitted_ratio / fitted as mean_ratio,
        quantity / fitted as level,
        {{ response_score() }} as score,
        {{ response_information() }} as information
    from customers

),

score_variances as (

    select
        responses.customer_id,
        {{ rounded_sum(
            'dispersions.dispersion * scored.level * responses.line_count'
            ' * exp(common.elasticity * responses.log_ratio)'
            ' * (responses.log_ratio - scored.mean_ratio)'
            ' * (responses.log_ratio - scored.mean_ratio)'
        ) }} as score_variance
    from responses
    inner join scored
        on responses.customer_id = scored.customer_id
    inner join dispersions
        on responses.ratio_band = dispersions.ratio_band
    cross join common
    group by responses.customer_id

),

-- One step of Newton from the common elasticity: the slope of each customer alone.
final as (

    select
        scored.customer_id,
        scored.line_count,
        round(common.elasticity + scored.score / scored.information, 9)
            as raw_elasticity,
        round(
            score_variances.score_variance
            / (scored.information * scored.information), 9
        ) as raw_variance,
        round(scored.information, 9) as information
    from scored
    inner join score_variances
        on scored.customer_id = score_variances.customer_id
    cross join common
    where scored.information > 0.000001 and score_variances.score_variance > 0

)

select * from final
