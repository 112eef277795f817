{{ config(materialized='view') }}

-- Each decision is a mark of its own of which a customer has one side.
with

overrides as (

    select * from {{ ref('int_identity_overrides') }}
    where decision = 'never_link'

),

final as (

    select
        left_contact_id as node,
        left_contact_id || ' ' || right_contact_id as mark_type,
        'left' as mark_value
    from overrides

    union all

    select
        right_contact_id as node,
        left_contact_id || ' ' || right_contact_id as mark_type,
        'right' as mark_value
    from overrides

)

select * from final
