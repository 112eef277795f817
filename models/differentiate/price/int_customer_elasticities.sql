-- Empirical Bayes (Morris 1983): the less is known of a customer, the nearer to what is
-- common to all.
with

slopes as (

    select * from {{ ref('int_customer_slopes') }}

),

spread as (

    select * from {{ ref('int_elasticity_spread') }}

),

rules as (

    select * from {{ ref('int_price_rules') }}

),

weighted as (

    select
        slopes.customer_id,
        slopes.raw_elasticity,
        slopes.raw_variance,
        spread.common_elasticity,
        spread.common_variance,
        spread.elasticity_variance
        / (spread.elasticity_variance + slopes.raw_variance) as own_weight
    from slopes
    cross join spread
    cross join rules
    where spread.is_converged and spread.customer_count >= rules.least_customers

),

final as (

    select
        customer_id,
        round(common_elasticity + own_weight * (raw_elasticity - common_elasticity), 9)
            as elasticity,
        round(
            sqrt(
                own_weight * raw_variance
                + (1 - own_weight) * (1 - own_weight) * common_variance
            ), 9
        ) as elasticity_error,
        common_elasticity,
        round(own_weight, 9) as own_weight
    from weighted

)

select * from final
