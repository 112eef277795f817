with

as_of as (

    select * from {{ ref('as_of') }}

),

customers as (

    select * from {{ ref('dim_customers') }}
    where customer_kind != 'visitor'

),

profiles as (

    select * from {{ ref('customer_360') }}

),

customer_totals as (

    select count(*) as customer_count
    from customers

),

profile_totals as (

    select
        count(*) as profile_count,
        sum(case when has_email or has_phone then 1 else 0 end) as reachable_count,
        sum(case when lifecycle_stage in ('at_risk', 'lapsed') then 1 else 0 end)
            as slipping_count
    from profiles

),

final as (

    select
        {{ build_id() }} as build_id,
        as_of.as_of_date,
        cast(profile_totals.profile_count as double) as profile_count,
        cast(customer_totals.customer_count - profile_totals.profile_count as double)
            as customer_without_profile_count,
        {{ share('profile_totals.reachable_count', 'profile_totals.profile_count') }}
            as reachable_customer_share,
        {{ share('profile_totals.slipping_count', 'profile_totals.profile_count') }}
            as slipping_customer_share
    from profile_totals
    cross join customer_totals
    cross join as_of

)

select * from final
