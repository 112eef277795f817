-- The last twelve months, and the twelve before with which they are compared.
with

as_of as (

    select * from {{ ref('as_of') }}

),

final as (

    select
        as_of_date as closing_date,
        {{ add_months('as_of_date', -12) }} as opening_date,
        {{ add_months('as_of_date', -24) }} as earlier_date
    from as_of

)

select * from final
