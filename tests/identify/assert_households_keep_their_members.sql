-- Each household has the members that the customers say, two at least, all persons.
with

customers as (

    select * from {{ ref('dim_customers') }}

),

households as (

    select * from {{ ref('dim_households') }}

),

counted as (

    select
        household_id,
        count(*) as member_count,
        sum(case when customer_kind = 'person' then 0 else 1 end) as other_count
    from customers
    where household_id is not null
    group by household_id

),

final as (

    select
        households.household_id,
        households.member_count,
        counted.member_count as counted_member_count
    from households
    full outer join counted
        on households.household_id = counted.household_id
    where households.member_count is distinct from counted.member_count
        or counted.other_count != 0
        or households.member_count < 2

)

select * from final
