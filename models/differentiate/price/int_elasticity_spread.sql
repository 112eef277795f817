-- How much elasticities differ between customers, by the method of moments of DerSimonian
-- and Laird (1986): sure slopes weigh more, for a few wild ones rule a plain variance.
with

slopes as (

    select * from {{ ref('int_customer_slopes') }}

),

common as (

    select * from {{ ref('int_common_elasticity') }}

),

summed as (

    select
        count(*) as customer_count,
        {{ rounded_sum(
            '(slopes.raw_elasticity - common.elasticity)'
            ' * (slopes.raw_elasticity - common.elasticity) / slopes.raw_variance'
        ) }} as heterogeneity,
        {{ rounded_sum('1 / slopes.raw_variance') }} as weight,
        {{ rounded_sum('1 / (slopes.raw_variance * slopes.raw_variance)') }}
            as squared_weight,
        {{ rounded_sum('slopes.information') }} as information,
        {{ rounded_sum('slopes.information * slopes.information') }}
            as squared_information,
        {{ rounded_sum(
            'slopes.raw_variance * slopes.information * slopes.information'
        ) }} as score_variance
    from slopes
    cross join common

),

spread as (

    select
        *,
        greatest(
            coalesce(
                (heterogeneity - (customer_count - 1))
                / nullif(weight - squared_weight / weight, 0),
                0
            ), 0
        ) as elasticity_variance
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
