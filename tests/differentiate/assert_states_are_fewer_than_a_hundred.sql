-- The lifecycle history writes the number of a state into the last two digits of another.
with

states as (

    select * from {{ ref('int_lifecycle_states') }}

),

final as (

    select * from states
    where state_number not between 1 and 99

)

select * from final
