with

records as (

    select * from {{ ref('int_order_lines_judged') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

line_types as (

    select * from {{ ref('closed_lists') }}
    where list_name = 'line_type'

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('order_lines') }}
            order by {{ version_order('order_lines') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and records.is_order_counted
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

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
    where versions.version_rank = 1

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
        cast(list_price * rate_to_base as decimal(18, 4)) as list_price,
        cast(unit_cost * rate_to_base as decimal(18, 4)) as unit_cost,
        recorded_at
    from valued

)

select * from final
