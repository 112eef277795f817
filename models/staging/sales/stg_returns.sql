with

records as (

    select * from {{ ref('int_returns_judged') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

order_aliases as (

    select * from {{ ref('int_order_aliases') }}

),

{{ current_versions('returns') }},

-- A return of an order that counts in another system is a return of that one.
named as (

    select
        *,
        {{ public_id('order_id') }} as named_order_id
    from versions

),

final as (

    select
        named.source_system,
        {{ public_id('return_id') }} as return_id,
        coalesce(order_aliases.counted_order_id, named.named_order_id) as order_id,
        {{ contact_reference('returns', 'return_id') }} as contact_id,
        {{ public_id('account_id') }} as account_id,
        {{ public_id('product_id') }} as product_id,
        {{ public_id('store_id') }} as store_id,
        named.line_number,
        {{ business_date('returned_at') }} as return_date,
        named.email,
        named.phone,
        lower(named.identifier_type) as identifier_type,
        named.identifier_value,
        named.reason,
        named.quantity,
        {{ in_base_currency('refund_amount') }} as refund_amount,
        named.returned_at,
        named.recorded_at,
        named.first_recorded_at
    from named
    left join order_aliases
        on named.named_order_id = order_aliases.order_id

)

select * from final
