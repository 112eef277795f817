-- How much elasticities differ between customers, by the method of moments. The weights
-- are those of a sure estimate of a variance, 1 / (error variance)^2, but bounded: wild
-- slopes rule a plain variance, the largest customers an unbounded weight.
with

slopes as (

    select * from {{ ref('int_customer_slopes') }}

),

common as (

    select * from {{ ref('int_common_elasticity') }}

),

rules as (

    select * from {{ ref('int_price_rules') }}

),

weighted_slopes as (

    select
        slopes.raw_variance,
        slopes.information,
        (slopes.raw_elasticity - common.elasticity)
        * (slopes.raw_elasticity - common.elasticity)
        - slopes.raw_variance as excess,
        1 / (
            (slopes.raw_variance + rules.surest_variance)
            * (slopes.raw_variance + rules.surest_variance)
        ) as weight
    from slopes
    cross join common
    cross join rules

),

summed as (

    select
        count(*) as customer_count,
        {{ rounded_sum('slopes.weight * slopes.excess', 15) }} as weighted_excess,
        {{ rounded_sum('slopes.weight', 15) }} as weight,
        {{ rounded_sum('slopes.information') }} as information,
        {{ rounded_sum('slopes.information * slopes.information') }}
            as squared_information,
        {{ rounded_sum(
            'slopes.raw_variance * slopes.information * slopes.information'
        ) }} as score_variance
    from weighted_slopes as slopes

),

spread as (

    select
        *,
        greatest(coalesce({{ share('weighted_excess', 'weight') }}, 0), 0)
            as elasticity_variance
    from summed

),

final as (

    select
        spread.customer_count,
        common.elasticity as common_elasticity,
        round(spread.elasticity_variance, 9) as elasticity_variance,
        round(
            (
                spread.score_variance
                + spread.elasticity_variance * spread.squared_information
            ) / (spread.information * spread.information), 9
        ) as common_variance,
        common.is_converged
    from spread
    cross join common

)

select * from final
