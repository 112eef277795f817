with

records as (

    select * from {{ ref('int_returns_judged') }}

),

as_of as (

    select * from {{ ref('as_of') }}

),

versions as (

    select
        records.*,
        row_number() over (
            partition by {{ contract_key('returns') }}
            order by {{ version_order('returns') }}
        ) as version_rank
    from records
    cross join as_of
    where records.rejection_code is null
        and {{ is_known('records.recorded_at', 'as_of.as_of_date') }}

),

final as (

    select
        source_system,
        {{ public_id('return_id') }} as return_id,
        {{ public_id('order_id') }} as order_id,
        {{ contact_reference('returns', 'return_id') }} as contact_id,
        {{ public_id('account_id') }} as account_id,
        {{ public_id('product_id') }} as product_id,
        {{ public_id('store_id') }} as store_id,
        line_number,
        {{ business_date('returned_at') }} as return_date,
        email,
        phone,
        lower(identifier_type) as identifier_type,
        identifier_value,
        reason,
        quantity,
        {{ in_base_currency('refund_amount') }} as refund_amount,
        returned_at,
        recorded_at
    from versions
    where version_rank = 1

)

select * from final
