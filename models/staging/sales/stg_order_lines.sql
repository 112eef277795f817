with

records as (

    select * from {{ ref('int_order_lines_judged') }}
    where is_order_counted

),

as_of as (

    select * from {{ ref('as_of') }}

),

line_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'line_type'

),

{{ current_versions('order_lines') }},

-- A line that the source removed comes with quantity 0 and counts nothing.
valued as (

    select
        versions.*,
        case
            when versions.line_type is null then 'goods'
            else coalesce(line_types.list_value, 'other')
        end as listed_line_type,
        case
            when versions.quantity = 0 then cast(0 as decimal(18, 2))
            when versions.net_amount is not null
                then cast(round(versions.net_amount, 2) as decimal(18, 2))
            else {{ money_product('versions.quantity', 'versions.unit_price') }}
        end as line_net_amount,
        case
            when versions.quantity = 0 then cast(0 as decimal(18, 2))
            else versions.discount_amount
        end as line_discount_amount
    from versions
    left join line_types
        on lower(versions.line_type) = line_types.synonym

),

final as (

    select
        source_system,
        {{ public_id('order_id') }} as order_id,
        line_number,
        {{ public_id('product_id') }} as product_id,
        {{ public_id('offer_id') }} as offer_id,
        listed_line_type as line_type,
        description,
        quantity,
        {{ in_base_currency('line_net_amount') }} as net_amount,
        {{ in_base_currency('line_discount_amount') }} as discount_amount,
        {{ in_base_currency('list_price', 4) }} as list_price,
        {{ in_base_currency('unit_cost', 4) }} as unit_cost,
        recorded_at
    from valued

)

select * from final
