with

customers as (

    select * from {{ ref('dim_customers') }}

),

deals as (

    select * from {{ ref('int_customer_deals') }}

),

priced_lines as (

    select * from {{ ref('int_priced_lines') }}

),

elasticities as (

    select * from {{ ref('int_customer_elasticities') }}

),

spread as (

    select * from {{ ref('int_elasticity_spread') }}

),

bands as (

    select * from {{ ref('price_bands') }}

),

rules as (

    select * from {{ ref('int_price_rules') }}

),

realisations as (

    select
        customer_id,
        count(*) as priced_line_count,
        count(distinct price_ratio) as price_count,
        sum(net_amount) as net_amount,
        sum(list_amount) as list_amount
    from priced_lines
    group by customer_id

),

told as (

    select
        customers.customer_id,
        coalesce(deals.purchase_count, 0) as purchase_count,
        coalesce(deals.deal_purchase_count, 0) as deal_purchase_count,
        coalesce(realisations.priced_line_count, 0) as priced_line_count,
        realisations.price_count,
        {{ share('deals.deal_purchase_count', 'deals.purchase_count') }}
            as deal_purchase_share,
        {{ share('deals.deal_net_amount', 'deals.net_amount') }} as deal_value_share,
        {{ share('realisations.net_amount', 'realisations.list_amount') }}
            as price_realisation_rate,
        elasticities.elasticity,
        elasticities.elasticity_error,
        elasticities.common_elasticity,
        elasticities.own_weight,
        coalesce(
            spread.is_converged and spread.customer_count >= rules.least_customers,
            false
        ) as is_learnt,
        rules.least_purchases,
        rules.least_lines,
        rules.interval_z
    from customers
    left join deals
        on customers.customer_id = deals.customer_id
    left join realisations
        on customers.customer_id = realisations.customer_id
    left join elasticities
        on customers.customer_id = elasticities.customer_id
    cross join spread
    cross join rules
    where customers.customer_kind != 'visitor'

),

final as (

    select
        told.customer_id,
        bands.price_band,
        case
            when told.purchase_count = 0 then 'no_purchase'
            when told.purchase_count < told.least_purchases then 'too_few_purchases'
        end as price_band_null_reason,
        case
            when told.elasticity is not null then null
            when told.purchase_count = 0 then 'no_purchase'
            when told.priced_line_count = 0 then 'no_list_price'
            when told.priced_line_count < told.least_lines then 'too_few_lines'
            when told.price_count < 2 then 'one_price'
            when not told.is_learnt then 'too_few_customers'
            else 'no_plausible_prices'
        end as elasticity_null_reason,
        told.purchase_count,
        told.deal_purchase_count,
        told.priced_line_count,
        round(told.deal_purchase_share, 9) as deal_purchase_share,
        round(told.deal_value_share, 9) as deal_value_share,
        round(told.price_realisation_rate, 9) as price_realisation_rate,
        told.elasticity,
        told.elasticity_error,
        round(told.elasticity - told.interval_z * told.elasticity_error, 9)
            as lower_elasticity,
        round(told.elasticity + told.interval_z * told.elasticity_error, 9)
            as upper_elasticity,
        told.common_elasticity,
        told.own_weight,
        told.elasticity is not null as is_usable
    from told
    left join bands
        on told.purchase_count >= told.least_purchases
        and (told.deal_purchase_share > bands.above_share or bands.above_share is null)
        and (told.deal_purchase_share <= bands.up_to_share or bands.up_to_share is null)

)

select * from final
