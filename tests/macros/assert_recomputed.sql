with

cases as {{ recomputed() }} (

    select 1 as given

),

final as (

    select one.given
    from cases as one
    full outer join cases as other
        on one.given = other.given
    where one.given is null or other.given is null

)

select * from final
