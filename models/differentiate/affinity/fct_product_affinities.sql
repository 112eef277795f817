with

pair_statistics as (

    select * from {{ ref('int_pair_statistics') }}

),

items as (

    select * from {{ ref('int_affinity_items') }}

),

pair_orders as (

    select * from {{ ref('int_pair_orders') }}

),

floors as (

    select * from {{ ref('int_affinity_floors') }}

),

levels as (

    select * from {{ ref('affinity_levels') }}

),

rules as (

    select * from {{ ref('int_affinity_rules') }}

),

valued as (

    select
        pair_statistics.*,
        firsts.level,
        firsts.item_id as first_item_id,
        seconds.item_id as second_item_id,
        firsts.basket_count as first_basket_count,
        seconds.basket_count as second_basket_count,
        cast(
            firsts.line_margin_amount + seconds.line_margin_amount as decimal(18, 2)
        ) as pair_margin_amount,
        cast(round(cast(round(
            cast(firsts.line_margin_amount + seconds.line_margin_amount as double)
            * (
                pair_statistics.pair_basket_count
                - pair_statistics.expected_pair_basket_count
            ), 6
        ) as decimal(28, 6)), 2) as decimal(18, 2)) as extra_margin_amount
    from pair_statistics
    inner join items as firsts
        on pair_statistics.first_item_key = firsts.item_key
    inner join items as seconds
        on pair_statistics.second_item_key = seconds.item_key

),

final as (

    select
        valued.level,
        valued.first_item_id,
        valued.second_item_id,
        pair_orders.time_order,
        case
            when pair_orders.first_item_key is null then 'not_compared'
            when pair_orders.time_order is null then 'too_few_customers'
        end as time_order_null_reason,
        floors.basket_count,
        floors.left_out_basket_count,
        valued.first_basket_count,
        valued.second_basket_count,
        valued.pair_basket_count,
        valued.expected_pair_basket_count,
        valued.support_share,
        valued.second_given_first_rate,
        valued.first_given_second_rate,
        valued.lift,
        valued.lower_lift,
        valued.upper_lift,
        valued.leverage,
        valued.chi_squared,
        valued.likelihood_ratio,
        valued.critical_chi_squared,
        valued.test_count,
        pair_orders.customer_count,
        pair_orders.first_before_second_count,
        pair_orders.second_before_first_count,
        pair_orders.direction_z,
        valued.pair_margin_amount,
        valued.extra_margin_amount,
        cast(
            rank() over (
                partition by valued.level
                order by valued.leverage desc
            ) as bigint
        ) as leverage_rank,
        cast(
            case
                when valued.extra_margin_amount is not null
                    then
                        rank() over (
                            partition by valued.level
                            order by valued.extra_margin_amount desc nulls last
                        )
            end as bigint
        ) as extra_margin_rank,
        valued.is_significant,
        levels.is_bundled
        and valued.is_significant
        and valued.lower_lift > rules.bundle_lift
        and coalesce(valued.pair_margin_amount > 0, false) as is_bundle_candidate
    from valued
    inner join levels
        on valued.level = levels.level
    left join pair_orders
        on valued.first_item_key = pair_orders.first_item_key
        and valued.second_item_key = pair_orders.second_item_key
    cross join floors
    cross join rules

)

select * from final
