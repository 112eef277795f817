-- What is bought more often is also bought sooner, and again later. So the first item
-- came before the second for a customer only if it did so at the first purchase of both
-- and at the last, one of the two perhaps on the same day. Where the purchases of a
-- customer could as well have come in reverse, both are equally likely: a sign test.
with

timed_pairs as (

    select * from {{ ref('int_timed_pairs') }}

),

customer_items as (

    select * from {{ ref('int_customer_items') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

compared as (

    select
        timed_pairs.level_position,
        timed_pairs.first_item_key,
        timed_pairs.second_item_key,
        case
            when firsts.first_date < seconds.first_date then 1
            when firsts.first_date > seconds.first_date then -1
            else 0
        end
        + case
            when firsts.last_date < seconds.last_date then 1
            when firsts.last_date > seconds.last_date then -1
            else 0
        end as direction
    from timed_pairs
    inner join customer_items as firsts
        on timed_pairs.first_item_key = firsts.item_key
    inner join customer_items as seconds
        on timed_pairs.second_item_key = seconds.item_key
        and firsts.customer_key = seconds.customer_key

),

counted as (

    select
        level_position,
        first_item_key,
        second_item_key,
        count(*) as customer_count,
        count(case when direction > 0 then 1 end) as first_before_second_count,
        count(case when direction < 0 then 1 end) as second_before_first_count,
        count(*) over (partition by level_position) as level_pair_count
    from compared
    group by level_position, first_item_key, second_item_key

),

tested as (

    select
        counted.*,
        rules.least_timed_customers,
        {{ share(
            'counted.first_before_second_count - counted.second_before_first_count',
            'sqrt(cast(counted.first_before_second_count'
            ' + counted.second_before_first_count as double))',
        ) }} as direction_z,
        {{ normal_critical_value(
            'rules.significance_level / (2 * counted.level_pair_count)'
        ) }} as critical_z
    from counted
    cross join rules

),

final as (

    select
        level_position,
        first_item_key,
        second_item_key,
        case
            when first_before_second_count + second_before_first_count
                < least_timed_customers then null
            when direction_z >= critical_z then 'first_before_second'
            when direction_z <= -critical_z then 'second_before_first'
            else 'none'
        end as time_order,
        customer_count,
        first_before_second_count,
        second_before_first_count,
        round(direction_z, 9) as direction_z
    from tested

)

select * from final
