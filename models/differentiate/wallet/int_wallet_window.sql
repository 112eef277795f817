with

as_of as (

    select * from {{ ref('as_of') }}

),

final as (

    select
        as_of_date,
        {{ add_days(
            add_months('as_of_date', '-' ~ var('wallet_window_months')), 1
        ) }} as window_start_date
    from as_of

)

select * from final
