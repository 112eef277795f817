-- The classes begin at 0, each where the last one ends, and end at 1.
with

classes as (

    select * from {{ ref('abc_classes') }}

),

followed as (

    select
        abc_class,
        lower_share,
        upper_share,
        lag(upper_share, 1, cast(0 as decimal(5, 4))) over (order by lower_share)
            as previous_upper_share,
        lead(lower_share, 1, cast(1 as decimal(5, 4))) over (order by lower_share)
            as next_lower_share
    from classes

),

final as (

    select *
    from followed
    where lower_share != previous_upper_share
        or upper_share != next_lower_share

)

select * from final
