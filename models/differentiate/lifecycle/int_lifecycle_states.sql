with

lifecycle_changes as (

    select * from {{ ref('int_lifecycle_changes') }}

),

growth_changes as (

    select * from {{ ref('int_growth_changes') }}

),

relationship_changes as (

    select * from {{ ref('int_relationship_changes') }}

),

states as (

    select lifecycle_stage as customer_state from lifecycle_changes

    union distinct

    select coalesce(growth_phase, '') as customer_state from growth_changes

    union distinct

    select relationship_stage as customer_state from relationship_changes

),

final as (

    select
        customer_state,
        row_number() over (order by customer_state asc) as state_number
    from states

)

select * from final
