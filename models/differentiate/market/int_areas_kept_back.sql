with

places as (

    select * from {{ ref('int_order_places') }}

),

final as (

    select distinct
        postcode_area,
        month_start_date
    from places
    where postcode_area is not null and postcode_area != postcode

)

select * from final
