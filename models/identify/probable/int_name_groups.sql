with

nicknames as (

    select * from {{ ref('nicknames') }}

),

keyed as (

    select
        {{ comparable_name('given_name') }} as given_key,
        name_group
    from nicknames

),

final as (

    select
        given_key,
        min(name_group) as name_group
    from keyed
    group by given_key

)

select * from final
