-- The lifecycle history keeps two digits for the number of a state.
with

states as (

    select * from {{ ref('int_lifecycle_states') }}

),

final as (

    select * from states
    where state_number not between 1 and 99

)

select * from final
