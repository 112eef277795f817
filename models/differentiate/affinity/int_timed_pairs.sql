with

pair_statistics as (

    select * from {{ ref('int_pair_statistics') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

ranked as (

    select
        level_position,
        first_item_key,
        second_item_key,
        row_number() over (
            partition by level_position
            order by leverage desc, first_item_key asc, second_item_key asc
        ) as leverage_position
    from pair_statistics
    where is_significant and lift > 1

),

final as (

    select
        ranked.level_position,
        ranked.first_item_key,
        ranked.second_item_key
    from ranked
    cross join rules
    where ranked.leverage_position <= rules.most_timed_pairs

)

select * from final
