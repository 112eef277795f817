-- Quantities vary more at a discount than at list price, so their dispersion (variance
-- over mean) is that of lines at about the same price, where they are enough.
with

responses as (

    select * from {{ ref('int_price_responses') }}

),

common as (

    select * from {{ ref('int_common_elasticity') }}

),

rules as (

    select * from {{ ref('int_price_rules') }}

),

customers as (

    select
        responses.customer_id,
        {{ response_moments('responses', 'common.elasticity') }}
    from responses
    cross join common
    group by responses.customer_id

),

fitted_cells as (

    select
        responses.ratio_band,
        responses.line_count,
        cast(responses.quantity as double) as quantity,
        cast(responses.squared_quantity as double) as squared_quantity,
        exp(common.elasticity * responses.log_ratio)
        * customers.quantity / customers.fitted as line_fit
    from responses
    inner join customers
        on responses.customer_id = customers.customer_id
    cross join common

),

bands as (

    select
        ratio_band,
        cast(sum(line_count) as bigint) as line_count,
        {{ rounded_sum(
            'squared_quantity - 2 * line_fit * quantity'
            ' + line_count * line_fit * line_fit'
        ) }} as squared_error,
        {{ rounded_sum('line_count * line_fit') }} as fitted
    from fitted_cells
    group by ratio_band

),

-- Each customer's own level takes a degree of freedom.
totals as (

    select
        cast(sum(bands.line_count) as double) as line_count,
        {{ rounded_sum('bands.squared_error') }} as squared_error,
        {{ rounded_sum('bands.fitted') }} as fitted
    from bands

),

customer_total as (

    select count(*) as customer_count
    from customers

),

final as (

    select
        bands.ratio_band,
        round(
            totals.line_count
            / greatest(totals.line_count - customer_total.customer_count, 1)
            * case
                when bands.line_count >= rules.least_ratio_lines
                    then {{ share('bands.squared_error', 'bands.fitted') }}
                else {{ share('totals.squared_error', 'totals.fitted') }}
            end, 9
        ) as dispersion
    from bands
    cross join totals
    cross join customer_total
    cross join rules

)

select * from final
